import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Condition, Filter } from '../../vocabulary/query.ts';

// https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#operators
/** `Op.in`, and the `$in` of versions before 5, by what a condition calls them. */
const OPERATORS: { readonly [name: string]: string } = {
  eq: '=',
  is: '=',
  in: 'in',
  any: 'in',
  notIn: 'not in',
  ne: 'not',
  not: 'not',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  between: 'between',
};
const OTHERS: ReadonlySet<string> = new Set(['and', 'or', 'like', 'iLike', 'notLike', 'startsWith', 'endsWith', 'substring', 'regexp', 'contains', 'overlap', 'notBetween', 'col', 'match']);
const BRANCHES: ReadonlySet<string> = new Set(['or', 'not']);

type State = { conditions: Condition[]; open: boolean };

/** Reads the value of `where`. What cannot be read is one condition on `*`. */
export function readFilter(where: View): Filter {
  const state: State = { conditions: [], open: false };
  readObject(where, state);
  return state;
}

function readObject(view: View, state: State): void {
  const object = view.object();
  if (!object) {
    unread({ field: '*', op: '?', value: view.ref }, state);
    return;
  }
  if (object.spread) state.open = true;
  for (const { operator, name, value } of entriesOf(object)) {
    if (operator === 'and') readAnd(value, state);
    else if (operator !== undefined && BRANCHES.has(operator)) unread({ field: operator.toUpperCase(), op: operator, value: value.ref }, state);
    else if (name === undefined || operator !== undefined) unread({ field: '*', op: '?', value: value.ref }, state);
    else readField(name, value, state);
  }
}

function readAnd(view: View, state: State): void {
  const list = view.list();
  if (!list) {
    readObject(view, state);
    return;
  }
  if (list.open || list.each) state.open = true;
  for (const item of list.items) readObject(item, state);
  if (list.each) state.conditions.push({ field: 'AND', op: 'and', value: view.ref });
}

/** `status: 'open'`, `id: [1, 2]` (an `IN`), `id: { [Op.in]: ids }`, `'$author.id$': id`. */
function readField(name: string, value: View, state: State): void {
  const field = name.replace(/^\$(.+)\$$/, '$1');
  const object = value.object();
  if (object) readOperators(field, object, value, state);
  else state.conditions.push({ field, op: isList(value) ? 'in' : '=', value: value.ref });
}

function readOperators(field: string, object: ObjectView, view: View, state: State): void {
  const entries = entriesOf(object);
  if (object.spread || entries.length === 0) unread({ field, op: '?', value: view.ref }, state);
  for (const { operator, name, value } of entries) {
    if (operator !== undefined) state.conditions.push({ field, op: OPERATORS[operator] ?? operator, value: value.ref });
    // A JSON column's path.
    else state.conditions.push({ field: name === undefined ? field : `${field}.${name}`, op: name === undefined ? '?' : '=', value: value.ref });
  }
}

/** The properties of a filter: columns by name, operators by theirs (`[Op.in]`, and `$in` before version 5). */
function entriesOf(object: ObjectView): readonly { operator?: string; name?: string; value: View }[] {
  const named = object.names.map((name) => ({ ...(/^\$\w+$/.test(name) ? { operator: name.slice(1) } : { name }), value: object.get(name)! }));
  const keyed = object.keyed.map(({ key, value }) => {
    const operator = operatorOf(key);
    return { ...(operator !== undefined && { operator }), value };
  });
  return [...named, ...keyed];
}

/** `Op.in`, also taken out of it (`const { in: within } = Op`) or written as a member of the library. */
function operatorOf(key: View): string | undefined {
  const value = key.value();
  const operator = value.k === 'orm' && value.role === 'operator' ? value.state?.['name'] : undefined;
  if (typeof operator === 'string') return operator;
  const name = key.name();
  return value.k === 'plain' || value.k === 'lit' || name === undefined || !(name in OPERATORS || OTHERS.has(name)) ? undefined : name;
}

function isList(view: View): boolean {
  if (view.list()) return true;
  const value = view.value();
  return value.k === 'list';
}

function unread(condition: Condition, state: State): void {
  state.conditions.push(condition);
  state.open = true;
}

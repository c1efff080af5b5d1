import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Condition, Filter } from '../../vocabulary/query.ts';

// https://www.prisma.io/docs/orm/reference/prisma-client-reference#filter-conditions-and-operators
/** Operators of a column's filter, and what a condition calls them. */
const OPERATORS: { readonly [name: string]: string } = {
  equals: '=',
  in: 'in',
  notIn: 'not in',
  not: 'not',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};
const OTHER_OPERATORS: ReadonlySet<string> = new Set([
  ...['contains', 'startsWith', 'endsWith', 'search', 'has', 'hasSome', 'hasEvery', 'isEmpty', 'isSet'],
  ...['string_contains', 'string_starts_with', 'string_ends_with', 'array_contains', 'array_starts_with', 'array_ends_with'],
  ...['isNot', 'some', 'every', 'none'],
]);
/** Settings of a column's filter: with one of them, an equality is no plain equality. */
const MODIFIERS: ReadonlySet<string> = new Set(['mode', 'path']);

/** A filter, and whether all that was read of it are equalities of columns and compound keys. */
export type ReadFilter = { filter: Filter; unique: boolean };

/** Reads the value of `where`. What cannot be read is one condition on `*`. */
export function readFilter(where: View): ReadFilter {
  const conditions: Condition[] = [];
  const state: State = { conditions, open: false, unique: true };
  readObject(where, '', state);
  return { filter: { conditions, open: state.open }, unique: state.unique };
}

type State = { conditions: Condition[]; open: boolean; unique: boolean };

function readObject(view: View, prefix: string, state: State): void {
  const object = view.object();
  if (!object) {
    state.conditions.push({ field: `${prefix}*`, op: '?', value: view.ref });
    state.open = true;
    return;
  }
  if (object.open) state.open = true;
  for (const name of object.names) {
    const value = object.get(name);
    if (!value) state.open = true;
    else if (name === 'AND') readAnd(value, prefix, state);
    else if (name === 'OR' || name === 'NOT') readBranches(name, value, prefix, state);
    else readField(prefix + name, value, prefix !== '', state);
  }
}

function readAnd(view: View, prefix: string, state: State): void {
  state.unique = false;
  const list = view.list();
  if (!list) { readObject(view, prefix, state); return; }
  if (list.open || list.each) state.open = true;
  for (const item of list.items) readObject(item, prefix, state);
  if (list.each) state.conditions.push({ field: `${prefix}AND`, op: 'and', value: view.ref });
}

function readBranches(name: string, view: View, prefix: string, state: State): void {
  state.conditions.push({ field: prefix + name, op: name.toLowerCase(), value: view.ref });
  state.open = true;
  state.unique = false;
}

function readField(field: string, view: View, nested: boolean, state: State): void {
  const object = view.object();
  if (!object) {
    state.conditions.push({ field, op: '=', value: view.ref });
  } else if (object.names.every(isFilterWord) && (object.open || object.names.some((name) => !MODIFIERS.has(name)))) {
    readOperators(field, object, state);
  } else if (object.names.length > 0) {
    readPath(field, view, object, nested, state);
  }
}

/** `{ author: { id } }` and `{ userId_postId: { userId, postId } }` look alike; a compound key has two columns at least. */
function readPath(field: string, view: View, object: ObjectView, nested: boolean, state: State): void {
  const before = state.unique;
  const from = state.conditions.length;
  readObject(view, `${field}.`, state);
  const inner = state.conditions.slice(from);
  state.unique = before && !nested && object.names.length > 1 && inner.every(({ op }) => op === '=');
}

function readOperators(field: string, object: ObjectView, state: State): void {
  if (object.open) state.open = true;
  const modified = object.names.some((name) => MODIFIERS.has(name));
  for (const name of object.names) {
    const value = object.get(name);
    if (!value || MODIFIERS.has(name)) continue;
    if (name === 'is') readIs(field, value, state);
    else {
      const op = modified && name === 'equals' ? 'equals' : (OPERATORS[name] ?? name);
      state.conditions.push({ field, op, value: value.ref });
      if (op !== '=') state.unique = false;
    }
  }
}

function readIs(field: string, view: View, state: State): void {
  state.unique = false;
  if (view.object()) readObject(view, `${field}.`, state);
  else state.conditions.push({ field, op: view.literal() === null ? '=' : 'is', value: view.ref });
}

function isFilterWord(name: string): boolean {
  return Object.hasOwn(OPERATORS, name) || OTHER_OPERATORS.has(name) || MODIFIERS.has(name) || name === 'is';
}

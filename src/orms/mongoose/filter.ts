import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Condition, Filter } from '../../vocabulary/query.ts';

// https://www.mongodb.com/docs/manual/reference/operator/query/
const OPERATORS: { readonly [name: string]: string } = { $eq: '=', $in: 'in', $nin: 'not in', $ne: 'not', $lt: '<', $lte: '<=', $gt: '>', $gte: '>=' };
const BRANCHES: ReadonlySet<string> = new Set(['$or', '$nor', '$not', '$expr', '$where', '$text', '$jsonSchema']);

type State = { conditions: Condition[]; open: boolean };

/** Reads a filter: `{ authorId: id, status: { $in: states }, $and: [{ … }] }`. What cannot be read is one condition on `*`. */
export function readFilter(view: View): Filter {
  const state: State = { conditions: [], open: false };
  readObject(view, state);
  return state;
}

function readObject(view: View, state: State): void {
  const object = view.object();
  if (!object) {
    unread({ field: '*', op: '?', value: view.ref }, state);
    return;
  }
  if (object.open) state.open = true;
  for (const name of object.names) {
    const value = object.get(name)!;
    if (name === '$and') readAnd(value, state);
    else if (BRANCHES.has(name)) unread({ field: name, op: name.slice(1), value: value.ref }, state);
    else if (!name.startsWith('$')) readField(name, value, state);
  }
  for (const { value } of object.keyed) unread({ field: '*', op: '?', value: value.ref }, state);
  if (object.spread) state.conditions.push({ field: '*', op: '?', value: view.ref });
}

function readAnd(view: View, state: State): void {
  const list = view.list();
  if (!list || list.open || list.each) {
    unread({ field: '*', op: '?', value: view.ref }, state);
    return;
  }
  for (const item of list.items) readObject(item, state);
}

/** `status: 'open'`, `_id: { $in: ids }`, `'author.name': name`. */
function readField(field: string, value: View, state: State): void {
  const object = value.object();
  const operators = object?.names.filter((name) => name.startsWith('$')) ?? [];
  if (!object || (operators.length === 0 && !object.open)) {
    state.conditions.push({ field, op: isPattern(value) ? '~' : '=', value: value.ref });
    return;
  }
  readOperators(field, object, value, state);
}

/** `new RegExp(name, 'i')`: a list of names finds other rows. */
function isPattern(value: View): boolean {
  return value.name() === 'RegExp' && value.call() !== undefined;
}

function readOperators(field: string, object: ObjectView, view: View, state: State): void {
  if (object.spread || object.keyed.length > 0) unread({ field, op: '?', value: view.ref }, state);
  for (const name of object.names) {
    const value = object.get(name)!;
    if (name === '$options' || name === '$comment') continue;
    if (name === '$elemMatch' && value.object()) {
      const inner = readFilter(value);
      state.conditions.push(...inner.conditions.map((each) => ({ ...each, field: each.field.startsWith('$') || each.field === '*' ? field : `${field}.${each.field}` })));
      if (inner.open) state.open = true;
    } else state.conditions.push({ field, op: OPERATORS[name] ?? name.slice(1), value: value.ref });
  }
}

function unread(condition: Condition, state: State): void {
  state.conditions.push(condition);
  state.open = true;
}

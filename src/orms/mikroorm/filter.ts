import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Condition, Filter } from '../../vocabulary/query.ts';

/** https://mikro-orm.io/docs/query-conditions */
const OPERATORS: { readonly [name: string]: string } = { $eq: '=', $in: 'in', $nin: 'not in', $ne: '!=', $gt: '>', $gte: '>=', $lt: '<', $lte: '<=', $like: 'like', $ilike: 'like', $re: 'like', $not: 'not' };

/** Conditions: an object, or a key, or a list of keys. */
export function readWhere(view: View): Filter {
  const conditions: Condition[] = [];
  const object = view.object();
  if (object) {
    const open = readObject(object, '', conditions);
    return { conditions, open };
  }
  const value = view.value();
  const isList = view.list() !== undefined || value.k === 'list';
  // A filter that is built elsewhere cannot be told from a key by what it is called, but by what it is.
  const isKey = isList || view.literal() !== undefined || value.k === 'plain' || value.k === 'instance';
  if (isKey) return { conditions: [{ field: 'id', op: isList ? 'in' : '=', value: view.ref }], open: false };
  return { conditions: [{ field: '*', op: '?', value: view.ref }], open: true };
}

function readObject(object: ObjectView, prefix: string, conditions: Condition[]): boolean {
  let { open } = object;
  for (const { key, value } of object.keyed) conditions.push({ field: '*', op: '?', value: key.ref }, { field: '*', op: '?', value: value.ref });
  for (const name of object.names) {
    const view = object.get(name);
    if (!view) open = true;
    else if (readField(name, view, prefix, conditions)) open = true;
  }
  return open;
}

function readField(name: string, view: View, prefix: string, conditions: Condition[]): boolean {
  const object = view.object();
  if (name === '$and') {
    const parts = view.list()?.items.map(item => item.object()) ?? [undefined];
    return parts.map(part => (part ? readObject(part, prefix, conditions) : put('*', '?', view, conditions))).some(Boolean);
  }
  if (name === '$or') return put('OR', 'or', view, conditions);
  if (name.startsWith('$')) {
    put(prefix.slice(0, -1) || '*', OPERATORS[name] ?? '?', view, conditions);
    return !Object.hasOwn(OPERATORS, name);
  }
  if (object) return readObject(object, `${prefix}${name}.`, conditions);
  conditions.push({ field: prefix + name, op: view.list() || view.value().k === 'list' ? 'in' : '=', value: view.ref });
  return false;
}

function put(field: string, op: string, view: View, conditions: Condition[]): true {
  conditions.push({ field, op, value: view.ref });
  return true;
}

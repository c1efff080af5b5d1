import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Condition, Filter } from '../../vocabulary/query.ts';
import type { Ref } from '../../vocabulary/value.ts';
import type { FilterForm } from './methods.ts';
import { wordOf } from './values.ts';

/** Every find option: an object with one of them holds options, and no conditions. https://typeorm.io/docs/working-with-entity-manager/find-options */
export const findOptions: ReadonlySet<string> = new Set([
  ...['where', 'relations', 'select', 'order', 'take', 'skip', 'join', 'cache', 'lock', 'withDeleted', 'loadEagerRelations', 'loadRelationIds', 'relationLoadStrategy'],
  ...['transaction', 'comment'],
]);
const OPERATORS: { readonly [name: string]: string } = {
  In: 'in',
  Any: 'in',
  Equal: '=',
  Not: 'not',
  LessThan: '<',
  LessThanOrEqual: '<=',
  MoreThan: '>',
  MoreThanOrEqual: '>=',
};

/** What the options of a `find` say besides the filter. */
export type Read = { filter: Filter; options: readonly string[]; loads: readonly string[]; limit?: Ref };

/** Reads the argument that holds the filter. */
export function readArgument(view: View | undefined, form: FilterForm): Read {
  if (!view) return { filter: { conditions: [], open: false }, options: [], loads: [] };
  switch (form) {
    case 'options':
      return readOptions(view);
    case 'where':
      return plainRead(readWhere(view));
    case 'criteria':
      return plainRead(view.object() || view.list()?.items[0]?.object() ? readWhere(view) : readKeys(view));
    case 'keys':
      return plainRead(readKeys(view));
    case 'entity':
      return plainRead(readEntity(view));
  }
}

function plainRead(filter: Filter): Read {
  return { filter, options: [], loads: [] };
}

function readOptions(view: View): Read {
  const object = view.object();
  if (!object) {
    const key = view.literal() ?? (view.value().k === 'plain' ? 1 : undefined);
    if (key !== undefined) return plainRead(readKeys(view));
    return { filter: unread(view), options: ['...'], loads: [] };
  }
  // Up to 0.2, conditions stood where options stand.
  if (object.names.length > 0 && !object.names.some((name) => findOptions.has(name))) return plainRead(readWhere(view));
  const where = object.get('where');
  const filter = where ? readWhere(where) : { conditions: [], open: object.open };
  const options = object.names.filter((name) => name !== 'where' && name !== 'relations');
  // `join` builds joins of its own, as a function for `where` may; `loadRelationIds` puts keys where the rows would be.
  const others = options.some((name) => name === 'join' || name === 'loadRelationIds') || where?.value().k === 'fn' ? ['…'] : [];
  const limit = object.get('take');
  return { filter, ...(limit && { limit: limit.ref }), options: object.open ? [...options, '...'] : options, loads: [...readRelations(object.get('relations')), ...others] };
}

/** `relations: ['author', 'author.company']`, `relations: { author: { company: true } }`; `…` for what cannot be read. */
export function readRelations(view: View | undefined, prefix = ''): string[] {
  if (!view) return [];
  const list = view.list();
  if (list) return [...list.items.map((item) => { const name = item.literal(); return typeof name === 'string' ? name : '…'; }), ...(list.open || list.each ? ['…'] : [])];
  const object = view.object();
  if (!object) return typeof view.literal() === 'boolean' || view.value().k === 'plain' ? [] : [`${prefix}…`];
  const named = object.names.flatMap((name) => {
    const inner = object.get(name);
    return inner?.literal() === false ? [] : [prefix + name, ...readRelations(inner, `${prefix}${name}.`)];
  });
  return object.open ? [...named, `${prefix}…`] : named;
}

/** Conditions; a list of them is an `OR`. */
export function readWhere(view: View): Filter {
  const list = view.list();
  const [only] = list?.items ?? [];
  if (list && only && list.items.length === 1 && !list.open && !list.each) return readWhere(only);
  if (list) return { conditions: [{ field: 'OR', op: 'or', value: view.ref }], open: true };
  const object = view.object();
  if (!object) return unread(view);
  const conditions: Condition[] = [];
  const open = readObject(object, '', conditions);
  return { conditions, open };
}

function readObject(object: ObjectView, prefix: string, conditions: Condition[]): boolean {
  let { open } = object;
  for (const name of object.names) {
    const view = object.get(name);
    if (!view) open = true;
    else if (readField(prefix + name, view, conditions)) open = true;
  }
  return open;
}

function readField(field: string, view: View, conditions: Condition[]): boolean {
  const object = view.object();
  if (object) return readObject(object, `${field}.`, conditions);
  const call = view.call();
  const operator = call && call.receiver.k === 'orm' && call.receiver.role === 'operator' ? wordOf(call.receiver, 'name') : undefined;
  if (!call || operator === undefined) {
    conditions.push({ field, op: '=', value: view.ref });
    return false;
  }
  const value = call.args.at(0);
  if (operator === 'And' || operator === 'Or' || operator === 'Raw') {
    conditions.push({ field, op: operator.toLowerCase(), value: view.ref });
    return true;
  }
  conditions.push({ field, op: OPERATORS[operator] ?? operator, value: operator === 'Not' ? view.ref : (value ?? view).ref });
  return false;
}

/** A key, or a list of them. */
function readKeys(view: View): Filter {
  const isList = view.list() !== undefined || view.value().k === 'list';
  return { conditions: [{ field: 'id', op: isList ? 'in' : '=', value: view.ref }], open: false };
}

/** A row, or an object with the key in it. */
function readEntity(view: View): Filter {
  const key = view.object()?.get('id');
  return { conditions: [{ field: 'id', op: '=', value: (key ?? view).ref }], open: !key };
}

function unread(view: View): Filter {
  return { conditions: [{ field: '*', op: '?', value: view.ref }], open: true };
}

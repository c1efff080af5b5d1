import type { Arguments, ObjectView, View } from '../../vocabulary/orm.ts';
import type { Condition, Filter, Payload } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';
import type { Ref } from '../../vocabulary/value.ts';
import { readFilter } from './filter.ts';
import type { Method } from './methods.ts';
import { arePlain, neededLoads, readLoads } from './included.ts';
import { readPayload } from './payload.ts';

/** What the arguments of a method say. */
export type Read = {
  filter?: Filter;
  payload?: Payload;
  loads: readonly string[];
  /** Those of them that also say which rows there are, or in which order. */
  needs?: readonly string[];
  nestedWrites: boolean;
  /** Names of the options besides `where` and `defaults`; `...` when others may be there. */
  options: readonly string[];
  limit?: Ref;
};

const READ_ELSEWHERE: ReadonlySet<string> = new Set(['where', 'defaults']);
const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'upsert']);

/** Reads the arguments of a method of a model; `model` says what its primary key is. */
export function readArguments(method: Method, args: Arguments, model: Model | undefined): Read {
  const view = method.options === undefined ? undefined : args.at(method.options);
  const options = view?.object();
  const filter = filterOf(method, args, options, view, model);
  const payload = WRITES.has(method.operation) ? payloadOf(method, args, options, filter) : undefined;
  const loads = options ? readLoads(options) : [];
  const names = (options?.names ?? []).filter((name) => !READ_ELSEWHERE.has(name));
  // Rows of what is worked out may be fewer, or other ones, than the table has.
  if (!arePlain(options?.get('attributes'))) names.push('computed');
  if (args.open || (view && !options) || options?.open === true) names.push('...');
  const limit = options?.get('limit');
  const needs = loads.length > 0 && options ? neededLoads(options, filter) : [];
  return { filter, ...(payload && { payload }), loads, ...(needs.length > 0 && { needs }), nestedWrites: method.operation === 'create' && loads.length > 0, options: names, ...(limit && { limit: limit.ref }) };
}

function filterOf(method: Method, args: Arguments, options: ObjectView | undefined, view: View | undefined, model: Model | undefined): Filter {
  const key = method.key === undefined ? undefined : args.at(method.key);
  if (key) return { conditions: [byKey(key, model)], open: false };
  const where = options?.get('where');
  if (where) return readFilter(where);
  if (args.open) return { conditions: [], open: true };
  if (!view) return { conditions: [], open: false };
  return options ? { conditions: [], open: options.open } : { conditions: [{ field: '*', op: '?', value: view.ref }], open: true };
}

function byKey(key: View, model: Model | undefined): Condition {
  const primary = model?.keys.find((each) => each.primary && each.columns.length === 1)?.columns[0];
  return { field: primary ?? 'id', op: '=', value: key.ref };
}

function payloadOf(method: Method, args: Arguments, options: ObjectView | undefined, filter: Filter): Payload {
  if (args.open) return { assignments: [], open: true, list: false };
  if (method.fields !== undefined) return countedUp(args, options, method.fields);
  if (method.values !== undefined) {
    const values = args.at(method.values);
    return values ? readPayload([values]) : { assignments: [], open: false, list: false };
  }
  // `findOrCreate({ where, defaults })` writes both.
  const defaults = options?.get('defaults');
  const read = readPayload(defaults ? [defaults] : []);
  const equal = filter.conditions.flatMap(({ field, op, value }) => (op === '=' && value ? [{ field, value }] : []));
  return method.operation === 'upsert' ? { ...read, assignments: [...equal, ...read.assignments], open: read.open || filter.open } : { assignments: [], open: true, list: false };
}

/** `increment('score', { by: 2 })`, `increment(['a', 'b'])`, `increment({ score: 2 })`. */
function countedUp(args: Arguments, options: ObjectView | undefined, at: number): Payload {
  const counted = args.at(at);
  const by = options?.get('by');
  const names = counted?.list()?.items.map((item) => item.text()) ?? [counted?.text()];
  const object = counted?.object();
  if (counted && object) return readPayload([counted]);
  const value = by ?? counted;
  return { assignments: value ? names.flatMap((name) => (name === undefined ? [] : [{ field: name, value: value.ref }])) : [], open: names.includes(undefined), list: false };
}

import type { Arguments, ObjectView, View } from '../../vocabulary/orm.ts';
import type { Filter, Payload } from '../../vocabulary/query.ts';
import type { Ref } from '../../vocabulary/value.ts';
import { readFilter } from './filter.ts';
import { readPayloads } from './payload.ts';

/** What the one argument of a delegate's method says. */
export type ReadOptions = {
  filter: Filter;
  payload?: Payload;
  limit?: Ref;
  loads: readonly string[];
  /** The same with `…` where more may be loaded than can be read. */
  paths?: readonly string[];
  nestedWrites: boolean;
  /** Names of the options besides `where`, `data` and `create`; `...` when others may be there; `update` only when it writes something. */
  options: readonly string[];
  /** Every condition that could be read is an equality of a column or a compound key. */
  unique: boolean;
};

const READ_ELSEWHERE: ReadonlySet<string> = new Set(['where', 'data', 'create', 'update']);
const NO_FILTER: Filter = { conditions: [], open: false };
const UNREAD_FILTER: Filter = { conditions: [], open: true };

/** Reads the options of a delegate's method. */
export function readOptions(args: Arguments, writes: boolean): ReadOptions {
  if (args.count === 0 && !args.open) return { filter: NO_FILTER, loads: [], nestedWrites: false, options: [], unique: true };
  const view = args.at(0);
  const options = view?.object();
  return view && options ? fromObject(options, writes) : fromUnread(view, writes);
}

function fromUnread(view: View | undefined, writes: boolean): ReadOptions {
  const conditions = view ? [{ field: '*', op: '?', value: view.ref }] : [];
  const unread = { filter: { conditions, open: true }, loads: [], nestedWrites: false, options: ['...'], unique: true };
  if (!writes) return unread;
  return { ...unread, payload: { assignments: view ? [{ field: '*', value: view.ref }] : [], open: true, list: false } };
}

function fromObject(options: ObjectView, writes: boolean): ReadOptions {
  const where = options.get('where');
  const read = where ? readFilter(where) : { filter: options.open ? UNREAD_FILTER : NO_FILTER, unique: true };
  const written = ['data', 'create', 'update'].flatMap((name) => options.get(name) ?? []);
  const { payload, nestedWrites } = readPayloads(written);
  const names = options.names.filter((name) => !READ_ELSEWHERE.has(name));
  const update = options.get('update');
  if (update && !isEmpty(update)) names.push('update');
  if (options.open) names.push('...');
  const limit = options.get('take')?.ref;
  const loads = readLoads(options);
  const opens = ['include', 'select'].some((option) => options.get(option) && options.get(option)?.object()?.open !== false);
  return {
    ...read,
    ...(limit && { limit }),
    ...(writes && written.length > 0 ? { payload } : writes && options.open ? { payload: { ...payload, open: true } } : {}),
    nestedWrites,
    loads,
    ...(opens && { paths: [...loads, '…'] }),
    options: names,
  };
}

function isEmpty(view: View): boolean {
  const object = view.object();
  return object !== undefined && object.names.length === 0 && !object.open;
}

/** The relations that `include` and `select` load, as paths; `select: { x: true }` may be a column and does not count. */
function readLoads(options: ObjectView, prefix = ''): string[] {
  const loads: string[] = [];
  for (const option of ['include', 'select']) {
    const chosen = options.get(option)?.object();
    for (const name of chosen?.names ?? []) {
      const view = chosen?.get(name);
      const nested = view?.object();
      if (!view || name === '_count' || view.literal() === false || (option === 'select' && !nested)) continue;
      loads.push(prefix + name, ...(nested ? readLoads(nested, `${prefix}${name}.`) : []));
    }
  }
  return loads;
}

import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Filter, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { readPipeline } from '../document-pipeline.ts';
import { readFilter } from './filter.ts';
import { additions, modelMethods, narrowing } from './methods.ts';
import type { Method } from './methods.ts';
import { populatedAt } from './populated.ts';
import { readPayload } from './payload.ts';
import { about, PLAIN, ROWS } from './values.ts';

/** What a query has been told so far: the state of a builder. */
export type Built = {
  query: QueryCall;
  result: Method['result'];
  lean?: true;
  /** The column that `where('name')` has named. */
  column?: string;
};

/** What a call of a method of a model gives: a query that is not run yet, or what a promise of it gives. */
export function ask(value: OrmValue, name: string, method: Method, args: Arguments, more: Partial<QueryCall> = {}): Outcome {
  const rowsAt = givesRows(name, method) ? ROWS_AT[method.result] : undefined;
  const built: Built = { query: { ...queryCall(value, name, method, args), ...(rowsAt && { rowsAt }), ...more }, result: resultOf(method, args) };
  const callback = callbackOf(args);
  if (method.eager || callback) return { value: rowsOf(value, built), query: built.query };
  return outcome(value, { ...built, query: { ...built.query, runs: 'awaited' } });
}

const ROWS_AT: { readonly [result: string]: readonly string[] } = { row: [], rows: ['[]'] };

/** Whether a method gives documents that are in the database as they are there. */
function givesRows(name: string, { operation }: Method): boolean {
  return name !== 'populate' && (operation === 'read' || /^find(?:One|ById)And/.test(name));
}

function queryCall({ model, declared, state, evidence }: OrmValue, name: string, method: Method, args: Arguments): QueryCall {
  const options = method.options === undefined ? undefined : args.at(method.options)?.object();
  const values = method.values === undefined ? undefined : args.at(method.values);
  const payload = values && !isFunction(values) ? readPayload(values) : undefined;
  const upserts = method.operation === 'update' && options?.get('upsert') !== undefined && options.get('upsert')?.literal() !== false;
  const multi = options?.get('multi')?.literal();
  const many = method.operation === 'create' && (payload?.list === true || (name === 'create' && args.count > 1 && args.at(1)?.object() !== undefined && !isOptions(args.at(1))));
  const filter = filterOf(method, args);
  const writes = method.operation === 'create' || method.operation === 'update';
  const equal = upserts ? filter.conditions.flatMap(({ field, op, value }) => (op === '=' && value ? [{ field, value }] : [])) : [];
  return {
    orm: 'mongoose',
    method: name,
    operation: upserts ? 'upsert' : method.operation,
    cardinality: many ? 'many' : method.cardinality === 'unknown' && multi !== undefined ? (multi === true ? 'many' : 'one') : method.cardinality,
    ...(model !== undefined && { model }),
    ...(declared && { declared }),
    ...(typeof state?.['called'] === 'string' && { called: state['called'] }),
    ...((name === 'countDocuments' || name === 'count') && { aggregates: [{ fn: 'count' as const }] }),
    filter,
    ...(writes && { payload: payload ? { ...payload, assignments: [...equal, ...payload.assignments], ...(values && { whole: values.ref }) } : { assignments: [], open: args.open, list: false } }),
    loads: options?.get('populate') ? ['…'] : [],
    ...(options?.get('populate') && { paths: populatedAt(options.get('populate')) }),
    nestedWrites: false,
    options: (options?.names ?? []).filter((option) => option !== 'upsert'),
    runs: 'called',
    batched: false,
    evidence,
  };
}

function isOptions(view: View | undefined): boolean {
  const names = view?.object()?.names ?? [];
  return names.length > 0 && names.every((name) => /^(?:session|ordered|validateBeforeSave|timestamps|aggregateErrors|lean|limit|rawResult|populate|w|j|wtimeout|checkKeys)$/.test(name));
}

function filterOf(method: Method, args: Arguments): Filter {
  if (args.open) return { conditions: [], open: true };
  const key = method.key === undefined ? undefined : args.at(method.key);
  if (key) return { conditions: [{ field: '_id', op: '=', value: key.ref }], open: false };
  const filter = method.filter === undefined ? undefined : args.at(method.filter);
  return filter && !isFunction(filter) ? readFilter(filter) : { conditions: [], open: false };
}

function resultOf(method: Method, args: Arguments): Method['result'] {
  return method.operation === 'create' && method.values !== undefined && args.at(method.values)?.list() ? 'rows' : method.result;
}

/** `User.findOne({ … }, (error, user) => …)`, up to version 6: it runs when it is called. */
function callbackOf(args: Arguments): View | undefined {
  const last = args.open || args.count === 0 ? undefined : args.at(args.count - 1);
  return last && isFunction(last) ? last : undefined;
}

function isFunction(view: View): boolean {
  return view.value().k === 'fn';
}

/** A query that is not run yet. */
export function outcome(value: OrmValue, built: Built): Outcome {
  return { value: holding(value, built), query: built.query };
}

/** The value that holds a query's state. */
function holding(value: OrmValue, built: Built): OrmValue {
  return { ...about('query', value, { built }), builder: true };
}

/** The state that a query holds. */
export function builtOf({ state }: OrmValue): Built | undefined {
  return state?.['built'] as Built | undefined;
}

/** What waiting for a query gives. */
export function rowsOf(value: OrmValue, { result, lean }: Built): Value {
  if (result === 'plain') return PLAIN;
  const row = lean ? PLAIN : about('row', value);
  return result === 'row' ? row : lean ? ROWS : { k: 'list', of: row };
}

/** `User.aggregate([{ $match: { teamId } }, …])`: the filter is the first `$match`. */
export function aggregate(value: OrmValue, name: string, method: Method, args: Arguments): Outcome {
  const pipeline = args.at(0);
  const list = pipeline?.list();
  const stages = list?.items ?? [];
  const matches = stages.flatMap((stage) => stage.object()?.get('$match') ?? []);
  const read = matches.map(readFilter);
  const lookups = stages.flatMap((stage) => stage.object()?.get('$lookup')?.object()?.get('as')?.text() ?? []);
  const open = args.open || (pipeline !== undefined && (!list || list.open || list.each !== undefined)) || read.some((each) => each.open);
  const whole = pipeline && matches.length === 0 ? [{ field: '*', op: '?', value: pipeline.ref }] : [];
  const numbers = !list || list.open || list.each ? undefined : readPipeline(stages);
  const query = { ...queryCall(value, name, method, { ...args, at: () => undefined, count: 0 }), ...(numbers && { aggregates: numbers }), filter: { conditions: [...read.flatMap((each) => each.conditions), ...whole], open: open || whole.length > 0 }, loads: lookups, options: stages.flatMap((stage) => stage.object()?.names ?? []) };
  const built: Built = { query, result: 'rows', lean: true };
  return outcome(value, { ...built, query: { ...query, runs: 'awaited' } });
}

/** A call on a query: what it adds to it, or that it runs it. */
export function onQuery(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built) return onUnknownQuery(value, method, args);
  if (method === 'exec' || method === 'explain') return { value: rowsOf(value, built), query: { ...built.query, runs: 'called' } };
  if (method === 'cursor' || method === 'stream') return { value: about('cursor', value, { built }), query: { ...built.query, runs: 'called' } };
  if (method === 'then' || method === 'catch' || method === 'finally') return undefined;
  const next = added(built, method, args) ?? asked(value, built, method, args);
  return next && outcome(value, next);
}

function onUnknownQuery(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  return method === 'exec' || additions.has(method) ? { value } : method === 'find' || method === 'findOne' ? ask(about('model', value), method, modelMethods.get(method)!, args) : undefined;
}

function added(built: Built, method: string, args: Arguments): Built | undefined {
  const { query } = built;
  const first = args.at(0);
  const options = [...query.options, method];
  if (method === 'populate') return { ...built, query: { ...query, options, loads: [...query.loads, first?.text() ?? first?.object()?.get('path')?.text() ?? '…'], paths: [...(query.paths ?? []), ...populatedAt(first)] } };
  if (method === 'lean') return { ...built, lean: true, query: { ...query, options } };
  if (method === 'limit') return { ...built, query: { ...query, options, ...(first && { limit: first.ref }) } };
  if (method === 'match') return first ? narrowed(built, readFilter(first)) : built;
  if (method === 'where') return where(built, args);
  const op = narrowing.get(method);
  if (op !== undefined) return by(built, op, args);
  return additions.has(method) ? { ...built, query: { ...query, options } } : undefined;
}

/** `query.where('name').equals(name)`, `query.where('name', name)`, `query.where({ name })`. */
function where(built: Built, args: Arguments): Built {
  const [first, second] = [args.at(0), args.at(1)];
  const column = first?.text();
  if (column === undefined) return first ? narrowed(built, readFilter(first)) : built;
  return second ? narrowed(built, { conditions: [{ field: column, op: '=', value: second.ref }], open: false }) : { ...built, column };
}

/** `.gte(18)` of the column named before, or `.gte('age', 18)`. */
function by(built: Built, op: string, args: Arguments): Built {
  const named = args.count > 1 ? args.at(0)?.text() : built.column;
  const value = args.at(args.count - 1);
  const readable = named !== undefined && op !== '?';
  return narrowed(built, { conditions: value ? [{ field: named ?? '*', op: readable ? op : '?', value: value.ref }] : [], open: !readable });
}

function narrowed(built: Built, filter: Filter): Built {
  const before = built.query.filter ?? { conditions: [], open: false };
  return { ...built, query: { ...built.query, filter: { conditions: [...before.conditions, ...filter.conditions], open: before.open || filter.open } } };
}

/** `query.countDocuments()`, `query.findOne({ … })`: it asks something else with what it was told before. */
function asked(value: OrmValue, built: Built, name: string, args: Arguments): Built | undefined {
  const method = modelMethods.get(name);
  if (!method || method.eager || name === 'aggregate') return undefined;
  const next = queryCall(value, name, method, args);
  const { loads, options, filter } = built.query;
  const { paths } = built.query;
  const rowsAt = givesRows(name, method) ? ROWS_AT[method.result] : undefined;
  const all: Built = { ...built, result: method.result, query: { ...next, loads, ...(paths && { paths }), ...(rowsAt && { rowsAt }), options: [...options, ...next.options], ...(filter && { filter }), runs: 'awaited' } };
  return next.filter ? narrowed(all, next.filter) : all;
}

import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Assignment, Cardinality, Condition, Operation, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Ref, Value } from '../../vocabulary/value.ts';
import { aggregateNamed } from '../sql-aggregate.ts';
import { isWhere, readWhere, type Owner } from '../where-methods.ts';
import { readWrittenRows } from '../written-rows.ts';
import { additions, loading, modifying, neutral, verbs, type Verb } from './methods.ts';
import { pathsOf } from './graphs.ts';
import { make, PLAIN, rowOf } from './values.ts';

/** What a query has been told so far: the state of a builder. */
export type Built = {
  method: string;
  operation: Operation;
  cardinality: Cardinality;
  /** The numbers that it selects; `undefined` among them is one that is not told, or a column. */
  aggregates: readonly (Aggregate | undefined)[];
  conditions: readonly Condition[];
  open: boolean;
  assignments?: readonly Assignment[];
  payloadOpen?: boolean;
  list?: boolean;
  whole?: Ref;
  loads: readonly string[];
  /** The same as paths of relations. */
  paths: readonly string[];
  options: readonly string[];
  limit?: Ref;
  gives: 'list' | 'one' | 'none';
  /** What it was begun on: a model, a row (`$query`), or a row's relation. */
  on: 'model' | 'row' | 'relation';
  relation?: string;
};

/** A query that a model, a row or a row's relation begins. */
export function begin(value: OrmValue, method: string, on: Built['on'], relation?: string): Outcome {
  const one = on === 'row';
  const built: Built = { method, operation: 'read', cardinality: one ? 'one' : 'many', aggregates: [], conditions: [], open: false, loads: [], paths: [], options: [], gives: one ? 'one' : 'list', on, ...(relation !== undefined && { relation }) };
  return outcome(value, built);
}

/** A call on a builder: what it adds to it. */
export function onBuilder(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built) return undefined;
  if (method === 'then') return { value: args.at(0)?.result() ?? rowsOf(value, built) };
  if (method === 'as' || method === 'toKnexQuery' || method === 'toFindQuery') return { value: make('part', value.evidence), embeds: true };
  if (method === 'execute') return { value: rowsOf(value, built), query: { ...queryOf(value, built), runs: 'called' } };
  const next = added(value, built, method, args);
  return next && outcome(value, next);
}

/** The state that a builder holds. */
export function builtOf({ state }: OrmValue): Built | undefined {
  return state?.['built'] as Built | undefined;
}

/** What waiting for a query gives. */
export function rowsOf(value: OrmValue, { gives, on, operation }: Built): Value {
  // The model of a relation is another one, and stands in a mapping.
  const row = on === 'relation' || operation === 'count' || operation === 'aggregate' ? PLAIN : rowOf(value);
  return gives === 'list' ? { k: 'list', of: row } : gives === 'one' ? row : PLAIN;
}

function outcome(value: OrmValue, built: Built): Outcome {
  const { model, declared, evidence } = value;
  const next: OrmValue = { ...make('builder', evidence), builder: true, state: { built }, ...(model !== undefined && { model }), ...(declared && { declared }) };
  return { value: next, embeds: true, query: queryOf(next, built) };
}

function queryOf({ model, declared, evidence }: OrmValue, built: Built): QueryCall {
  const { method, operation, cardinality, aggregates, conditions, open, assignments, payloadOpen = false, list = false, whole, loads, paths, options, limit, on, relation, gives } = built;
  return {
    orm: 'objection',
    method,
    operation,
    cardinality,
    ...(model !== undefined && { model }),
    ...(declared && { declared }),
    ...(aggregates.length > 0 && !aggregates.includes(undefined) && !options.some(option => option.startsWith('groupBy')) && { aggregates: aggregates.filter(each => each !== undefined) }),
    filter: { conditions, open },
    ...(assignments && { payload: { assignments, open: payloadOpen, list, ...(whole && { whole }) } }),
    loads,
    // Rows of a join have the columns of all its tables, one of which may be named as a relation is.
    paths: options.some(option => /^(?:\w+J|j)oin(?:Related)?$/.test(option)) && options.some(option => SELECTS.has(option)) ? [...paths, '…'] : paths,
    ...(operation === 'read' && on !== 'relation' && gives !== 'none' && { rowsAt: gives === 'list' ? ['[]'] : [] }),
    ...(operation === 'read' && on === 'relation' && relation !== undefined && { relation }),
    // What is joined may be what the query asks by.
    ...(options.some(option => /^(?:withGraphJoined|joinEager)$/.test(option)) && { needs: ['…'] }),
    nestedWrites: method.includes('Graph') && operation !== 'read',
    ...(limit && { limit }),
    options,
    ...(relation !== undefined && { form: relation }),
    runs: 'awaited',
    ...(on !== 'model' && { onRow: true as const }),
    batched: false,
    evidence,
  };
}

function added(value: OrmValue, built: Built, method: string, args: Arguments): Built | undefined {
  if (neutral.has(method)) return built;
  if (isWhere(method) || method === 'whereComposite' || method === 'whereInComposite') return filtered(value, built, isWhere(method) ? method : method.replace('Composite', ''), args);
  const options = [...built.options, method];
  if (loading.has(method)) return { ...built, options, loads: [...built.loads, String(args.at(0)?.literal() ?? '*')], paths: [...built.paths, ...pathsOf(args.at(0))] };
  const verb = verbs.get(method);
  if (verb) return said(value, built, method, verb, args);
  if (modifying.has(method)) return { ...built, ...(method === 'modify' && { options }), paths: [...built.paths, '…'] };
  if (!additions.has(method)) return undefined;
  const chosen = SELECTS.has(method) ? { aggregates: [...built.aggregates, undefined] } : {};
  const limit = method === 'limit' ? args.at(0) : undefined;
  return { ...built, options, ...chosen, ...(limit && { limit: limit.ref }), ...(limit?.literal() === 1 && { cardinality: 'one' as const }) };
}

/** `findById(id)`, `findOne({ email })`, `patch({ name })`, `insert(rows)`, `first()` after a write. */
function said(value: OrmValue, built: Built, method: string, verb: Verb, args: Arguments): Built {
  if (method === 'first' && built.operation !== 'read') return { ...built, gives: 'one' };
  // `patch({ name }).findById(id)`: what finds rows after a write says which are written.
  const writes = !['read', 'count', 'aggregate'].includes(built.operation) && verb.operation === 'read';
  const key = verb.key === undefined ? undefined : args.at(verb.key);
  const found = method === 'findOne' ? filtered(value, built, 'where', args) : built;
  const conditions = key ? [...found.conditions, { field: 'id', op: method === 'findByIds' ? 'in' : '=', value: key.ref }] : found.conditions;
  const rows = verb.written === undefined ? undefined : rowsAt(args.at(verb.written));
  const column = verb.amount === undefined ? undefined : args.at(0)?.literal();
  const amount = verb.amount === undefined ? undefined : args.at(verb.amount);
  const kept = built.on === 'row' && verb.operation === 'update' ? 'one' : undefined;
  return {
    ...found,
    method: writes ? built.method : method,
    operation: writes ? built.operation : verb.operation,
    aggregates: numbersOf(built, method, verb, args),
    cardinality: kept ?? verb.cardinality ?? (rows?.list === true ? 'many' : rows?.readable === true ? 'one' : 'unknown'),
    conditions,
    gives: writes ? built.gives : rows?.list === true && verb.gives === 'one' ? 'list' : (verb.gives ?? 'list'),
    ...(rows && { assignments: rows.assignments, payloadOpen: rows.open, list: rows.list, whole: rows.whole }),
    ...(amount && { assignments: typeof column === 'string' ? [{ field: column, value: amount.ref }] : [], payloadOpen: typeof column !== 'string', whole: amount.ref }),
    // A row that is written back as it is: what it holds is its own.
    ...(verb.written !== undefined && !rows && { assignments: [], payloadOpen: true }),
  };
}

const SELECTS: ReadonlySet<string> = new Set(['select', 'column', 'columns', 'distinct']);

/** `count('* as n')`, `sum('total')`, `resultSize()`. */
function numbersOf({ aggregates }: Built, method: string, { operation }: Verb, args: Arguments): Built['aggregates'] {
  if (operation !== 'count' && operation !== 'aggregate') return method === 'first' ? aggregates : [];
  const given = args.at(0);
  const column = given?.text();
  return [...aggregates, method === 'resultSize' ? { fn: 'count' } : given && column === undefined ? undefined : aggregateNamed(method, column)];
}

function rowsAt(view: View | undefined): (ReturnType<typeof readWrittenRows> & { readable: boolean }) | undefined {
  return view && { ...readWrittenRows(view), readable: view.object() !== undefined };
}

function filtered(value: OrmValue, built: Built, method: string, args: Arguments): Built {
  const owner: Owner = value.model === undefined ? {} : { model: value.model };
  const { conditions, open } = readWhere(method, args, owner);
  return { ...built, conditions: [...built.conditions, ...conditions], open: built.open || open };
}

import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { Condition, Operation } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { aggregateNamed, aggregateOf } from '../sql-aggregate.ts';
import { isWhere, readWhere } from '../where-methods.ts';
import { readWrittenRows } from '../written-rows.ts';
import { builtOf, holding, PLAIN, queryOf, rowsOf, type Built } from './built.ts';
import { make } from './claims.ts';
import { aggregates, additions, neutral } from './methods.ts';
import { readTable } from './tables.ts';

/** A call on a builder: what it adds to it, or that it runs it. */
export function onBuilder(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built) return undefined;
  if (method === 'from' || method === 'into' || method === 'table' || method === 'fromRaw') return outcome(begin(value, built, args));
  const next = added(value, built, method, args);
  if (next) return outcome(holding(value, next, value.model));
  switch (method) {
    case 'then':
      return { value: args.at(0)?.result() ?? rowsOf(built) };
    case 'stream':
    case 'pipe':
    case 'asCallback':
      return { value: { k: 'list', of: PLAIN }, query: queryOf(value, built, 'called') };
    // What stands in another query, or is a text.
    case 'toSQL':
    case 'toString':
    case 'toQuery':
    case 'as':
    // One table as a whole, and nothing that could be asked for at once.
    case 'truncate':
    case 'columnInfo':
      return { value: make('part', value.evidence), embeds: true };
    default:
      return undefined;
  }
}

/** A builder that has been given its table. */
export function begin(value: OrmValue, built: Built, args: Arguments): OrmValue {
  const first = args.at(0);
  const { model, alias, table, called } = readTable(first);
  const { table: _, called: __, ...rest } = built;
  return holding(value, { ...rest, begun: true, ...(alias !== undefined && { alias }), ...(called !== undefined && { called }), ...(table && { table }) }, model);
}

/** A builder, and the lazy query that it is. */
export function outcome(value: OrmValue): Outcome {
  const built = builtOf(value);
  return { value, embeds: true, ...(built?.begun === true && { query: queryOf(value, built) }) };
}

function added(value: OrmValue, built: Built, method: string, args: Arguments): Built | undefined {
  if (neutral.has(method)) return built;
  if (isWhere(method)) return filtered(value, built, method, args);
  const aggregate = aggregates.get(method);
  const options = [...built.options, method];
  if (aggregate) return grouped({ ...built, method, operation: aggregate, cardinality: 'one', options, aggregates: [...built.aggregates, ...numbersOf(method, args)] });
  switch (method) {
    case 'select':
    case 'columns':
    case 'column':
    case 'distinct':
    case 'distinctOn':
      return { ...built, options: args.count > 0 || method !== 'select' ? options : built.options, aggregates: [...built.aggregates, ...selectedIn(args)] };
    case 'pluck':
      return { ...built, method, options };
    case 'first':
      return { ...built, rows: 'one', cardinality: 'one', ...(built.operation === 'read' && { method }), ...(args.count > 0 && { options: [...built.options, 'select'] }) };
    case 'limit':
      return { ...built, options, ...(args.at(0) && { limit: args.at(0)!.ref }), ...(args.at(0)?.literal() === 1 && { cardinality: 'one' as const }) };
    case 'modify':
      return modified(built, args);
    case 'insert':
    case 'upsert':
      return written(built, method, method === 'insert' ? 'create' : 'upsert', args);
    case 'update':
      return updated(built, args);
    case 'increment':
    case 'decrement':
      return counted(built, method, args);
    case 'del':
    case 'delete':
      return { ...built, method, operation: 'delete', rows: args.count > 0 ? 'list' : 'none' };
    case 'returning':
      return { ...built, options, rows: 'list' };
    case 'merge': {
      const view = args.at(0);
      const set = view?.object() ? readWrittenRows(view).assignments : [];
      return { ...built, operation: 'upsert', options, assignments: [...(built.assignments ?? []), ...set] };
    }
    default:
      return additions.has(method) ? grouped({ ...built, options }) : undefined;
  }
}

/** `count('* as n')`, `count({ n: '*' })`, `sum('total')`. */
function numbersOf(method: string, args: Arguments): readonly (Aggregate | undefined)[] {
  const given = args.at(0);
  const object = given?.object();
  if (object) return object.open ? [undefined] : object.names.map(name => aggregateNamed(method, object.get(name)?.text()));
  const column = given?.text();
  return [args.count > 1 || (given && column === undefined) ? undefined : aggregateNamed(method, column)];
}

/** What `select` adds: an aggregate that is written in SQL is one too. */
function selectedIn(args: Arguments): readonly (Aggregate | undefined)[] {
  return Array.from({ length: args.count }, (_, at) => {
    const value = args.at(at)?.value();
    const text = value?.k === 'orm' && value.role === 'raw' ? value.state?.['text'] : undefined;
    return typeof text === 'string' ? aggregateOf(text) : undefined;
  });
}

/** One group of all rows is one row; with `groupBy` there are many. */
function grouped(built: Built): Built {
  const many = built.options.some(option => option.startsWith('groupBy'));
  return many && (built.operation === 'count' || built.operation === 'aggregate') ? { ...built, operation: 'aggregate', cardinality: 'many' } : built;
}

function filtered(value: OrmValue, built: Built, method: string, args: Arguments): Built {
  const table = { ...(value.model !== undefined && { model: value.model }), ...(built.alias !== undefined && { alias: built.alias }), within };
  const { conditions, open } = readWhere(method, args, table);
  return { ...built, conditions: [...built.conditions, ...conditions], open: built.open || open };
}

/** The conditions of a sub-query. */
function within(value: Value): readonly Condition[] | undefined {
  return value.k === 'orm' && value.orm === 'knex' ? builtOf(value)?.conditions : undefined;
}

/** `modify(forTeam, teamId)`: what the function adds is not known, what it is given is. */
function modified(built: Built, args: Arguments): Built {
  const given = Array.from({ length: Math.max(0, args.count - 1) }, (_, at) => args.at(at + 1)).filter(view => view !== undefined);
  return { ...built, open: true, conditions: [...built.conditions, ...given.map(view => ({ field: '*', op: '?', value: view.ref }))], options: [...built.options, 'modify'] };
}

function written(built: Built, method: string, operation: Operation, args: Arguments): Built {
  const view = args.at(0);
  const rows = view && readWrittenRows(view);
  const readable = view?.object() !== undefined;
  return {
    ...built,
    method,
    operation,
    cardinality: rows?.list === true ? 'many' : readable ? 'one' : 'unknown',
    assignments: rows?.assignments ?? [],
    payloadOpen: rows?.open ?? true,
    list: rows?.list ?? false,
    ...(rows && { whole: rows.whole }),
    rows: args.count > 1 ? 'list' : 'none',
    ...(args.count > 1 && { options: [...built.options, 'returning'] }),
  };
}

/** `update({ name })`, `update('name', name)`; what comes after is what it returns. */
function updated(built: Built, args: Arguments): Built {
  const column = args.at(0)?.literal();
  const value = args.at(1);
  if (typeof column !== 'string' || !value) return written(built, 'update', 'update', args);
  return { ...built, method: 'update', operation: 'update', assignments: [{ field: column, value: value.ref }], payloadOpen: false, whole: value.ref, rows: args.count > 2 ? 'list' : 'none' };
}

/** `increment('views', 2)`, `increment({ views: 2 })`. */
function counted(built: Built, method: string, args: Arguments): Built {
  const column = args.at(0)?.literal();
  const by = args.at(1);
  if (typeof column !== 'string') return { ...written(built, method, 'update', args), cardinality: built.cardinality };
  return { ...built, method, operation: 'update', assignments: by ? [{ field: column, value: by.ref }] : [], payloadOpen: false, ...(by && { whole: by.ref }), rows: 'none' };
}

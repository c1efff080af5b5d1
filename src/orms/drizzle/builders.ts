import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { aggregateNamed, aggregateOf as aggregateIn } from '../sql-aggregate.ts';
import { begin, builtOf, holding, queryOf, rowsOf, type Built, type TableOf } from './built.ts';
import { said } from './claims.ts';
import { NO_FILTER, readFilter } from './filter.ts';
import { readPayload } from './payload.ts';
import { aggregateText } from './statements.ts';

const PLAIN: Value = { k: 'plain' };

// https://orm.drizzle.team/docs/select · /insert · /update · /delete
/** Methods that add to a statement, and do nothing else that an analysis needs to know. */
const ADDITIONS: ReadonlySet<string> = new Set([
  ...['leftJoin', 'rightJoin', 'innerJoin', 'fullJoin', 'crossJoin', 'leftJoinLateral', 'innerJoinLateral', 'crossJoinLateral'],
  ...['having', 'orderBy', 'groupBy', 'offset', 'for', 'union', 'unionAll', 'intersect', 'intersectAll', 'except', 'exceptAll'],
  ...['onConflictDoNothing', 'overridingSystemValue', 'ignore', 'output', 'top', 'fetch'],
]);
/** Methods that leave a statement what it is. */
const NEUTRAL: ReadonlySet<string> = new Set(['$dynamic', '$withCache', 'comment', 'addSelect']);
/** Methods that run a statement at once. `values` runs one too, unless it says the rows to insert. */
const RUNS: ReadonlySet<string> = new Set(['execute', 'all', 'get', 'run', 'values', 'sync', 'iterator']);

/** `db.select(fields)`, `db.selectDistinct(…)`, `db.selectDistinctOn([…], …)`: `from` says the rest. */
export function select(client: OrmValue, method: string, args: Arguments): Outcome {
  const fields = args.at(method === 'selectDistinctOn' ? 1 : 0);
  const operation = operationOf(fields);
  const aggregates = numbersIn(fields);
  const built: Built = { ...begin('select', operation, client), options: [...(method === 'select' ? [] : [method]), ...(fields ? ['fields'] : [])], ...(aggregates && { aggregates }) };
  return { value: holding(client, 'select', built, {}), embeds: true };
}

/** A count or another aggregate, when all that is selected is one. */
function operationOf(fields: View | undefined): 'read' | 'count' | 'aggregate' {
  const object = fields?.object();
  if (!object || object.open || object.names.length === 0) return 'read';
  const names = object.names.map(name => aggregateOf(object.get(name)));
  if (names.every(name => name === undefined)) return 'read';
  return names.every(name => name === 'count') ? 'count' : 'aggregate';
}

/** The numbers over rows that are selected, when nothing else is and each of them can be read. */
function numbersIn(fields: View | undefined): readonly Aggregate[] | undefined {
  const object = fields?.object();
  if (!object || object.open || object.names.length === 0) return undefined;
  const numbers = object.names.map(name => numberOf(object.get(name)));
  return numbers.includes(undefined) ? undefined : numbers.flatMap(each => each ?? []);
}

/** `count()`, `sum(orders.total)`, `` sql<number>`count(*)` ``, also behind `.mapWith(Number)`. */
function numberOf(view: View | undefined): Aggregate | undefined {
  const value = view?.value();
  if (value?.k !== 'orm') return undefined;
  const text = value.role === 'sql' ? value.state?.['text'] : undefined;
  if (typeof text === 'string') return aggregateIn(text);
  if (value.role !== 'aggregate' || value.state?.['unread'] === true) return undefined;
  return aggregateNamed(said(value, 'name'), said(value, 'column') || undefined);
}

function aggregateOf(view: View | undefined): string | undefined {
  const value = view?.value();
  if (value?.k !== 'orm') return undefined;
  if (value.role === 'aggregate') return said(value, 'name');
  return value.role === 'sql' ? aggregateText(value.state?.['text']) : undefined;
}

/** `db.insert(table)`, `db.update(table)`, `db.delete(table)`; an insert without `values` and an update without `set` are no statements yet. */
export function write(client: OrmValue, method: 'insert' | 'update' | 'delete' | 'replace', table: Value | undefined): Outcome {
  const operation = method === 'insert' ? 'create' : method === 'replace' ? 'upsert' : method;
  const built = begin(method, operation, client);
  const value = holding(client, method === 'delete' ? 'builder' : method, built, tableOf(table));
  return outcome(value, built);
}

/** What a value is as the table of a statement; one that is only known by its name goes by that name. */
export function tableOf(table: Value | undefined): TableOf {
  if (table?.k === 'orm') return table;
  if (table?.k !== 'external' || table.called) return {};
  const name = table.path.at(-1) ?? table.name;
  return name === '*' || name === 'default' ? {} : { model: name };
}

/** A call on a statement that is not complete: `from`, `values`, `set`. */
export function complete(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built) return undefined;
  const first = args.at(0);
  if (value.role === 'select' && method === 'from') {
    const table = first?.value();
    if (value.evidence === 'shaped' && !isTable(table)) return undefined;
    // One group of all rows is one row.
    const counted = built.operation === 'count' || built.operation === 'aggregate';
    const next: Built = { ...built, cardinality: counted ? 'one' : 'many' };
    return outcome(holding(value, 'builder', next, tableOf(table)), next);
  }
  if (value.role === 'update' && method === 'set') return written(value, built, first, { cardinality: 'many' });
  if (value.role !== 'insert' && value.role !== 'replace') return undefined;
  if (method === 'values' && first) {
    const { list, of } = readPayload(first);
    return written(value, built, first, { cardinality: list ? 'many' : isReadable(first) ? 'one' : 'unknown', list, written: of });
  }
  if (method === 'select') return written(value, built, first, { cardinality: 'many', list: true });
  return NEUTRAL.has(method) || ADDITIONS.has(method) ? { value: holding(value, value.role, { ...built, options: [...built.options, method] }, value) } : undefined;
}

function isReadable(view: View): boolean {
  return view.object() !== undefined;
}

function written(value: OrmValue, built: Built, view: View | undefined, more: Partial<Built>): Outcome {
  const payload = view && readPayload(view);
  const next: Built = { ...built, assignments: payload?.assignments ?? [], payloadOpen: payload?.open ?? true, ...(payload && { written: payload.of }), ...more };
  return outcome(holding(value, 'builder', next, value), next);
}

/** A call on a statement: what it adds to it, or that it runs it. */
export function onBuilder(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built) return undefined;
  const next = added(value, built, method, args);
  if (next) return outcome(holding(value, 'builder', next, value), next);
  if (RUNS.has(method)) return run(value, built, method);
  if (method === 'prepare') return { value: holding(value, 'prepared', built, value) };
  if (method === 'as' || method === 'getSQL' || method === 'toSQL') return { value: { k: 'orm', orm: 'drizzle', role: 'subquery', evidence: value.evidence } };
  return method === 'getSelectedFields' ? { value: PLAIN } : undefined;
}

function added(value: OrmValue, built: Built, method: string, args: Arguments): Built | undefined {
  const first = args.at(0);
  const options = [...built.options, method];
  if (NEUTRAL.has(method)) return built;
  if (method === 'where') {
    const { conditions, open, placeholders } = first ? readFilter(first, value.model) : { ...NO_FILTER, open: args.open };
    return { ...built, conditions: [...built.conditions, ...conditions], open: built.open || open, placeholders: { ...built.placeholders, ...placeholders } };
  }
  if (method === 'limit') return { ...built, options, ...(first && { limit: first.ref }), ...(first?.literal() === 1 && { cardinality: 'one' as const }) };
  if (method === 'groupBy') return { ...built, options, cardinality: 'many', ...(built.operation === 'count' && { operation: 'aggregate' as const }) };
  if (method === 'returning' || method === '$returningId') return { ...built, options, rows: 'list' };
  if (method === 'onConflictDoUpdate' || method === 'onDuplicateKeyUpdate') {
    const set = first?.object()?.get('set');
    const payload = set && readPayload(set);
    return { ...built, operation: 'upsert', options, assignments: [...(built.assignments ?? []), ...(payload?.assignments ?? [])] };
  }
  return ADDITIONS.has(method) ? { ...built, options } : undefined;
}

function run(value: OrmValue, built: Built, method: string): Outcome {
  const rows = method === 'get' ? { ...built, rows: 'one' as const } : method === 'run' ? { ...built, rows: 'none' as const } : built;
  const cardinality = method === 'get' && built.operation === 'read' ? 'one' : built.cardinality;
  return { value: rowsOf(rows), ...(!built.embedded && { query: queryOf(value, { ...built, cardinality }, 'called') }) };
}

/** `prepared.execute({ id })`: the values come with the call. */
export function onPrepared(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const built = builtOf(value);
  if (!built || !RUNS.has(method)) return undefined;
  const first = args.at(0);
  const values = first?.object();
  const conditions = Object.entries(built.placeholders).flatMap(([name, field]) => {
    const given = values?.get(name) ?? first;
    return given ? [{ field, op: '=', value: given.ref }] : [];
  });
  const filled = new Set(conditions.map(({ field }) => field));
  const others = built.conditions.filter(({ field }) => !filled.has(field));
  const assignments = built.assignments && first ? [...built.assignments, { field: '*', value: first.ref }] : built.assignments;
  return run(value, { ...built, conditions: [...conditions, ...others], ...(assignments && { assignments }) }, method);
}

/** A builder, and the lazy query that it is. */
export function outcome(value: OrmValue, built: Built): Outcome {
  return { value, embeds: true, ...(value.role === 'builder' && !built.embedded && { query: queryOf(value, built) }) };
}

/** Whether a value is surely a table of this ORM. */
export function isTable(value: Value | undefined): value is OrmValue {
  return value?.k === 'orm' && value.orm === 'drizzle' && value.role === 'table';
}

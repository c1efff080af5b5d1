import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { begin, builtOf, holding, rowsOf, type Built } from './built.ts';
import { complete, isTable, onBuilder, onPrepared, outcome, select, tableOf, write } from './builders.ts';
import { exportOf, make, said } from './claims.ts';
import { columnOf, readFilter } from './filter.ts';
import { aggregates } from './operators.ts';
import { relational } from './relational.ts';
import { batch, raw, sqlTag } from './statements.ts';

const PLAIN: Value = { k: 'plain' };
const SELECTS: ReadonlySet<string> = new Set(['select', 'selectDistinct', 'selectDistinctOn']);
const STATEMENTS: ReadonlySet<string> = new Set(['execute', 'run', 'all', 'get', 'values']);
const QUERIES: ReadonlySet<string> = new Set(['query', '_query']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  switch (value.role) {
    case 'module':
      return exportOf(said(value, 'from'), name) ?? PLAIN;
    case 'operators':
      return name === 'sql' ? make('sql-tag') : make('operator', { name });
    case 'client':
      if (QUERIES.has(name)) return { ...value, role: 'relations' };
      return name === '$primary' ? value : undefined;
    case 'relations':
      return { ...value, role: 'relation', model: name };
    case 'table':
      return name === '_' || name.startsWith('$infer') || name === 'getSQL' ? PLAIN : { ...value, role: 'column', state: { column: name } };
    case 'sql-tag':
    case 'client-set':
      return PLAIN;
    case 'column':
    case 'sql':
    case 'subquery':
    case 'builder':
      return PLAIN;
    default:
      return undefined;
  }
}

/** What a call on one of Drizzle's values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'module': {
      const exported = exportOf(said(value, 'from'), method);
      return exported ? call(exported, '', args) : undefined;
    }
    case 'drizzle':
      return method === '' || method === 'mock' ? { value: make('client', { dialect: value.state?.['dialect'] }) } : undefined;
    case 'with-replicas':
      return method === '' ? { value: args.at(0)?.value() ?? make('client') } : undefined;
    case 'query-builder-class':
      return method === 'new' ? { value: make('client', { ...value.state, embedded: true }) } : undefined;
    case 'client':
      return onClient(value, method, args);
    case 'relation':
      return relational(value, method, args);
    case 'select':
    case 'insert':
    case 'replace':
    case 'update':
      return complete(value, method, args);
    case 'builder':
      return onBuilder(value, method, args);
    case 'select-type':
      return onBuilder(holding(value, 'builder', { ...begin('select', 'read', value), open: true }, {}), method, args);
    case 'prepared':
      return onPrepared(value, method, args);
    case 'cte':
      return method === 'as' ? { value: make('subquery'), embeds: true } : undefined;
    case 'sql-tag':
      return sqlTag(value, method, args);
    case 'sql':
    case 'condition':
    case 'aggregate':
    case 'column':
      return { value };
    case 'subquery':
      return { value, embeds: true };
    case 'operator':
      return method === '' ? operator(said(value, 'name'), args) : undefined;
    case 'operators':
      return method === 'sql' ? sqlTag(make('sql-tag'), '', args) : operator(method, args);
    case 'set-operator':
      return method === '' ? combine(value, args) : undefined;
    default:
      return onDeclaration(value, method, args);
  }
}

/** Tables are made by `pgTable('users', …)`, `schema.table('users', …)` or what `pgTableCreator(…)` gives. */
function onDeclaration(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'table-maker':
      return method === '' || method === 'withRLS' ? table(value, args) : undefined;
    case 'schema-maker':
      return method === '' ? { value: { ...value, role: 'database-schema' } } : undefined;
    case 'database-schema':
      return method === 'table' || method === 'view' || method === 'materializedView' ? table(value, args) : { value: PLAIN };
    case 'creator-maker':
      return method === '' ? { value: { ...value, role: 'table-maker' } } : undefined;
    case 'alias':
      return method === '' ? { value: args.at(0)?.value() ?? PLAIN } : undefined;
    case 'table':
      return method === 'as' || method === 'existing' || method === 'enableRLS' || method === '$with' ? { value, embeds: true } : { value: PLAIN };
    default:
      return undefined;
  }
}

function table(value: OrmValue, args: Arguments): Outcome {
  const name = args.at(0)?.literal();
  return { value: { ...value, role: 'table', state: typeof name === 'string' ? { sql: name } : {}, ...(args.of && { declared: args.of }) } };
}

function operator(name: string, args: Arguments): Outcome {
  const given = args.at(0);
  const column = given && columnOf(given, undefined);
  return aggregates.has(name) ? { value: make('aggregate', { name, ...(column !== undefined && { column }), unread: given !== undefined && column === undefined }), embeds: true } : { value: make('condition'), embeds: true };
}

/** `union(first, second)` is a statement like its first. */
function combine(value: OrmValue, args: Arguments): Outcome | undefined {
  const first = args.at(0)?.value();
  const built = first?.k === 'orm' ? builtOf(first) : undefined;
  if (first?.k !== 'orm' || !built) return undefined;
  const next: Built = { ...built, options: [...built.options, said(value, 'name')], open: true };
  return outcome(holding(first, 'builder', next, first), next);
}

function onClient(client: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (SELECTS.has(method)) return select(client, method, args);
  switch (method) {
    case 'insert':
    case 'update':
    case 'delete':
    case 'replace':
      return write(client, method, args.at(0)?.value());
    case '$count':
      return count(client, args);
    case 'with':
      // Not the client itself: what it is told of common table expressions is part of the statement.
      return { value: { ...client, builder: true }, embeds: true };
    case '$with':
      return { value: { ...client, role: 'cte' } };
    case 'batch':
      return batch(client, args);
    case 'transaction':
      return { value: { k: 'unknown', why: 'what a transaction gives' } };
    case 'rollback':
    case 'setTransaction':
    case 'refreshMaterializedView':
      return { value: PLAIN };
    default:
      return STATEMENTS.has(method) ? raw(client, method, args) : undefined;
  }
}

/** `db.$count(users, eq(users.teamId, id))`: a query when it is awaited, a column when it stands in another one. */
function count(client: OrmValue, args: Arguments): Outcome {
  const table = tableOf(args.at(0)?.value());
  const where = args.at(1);
  const filter = where ? readFilter(where, table.model) : undefined;
  const built: Built = { ...begin('$count', 'count', client), cardinality: 'one', conditions: filter?.conditions ?? [], open: filter?.open ?? false, rows: 'none', aggregates: [{ fn: 'count' }] };
  return outcome(holding(client, 'builder', built, table), built);
}

/** What Drizzle hands to a callback: the client of a transaction, the builder of a common table expression, rows. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (argument !== 0 || parameter !== 0) return undefined;
  if (value.role === 'client' && method === 'transaction') return value;
  if (value.role === 'cte' && method === 'as') return { ...value, role: 'client', state: { ...value.state, embedded: true } };
  return method === 'then' ? awaited(value) : undefined;
}

/** What Drizzle hands to a function among the options: `where: (table, operators) => …`. */
export function optionParam(value: OrmValue, _method: string, path: readonly string[], parameter: number): Value | undefined {
  if (value.role !== 'relation' || parameter > 1) return undefined;
  if (parameter === 1 || path.at(-1) === 'RAW') return parameter === 1 ? make('operators') : undefined;
  // Inside `with` the table is the relation's.
  return path.includes('with') ? make('table') : { ...make('table'), ...(value.model !== undefined && { model: value.model }) };
}

/** What waiting for a statement gives. */
export function awaited(value: OrmValue): Value | undefined {
  const built = value.role === 'builder' ? builtOf(value) : undefined;
  return built && rowsOf(built);
}

/** Tables go by the name of the variable that holds them. */
export function named(value: OrmValue, name: string): OrmValue | undefined {
  return value.role === 'table' && value.model === undefined ? { ...value, model: name } : undefined;
}

/** A call on an unknown receiver that only Drizzle has: it is given one of Drizzle's tables or statements, or asks a table of the schema. */
export function shape({ members, method, args }: Access, schemas: readonly Schema[]): Outcome | undefined {
  const client = make('client', {}, 'shaped');
  const first = args.at(0)?.value();
  if (SELECTS.has(method)) return args.open || (args.count > 0 && !args.at(0)?.object() && method !== 'selectDistinctOn') ? undefined : { value: select(client, method, args).value };
  if (method === 'insert' || method === 'update' || method === 'delete' || method === '$count') return isTable(first) && args.count <= 2 ? onClient(client, method, args) : undefined;
  if (STATEMENTS.has(method)) return first?.k === 'orm' && first.orm === 'drizzle' && first.role === 'sql' ? raw(client, method, args) : undefined;
  if (method === 'batch') return isStatements(args) ? batch(client, args) : undefined;
  const model = members.at(-1);
  if ((method !== 'findMany' && method !== 'findFirst') || model === undefined || !QUERIES.has(members.at(-2) ?? '')) return undefined;
  const known = schemas.some(({ orm, models }) => orm === 'drizzle' && models.some(({ name }) => name === model));
  return known ? relational({ ...client, role: 'relation', model }, method, args) : undefined;
}

function isStatements(args: Arguments): boolean {
  const view = args.at(0);
  const list = view?.list();
  const [item] = list?.items ?? [];
  const value = item?.value() ?? list?.each?.value() ?? view?.value();
  const element = value?.k === 'list' ? value.of : value;
  return element?.k === 'orm' && element.orm === 'drizzle' && element.role === 'builder';
}

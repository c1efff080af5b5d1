import type { Arguments, ObjectView, Outcome, View } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Ref, Value } from '../../vocabulary/value.ts';
import { restOf } from '../rest-of.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { operationOf, sentOf, textOf } from '../sql-statement.ts';
import { readWrittenRows } from '../written-rows.ts';
import { readWhere } from './filter.ts';
import { collectionMethods, methods, referenceMethods, type Method } from './methods.ts';
import { entityAt, entityOf, PLAIN, rowsOf, type Entity } from './values.ts';

type Common = 'orm' | 'method' | 'loads' | 'nestedWrites' | 'options' | 'runs' | 'batched' | 'evidence';

/** What is the same in all queries. */
export function queryWith({ evidence }: OrmValue, method: string, entity: Entity, more: Omit<QueryCall, Common> & Partial<QueryCall>): QueryCall {
  return { orm: 'mikroorm', method, ...entity, loads: [], nestedWrites: false, options: [], runs: 'called', batched: false, evidence, ...more };
}

/** A call of a repository's or manager's method; a manager is given the entity first, unless it is given rows. */
export function callMethod(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const known = methods.get(method);
  if (!known) return undefined;
  const named = value.role === 'manager' && !known.onEntities ? entityAt(args.at(0)) : undefined;
  const isRow = value.role === 'manager' && !named && args.count === 1 && known.data === 0;
  const shift = value.role === 'manager' && !known.onEntities && !isRow ? 1 : 0;
  const entity = value.role === 'manager' ? (named ?? {}) : entityOf(value);
  const at = (index: number | undefined): View | undefined => (index === undefined ? undefined : args.at(index + shift));
  const query = queryOf(value, method, known, entity, at, args);
  return { value: resultOf(known, entity, at), query };
}

function queryOf(value: OrmValue, method: string, known: Method, entity: Entity, at: (index: number | undefined) => View | undefined, args: Arguments): QueryCall {
  const options = at(known.options)?.object();
  const data = at(known.data);
  const payload = data && readWrittenRows(data);
  const filter = filterOf(known, at);
  const limit = options?.get('limit');
  const remembers = known.cardinality === 'one' && known.operation === 'read' && isByKey(filter) && !options?.open && !options?.names.some(name => ASKS_ANYWAY.has(name));
  return queryWith(value, method, entity, {
    operation: known.operation,
    cardinality: payload?.list && !known.filter ? 'many' : known.cardinality,
    filter: args.open || options?.open ? { ...filter, open: true } : filter,
    ...(method === 'count' && { aggregates: [{ fn: 'count' as const }] }),
    ...(payload && { payload }),
    ...(limit && { limit: limit.ref }),
    ...(remembers && { remembers }),
    loads: namesIn(known.onto === undefined ? options?.get('populate') : at(known.onto)),
    ...(known.onto !== undefined && { loadsOnto: true as const, ...(!at(known.onto + 1)?.object()?.names.includes('refresh') && { skipsLoaded: true as const }) }),
    paths: populatedIn(at(known.options), options),
    ...(known.operation === 'read' && ROWS_AT[method] && { rowsAt: ROWS_AT[method] }),
    ...(options?.names.some(name => name === 'populateWhere' || name === 'populateFilter' || name === 'populateOrderBy') === true && { needs: ['…'] }),
    options: options?.names.filter(name => name !== 'where' && name !== 'populate') ?? [],
    ...(value.role === 'manager' && { form: 'manager' }),
    ...(FLUSHES.has(method) && { batched: true }),
  });
}

/** All that is noted in one tick is written by the first of them. https://mikro-orm.io/docs/unit-of-work */
const FLUSHES: ReadonlySet<string> = new Set(['persistAndFlush', 'removeAndFlush']);

/** Names of keys, and a filter of which only a look at run time says whether it is one. */
const KEYS = new Set(['id', '_id', 'uuid', '*']);
/** Options that ask the database for a row that is in the identity map. */
const ASKS_ANYWAY = new Set(['populate', 'refresh', 'lockMode', 'lockVersion', 'filters', 'disableIdentityMap']);

/** https://mikro-orm.io/docs/identity-map: a managed row is found by its key without a query. */
function isByKey({ conditions: [first, ...others] }: NonNullable<QueryCall['filter']>): boolean {
  return first !== undefined && others.length === 0 && KEYS.has(first.field) && (first.op === '=' || first.op === '?');
}

function filterOf({ filter }: Method, at: (index: number | undefined) => View | undefined): NonNullable<QueryCall['filter']> {
  const view = at(filter?.at);
  if (!filter || !view) return { conditions: [], open: false };
  if (filter.form === 'rows') return { conditions: [{ field: 'id', op: view.list() || view.value().k === 'list' ? 'in' : '=', value: view.ref }], open: false };
  if (filter.form === 'where') return readWhere(view);
  const where = view.object()?.get('where');
  return where ? readWhere(where) : { conditions: [], open: view.object() === undefined };
}

const ROWS_AT: { readonly [method: string]: readonly string[] } = { find: ['[]'], findAll: ['[]'], findOne: [], findOneOrFail: [], findAndCount: ['[]', '[]'] };

/** The relations that the options load, as paths; `…` for what cannot be read, and for all. */
function populatedIn(view: View | undefined, options: ObjectView | undefined): readonly string[] {
  if (!view) return [];
  const populate = options?.get('populate');
  if (!options || (!populate && options.open)) return ['…'];
  const chosen = chosenIn(options.get('fields'));
  if (!populate || populate.literal() === false) return chosen;
  const list = populate.list();
  if (!list || list.open || list.each) return ['…'];
  return [...chosen, ...list.items.map(item => item.literal()).map(name => (typeof name === 'string' && name !== '*' && name !== '$infer' ? name.replace(/:ref$/, '') : '…'))];
}

/** `fields: ['title', 'author.name']` loads the author. https://mikro-orm.io/docs/entity-manager#fetching-partial-entities */
function chosenIn(fields: View | undefined): readonly string[] {
  if (!fields) return [];
  const list = fields.list();
  if (!list || list.open || list.each) return ['…'];
  const names = list.items.map(item => item.literal());
  return [...new Set(names.flatMap(name => (typeof name !== 'string' ? ['…'] : name.includes('.') ? [name.slice(0, name.lastIndexOf('.'))] : [])))];
}

function namesIn(view: View | undefined): string[] {
  return (view?.list()?.items ?? []).map(item => item.literal()).filter(name => typeof name === 'string');
}

function resultOf({ result }: Method, entity: Entity, at: (index: number) => View | undefined): Value {
  if (result === 'given') return at(0)?.value() ?? PLAIN;
  return result === 'plain' ? PLAIN : rowsOf(entity, result === 'rows');
}

/** `flush()`: writes what was persisted, removed and changed since the last one. */
export function flush(manager: OrmValue): Outcome {
  const noted = (manager.state?.['noted'] ?? []) as readonly Ref[];
  const removes = manager.state?.['removes'] === true;
  const assignments = noted.map(value => ({ field: '*', value }));
  return { value: PLAIN, query: queryWith(manager, 'flush', {}, { operation: removes ? 'delete' : 'update', cardinality: 'unknown', payload: { assignments, open: true, list: false, ...(noted[0] && { whole: noted[0] }) }, batched: true }) };
}

/** `persist(row)`, `remove(row)`: noted until the next `flush`. */
export function noting(value: OrmValue, method: string, args: Arguments): Outcome {
  const first = args.at(0);
  const noted = (value.state?.['noted'] ?? []) as readonly Ref[];
  return { value: { ...value, role: 'manager', builder: true, unitOfWork: true, state: { ...value.state, noted: first ? [...noted, first.ref] : [...noted], removes: method === 'remove' } } };
}

/** Methods that ask nothing where the relation is initialized. https://mikro-orm.io/docs/collections */
const SKIPS: ReadonlySet<string> = new Set(['load', 'loadItems', 'loadOrFail']);

/** A call on a collection of a row: some read, the others work in memory. */
export function onCollection(value: OrmValue, method: string, args: Arguments): Outcome {
  const known = collectionMethods.get(method);
  const rows = rowsOf(entityOf(value), true);
  if (!known) return { value: method === 'getItems' || method === 'toArray' || method === 'slice' || method === 'filter' ? rows : PLAIN };
  const where = args.at(0)?.object()?.get('where');
  const filter = method === 'matching' && where ? readWhere(where) : { conditions: [], open: args.count > 0 };
  return { value: known.operation === 'read' ? rows : PLAIN, query: queryWith(value, method, entityOf(value), { ...known, filter, onRow: true, form: 'collection', ...(method !== 'matching' && { relation: '…' }), ...(SKIPS.has(method) && { skipsLoaded: true as const }) }) };
}

/** A call on a reference of a row. */
export function onReference(value: OrmValue, method: string): Outcome {
  const row = rowsOf(entityOf(value), false);
  if (!referenceMethods.has(method)) return { value: method === 'getEntity' || method === 'unwrap' ? row : PLAIN };
  return { value: method === 'loadProperty' ? PLAIN : row, query: queryWith(value, method, entityOf(value), { operation: 'read', cardinality: 'one', filter: { conditions: [], open: false }, onRow: true, form: 'reference', relation: '…', ...(SKIPS.has(method) && { skipsLoaded: true as const }) }) };
}

/** `execute('SELECT …', [id])` of a connection or manager. */
export function rawQuery(value: OrmValue, method: string, args: Arguments): Outcome {
  const operation = operationOf(textOf(args.at(0)));
  if (operation === undefined) return { value: PLAIN };
  const views = restOf(args, 0);
  const writes = operation !== 'read' && operation !== 'raw';
  return {
    value: { k: 'list', of: PLAIN },
    query: queryWith(value, method, {}, {
      operation,
      ...sentOf(args.at(0)),
      cardinality: operation === 'read' ? 'many' : 'unknown',
      filter: { conditions: conditionsOf(args.at(0), restOf(args, 1)), open: true },
      ...(writes && { payload: { assignments: views.map(view => ({ field: '*', value: view.ref })), open: true, list: false } }),
    }),
  };
}

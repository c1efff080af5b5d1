import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { aggregateNamed } from '../sql-aggregate.ts';
import { restOf } from '../rest-of.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { sentOf } from '../sql-statement.ts';
import { readArgument, type Read } from './filter.ts';
import { objectMethods, repositoryMethods, rowMethods, type Method } from './methods.ts';
import { readPayload } from './payload.ts';
import { about, entityAt, entityOf, PLAIN, ROWS, rowsOf, type Entity } from './values.ts';

/** A call of a repository's method; a manager is given the entity first. */
export function callRepository(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const given = value.role === 'manager' ? entityAt(args.at(0)) : undefined;
  const shift = value.role === 'manager' && (given !== undefined || !takesRowsAlone(method, args)) ? 1 : 0;
  const entity = value.role === 'manager' ? (given ?? {}) : entityOf(value);
  const at = (index: number): View | undefined => args.at(index + shift);
  if (objectMethods.has(method)) return { value: method === 'create' ? created(entity, value) : method === 'merge' ? (at(0)?.value() ?? PLAIN) : PLAIN };
  const known = repositoryMethods.get(method);
  if (!known) return undefined;
  const data = known.data === undefined ? undefined : at(known.data);
  const known2 = entity.model === undefined && data ? { ...entity, ...entityOfRow(data) } : entity;
  const query = { ...queryOf(value, method, known, known2, at, args), ...(shift === 1 && { form: 'manager' }) };
  return { value: resultOf(known, about('repository', known2, value), query, data), query };
}

/** `manager.save(user)` and `manager.save(user, options)` name no entity; other methods of a manager always do. */
function takesRowsAlone(method: string, args: Arguments): boolean {
  return repositoryMethods.get(method)?.result === 'saved' && (args.count < 2 || args.at(1)?.object() !== undefined && args.at(0)?.value().k !== 'external');
}

function created(entity: Entity, from: OrmValue): Value {
  return about('row', entity, { ...from, state: { ...from.state, fresh: true } });
}

/** The entity of a row that is saved by a manager. */
function entityOfRow(data: View): Entity {
  const value = data.value();
  const row = value.k === 'list' ? value.of : value;
  return row.k === 'orm' && row.orm === 'typeorm' ? entityOf(row) : {};
}

function queryOf(value: OrmValue, method: string, known: Method, entity: Entity, at: (index: number) => View | undefined, args: Arguments): QueryCall {
  const { filter, options, loads, limit } = readAll(known, at);
  const data = known.data === undefined ? undefined : at(known.data);
  const column = known.column === undefined ? undefined : at(known.column)?.literal();
  const step = known.operation === 'update' && known.column !== undefined ? at(known.column + 1) : undefined;
  const payload = data ? readPayload(data) : step ? { assignments: [{ field: String(column), value: step.ref }], open: false, list: false } : undefined;
  const { active: _, ...named } = entity;
  const number = known.operation === 'count' || known.operation === 'aggregate' ? aggregateNamed(method.replace(/By$/, ''), typeof column === 'string' ? column : undefined) : undefined;
  const rowsAt = /^find(?:One(?:By)?(?:OrFail)?|OneById)$/.test(method) ? [] : /^findAndCount/.test(method) ? ['[]', '[]'] : /^find(?:By|ByIds)?$/.test(method) ? ['[]'] : undefined;
  return {
    orm: 'typeorm',
    method,
    operation: method === 'save' && isFresh(data) ? 'create' : known.operation,
    cardinality: payload?.list && known.filter === undefined ? 'many' : known.cardinality,
    ...named,
    ...(number && { aggregates: [number] }),
    filter: args.open ? { ...filter, open: true } : filter,
    ...(payload && { payload }),
    ...(known.operation === 'read' && rowsAt && { rowsAt }),
    loads,
    nestedWrites: false,
    ...(limit && { limit }),
    options: typeof column === 'string' && known.operation === 'aggregate' ? [...options, column] : options,
    ...(value.role === 'manager' && { form: 'manager' }),
    runs: 'called',
    batched: false,
    evidence: value.evidence,
  };
}

/** The filter and the options of a call. Up to 0.2, options might also stand behind conditions: `findOne({ id }, { relations: ['author'] })`. */
function readAll({ filter: given }: Method, at: (index: number) => View | undefined): Read {
  const read = readArgument(given && at(given.at), given?.form ?? 'where');
  const behind = given?.form === 'options' ? at(given.at + 1) : undefined;
  if (!behind) return read;
  const more = readArgument(behind, 'options');
  return { ...read, ...(more.limit && { limit: more.limit }), options: [...read.options, ...more.options], loads: [...read.loads, ...more.loads] };
}

/** What is saved was made just now: `repository.create({ … })`, or an object without a key. */
function isFresh(data: View | undefined): boolean {
  const list = data?.list();
  const row = list?.each ?? list?.items[0] ?? data;
  const value = data?.value();
  const held = value?.k === 'list' ? value.of : value;
  if (held?.k === 'orm' && held.role === 'row' && held.state?.['fresh'] === true) return true;
  const object = row?.object();
  return object !== undefined && !object.open && object.names.length > 0 && !object.names.includes('id');
}

function resultOf({ result }: Method, repository: OrmValue, { payload }: QueryCall, data: View | undefined): Value {
  if (result === 'saved') return data?.value().k === 'orm' ? { ...(data.value() as OrmValue), state: {} } : rowsOf(repository, payload?.list === true);
  if (result === 'rows') return rowsOf(repository, true);
  return result === 'row' ? rowsOf(repository, false) : PLAIN;
}

/** A call on a row: the row is an input of its query. */
export function callRow(row: OrmValue, method: string): Outcome | undefined {
  const known = rowMethods.get(method);
  if (!known) return undefined;
  const { active: _, ...entity } = entityOf(row);
  const query: QueryCall = {
    orm: 'typeorm',
    method,
    operation: known.operation,
    cardinality: 'one',
    ...entity,
    loads: [],
    nestedWrites: false,
    options: [],
    runs: 'called',
    onRow: true,
    batched: false,
    evidence: row.evidence,
  };
  return { value: known.result === 'saved' ? row : PLAIN, query };
}

/** `query('SELECT …', [id])`. */
export function rawQuery(value: OrmValue, method: string, operation: Operation | undefined, args: Arguments): Outcome {
  if (operation === undefined) return { value: PLAIN };
  const views = restOf(args, 0);
  const writes = operation !== 'read' && operation !== 'raw';
  const statement = args.at(0);
  const query: QueryCall = {
    orm: 'typeorm',
    method,
    operation,
    cardinality: operation === 'read' ? 'many' : 'unknown',
    filter: { conditions: conditionsOf(statement, restOf(args, 1)), open: true },
    ...(writes ? { payload: { assignments: views.map((view) => ({ field: '*', value: view.ref })), open: true, list: false } } : {}),
    ...sentOf(statement),
    loads: [],
    nestedWrites: false,
    options: [],
    runs: 'called',
    batched: false,
    evidence: value.evidence,
  };
  return { value: ROWS, query };
}

import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { restOf } from '../rest-of.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { operationOf, sentOf, textOf } from '../sql-statement.ts';
import { readAggregates } from './aggregates.ts';
import { readOptions } from './arguments.ts';
import { clientMethods, delegateMethods, fluentOptions, optionNames, plainMethods, rawMethods } from './methods.ts';
import type { Method } from './methods.ts';
import { accessorOf, modelNamed } from './names.ts';

const PLAIN: Value = { k: 'plain' };
const ROWS: Value = { k: 'list', of: PLAIN };

/** `db.query.user.findMany` is Drizzle's; `services.user.findMany` is a layer above a client. */
const NO_CLIENT = /^_?query$|(?:service|repositor(?:y|ie)|repo|cache|store|mock|api|trpc|caller|router|loader)s?$/i;
/** Methods whose name alone is Prisma's, whatever they are given. */
const UNMISTAKABLE = /OrThrow$|AndReturn$/;

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  switch (value.role) {
    case 'module':
      return name === 'PrismaClient' ? { ...value, role: 'client-class' } : name === 'Prisma' ? { ...value, role: 'namespace' } : PLAIN;
    case 'client':
      return isAccessor(name) ? { ...value, role: 'delegate', model: modelNamed(name) } : undefined;
    case 'delegate':
    case 'row':
    case 'rows':
    case 'namespace':
      return PLAIN;
    default:
      return undefined;
  }
}

/** What a call on one of Prisma's values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'client-class':
      return method === 'new' ? { value: { ...value, role: 'client' } } : undefined;
    case 'client':
      return callClient(value, method, args);
    case 'delegate':
      return callDelegate(value, method, args);
    case 'row':
      return callRow(value, method, args);
    case 'rows':
      return { value: PLAIN };
    case 'namespace':
      return { value: method === 'getExtensionContext' ? { k: 'unknown', why: 'the model that is extended' } : PLAIN };
    case 'enhance':
      return method === '' ? { value: enhanced(value, args) } : undefined;
    case 'enhance-class':
      return method === '' ? { value: { ...value, role: 'client-class' } } : undefined;
    default:
      return undefined;
  }
}

/** What Prisma hands to a callback: the client of a transaction, or the one that is extended. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (argument !== 0 || parameter !== 0) return undefined;
  if (value.role === 'client' && method === '$transaction') return { ...value, state: { ...value.state, transaction: true } };
  if (value.role === 'client' && method === '$extends') return value;
  if (value.role === 'namespace' && method === 'defineExtension') return { ...value, role: 'client' };
  return value.role === 'row' && method === 'then' ? PLAIN : undefined;
}

/** A call on an unknown receiver that only Prisma has, on a model of the schema. */
export function shape({ members, method, args }: Access, schemas: readonly Schema[]): Outcome | undefined {
  const own = schemas.filter(({ orm }) => orm === 'prisma');
  if (own.length === 0) return undefined;
  const client: OrmValue = { k: 'orm', orm: 'prisma', role: 'client', evidence: 'shaped' };
  if (method === '$transaction' || rawMethods.has(method)) return callClient(client, method, args);
  const known = delegateMethods.get(method);
  const accessor = members.at(-1);
  if (!known || accessor === undefined || NO_CLIENT.test(members.at(-2) ?? '')) return undefined;
  const model = own.flatMap(({ models }) => models).find(({ name }) => accessorOf(name) === accessor);
  if (!model || !hasOwnShape(method, known, args)) return undefined;
  return callDelegate({ ...client, role: 'delegate', model: model.name }, method, args);
}

function hasOwnShape(method: string, { shape: form, options: needed }: Method, args: Arguments): boolean {
  if (args.open || args.count > 1) return false;
  if (args.count === 0) return form === 'own-name' && needed.length === 0;
  const options = args.at(0)?.object();
  if (!options) return UNMISTAKABLE.test(method) && args.at(0)?.literal() === undefined;
  if (!options.names.every((name) => optionNames.has(name))) return false;
  if (form === 'own-name' && (options.open || needed.length === 0)) return true;
  return needed.some((name) => options.names.includes(name));
}

function callClient(client: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (clientMethods.has(method)) return { value: client };
  if (plainMethods.has(method)) return { value: PLAIN };
  if (method === '$transaction') return { value: args.at(0)?.list() ? ROWS : { k: 'unknown', why: 'what a transaction gives' } };
  const raw = rawMethods.get(method);
  return raw ? callRaw(client, method, raw === 'sql' ? textOf(args.at(0)) : undefined, args) : undefined;
}

/** A statement that inserts what it selects. */
const COPIES = /^\s*insert\b[^]*\bselect\b/i;

function callRaw(client: OrmValue, method: string, sql: string | undefined, args: Arguments): Outcome {
  const operation = operationOf(sql);
  if (operation === undefined) return { value: PLAIN };
  const views = restOf(args, 0);
  const writes = operation !== 'read' && operation !== 'raw';
  // `$queryRaw(statement)` is given its text and its values as one.
  const query: QueryCall = {
    ...common(client, method),
    operation,
    cardinality: operation === 'read' ? 'many' : 'unknown',
    ...(method.endsWith('Unsafe') && sentOf(args.at(0), sql)),
    filter: { conditions: conditionsOf(args.at(0), restOf(args, 1)), open: true },
    ...(sql !== undefined && COPIES.test(sql) && { form: 'copy' }),
    ...(writes ? { payload: { assignments: views.map((view) => ({ field: '*', value: view.ref })), open: true, list: false } } : {}),
    loads: [],
    nestedWrites: false,
    options: [],
    batched: false,
  };
  return { value: method.startsWith('$query') ? ROWS : PLAIN, query };
}

function callDelegate(delegate: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const known = delegateMethods.get(method);
  if (!known) return undefined;
  const writes = known.operation === 'create' || known.operation === 'update' || known.operation === 'upsert';
  const { unique, ...read } = readOptions(args, writes);
  const { model = '' } = delegate;
  const aggregates = readAggregates(method, args);
  const query: QueryCall = {
    ...common(delegate, method),
    operation: known.operation,
    cardinality: known.cardinality,
    model,
    ...read,
    ...(aggregates && { aggregates }),
    ...(known.operation === 'read' && known.result !== 'plain' && { rowsAt: known.result === 'rows' ? ['[]'] : [] }),
    batched: known.batched === true && unique,
  };
  return { value: resultOf(delegate, known, query.batched), query };
}

function resultOf(delegate: OrmValue, { result }: Method, batched: boolean): Value {
  if (result === 'rows') return ROWS;
  return result === 'row' ? { ...delegate, role: 'row', state: { ...delegate.state, batched } } : PLAIN;
}

/** `prisma.user.findUnique(…).posts()` reads the relation; nothing else can be called on a row. */
function callRow(row: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'catch' || method === 'finally') return { value: row };
  if (method === 'then' || method === '' || method in Object.prototype || args.count > 1 || args.open) return undefined;
  const options = args.at(0)?.object();
  if (args.count === 1 && !options?.names.every((name) => fluentOptions.has(name))) return undefined;
  const { unique: _, ...read } = readOptions(args, false);
  const batched = row.state?.['batched'] === true;
  const query: QueryCall = { ...common(row, method), operation: 'read', cardinality: 'unknown', ...read, batched, onRow: true, relation: method, ...(row.model !== undefined && { byKey: row.model }) };
  return { value: { k: 'orm', orm: 'prisma', role: 'row', evidence: row.evidence, state: { batched } }, query };
}

function common({ evidence }: OrmValue, method: string): Pick<QueryCall, 'orm' | 'method' | 'runs' | 'evidence'> {
  return { orm: 'prisma', method, runs: 'awaited', evidence };
}

function enhanced(value: OrmValue, args: Arguments): Value {
  const client = args.at(0)?.value();
  return client?.k === 'orm' && client.orm === 'prisma' && client.role === 'client' ? client : { ...value, role: 'client' };
}

function isAccessor(name: string): boolean {
  return /^[^$_\d]/.test(name) && name !== 'then' && name !== 'constructor';
}

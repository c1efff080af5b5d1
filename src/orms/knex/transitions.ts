import type { Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { begin, onBuilder, outcome } from './builder.ts';
import { builtOf, holding, NOTHING, PLAIN, rowsOf } from './built.ts';
import { make } from './claims.ts';
import { batchInsert, raw } from './statements.ts';

/** What a client has besides queries: https://knexjs.org/guide/schema-builder.html, /migrations.html */
const BESIDES: ReadonlySet<string> = new Set(['schema', 'migrate', 'seed', 'client', 'fn', 'context', 'userParams', 'isTransaction', 'functions']);
/** Methods of a client that give a part of a query. */
const PARTS: ReadonlySet<string> = new Set(['ref', 'jsonExtract', 'jsonSet', 'jsonInsert', 'jsonRemove']);
/** Methods of a client or a transaction that ask for no row. */
const PLAIN_METHODS: ReadonlySet<string> = new Set(['destroy', 'initialize', 'commit', 'rollback', 'release', 'isCompleted', 'on', 'once', 'off', 'removeListener']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  if (value.role === 'maker') return name === 'knex' || name === 'default' ? value : PLAIN;
  return value.role === 'client' && BESIDES.has(name) ? make(name === 'fn' ? 'functions' : 'besides', value.evidence) : undefined;
}

/** What a call on one of Knex's values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'maker':
      return method === '' || method === 'knex' || method === 'default' ? { value: make('client') } : undefined;
    case 'client':
      return onClient(value, method, args);
    case 'provider':
      return method === '' ? { value: { ...value, role: 'client' } } : undefined;
    case 'builder':
      return onBuilder(value, method, args);
    case 'raw':
      return onRaw(value, method, args);
    case 'part':
    case 'functions':
      return { value: make('part', value.evidence), embeds: true };
    case 'besides':
      return { value: make('besides', value.evidence) };
    default:
      return undefined;
  }
}

function onClient(client: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === '') return args.count > 0 ? outcome(begin(client, NOTHING, args)) : { value: holding(client, NOTHING, undefined) };
  if (PARTS.has(method)) return { value: make('part', client.evidence), embeds: true };
  if (PLAIN_METHODS.has(method)) return { value: PLAIN };
  switch (method) {
    case 'raw':
      return raw(client, args);
    case 'batchInsert':
      return batchInsert(client, args);
    case 'transaction':
    case 'savepoint':
      return { value: transaction(client, args) };
    case 'transactionProvider':
      return { value: { ...client, role: 'provider' } };
    case 'queryBuilder':
      return { value: holding(client, NOTHING, undefined) };
    case 'withSchema':
    case 'withUserParams':
      // What is begun here goes on like the client: `knex.withSchema('auth').table('users')`.
      return { value: method === 'withSchema' ? holding(client, NOTHING, undefined) : client };
    default:
      return onBuilder(holding(client, NOTHING, undefined), method, args);
  }
}

/** With a callback it gives what that gives; without, it is the transaction itself. */
function transaction(client: OrmValue, args: Arguments): Value {
  const view = args.at(0);
  return view?.value().k === 'fn' ? view.result() : client;
}

/** A statement runs when it is awaited; its methods leave it what it is. */
function onRaw(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'then') return { value: args.at(0)?.result() ?? PLAIN };
  if (method === 'stream' || method === 'asCallback') return { value: PLAIN };
  if (method === 'toSQL' || method === 'toString' || method === 'toQuery') return { value: make('part', value.evidence), embeds: true };
  return undefined;
}

/** What Knex hands to a callback. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (parameter !== 0) return undefined;
  if (method === 'then') return argument === 0 ? awaited(value) : undefined;
  if (value.role === 'client' && (method === 'transaction' || method === 'savepoint')) return argument === 0 ? value : undefined;
  // `where(qb => …)`, `join('t', join => …)`, `modify(qb => …)`: what is said there belongs to the query around it.
  return value.role === 'client' || value.role === 'builder' || value.role === 'part' ? make('part', value.evidence) : undefined;
}

/** What waiting for a query gives. */
export function awaited(value: OrmValue): Value | undefined {
  if (value.role === 'raw') return PLAIN;
  const built = value.role === 'builder' ? builtOf(value) : undefined;
  return built && rowsOf(built);
}

import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Payload } from '../../vocabulary/query.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { restOf } from '../rest-of.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { operationOf, sentOf, textOf } from '../sql-statement.ts';
import { driverOf, make, PLAIN, queryOf, ROWS } from './values.ts';

/** Methods of connections and pools that send a statement. */
const SENDS: ReadonlySet<string> = new Set(['query', 'execute', 'exec']);
/** Methods that give a connection: at once, as a promise, or to a callback. */
const CONNECTS: ReadonlySet<string> = new Set(['connect', 'getConnection', 'promise', 'of']);
/** Methods of a prepared statement that run it, and those that leave it what it is. */
const RUNS: ReadonlySet<string> = new Set(['run', 'get', 'all', 'iterate', 'execute']);
const NEUTRAL: ReadonlySet<string> = new Set(['pluck', 'expand', 'raw', 'bind', 'safeIntegers']);

// https://node-postgres.com/apis/pool · https://sidorares.github.io/node-mysql2/docs · https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md
/** A call on a pool, a connection or a database of SQL. */
export function onConnection(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const driver = driverOf(value);
  if (SENDS.has(method)) return send(value, method, args, args.at(0));
  if (CONNECTS.has(method)) return { value };
  if (method === 'prepare') {
    const text = textOf(args.at(0));
    return { value: make('statement', driver, value.evidence, text === undefined ? {} : { text }) };
  }
  // What it makes of a function is called like that function.
  if (method === 'transaction' && driver === 'better-sqlite3') return { value: args.at(0)?.value() ?? PLAIN };
  return { value: PLAIN };
}

/** A call on a prepared statement. */
export function onStatement(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (NEUTRAL.has(method)) return { value };
  return RUNS.has(method) ? send(value, method, args, undefined) : undefined;
}

/** What a connection hands to a callback: `pool.connect((error, client, done) => …)`. */
export function connected(value: OrmValue, method: string, parameter: number): OrmValue | undefined {
  return CONNECTS.has(method) && parameter === 1 ? value : undefined;
}

function send(value: OrmValue, method: string, args: Arguments, statement: View | undefined): Outcome {
  const said = statement && statementOf(statement);
  const text = said ? textOf(said) : value.state?.['text'];
  const sql = typeof text === 'string' ? text : undefined;
  const operation = operationOf(sql);
  if (operation === undefined) return { value: PLAIN };
  const given = restOf(args, statement ? 1 : 0).filter(view => view.value().k !== 'fn');
  const writes = operation !== 'read' && operation !== 'raw';
  return {
    value: driverOf(value) === 'better-sqlite3' && method === 'all' ? ROWS : PLAIN,
    query: queryOf(value, {
      method,
      operation,
      cardinality: operation === 'read' ? 'many' : 'unknown',
      form: [driverOf(value), ...aboutOf(sql ?? '')].join(' ').trimEnd(),
      filter: { conditions: conditionsOf(said, valuesOf(statement, given), sql), open: true },
      ...(writes && { payload: payloadOf(sql ?? '', given) }),
      ...sentOf(said, sql),
    }),
  };
}

/** A write of many rows has its `VALUES` made by the program: `values ${rows.map(…).join()}`, with what fills them as the last argument. */
function payloadOf(sql: string, given: readonly View[]): Payload {
  const last = given.at(-1);
  const list = /\bvalues\s*\?(?!\s*,)/i.test(sql);
  return { assignments: given.map(view => ({ field: '*', value: view.ref })), open: true, list, ...(list && last && { whole: last.ref }) };
}

/** `query('…', values)`, `query({ text: '…', values })`, `query({ sql: '…' })`. */
function statementOf(view: View): View {
  const object = view.object();
  return object?.get('text') ?? object?.get('sql') ?? view;
}

/** What fills a statement: the arguments behind it, or the `values` of the object that it stands in. */
function valuesOf(statement: View | undefined, given: readonly View[]): readonly View[] {
  const values = statement?.object()?.get('values');
  return values ? [values, ...given] : given;
}

/**
 * The table of a statement, its key where that is all it asks by, `… from users where id = $1`, and what it gives of the rows, one
 * aggregate, the first, or all in an order, or does where there is one, `nothing`. A key that is not known is `-`.
 */
function aboutOf(sql: string): readonly string[] {
  const table = /\b(?:from|update|into)\s+(?!set\b)["`]?([\w.]+)["`]?/i.exec(sql)?.[1];
  const key = /\bwhere\s+(?:\w+\.)?["`]?(\w+)["`]?\s*=\s*(?:\$\d+|\?|[:@]\w+)(?:::\w+)?\s*(?:;|$|\border\b|\blimit\b|\breturning\b)/i.exec(sql)?.[1];
  if (table === undefined) return [];
  if (/\bdo\s+nothing\b/i.test(sql)) return [table, '-', 'nothing'];
  const aggregate = /^\s*select\s+((?:count|sum|avg|min|max)\s*\([^()]*\))(?:(?:\s+as)?\s+"?\w+"?|::\w+)*\s+from\b/i.exec(sql)?.[1]?.replace(/\s/g, '');
  return [table, key ?? '-', aggregate ?? (/\blimit\s+1\b/i.test(sql) && /\border\s+by\b/i.test(sql) ? 'first' : /\border\s+by\b/i.test(sql) ? 'ordered' : '')];
}

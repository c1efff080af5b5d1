import type { Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { restOf } from '../rest-of.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { operationOf, sentOf, textOf } from '../sql-statement.ts';
import { readWrittenRows } from '../written-rows.ts';
import { NOTHING, PLAIN, queryOf, type Built } from './built.ts';
import { make } from './claims.ts';
import { readTable } from './tables.ts';

/** What begins with a call, a binding or a quoted name is no statement: `to_json(?::json)`, `?? + 1`. */
const EXPRESSION = /^\s*(?:(?!(?:call|do|exec|execute|insert|merge|replace|select|table|values|with)\b)[a-z_]\w*\s*\(|[?"`'])/i;

// https://knexjs.org/guide/raw.html
/** `knex.raw(sql, bindings)`: a query when it is awaited, a part of another one as an argument. */
export function raw(client: OrmValue, args: Arguments): Outcome {
  const first = args.at(0);
  const text = textOf(first);
  const operation = operationOf(text);
  const value = { ...make('raw', client.evidence), builder: true as const, ...(text !== undefined && { state: { text } }) };
  const isExpression = text !== undefined && first?.holes().length === 0 && EXPRESSION.test(text);
  if (operation === undefined || isExpression) return { value, embeds: true };
  const views = restOf(args, 0);
  const writes = operation !== 'read' && operation !== 'raw';
  const built: Built = {
    ...NOTHING,
    method: 'raw',
    operation,
    cardinality: operation === 'read' ? 'many' : 'unknown',
    conditions: conditionsOf(first, restOf(args, 1)),
    open: true,
    ...(writes && { assignments: views.map(view => ({ field: '*', value: view.ref })), payloadOpen: true }),
  };
  return { value, embeds: true, query: { ...queryOf(client, built), ...sentOf(first) } };
}

// https://knexjs.org/guide/utility.html#batchinsert
/** `knex.batchInsert('users', rows, 100)`: one insert per chunk. */
export function batchInsert(client: OrmValue, args: Arguments): Outcome {
  const { model, table, called } = readTable(args.at(0));
  const view = args.at(1);
  const rows = view && readWrittenRows(view);
  const built: Built = {
    ...NOTHING,
    method: 'batchInsert',
    operation: 'create',
    cardinality: 'many',
    assignments: rows?.assignments ?? [],
    payloadOpen: rows?.open ?? true,
    list: true,
    ...(rows && { whole: rows.whole }),
    ...(called !== undefined && { called }),
    ...(table && { table }),
    rows: 'none',
  };
  return { value: PLAIN, embeds: true, query: queryOf({ ...client, ...(model !== undefined && { model }) }, built, 'called') };
}

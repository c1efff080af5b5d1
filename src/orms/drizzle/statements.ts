import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Operation } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { conditionsOf } from '../sql-conditions.ts';
import { operationOf } from '../sql-statement.ts';
import { begin, builtOf, holding, queryOf, type Built } from './built.ts';

const PLAIN: Value = { k: 'plain' };

/** The aggregate that an SQL expression is: `` sql<number>`count(*)` ``. */
export function aggregateText(text: unknown): string | undefined {
  const name = typeof text === 'string' ? /^\s*(?:cast\s*\(\s*|coalesce\s*\(\s*)*(count|sum|avg|min|max|bool_or|bool_and|array_agg|json_agg|string_agg)\s*\(/i.exec(text)?.[1] : undefined;
  return name?.toLowerCase();
}

/** `` db.execute(sql`…`) ``, and `run`, `all`, `get` and `values` of SQLite. */
export function raw(client: OrmValue, method: string, args: Arguments): Outcome {
  const view = args.at(0);
  const operation = operationOf(view && textOf(view));
  if (operation === undefined) return { value: PLAIN, embeds: true };
  const writes = operation !== 'read' && operation !== 'raw';
  const built: Built = {
    ...begin(method, operation, client),
    cardinality: operation === 'read' ? 'many' : 'unknown',
    conditions: conditionsOf(view),
    open: true,
    ...(writes && { assignments: view ? [{ field: '*', value: view.ref }] : [], payloadOpen: true }),
    rows: 'none',
  };
  return { value: PLAIN, embeds: true, query: queryOf(client, built, method === 'execute' ? 'awaited' : 'called') };
}

/** The text of a statement: a string, or an `sql` template behind its variable or function. */
function textOf(view: View): string | undefined {
  const text = view.text();
  if (text !== undefined) return text;
  const value = view.value();
  const known = value.k === 'orm' && value.role === 'sql' ? value.state?.['text'] : value.k === 'lit' ? value.v : undefined;
  return typeof known === 'string' ? known : undefined;
}

/** A call of `sql`, or of one of its methods. */
export function sqlTag(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'placeholder') return { value: { ...value, role: 'placeholder', state: { name: args.at(0)?.literal() ?? '' } } };
  if (method !== '' && !['raw', 'join', 'identifier', 'empty', 'fromList', 'param'].includes(method)) return undefined;
  const text = method === '' || method === 'raw' ? args.at(0)?.text() : undefined;
  return { value: { ...value, role: 'sql', state: { text } }, embeds: true };
}

/** `db.batch([…])`: every statement of the list, in one round trip. */
export function batch(client: OrmValue, args: Arguments): Outcome {
  const view = args.at(0);
  const list = view?.list();
  const items = [...(list?.items ?? []), ...(list?.each ? [list.each] : [])];
  const values = items.length > 0 ? items.map(item => item.value()) : view ? [elementOf(view.value())] : [];
  const kinds = new Set(values.map(value => (value.k === 'orm' ? (builtOf(value)?.operation ?? 'raw') : 'raw')));
  const [operation = 'raw'] = kinds;
  const models = new Set(values.map(value => (value.k === 'orm' ? value.model : undefined)));
  const [model] = models;
  const built: Built = {
    ...begin('batch', kinds.size === 1 ? operation : ('raw' satisfies Operation), client),
    conditions: view ? [{ field: '*', op: '?', value: view.ref }] : [],
    open: true,
    rows: 'none',
  };
  return { value: PLAIN, embeds: true, query: queryOf(holding(client, 'batch', built, models.size === 1 && model !== undefined ? { model } : {}), built, 'called') };
}

function elementOf(value: Value): Value {
  return value.k === 'list' ? value.of : value;
}

import type { Arguments, Outcome, View } from '../../vocabulary/orm.ts';
import type { Condition, Operation, Payload, QueryCall } from '../../vocabulary/query.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { readWrittenRows } from '../written-rows.ts';
import { readWhere } from './filter.ts';
import { builderEnds } from './methods.ts';
import { queryWith } from './queries.ts';
import { about, entityAt, entityOf, PLAIN, rowsOf, type Entity } from './values.ts';

type Said = { operation: Operation; alias: string; conditions: readonly Condition[]; open: boolean; payload?: Payload; options: readonly string[] };

const KINDS: { readonly [method: string]: Operation } = { insert: 'create', update: 'update', delete: 'delete', truncate: 'delete', count: 'count' };
const TEXTS: ReadonlySet<string> = new Set(['getQuery', 'getFormattedQuery', 'getParams', 'getKnexQuery', 'getNativeQuery', 'toQuery', 'toRaw', 'as']);
const WHERE = /^(?:and|or)?[wW]here$/;

/** A builder of an entity; `alias` is how its text calls it. */
export function builderOf(from: OrmValue, entity: Entity, alias: View | undefined): OrmValue {
  const name = alias?.literal();
  return withSaid(about('builder', entity, from), { operation: 'read', alias: typeof name === 'string' ? name : '', conditions: [], open: false, options: [] });
}

/** A call on a builder: it grows, or it runs; waiting for it runs it too. */
export function callBuilder(builder: OrmValue, method: string, args: Arguments): Outcome {
  const said = saidOf(builder);
  const end = builderEnds.get(method);
  if (end) return { value: end.result === 'plain' || said.operation !== 'read' ? PLAIN : rowsOf(entityOf(builder), end.result === 'rows'), query: queryOf(builder, method, said, end) };
  if (TEXTS.has(method)) return { value: PLAIN, embeds: true };
  const next = method === 'from' ? withSaid({ ...builder, ...entityAt(args.at(0)) }, said) : withSaid(builder, grown(said, method, args));
  return { value: next, embeds: true, query: { ...queryOf(next, method, saidOf(next), { operation: 'read', cardinality: 'many' }), runs: 'awaited' } };
}

/** What waiting for a builder gives. */
export function awaited(builder: OrmValue): Value {
  return saidOf(builder).operation === 'read' ? rowsOf(entityOf(builder), true) : PLAIN;
}

function grown(said: Said, method: string, args: Arguments): Said {
  const first = args.at(0);
  if (WHERE.test(method)) return whereSaid(said, method, args);
  const operation = KINDS[method];
  if (operation === undefined) return { ...said, options: [...said.options, method] };
  const filter = operation === 'delete' || operation === 'count' ? (first?.object() ? readWhere(first) : undefined) : undefined;
  const payload = first && (operation === 'create' || operation === 'update') ? readWrittenRows(first) : undefined;
  return { ...said, operation, ...(filter && { conditions: filter.conditions, open: filter.open }), ...(payload && { payload }) };
}

/** `where({ … })`, `where('u.id = ?', [id])`. */
function whereSaid(said: Said, method: string, args: Arguments): Said {
  const [first, second] = [args.at(0), args.at(1)];
  const isOr = method.startsWith('or');
  if (first?.object()) {
    const { conditions, open } = readWhere(first);
    return { ...said, conditions: [...said.conditions, ...conditions.map(each => ({ ...each, field: withoutAlias(each.field, said.alias) }))], open: said.open || open || isOr };
  }
  const views = [first, second].filter(view => view !== undefined);
  return { ...said, conditions: [...said.conditions, ...views.map((view): Condition => ({ field: '*', op: '?', value: view.ref }))], open: true };
}

function withoutAlias(field: string, alias: string): string {
  return alias !== '' && field.startsWith(`${alias}.`) ? field.slice(alias.length + 1) : field;
}

function queryOf(builder: OrmValue, method: string, said: Said, { operation, cardinality }: { operation: Operation; cardinality: QueryCall['cardinality'] }): QueryCall {
  const writes = said.operation !== 'read' && said.operation !== 'count';
  return queryWith(builder, method, entityOf(builder), {
    operation: said.operation === 'read' ? operation : said.operation,
    cardinality: said.operation === 'create' ? (said.payload?.list ? 'many' : 'one') : said.operation === 'count' ? 'one' : cardinality,
    ...((said.operation === 'count' || (said.operation === 'read' && operation === 'count')) && { aggregates: [{ fn: 'count' as const }] }),
    filter: { conditions: said.conditions, open: said.open },
    ...(writes && said.payload && { payload: said.payload }),
    options: said.options,
    form: 'builder',
  });
}

function saidOf({ state }: OrmValue): Said {
  return { operation: 'read', alias: '', conditions: [], open: false, options: [], ...(state as Partial<Said> | undefined) };
}

function withSaid(builder: OrmValue, said: Said): OrmValue {
  return { ...builder, builder: true, state: said };
}

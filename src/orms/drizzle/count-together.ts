import { chainOf, isChainOf, type Chain } from '../../facts/chain.ts';
import { propertiesOf } from '../../facts/properties.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { CountsTogether, Names, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { isPlain } from '../constant-text.ts';

// https://orm.drizzle.team/docs/operators
/** Functions that always make a condition. */
const CONDITIONS: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'isNull', 'isNotNull', 'inArray', 'notInArray', 'like', 'notLike', 'ilike', 'notIlike', 'between', 'notBetween']);

/** Counts of one table → one `select` with a condition for each count. https://orm.drizzle.team/docs/select#aggregations-helpers */
export function countTogether(queries: readonly WrittenQuery[], _: string | undefined, names: Names): CountsTogether | undefined {
  const counts = queries.map(countOf);
  const [first] = queries;
  const [one] = counts;
  if (!first || !one || !counts.every(each => each !== undefined)) return undefined;
  const { facts, text } = first;
  const written = (e: E): string => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end);
  const key = (e: E): string => sourceOf(facts, e);
  if (counts.some(({ table }) => key(table) !== key(one.table))) return undefined;
  const common = one.conditions.filter(e => counts.every(({ conditions }) => conditions.some(each => key(each) === key(e))));
  const shared = new Set(common.map(key));
  const own = counts.map(({ conditions }) => conditions.filter(e => !shared.has(key(e))));
  const count = names('drizzle-orm', 'count');
  const sql = own.some(each => each.length > 0) ? names('drizzle-orm', 'sql') : '';
  const and = own.some(each => each.length > 1) || common.length > 1 ? names('drizzle-orm', 'and') : '';
  if (count === undefined || sql === undefined || and === undefined) return undefined;
  const all = (list: readonly E[]): string => (list.length === 1 ? written(list[0]!) : `${and}(${list.map(written).join(', ')})`);
  const number = (list: readonly E[]): string => (list.length === 0 ? `${count}()` : `${count}(${sql}\`case when \${${all(list)}} then 1 end\`)`);
  return {
    query: fields => `${one.client}.select({ ${fields.map((field, n) => `${field}: ${number(own[n]!)}`).join(', ')} }).from(${written(one.table)})${common.length === 0 ? '' : `.where(${all(common)})`}`,
    gives: 'rows',
    came: counts.map(({ came }) => came),
    // There is always a row, which types need not know.
    number: (given, field) => `${given}?.${field} ?? 0`,
  };
}

type Count = { readonly client: string; readonly table: E; readonly conditions: readonly E[]; readonly came: CountsTogether['came'][number] };

/** `db.$count(table, condition)`, or `db.select({ n: count() }).from(table).where(condition)`. */
function countOf({ facts, text, call }: WrittenQuery): Count | undefined {
  const chain = chainOf(facts, call);
  const [first] = chain?.links ?? [];
  if (!chain || !first) return undefined;
  const { at, end } = facts.exprs[chain.root]!;
  const client = text.slice(at, end);
  if (isChainOf(chain, '$count')) {
    const [table, where] = first.args;
    const conditions = conditionsOf(facts, where);
    return table === undefined || !conditions ? undefined : { client, table, conditions, came: {} };
  }
  const member = isSelect(chain) && first.args[0] !== undefined ? plainCount(facts, first.args[0]) : undefined;
  const table = chain.links[1]?.args[0];
  const conditions = conditionsOf(facts, chain.links[2]?.args[0]);
  return member === undefined || table === undefined || !conditions ? undefined : { client, table, conditions, came: { member, listed: true } };
}

const isSelect = (chain: Chain): boolean => isChainOf(chain, 'select', 'from') || isChainOf(chain, 'select', 'from', 'where');

/** `{ n: count() }`. */
function plainCount(facts: ModuleFacts, fields: E): string | undefined {
  const [only, more] = propertiesOf(facts, fields) ?? [];
  return only && !more && callOf(facts, only.value, new Set(['count']))?.length === 0 ? only.name : undefined;
}

/** The conditions that have to hold all; nothing where one of them may be missing when the program runs. */
function conditionsOf(facts: ModuleFacts, e: E | undefined): readonly E[] | undefined {
  if (e === undefined) return [];
  const all = callOf(facts, e, new Set(['and'])) ?? [e];
  return all.length > 0 && all.every(each => isCondition(facts, each)) ? all : undefined;
}

function isCondition(facts: ModuleFacts, e: E): boolean {
  const either = callOf(facts, e, new Set(['or', 'and', 'not']));
  if (either) return either.length > 0 && either.every(each => isCondition(facts, each));
  // What else is called may give something else when it is asked once.
  return callOf(facts, e, CONDITIONS)?.every(each => isPlain(facts, each)) ?? false;
}

/** The arguments of a call of one of these functions of the package. */
function callOf(facts: ModuleFacts, e: E, names: ReadonlySet<string>): readonly E[] | undefined {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' && !call.args.some(arg => arg.spread) ? facts.exprs[call.callee]! : undefined;
  const isOwn = callee?.k === 'var' && facts.imports.some(({ local, from, name }) => local === callee.v && from === 'drizzle-orm' && names.has(name));
  return isOwn && call.k === 'call' ? call.args.map(arg => arg.e) : undefined;
}

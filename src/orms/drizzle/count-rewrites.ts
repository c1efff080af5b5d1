import { calledAs, chainOf, followedBy, isChainOf, renamed, type Chain, type ChainLink } from '../../facts/chain.ts';
import { propertiesOf, reshaped } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { AnyRow, FirstRow, Names, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { isTotal } from '../total-order.ts';
import { hasCount } from './phrases.ts';

/** `db.select().from(table).where(condition)` → `db.$count(table, condition)`. https://orm.drizzle.team/docs/select#count */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const { facts, text, call } = written;
  const chain = chainOf(facts, call);
  if (!chain || !isSelect(chain) || !hasCount(written.query)) return undefined;
  const given = ['from', 'where'].flatMap(name => linkOf(chain, name)?.args ?? []).map(e => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end));
  return { edits: [{ at: chain.links[0]!.nameAt, end: facts.exprs[call]!.end, text: `$count(${given.join(', ')})` }] };
}

/** `select().from(table).where(condition)` with `limit(1)`; `findFirst` in place of `findMany`; a select of one row in place of a count. */
export function findAny(written: WrittenQuery, names: Names): AnyRow | undefined {
  const { facts, call, text, query } = written;
  const chain = chainOf(facts, call);
  const [first] = chain?.links ?? [];
  if (!chain || !first) return undefined;
  if (isChainOf(chain, 'findMany') || isChainOf(chain, 'findFirst')) return relational(written, first);
  if (isChainOf(chain, '$count')) {
    const [table, where] = first.args.map(e => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end));
    const sql = table === undefined ? undefined : names('drizzle-orm', 'sql');
    return sql === undefined ? undefined : { edits: [calledAs(facts, first, `select({ one: ${sql}\`1\` }).from(${table!})${where === undefined ? '' : `.where(${where})`}.limit(1)`)], gives: 'no rows' };
  }
  if (!isSelect(chain)) return undefined;
  const counted = query.operation === 'count';
  const sql = counted || first.args.length === 0 ? names('drizzle-orm', 'sql') : 'sql';
  const last = chain.links.at(-1)!;
  if (sql === undefined || (counted && first.args.length !== 1)) return undefined;
  const order = linkOf(chain, 'orderBy');
  const fields = counted || first.args.length === 0 ? [calledAs(facts, first, `select({ one: ${sql}\`1\` })`)] : [];
  // `[{ n }]` of a count may have come as text where SQL is written by hand.
  return { edits: [...fields, ...limited(written, last, order)], gives: counted ? 'no rows' : 'same', ...(counted && { text: true as const }) };
}

function limited(written: WrittenQuery, last: ChainLink, order: ChainLink | undefined): readonly TextEdit[] {
  if (!order) return [followedBy(written, last, 'limit(1)')];
  // An order stands last.
  return [calledAs(written.facts, order, 'limit(1)')];
}

/** `query.posts.findMany({ where })` → `query.posts.findFirst({ where, columns: { id: true } })`. */
function relational({ facts, text, model }: WrittenQuery, link: ChainLink): AnyRow | undefined {
  const key = model?.keys.find(({ primary, columns }) => primary && columns.length === 1)?.columns[0];
  const [argument, more] = link.args;
  const properties = argument === undefined ? [] : propertiesOf(facts, argument);
  if (key === undefined || more !== undefined || !properties?.every(({ name }) => ['where', 'columns', 'with', 'orderBy'].includes(name))) return undefined;
  const columns = `columns: { ${key}: true }`;
  const rename = link.name === 'findMany' ? [renamed(link, 'findFirst')] : [];
  const { end } = facts.exprs[link.call]!;
  const edits = argument === undefined ? [{ at: end - 1, end: end - 1, text: `{ ${columns} }` }] : reshaped(facts, text, argument, ['columns', 'with', 'orderBy'], columns);
  return edits && { edits: [...rename, ...edits], gives: link.name === 'findMany' ? 'undefined' : 'same' };
}

const isSelect = (chain: Chain): boolean => [['from'], ['from', 'where'], ['from', 'orderBy'], ['from', 'where', 'orderBy']].some(form => isChainOf(chain, 'select', ...form));

const linkOf = ({ links }: Chain, name: string): ChainLink | undefined => links.find(each => each.name === name);

/** The same select with `limit(1)`, the same `findMany` with `limit: 1`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const { facts, text, call, model } = written;
  const chain = chainOf(facts, call);
  const [first] = chain?.links ?? [];
  if (!chain || !first) return undefined;
  const order = (e: E): string | undefined => {
    const expr = facts.exprs[e]!;
    return expr.k === 'call' ? (expr.args[0] ? order(expr.args[0].e) : undefined) : expr.k === 'get' ? expr.name : undefined;
  };
  if (isSelect(chain)) return { edits: [followedBy(written, chain.links.at(-1)!, 'limit(1)')], total: isTotal((linkOf(chain, 'orderBy')?.args ?? []).map(order), model) };
  const [argument, more] = first.args;
  const properties = argument === undefined || more !== undefined ? undefined : propertiesOf(facts, argument);
  if (!isChainOf(chain, 'findMany') || argument === undefined || !properties?.every(({ name }) => ['where', 'columns', 'with', 'orderBy'].includes(name))) return undefined;
  const edits = reshaped(facts, text, argument, [], 'limit: 1');
  const given = properties.find(({ name }) => name === 'orderBy')?.value;
  const list = given === undefined ? undefined : facts.exprs[given]!;
  return edits && { edits, total: isTotal((list?.k === 'array' ? list.items.map(({ e }) => e) : given === undefined ? [] : [given]).map(order), model) };
}

import { chainOf, followedBy, hasOnlyCalls, leftOut, type Chain } from '../../facts/chain.ts';
import type { AnyRow, FirstRow, RowsCount, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { columnsOf } from '../total-order.ts';

/** What a table may have been told: conditions, columns and an order. */
const PLAIN: ReadonlySet<string> = new Set(['where', 'andWhere', 'orWhere', 'whereIn', 'whereNotIn', 'whereNull', 'whereNotNull', 'whereNot', 'whereBetween', 'whereLike', 'whereILike', 'select', 'orderBy']);
const DROPPED: ReadonlySet<string> = new Set(['select', 'orderBy']);

/** `knex('posts').where(…).select(…)`. */
function rowsOf({ facts, call }: WrittenQuery, more: readonly string[] = []): Chain | undefined {
  const chain = chainOf(facts, call);
  const root = chain && facts.exprs[chain.root]!;
  if (!chain || root?.k !== 'call' || root.args.length !== 1 || !hasOnlyCalls(chain, new Set([...PLAIN, ...more]))) return undefined;
  return chain;
}

// https://knexjs.org/guide/query-builder.html#count
/** `knex('posts').where(…)` → `knex('posts').where(…).count({ count: '*' }).first()`; PostgreSQL's driver gives the number as text. */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const chain = rowsOf(written);
  const last = chain?.links.at(-1);
  if (!chain || !last) return undefined;
  const dropped = chain.links.filter(({ name }) => DROPPED.has(name));
  return { edits: [...dropped.map(link => leftOut(written.facts, chain, link)), followedBy(written, last, "count({ count: '*' })", 'first()')], number: given => `Number(${given}?.count)` };
}

/** The rows with `limit(1)`; the first row in place of a count. */
export function findAny(written: WrittenQuery): AnyRow | undefined {
  const { facts, text, query } = written;
  if (query.operation !== 'count') {
    const last = rowsOf(written)?.links.at(-1);
    return last && { edits: [followedBy(written, last, 'limit(1)')], gives: 'same' };
  }
  const chain = rowsOf(written, ['count', 'first']);
  const root = chain && facts.exprs[chain.root]!;
  if (!chain || root?.k !== 'call') return undefined;
  const { at, end } = facts.exprs[root.callee]!;
  const left = chain.links.filter(({ name }) => name === 'count' || name === 'first' || DROPPED.has(name));
  const last = chain.links.at(-1)!;
  if (chain.links.filter(({ name }) => name === 'count').length !== 1) return undefined;
  return { edits: [...left.map(link => leftOut(facts, chain, link)), followedBy(written, last, `first(${text.slice(at, end)}.raw('1'))`)], gives: 'undefined', text: true };
}

/** The rows with `limit(1)`; Knex knows no keys, and `id` is one. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const chain = rowsOf(written);
  const last = chain?.links.at(-1);
  return chain && last && { edits: [followedBy(written, last, 'limit(1)')], total: columnsOf(written.facts, chain.links).includes('id') };
}

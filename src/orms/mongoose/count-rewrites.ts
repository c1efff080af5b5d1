import { calledAs, chainOf, followedBy, hasOnlyCalls, leftOut, renamed, type Chain, type ChainLink } from '../../facts/chain.ts';
import type { AnyRow, FirstRow, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { columnsIn } from '../total-order.ts';

/** Calls that leave the number of documents what it is. */
const DROPPED: ReadonlySet<string> = new Set(['lean', 'select', 'sort', 'populate', 'exec']);

/** `Model.find(filter)` → `Model.countDocuments(filter)`. https://mongoosejs.com/docs/api/model.html#Model.countDocuments() */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const query = queryOf(written);
  return query?.first.name === 'find' ? { edits: [renamed(query.first, 'countDocuments'), ...query.dropped] } : undefined;
}

/** `Model.countDocuments(filter) > 0`, `Model.findOne(filter)` → `Model.exists(filter)`, which gives a key or `null`. https://mongoosejs.com/docs/api/model.html#Model.exists() */
export function findAny(written: WrittenQuery): AnyRow | undefined {
  const { facts, text } = written;
  const query = queryOf(written);
  if (!query) return undefined;
  const { first, dropped } = query;
  const [filter] = first.args;
  if (first.name === 'findById' && filter !== undefined) {
    const { at, end } = facts.exprs[filter]!;
    return { edits: [calledAs(facts, first, `exists({ _id: ${text.slice(at, end)} })`), ...dropped], gives: 'same' };
  }
  if (!/^(?:find|findOne|countDocuments)$/.test(first.name)) return undefined;
  const edits = filter === undefined ? [calledAs(facts, first, 'exists({})')] : [renamed(first, 'exists')];
  return { edits: [...edits, ...dropped], gives: first.name === 'findOne' ? 'same' : 'null' };
}

/** The first call of a query of a model, and the changes that leave out the calls behind it. */
function queryOf({ facts, call, query: { onRow } }: WrittenQuery): { first: ChainLink; dropped: readonly TextEdit[] } | undefined {
  const chain: Chain | undefined = chainOf(facts, call);
  const [first, ...rest] = chain?.links ?? [];
  if (!chain || !first || onRow || first.args.length > 1 || !hasOnlyCalls({ ...chain, links: rest }, DROPPED)) return undefined;
  return { first, dropped: rest.map(link => leftOut(facts, chain, link)) };
}

/** `Model.find(filter).sort(…)` with `limit(1)`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const query = queryOf(written);
  const chain = chainOf(written.facts, written.call);
  const last = chain?.links.findLast(({ name }) => name !== 'exec');
  if (query?.first.name !== 'find' || !last) return undefined;
  const sorted = chain?.links.find(({ name }) => name === 'sort')?.args[0];
  return { edits: [followedBy(written, last, 'limit(1)')], total: sorted !== undefined && columnsIn(written.facts, sorted).includes('_id') };
}

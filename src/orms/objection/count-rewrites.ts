import { calledAs, chainOf, followedBy, hasOnlyCalls, leftOut, type Chain } from '../../facts/chain.ts';
import type { AnyRow, FirstRow, RowsCount, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { columnsOf, isTotal } from '../total-order.ts';

/** What a query may have been told: conditions, columns and an order. */
const PLAIN: ReadonlySet<string> = new Set(['query', 'where', 'andWhere', 'orWhere', 'whereIn', 'whereNotIn', 'whereNull', 'whereNotNull', 'whereNot', 'select', 'orderBy']);

function rowsOf({ facts, call }: WrittenQuery, more: readonly string[] = []): Chain | undefined {
  const chain = chainOf(facts, call);
  // `this.posts().query()`: the model may come of a call.
  const begin = chain?.links.findIndex(({ name }) => name === 'query') ?? -1;
  return chain && begin >= 0 && hasOnlyCalls({ ...chain, links: chain.links.slice(begin) }, new Set([...PLAIN, ...more])) ? chain : undefined;
}

// https://vincit.github.io/objection.js/api/query-builder/other-methods.html#resultsize
/** `Post.query().where(…)` → `Post.query().where(…).resultSize()`, which is a number on every database. */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const chain = rowsOf(written);
  if (!chain) return undefined;
  const dropped = chain.links.filter(({ name }) => name === 'select' || name === 'orderBy');
  return { edits: [...dropped.map(link => leftOut(written.facts, chain, link)), followedBy(written, chain.links.at(-1)!, 'resultSize()')] };
}

/** The rows with `limit(1)`; the first row, by its key, in place of a count. */
export function findAny(written: WrittenQuery): AnyRow | undefined {
  const { facts, query, model } = written;
  if (query.operation !== 'count') {
    const chain = rowsOf(written);
    return chain && { edits: [followedBy(written, chain.links.at(-1)!, 'limit(1)')], gives: 'same' };
  }
  const chain = rowsOf(written, ['resultSize']);
  const last = chain?.links.at(-1);
  if (!chain || last?.name !== 'resultSize' || chain.links.filter(({ name }) => name === 'resultSize' || name === 'select').length !== 1) return undefined;
  const key = model?.keys.find(({ primary }) => primary)?.columns[0];
  return { edits: [calledAs(facts, last, `${key === undefined ? '' : `select('${key}').`}limit(1).first()`)], gives: 'undefined' };
}

/** The rows with `limit(1)`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const chain = rowsOf(written);
  return chain && { edits: [followedBy(written, chain.links.at(-1)!, 'limit(1)')], total: isTotal(columnsOf(written.facts, chain.links), written.model) };
}

import { chainOf, followedBy, stringAt } from '../../facts/chain.ts';
import type { RelationOfRow, RelationOfRows, RowsWithRelation, WrittenQuery } from '../../vocabulary/rewrite.ts';

/** Calls beside which another relation is not one more: those that join, those that replace each other, and those that choose columns. */
const OTHERS = /^(?:withGraphJoined|joinEager|eager|mergeEager|select|columns?|modify|distinct|groupBy\w*)$/;

/** The query with one more relation; several graphs are put together. https://vincit.github.io/objection.js/api/query-builder/eager-methods.html */
export function withRelation(written: WrittenQuery, path: readonly string[]): RowsWithRelation | undefined {
  const chain = chainOf(written.facts, written.call);
  const last = chain?.links.at(-1);
  if (!last || chain?.links[0]?.name !== 'query' || chain.links.some(({ name }) => OTHERS.test(name))) return undefined;
  return { edits: [followedBy(written, last, `withGraphFetched('${path.join('.')}')`)] };
}

/** `user.$relatedQuery('posts')`, `user.$fetchGraph('posts')`. */
export function relationOfRow({ facts, call }: WrittenQuery): RelationOfRow | undefined {
  const chain = chainOf(facts, call);
  const [link, more] = chain?.links ?? [];
  const name = link?.args.length === 1 ? stringAt(facts, link.args[0]) : undefined;
  if (!chain || !link || more || name === undefined || !/^[\w$]+$/.test(name)) return undefined;
  if (link.name === '$relatedQuery') return { row: chain.root, name, loaded: row => `${row}.${name}`, wasUndefined: true, shared: true };
  return link.name === '$fetchGraph' ? { row: chain.root, name, shared: true, fills: true } : undefined;
}

/** `User.fetchGraph(users, 'posts')` in place of `user.$fetchGraph('posts')`. https://vincit.github.io/objection.js/api/model/static-methods.html#static-fetchgraph */
export function relationOfRows({ facts, text, call }: WrittenQuery): RelationOfRows | undefined {
  const chain = chainOf(facts, call);
  const [link, more] = chain?.links ?? [];
  const [graph, options] = link?.args ?? [];
  if (!chain || more || link?.name !== '$fetchGraph' || graph === undefined || options !== undefined || stringAt(facts, graph) === undefined) return undefined;
  const { at, end } = facts.exprs[graph]!;
  return { row: chain.root, load: (rows, model) => `${model}.fetchGraph(${rows}, ${text.slice(at, end)})` };
}

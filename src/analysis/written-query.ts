import { renderExpr } from '../facts/render.ts';
import type { E } from '../vocabulary/ir.ts';
import type { QueryCall } from '../vocabulary/query.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Link } from './link/link.ts';

/** A query of a module itself, with its receiver as the reader sees it; `callee` is what its call calls. */
export function writtenQuery(link: Link, m: ModuleId, callee: E, query: QueryCall): QueryCall {
  const receiver = receiverOf(link, m, callee);
  if (receiver === undefined) return query;
  const written = renderExpr(link.facts(m)!, receiver);
  return /^[\w$.]{1,40}$/.test(written) ? { ...query, written } : query;
}

/** What stands before the first call of a chain: `tx` of `tx.select().from(posts).where`, also where a variable holds the chain so far. */
export function receiverOf(link: Link, m: ModuleId, callee: E): E | undefined {
  const { exprs, vars } = link.facts(m)!;
  const get = exprs[callee]!;
  if (get.k !== 'get') return undefined;
  const of = exprs[get.of]!;
  if (of.k === 'call') return receiverOf(link, m, of.callee);
  const value = of.k === 'var' ? link.valueOf(m, get.of) : undefined;
  if (of.k !== 'var' || value?.k !== 'orm' || !value.builder) return get.of;
  const made = vars[of.v]!.defs[0]?.e;
  const chain = made === undefined ? undefined : exprs[made];
  return chain?.k === 'call' ? receiverOf(link, m, chain.callee) : undefined;
}

import { renderExpr } from '../../facts/render.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId, OrmValue } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';

/** A query of a module itself, with its receiver as the reader sees it; `callee` is what its call calls. */
export function writtenQuery(link: Link, m: ModuleId, callee: E, query: QueryCall): QueryCall {
  const receiver = receiverOf(link, m, callee);
  if (receiver === undefined) return query;
  const written = renderExpr(link.facts(m)!, receiver);
  const get = link.facts(m)!.exprs[callee]!;
  const chained = get.k === 'get' && get.of !== receiver;
  return /^[\w$.]{1,40}(?:\(\))?$/.test(written) ? { ...query, written, ...(chained && { chained }) } : query;
}

/** What stands before the first call of a chain: `tx` of `tx.select().from(posts).where` and of `tx('posts').where`, also where a variable holds the chain so far. */
export function receiverOf(link: Link, m: ModuleId, callee: E): E | undefined {
  const { exprs, vars } = link.facts(m)!;
  const get = exprs[callee]!;
  if (get.k !== 'get') return link.valueOf(m, callee).k === 'orm' ? callee : undefined;
  const of = exprs[get.of]!;
  if (of.k === 'call') return givesClient(link, m, get.of) ? get.of : receiverOf(link, m, of.callee);
  const value = of.k === 'var' ? link.valueOf(m, get.of) : undefined;
  // A client may grow too, a unit of work does; it is what the query is asked of all the same.
  if (of.k !== 'var' || value?.k !== 'orm' || !value.builder || isClient(link, value)) return get.of;
  const made = vars[of.v]!.defs[0]?.e;
  const chain = made === undefined ? undefined : exprs[made];
  return chain?.k === 'call' ? receiverOf(link, m, chain.callee) : undefined;
}

/** Whether a call of the program gives the client: `this.database()`. What an ORM gives is a part of the chain. */
function givesClient(link: Link, m: ModuleId, e: E): boolean {
  const { exprs } = link.facts(m)!;
  const call = exprs[e]!;
  const callee = call.k === 'call' && call.args.length === 0 ? exprs[call.callee]! : undefined;
  if (!callee || (callee.k === 'get' && link.valueOf(m, callee.of).k === 'orm')) return false;
  const value = link.valueOf(m, e);
  return value.k === 'orm' && isClient(link, value);
}

/** Whether a value is what the ORM's queries begin with, and no query that grows. */
export function isClient(link: Link, { orm, role, evidence }: OrmValue): boolean {
  const own = link.orms.find(each => each.name === orm)!;
  return own.roles.some(each => own.client(evidence, each).role === role);
}

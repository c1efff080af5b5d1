import { functionsAround } from '../../facts/functions-around.ts';
import { indexOf } from '../../facts/index-of.ts';
import { returnedBy } from '../../facts/returned.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Callee, Link } from '../link/link.ts';
import { reachOfAll } from './reach.ts';

/** Functions that write a part of a query are followed through so many others. */
const FARTHEST = 3;

/** A call that enters a function, and where it stands. */
export type Entered = { m: ModuleId; e: E; callee: Callee };

/**
 * The calls, outermost first, by which the query that call `e` of module `m` makes is given a part that another function wrote:
 * `byAuthor(id)` of `findMany({ where: byAuthor(id) })`. None for a part that is written where the query is made, or around it.
 */
export function writersOf(link: Link, m: ModuleId, e: E, env: Env | undefined, part: Ref): readonly Entered[] {
  const facts = link.facts(m)!;
  const writer = link.index(part.m).fnAt(link.facts(part.m)!.exprs[part.e]!.at);
  if (part.m === m && functionsAround(facts, indexOf(facts).fnAt(facts.exprs[e]!.at)).has(writer)) return [];
  return find(link, m, facts, [e], env, part.m, writer, 0) ?? [];
}

/** Equal for parts of the queries of one function that are the same: what another function wrote is told apart by the call of it. */
export function keyOfPart(link: Link, m: ModuleId, e: E, part: Ref): string {
  const facts = link.facts(part.m)!;
  const by = writersOf(link, m, e, undefined, part)[0];
  return `${part.m === m ? '' : `${part.m}#`}${sourceOf(facts, part.e)}${by ? ` by ${sourceOf(link.facts(m)!, by.e)}` : ''}`;
}

function find(link: Link, m: ModuleId, facts: ModuleFacts, from: readonly E[], env: Env | undefined, home: ModuleId, writer: F, hops: number): readonly Entered[] | undefined {
  for (const e of reachOfAll(facts, from).calls) {
    for (const callee of link.callAt(m, e, env).callees) {
      const inner = link.facts(callee.m)!;
      if (callee.m === home && functionsAround(inner, writer).has(callee.f)) return [{ m, e, callee }];
      const behind = hops < FARTHEST ? find(link, callee.m, inner, returnedBy(inner, callee.f), callee.env, home, writer, hops + 1) : undefined;
      if (behind) return [{ m, e, callee }, ...behind];
    }
  }
  return undefined;
}

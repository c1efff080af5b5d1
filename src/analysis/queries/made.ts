import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import type { Made } from './effect.ts';
import { reachOf } from './reach.ts';

/** How the value of a variable is made, when something awaited is in it. */
export function madeOf(an: Analysis, m: ModuleId, facts: ModuleFacts, v: V): Made | undefined {
  const awaits = facts.vars[v]!.defs.flatMap(({ e }) => (e === undefined ? [] : [...reachOf(facts, e).awaits]));
  if (awaits.length === 0) return undefined;
  return awaits.some(e => isOutside(an, m, facts, e)) ? 'outside' : 'asked';
}

/** Whether an `await` waits for a call that is no query and enters no function that may run one. */
function isOutside(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E): boolean {
  const awaited = facts.exprs[e]!;
  if (awaited.k !== 'await' || awaited.of === undefined || facts.exprs[awaited.of]!.k !== 'call') return false;
  const { query, callees, receiver } = an.link.callAt(m, awaited.of);
  return !query && receiver.k !== 'orm' && callees.every(callee => !an.mayQuery(callee.m, callee.f, callee.env));
}

import { assignmentsOf } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import { enclosing, isLoop } from '../../facts/region.ts';
import type { E, F, ModuleFacts, R, V } from '../../vocabulary/ir.ts';
import { FILLS, methodOf } from '../queries/reach.ts';

/** `[]`. */
export function isEmptyList(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'array' && expr.items.length === 0;
}

/** Whether something is put into a variable's value after it is made; a `push` outside of every loop adds an element that the code shows too. */
export function isFilled(facts: ModuleFacts, v: V): boolean {
  const { memberCalls, memberSets } = assignmentsOf(facts);
  if ((memberSets.get(v) ?? []).length > 0) return true;
  return (memberCalls.get(v) ?? []).some(e => {
    const call = facts.exprs[e]!;
    const method = call.k === 'call' ? methodOf(facts, call.callee) : undefined;
    if (call.k !== 'call' || method === undefined || method === 'concat' || !FILLS.has(method)) return false;
    return !((method === 'push' || method === 'unshift') && call.args.every(arg => !arg.spread) && runsOnceIn(facts, facts.sites[call.site]!.region, facts.vars[v]!.fn));
  });
}

/** An empty list that is given one element after the other, each by a line of its own, and is handed to nobody who may fill it. */
export function isFilledByHand(facts: ModuleFacts, v: V): boolean {
  const index = indexOf(facts);
  const isHandedOn = index.usesOf(v).some(use => {
    const around = facts.exprs[index.parent[use] ?? -1];
    return around?.k === 'call' && around.callee !== use;
  });
  return (assignmentsOf(facts).memberCalls.get(v) ?? []).length > 0 && !isHandedOn && !isFilled(facts, v);
}

/** Whether a region stands in no loop and no callback of function `f`. */
function runsOnceIn(facts: ModuleFacts, region: R, f: F): boolean {
  const around = [...enclosing(facts, region)].map(r => facts.regions[r]!);
  return around.every(each => each.fn === f && !isLoop(each));
}

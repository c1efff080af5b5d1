import { baseVar } from '../../facts/assignments.ts';
import { sidesOfEquality } from '../../facts/equality.ts';
import { indexOf } from '../../facts/index-of.ts';
import { enclosing } from '../../facts/region.ts';
import type { E, ModuleFacts, VarFacts } from '../../vocabulary/ir.ts';
import type { Repetition } from '../analysis.ts';
import type { Place } from './judge.ts';

/**
 * Whether a place is reached only for the element that is equal to something from outside of the loop: of all members of a
 * chat, `if (member.userId === senderId)` lets one through. A literal or a constant names a kind of which there may be many.
 */
export function isPickedOut(facts: ModuleFacts, { region }: Place, repetition: Repetition): boolean {
  for (const r of enclosing(facts, region, repetition.region)) {
    const here = facts.regions[r]!;
    if (here.k === 'then' && picksOut(facts, here.test, repetition)) return true;
  }
  return false;
}

function picksOut(facts: ModuleFacts, test: E, repetition: Repetition): boolean {
  const expr = facts.exprs[test]!;
  if (expr.k === 'choice' && expr.op === '&&') return expr.of.some(each => picksOut(facts, each, repetition));
  const [left, right] = sidesOfEquality(expr);
  if (left === undefined || right === undefined) return false;
  return (isElement(facts, left, repetition) && isHeldOutside(facts, right, repetition)) || (isElement(facts, right, repetition) && isHeldOutside(facts, left, repetition));
}

function isElement(facts: ModuleFacts, e: E, { elements }: Repetition): boolean {
  const root = baseVar(facts, e);
  return root !== undefined && elements.has(root);
}

/** A parameter, or a variable of the function that is made before the loop, or a part of one. */
function isHeldOutside(facts: ModuleFacts, e: E, { at, end, elements }: Repetition): boolean {
  const root = baseVar(facts, e);
  if (root === undefined || elements.has(root)) return false;
  const held = facts.vars[root]!;
  if (held.fn === 0 || held.kind === 'import' || held.kind === 'enum' || (held.at >= at && held.at < end)) return false;
  return !isElementElsewhere(facts, held);
}

/** The element of another loop, or what a call hands to a literal: compared with each, it picks out as many. */
function isElementElsewhere(facts: ModuleFacts, { fn, kind, defs }: VarFacts): boolean {
  const index = indexOf(facts);
  const literal = kind === 'param' ? index.exprOfFn(fn) : undefined;
  return defs.some(({ how }) => how === 'each') || (literal !== undefined && facts.exprs[index.parent[literal] ?? -1]?.k === 'call');
}

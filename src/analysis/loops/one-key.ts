import { withoutCast } from '../../facts/cast.ts';
import { sidesOfEquality } from '../../facts/equality.ts';
import { heldValue } from '../../facts/held-value.ts';
import { enclosing } from '../../facts/region.ts';
import type { E, ModuleFacts, R, Region, V } from '../../vocabulary/ir.ts';
import type { Repetition } from '../analysis.ts';

/**
 * Whether a place is reached in the rounds of keys that the code names, each of which comes once: `for (const key in changes)
 * if (key === 'email') …`, `switch (key) { case 'email': … }`.
 */
export function isAtOneKey(facts: ModuleFacts, repetition: Repetition, r: R): boolean {
  const keys = keysOf(facts, repetition);
  if (keys.length === 0) return false;
  for (const region of enclosing(facts, r, repetition.region)) {
    const here = facts.regions[region]!;
    if ((here.k === 'then' && namesKey(facts, here.test, keys)) || (here.k === 'case' && isCaseOfKey(facts, here, keys))) return true;
  }
  return false;
}

function isCaseOfKey(facts: ModuleFacts, { test, parent }: Region & { k: 'case' }, keys: readonly V[]): boolean {
  const around = parent === undefined ? undefined : facts.regions[parent];
  return test !== undefined && facts.exprs[test]!.k === 'lit' && around?.k === 'switch' && isKey(facts, around.on, keys);
}

/** Whether a test lets a key through that the code names, or one of several. */
function namesKey(facts: ModuleFacts, test: E, keys: readonly V[]): boolean {
  const expr = facts.exprs[test]!;
  if (expr.k === 'choice' && expr.op === '&&') return expr.of.some(each => namesKey(facts, each, keys));
  if (expr.k === 'choice' && expr.op === '||') return expr.of.every(each => namesKey(facts, each, keys));
  const sides = sidesOfEquality(expr);
  return sides.some(side => facts.exprs[side]!.k === 'lit') && sides.some(side => isKey(facts, side, keys));
}

/** A key, also under another name: `const field = key as keyof Changes`. */
function isKey(facts: ModuleFacts, e: E, keys: readonly V[]): boolean {
  const expr = facts.exprs[withoutCast(facts, e)]!;
  if (expr.k !== 'var') return false;
  if (keys.includes(expr.v)) return true;
  const held = heldValue(facts, expr.v);
  // What is given a name stands before it: the search ends.
  return held !== undefined && held < e && isKey(facts, held, keys);
}

/** The elements of a repetition that are the keys of an object: no two rounds have the same. */
function keysOf(facts: ModuleFacts, { kind, over, elements }: Repetition): readonly V[] {
  if (kind === 'in') return [...elements];
  const made = over === undefined ? undefined : facts.exprs[over]!;
  const callee = made?.k === 'call' ? facts.exprs[made.callee]! : undefined;
  if (callee?.k !== 'get' || facts.exprs[callee.of]!.k !== 'global') return [];
  if (callee.name === 'keys') return [...elements];
  return callee.name === 'entries' ? [...elements].filter(v => facts.vars[v]!.defs.some(({ path }) => path.at(-1) === 0)) : [];
}

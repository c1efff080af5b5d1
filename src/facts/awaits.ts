import type { E, ModuleFacts } from '../vocabulary/ir.ts';

const kept = new WeakMap<ModuleFacts, readonly { e: E; at: number; end: number; of?: E }[]>();

/** Every `await` of a module, in order. */
export function awaitsOf(facts: ModuleFacts): readonly { e: E; at: number; end: number; of?: E }[] {
  let known = kept.get(facts);
  if (!known) kept.set(facts, (known = facts.exprs.flatMap((expr, e) => (expr.k === 'await' ? [{ e, at: expr.at, end: expr.end, ...(expr.of !== undefined && { of: expr.of }) }] : []))));
  return known;
}

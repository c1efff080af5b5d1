import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import { exprsOf } from './kinds.ts';

type Await = { e: E; at: number; end: number; of?: E };

const kept = new WeakMap<ModuleFacts, readonly Await[]>();

/** Every `await` of a module, in order. */
export function awaitsOf(facts: ModuleFacts): readonly Await[] {
  let known = kept.get(facts);
  if (!known) kept.set(facts, (known = exprsOf(facts, 'await').map(e => awaitAt(facts, e))));
  return known;
}

function awaitAt(facts: ModuleFacts, e: E): Await {
  const expr = facts.exprs[e]!;
  return { e, at: expr.at, end: expr.end, ...(expr.k === 'await' && expr.of !== undefined && { of: expr.of }) };
}

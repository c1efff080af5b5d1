import type { E, ModuleFacts } from '../vocabulary/ir.ts';

/** The expression under a cast. */
export function withoutCast(facts: ModuleFacts, e: E): E {
  const expr = facts.exprs[e]!;
  return expr.k === 'as' ? withoutCast(facts, expr.of) : e;
}

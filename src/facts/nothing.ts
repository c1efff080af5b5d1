import type { E, ModuleFacts } from '../vocabulary/ir.ts';

/** `undefined`, `null`. */
export function isNothing({ exprs }: ModuleFacts, e: E): boolean {
  const expr = exprs[e]!;
  return expr.k === 'undef' || (expr.k === 'lit' && expr.v === null);
}

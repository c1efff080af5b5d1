import type { E, Expr } from '../vocabulary/ir.ts';

/** What a test for equality compares, `a` and `b` of `a === b` and of `a == b`; nothing for any other expression. */
export function sidesOfEquality(expr: Expr): readonly E[] {
  return expr.k === 'op' && (expr.op === '===' || expr.op === '==') ? expr.of : [];
}

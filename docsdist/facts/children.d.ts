import type { E, Expr } from '../vocabulary/ir.ts';
/** The direct child expressions of an expression, in evaluation order; the inside of a function or class is none. */
export declare function childrenOf(expr: Expr): E[];

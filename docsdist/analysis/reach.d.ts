import type { At, E, F, ModuleFacts, V } from '../vocabulary/ir.ts';
/**
 * What an expression is derived from, within its module: variables, awaited results, calls, and members of `this`.
 * Influence flows through every call from all its operands, so it is sound where nothing is known of the callee.
 */
export type Reach = {
    readonly vars: ReadonlySet<V>;
    readonly awaits: ReadonlySet<E>;
    readonly calls: ReadonlySet<E>;
    readonly self: boolean;
    /** Names of the members of `this` that are read. */
    readonly fields: ReadonlySet<string>;
};
/** Methods that put their arguments into their receiver. */
export declare const FILLS: Set<string>;
/** Methods that take something out of their receiver: each call gives another thing. */
export declare const DRAINS: Set<string>;
/** What expression `e` is derived from. */
export declare function reachOf(facts: ModuleFacts, e: E): Reach;
/** What any of several expressions is derived from. */
export declare function reachOfAll(facts: ModuleFacts, es: readonly E[]): Reach;
/** The name of the method a callee names. */
export declare function methodOf(facts: ModuleFacts, callee: E): string | undefined;
/** The variables from outside that a function reads. */
export declare function freeVars(facts: ModuleFacts, f: F): readonly V[];
/** The variables read between two offsets, in order. */
export declare function readsBetween(facts: ModuleFacts, at: At, end: At): readonly V[];

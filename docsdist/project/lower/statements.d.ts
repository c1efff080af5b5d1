import type { BlockStatement, IfStatement, LabeledStatement, ReturnStatement, Statement, SwitchStatement, ThrowStatement, TryStatement, WithStatement, BreakStatement, ContinueStatement } from 'oxc-parser';
import type { R } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** `if (a) … else …`. */
export declare function lowerIf(lowering: Lowering, node: IfStatement): void;
/** A block that stands alone. */
export declare function lowerBlock(lowering: Lowering, node: BlockStatement): void;
/** The statement or block that a region consists of. */
export declare function lowerBranch(lowering: Lowering, node: Statement, region: R): void;
/** `switch (a) { … }`: one scope, a region for itself and one for each case. */
export declare function lowerSwitch(lowering: Lowering, node: SwitchStatement): void;
/** `try … catch … finally …`. */
export declare function lowerTry(lowering: Lowering, node: TryStatement): void;
/** `label: …`. */
export declare function lowerLabeled(lowering: Lowering, node: LabeledStatement): void;
/** `with (a) …`: the names inside may mean members of `a`; what they are bound to here is a guess. */
export declare function lowerWith(lowering: Lowering, node: WithStatement): void;
/** `return a`, `throw a`. */
export declare function lowerLeave(lowering: Lowering, node: ReturnStatement | ThrowStatement): void;
/** `break`, `continue`, with or without a label. */
export declare function lowerJump(lowering: Lowering, node: BreakStatement | ContinueStatement): void;

import type { DoWhileStatement, ForInStatement, ForOfStatement, ForStatement, WhileStatement } from 'oxc-parser';
import type { Lowering } from './lowering.ts';
/** `while (a) …` and `do … while (a)`: the test runs in every round. */
export declare function lowerWhile(lowering: Lowering, node: WhileStatement | DoWhileStatement): void;
/** `for (a; b; c) …`: what is declared in the head is there before the first round, so it belongs to the region around. */
export declare function lowerFor(lowering: Lowering, node: ForStatement): void;
/** `for (const a of b) …`, `for (a in b) …`, `for await (…) …`. */
export declare function lowerForEach(lowering: Lowering, node: ForOfStatement | ForInStatement): void;

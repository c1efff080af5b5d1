import type { At, ModuleFacts } from '../vocabulary/ir.ts';
/** A place in a file as editors and ESLint name it: lines from 1, columns from 0. */
export type Position = {
    line: number;
    column: number;
};
/** The line and column of an offset. */
export declare function positionOf({ lines }: ModuleFacts, at: At): Position;
/** The offset of a line and column. */
export declare function offsetOf({ lines }: ModuleFacts, { line, column }: Position): At;

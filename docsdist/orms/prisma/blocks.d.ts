import type { SchemaProblem } from '../../vocabulary/schema.ts';
/** One line of a block: `text` without comments, `shape` with the inside of strings blanked too; both keep their columns. */
export type Line = {
    text: string;
    shape: string;
    at: number;
    line: number;
};
/** A block of a schema file, closed or not. */
export type Block = {
    kind: string;
    name: string;
    file: string;
    at: number;
    line: number;
    lines: Line[];
};
/** Splits a schema file into its blocks; a block that is never closed ends where the next one begins. */
export declare function readBlocks(file: string, source: string, problems: SchemaProblem[]): Block[];

import type { At } from '../../vocabulary/ir.ts';
/** The offset at which each line begins; lines end where ESLint ends them. */
export declare function linesOf(text: string): At[];

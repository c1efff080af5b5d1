import type { ModuleFacts } from '../vocabulary/ir.ts';
/**
 * Facts that are not in use, as JSON text (a third of the memory that they take as objects); in a large project the
 * ones put away longest ago are compressed too (a quarter of that, for about a third of a millisecond each).
 */
export declare class ColdFacts {
    #private;
    constructor(maxPlain?: number);
    /** Puts facts away; what is put away already is not written again. */
    put(path: string, facts: ModuleFacts): void;
    /** The facts put away for a path; a copy stays. */
    find(path: string): ModuleFacts | undefined;
    /** Forgets a path. */
    delete(path: string): void;
}

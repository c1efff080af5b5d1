import type { At, F, ModuleFacts, R } from '../vocabulary/ir.ts';
import type { Silence } from '../vocabulary/finding.ts';
import type { Analysis } from './analysis.ts';
import type { Repetition } from './analysis.ts';
/**
 * Why a repetition is none for a query at offset `at` in region `r`, whatever the query is: its rounds are few and written in
 * the code, the query leads out of the loop, or the loop waits on purpose.
 */
export declare function loopReason(an: Analysis, repetition: Repetition, at: At, r: R): Silence | undefined;
/** The place as the function of the loop sees it: a literal that runs in place counts as the place where it stands. */
export declare function seenFrom(facts: ModuleFacts, fn: F, at: At, r: R): {
    at: At;
    r: R;
};

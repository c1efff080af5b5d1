import type { At, E, Exit, ModuleFacts, R, V } from '../vocabulary/ir.ts';
import type { Repetition } from './analysis.ts';
/** A place in a repetition, and the variables and fields that its query is derived from. */
export type Dependent = {
    at: At;
    region: R;
    vars: ReadonlySet<V>;
    fields: ReadonlySet<string>;
};
/**
 * Whether the rounds hang together: an input of the query, or what decides whether the loop goes on, derives from an awaited
 * result of an earlier round. Cursors, retries, polls, linked walks, ids of earlier inserts.
 */
export declare function isCarried(facts: ModuleFacts, repetition: Repetition, dependent: Dependent): boolean;
/** The exits that leave a loop from inside it. */
export declare function exitsOf(facts: ModuleFacts, repetition: Repetition): readonly Exit[];
/** The tests that guard a region, up to the loop. */
export declare function guardsOf(facts: ModuleFacts, repetition: Repetition, r: R): readonly E[];
/** Whether an expression derives from something that is awaited inside the repetition. */
export declare function awaitsIn(facts: ModuleFacts, repetition: Repetition, e: E): boolean;

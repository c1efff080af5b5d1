import type { E, F, ModuleFacts, R } from '../vocabulary/ir.ts';
import type { Env, ModuleId } from '../vocabulary/value.ts';
import type { Analysis, Repetition } from './analysis.ts';
import type { Effect } from './effect.ts';
import type { Callee } from './link/link.ts';
/** The queries that one place runs, with the repetition that a call brings along itself (`ids.map(load)`). */
export type Running = {
    effect: Effect;
    own?: Repetition; /** The expression that stands in the repetition: the callee, or the function handed over. */
    at: E;
};
/** What the call at site number `s` of module `m` runs: itself a query, or through the functions it enters. */
export declare function runningAt(an: Analysis, m: ModuleId, s: number, env: Env | undefined): readonly Running[];
/** The queries that a call of `callee` runs, but for those that a repetition inside it drives: these are reported there. */
export declare function effectsOf(an: Analysis, callee: Callee): readonly Effect[];
/** Whether a place is reached on some paths only: in a branch, or after a way out. */
export declare function isConditional(facts: ModuleFacts, r: R, at: number, f: F): boolean;
/** Whether a function waits for something before an offset. */
export declare function awaitsBefore(facts: ModuleFacts, f: F, at: number): boolean;

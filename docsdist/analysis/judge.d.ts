import type { Silence } from '../vocabulary/finding.ts';
import type { At, R, V } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Analysis, Repetition } from './analysis.ts';
import { type Effect, type Input } from './effect.ts';
/** Where a query runs, as the judge sees it. */
export type Place = {
    m: ModuleId;
    at: At;
    region: R;
};
export type Judgement = 
/** The repetition drives the query: one query per round. `insert`: nothing of the element reaches it, but each round adds a row. */
{
    report: 'driven';
    repetition: Repetition;
    insert: boolean;
    skipped: readonly Skipped[];
} | {
    report: 'neither';
    repetition: Repetition;
    skipped: readonly Skipped[];
} | {
    report: 'none';
    skipped: readonly Skipped[];
};
/** A repetition that was passed over, and why. */
export type Skipped = {
    repetition: Repetition;
    reason: Silence;
};
/** The innermost repetition that drives a query, of those around its place; what does not count is passed over with its reason. */
export declare function judge(an: Analysis, effect: Effect, place: Place, frames: readonly Repetition[]): Judgement;
/** Whether the element of the repetition is among the sources. */
export declare function isDriven(sources: Input['from'], repetition: Repetition): boolean;
/** The variables and fields of module `m` that an effect is derived from. */
export declare function localSources(effect: Effect, m: ModuleId): {
    vars: ReadonlySet<V>;
    fields: ReadonlySet<string>;
};

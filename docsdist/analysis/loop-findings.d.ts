import type { LoopFinding } from '../vocabulary/finding.ts';
import type { F } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Analysis, Repetition } from './analysis.ts';
import { type Running } from './effects.ts';
import { type Judgement, type Place } from './judge.ts';
/** One query behind a place of the linted file, and the verdict on it. */
export type Judged = {
    running: Running;
    place: Place;
    frames: readonly Repetition[];
    enclosing: F;
    judgement: Judgement;
};
/** Every query of a module that a repetition may concern, with its verdict. */
export declare function judgedIn(an: Analysis, m: ModuleId): Generator<Judged>;
/** What the loop rule may report in a module: one finding per place, naming all queries behind it. */
export declare function findingsIn(an: Analysis, m: ModuleId, root: string): readonly LoopFinding[];
/** Whether a judged query is a finding, of which kind, and what to write instead. */
export declare function verdictOf(an: Analysis, { running: { effect }, place, judgement, enclosing }: Judged): {
    kind: LoopFinding['kind'];
    advice: string;
} | undefined;

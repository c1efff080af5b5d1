import type { At, E, F, ModuleFacts, R } from '../vocabulary/ir.ts';
import type { Env, ModuleId } from '../vocabulary/value.ts';
import type { Analysis, Frames, Repetition } from './analysis.ts';
/** What repeats a place in region `r`, innermost first. */
export declare function framesOf(an: Analysis, m: ModuleId, r: R, env: Env | undefined, stop?: F): Frames;
/** A loop region as a repetition. */
export declare function describeLoop(an: Analysis, m: ModuleId, r: R): Repetition;
/** Whether an expression takes something out of a collection: `queue.shift()`, `await stack.pop()!`. */
export declare function drains(facts: ModuleFacts, e: E): boolean;
/** Whether an offset stands in what is repeated. */
export declare function isRepeated(repetition: Repetition, at: At): boolean;
/** The function literals between a place and the repetition that run in place count as part of its body. */
export declare function bodyFunction(facts: ModuleFacts, repetition: Repetition): F;
/** The sites in what is repeated, functions declared in it included. */
export declare function sitesIn(facts: ModuleFacts, repetition: Repetition): readonly number[];

import type { Analysis, Repetition } from './analysis.ts';
import type { Effect } from './effect.ts';
import { type Place } from './judge.ts';
/**
 * Whether a read gives the same rows in every round, so that it can move before the loop: nothing that it is given changes,
 * nothing in the loop writes its model, and it is not behind a condition (which may be a cache).
 */
export declare function isInvariant(an: Analysis, effect: Effect, place: Place, repetition: Repetition): boolean;

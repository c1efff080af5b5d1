import type { Analysis, Repetition } from './analysis.ts';
/**
 * Whether a loop over a collection looks for the first match: it is left on a hit, what it leaves with is the found thing,
 * and it collects nothing on the way.
 */
export declare function isSearch(an: Analysis, repetition: Repetition): boolean;

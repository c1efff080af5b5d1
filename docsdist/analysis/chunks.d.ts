import type { Analysis, Repetition } from './analysis.ts';
/** Whether a repetition goes over a list chunk by chunk: a query straight in it is one per chunk, one per element stands in a loop inside. */
export declare function goesByChunks(an: Analysis, repetition: Repetition): boolean;

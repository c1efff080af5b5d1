import type { ModuleFacts } from '../vocabulary/ir.ts';
/** Whether a text may repeat a call at all: the first and cheapest question. */
export declare function mayRepeat(text: string): boolean;
/** Whether a module repeats a call: a loop, or a function that is handed to a call. */
export declare function repeats(facts: ModuleFacts): boolean;

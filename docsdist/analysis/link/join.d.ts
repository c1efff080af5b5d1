import type { Value } from '../../vocabulary/value.ts';
export declare const UNKNOWN: Value;
export declare const PLAIN: Value;
export declare function unknown(why: string): Value;
/** The alternatives of a value. */
export declare function alternatives(value: Value): readonly Value[];
/** True when a value can lead to a query or to a function: the others need no following. */
export declare function leadsOn(value: Value): boolean;
/** One value for several that an expression may have. What leads nowhere gives way to what leads on: `cached ?? new Client()` is the client. */
export declare function join(values: readonly Value[]): Value;
/** Equal for values that are the same; bounded in depth, so that a value that contains itself has a key too. */
export declare function keyOf(value: Value, depth?: number): string;
/** Applies a question to each alternative of a value. */
export declare function each(value: Value, ask: (value: Value) => Value): Value;

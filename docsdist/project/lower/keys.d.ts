import type { PropertyKey } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** A property's key: its name when the text says it, otherwise the expression that computes it. */
export declare function keyOf(lowering: Lowering, node: {
    key: PropertyKey;
    computed: boolean;
}): {
    name: string;
    key?: never;
} | {
    name?: never;
    key: E;
};
/** The name of a key, or `undefined` when it is computed. `#x` keeps its sign. */
export declare function nameOfKey(key: PropertyKey, computed: boolean): string | undefined;
/** The text of a string literal or a template without holes. */
export declare function constantText(node: PropertyKey): string | undefined;

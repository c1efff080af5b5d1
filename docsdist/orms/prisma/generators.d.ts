import type { Block } from './blocks.ts';
/** Where a `generator` block writes a client, when it writes one outside of the package. */
export declare function outputsOf(block: Block): string[];

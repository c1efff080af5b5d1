import type { E } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Link } from './link/link.ts';
/** Whether a collection is written out in the code: a literal, an enum, or made from one without changing its size. */
export declare function isConstantList(link: Link, m: ModuleId, e: E, hops?: number): boolean;
/** Whether the number of rounds of a counter is a small number in the code. */
export declare function isConstantBound(link: Link, m: ModuleId, e: E): boolean;

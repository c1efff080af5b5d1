import type { F, ModuleFacts, R } from '../vocabulary/ir.ts';
/** A region and those around it, innermost first, up to the body of its function. */
export declare function enclosing(facts: ModuleFacts, r: R): Generator<R>;
/** Whether a region is `ancestor` or stands inside it, within the same function. */
export declare function isInside(facts: ModuleFacts, r: R, ancestor: R): boolean;
/** The function a region belongs to. */
export declare function fnOfRegion(facts: ModuleFacts, r: R): F;

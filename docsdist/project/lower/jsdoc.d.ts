import type { At, FnFacts, V } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** The JSDoc comment that ends directly before an offset, when one of its tags names types. */
export declare function docAbove(text: string, at: At): string | undefined;
/** Gives a function's parameters and result the types its comment names, where the code names none. */
export declare function typesOfDoc(lowering: Lowering, fn: FnFacts): void;
/** Gives a variable the type of the `@type` comment directly above its declaration, unless it has one. */
export declare function typeOfDoc(lowering: Lowering, v: V, at: At): void;

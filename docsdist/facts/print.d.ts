import type { ModuleFacts, Type } from '../vocabulary/ir.ts';
/** All tables of a module's facts as text for people. */
export declare function printFacts(facts: ModuleFacts): string;
/** A type as text. */
export declare function printType(type: Type): string;

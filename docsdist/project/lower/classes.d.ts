import type { Class } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering, Naming } from './lowering.ts';
/** A class as an expression; a declaration's variable is defined by the caller. */
export declare function lowerClass(lowering: Lowering, node: Class, naming?: Naming): E;

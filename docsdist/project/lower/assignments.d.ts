import type { AssignmentExpression, UpdateExpression } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering, Naming } from './lowering.ts';
/** `a = b`, `a.b ??= c`, `({ a } = b)`. */
export declare function lowerAssignment(lowering: Lowering, node: AssignmentExpression, naming?: Naming): E;
/** `a++`, `--a.b`. */
export declare function lowerUpdate(lowering: Lowering, node: UpdateExpression): E;

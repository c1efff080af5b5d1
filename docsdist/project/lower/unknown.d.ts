import type { Expression, Span } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
type AnyNode = Span & {
    type: string;
};
/** A node that nothing else lowers: unknown, with the expressions inside it as operands. */
export declare function lowerUnknown(lowering: Lowering, node: AnyNode, isExpression: (node: AnyNode) => node is AnyNode & Expression): E;
export {};

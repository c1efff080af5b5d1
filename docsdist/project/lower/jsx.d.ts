import type { JSXElement, JSXFragment } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** An element or fragment: unknown, with its component, attributes and children as operands. */
export declare function lowerJsx(lowering: Lowering, node: JSXElement | JSXFragment): E;

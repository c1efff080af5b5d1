import type { Expression, Span } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
import { endOf, startOf } from './span.ts';

type AnyNode = Span & { type: string };

/** A node that nothing else lowers: unknown, with the expressions inside it as operands. */
export function lowerUnknown(lowering: Lowering, node: AnyNode, isExpression: (node: AnyNode) => node is AnyNode & Expression): E {
  const of: E[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (!isNode(value) || value.type.startsWith('TSType')) return;
    else if (isExpression(value)) of.push(lowering.expr(value));
    else visitParts(value);
  };
  // ESLint's nodes know what they stand in.
  const visitParts = (whole: AnyNode): void => {
    for (const [key, part] of Object.entries(whole)) if (key !== 'parent') visit(part);
  };
  visitParts(node);
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'unknown', why: node.type, of });
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

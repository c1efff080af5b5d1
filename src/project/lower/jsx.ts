import type { Expression, JSXElement, JSXElementName, JSXFragment } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';

type Child = JSXElement['children'][number];
type Attribute = JSXElement['openingElement']['attributes'][number];

/** An element or fragment: unknown, with its component, attributes and children as operands. */
export function lowerJsx(lowering: Lowering, node: JSXElement | JSXFragment): E {
  const of: E[] = [];
  if (node.type === 'JSXElement') {
    const component = lowerComponent(lowering, node.openingElement.name);
    if (component !== undefined) of.push(component);
    for (const attribute of node.openingElement.attributes) lowerPart(lowering, valueOf(attribute), of);
  }
  for (const child of node.children) lowerPart(lowering, contentOf(child), of);
  return lowering.add({ at: node.start, end: node.end, k: 'unknown', why: 'jsx', of });
}

function lowerPart(lowering: Lowering, node: Expression | undefined, of: E[]): void {
  if (node !== undefined) of.push(lowering.expr(node));
}

function valueOf(node: Attribute): Expression | undefined {
  if (node.type === 'JSXSpreadAttribute') return node.argument;
  const { value } = node;
  return value?.type === 'JSXExpressionContainer' ? contentOf(value) : (value ?? undefined);
}

function contentOf(node: Child): Expression | undefined {
  if (node.type === 'JSXText') return undefined;
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return node;
  return node.expression.type === 'JSXEmptyExpression' ? undefined : node.expression;
}

// A lower-case name is an element of the page.
function lowerComponent(lowering: Lowering, node: JSXElementName): E | undefined {
  if (node.type === 'JSXNamespacedName') return undefined;
  if (node.type === 'JSXMemberExpression') {
    const of = lowerComponent(lowering, node.object) ?? lowering.add({ at: node.object.start, end: node.object.end, k: 'global', name: lowering.text.slice(node.object.start, node.object.end) });
    return lowering.add({ at: node.start, end: node.end, k: 'get', of, name: node.property.name, nameAt: node.property.start });
  }
  const v = lowering.resolve(node.name);
  if (v !== undefined) return lowering.add({ at: node.start, end: node.end, k: 'var', v });
  return /^[a-z]/.test(node.name) ? undefined : lowering.add({ at: node.start, end: node.end, k: 'global', name: node.name });
}

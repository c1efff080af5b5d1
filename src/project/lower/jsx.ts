import type { Expression, JSXElement, JSXElementName, JSXFragment } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
import { endOf, startOf } from './span.ts';

type Child = JSXElement['children'][number];
type Attribute = JSXElement['openingElement']['attributes'][number];

/** An element or fragment: unknown, with its component, attributes and children as operands. */
export function lowerJsx(lowering: Lowering, node: JSXElement | JSXFragment): E {
  const of: E[] = [];
  if (node.type === 'JSXElement') {
    const component = lowerComponent(lowering, node.openingElement.name);
    if (component !== undefined) of.push(component);
    for (const attribute of node.openingElement.attributes) lowerAttribute(lowering, attribute, of);
  }
  for (const child of node.children) lowerPart(lowering, contentOf(child), of);
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'unknown', why: 'jsx', of });
}

function lowerPart(lowering: Lowering, node: Expression | undefined, of: E[]): void {
  if (node !== undefined) of.push(lowering.expr(node));
}

function lowerAttribute(lowering: Lowering, node: Attribute, of: E[]): void {
  const value = node.type === 'JSXSpreadAttribute' ? node.argument : node.value;
  // As it is written: whether entities are read is up to the parser.
  if (value?.type === 'Literal') of.push(lowering.add({ at: startOf(value), end: endOf(value), k: 'lit', v: lowering.text.slice(startOf(value) + 1, endOf(value) - 1) }));
  else lowerPart(lowering, value?.type === 'JSXExpressionContainer' ? contentOf(value) : (value ?? undefined), of);
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
    const of = lowerComponent(lowering, node.object) ?? lowering.add({ at: startOf(node.object), end: endOf(node.object), k: 'global', name: lowering.text.slice(startOf(node.object), endOf(node.object)) });
    return lowering.add({ at: startOf(node), end: endOf(node), k: 'get', of, name: node.property.name, nameAt: startOf(node.property) });
  }
  const v = lowering.resolve(node.name);
  if (v !== undefined) return lowering.add({ at: startOf(node), end: endOf(node), k: 'var', v });
  return /^[a-z]/.test(node.name) ? undefined : lowering.add({ at: startOf(node), end: endOf(node), k: 'global', name: node.name });
}

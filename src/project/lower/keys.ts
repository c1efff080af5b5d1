import type { Expression, PropertyKey } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';

/** A property's key: its name when the text says it, otherwise the expression that computes it. */
export function keyOf(lowering: Lowering, node: { key: PropertyKey; computed: boolean }): { name: string; key?: never } | { name?: never; key: E } {
  const name = nameOfKey(node.key, node.computed);
  return name === undefined ? { key: lowering.expr(node.key as Expression) } : { name };
}

/** The name of a key, or `undefined` when it is computed. `#x` keeps its sign. */
export function nameOfKey(key: PropertyKey, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (!computed) return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
  return constantText(key);
}

/** The text of a string literal or a template without holes. */
export function constantText(node: PropertyKey): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node.type === 'TemplateLiteral' && node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
}

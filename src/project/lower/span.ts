import type { Span } from 'oxc-parser';
import type { At } from '../../vocabulary/ir.ts';

type Node = Span & { readonly range?: readonly [At, At] };

/** Where a node begins. oxc's nodes say `start`, those of typescript-eslint only `range`. */
export function startOf(node: Node): At {
  return node.range === undefined ? node.start : node.range[0];
}

/** Where a node ends: the offset behind it. */
export function endOf(node: Node): At {
  return node.range === undefined ? node.end : node.range[1];
}

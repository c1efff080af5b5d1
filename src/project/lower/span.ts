import type { Decorator, Span } from 'oxc-parser';
import type { At } from '../../vocabulary/ir.ts';

type Node = Span & { readonly range?: readonly [At, At] };
/** An identifier. */
export type Named = Span & { name: string; decorators?: readonly Decorator[] };

/** Where a node begins. oxc's nodes say `start`, those of typescript-eslint only `range`. */
export function startOf(node: Node): At {
  return node.range === undefined ? node.start : node.range[0];
}

/** Where a node ends: the offset behind it. */
export function endOf(node: Node): At {
  return node.range === undefined ? node.end : node.range[1];
}

/** Where a name begins in its text: whether a parameter begins with its decorators is up to the parser. */
export function startOfName(text: string, node: Named): At {
  const last = node.decorators?.at(-1);
  return last === undefined ? startOf(node) : text.indexOf(node.name, endOf(last));
}

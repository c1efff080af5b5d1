import type { At } from '../vocabulary/ir.ts';
import type { Span } from '../facts/within.ts';

/** The declaration of which the value begins at an offset: where its `const` stands, and what stands between that and `=`. */
export type ConstBefore = { readonly at: At; readonly pattern: Span; readonly written: string };

/** Another `const` may stand before it with nothing between them that ends a statement: `for (const post of posts) { const user = …`. */
const DECLARED = /\bconst\s+((?:(?!\bconst\b)[^=;()])+?)\s*=\s*$/;

/** Finds the `const` right before a value; nothing where a type, a default or anything else stands between. */
export function constBefore(text: string, at: At): ConstBefore | undefined {
  const found = DECLARED.exec(text.slice(0, at));
  const written = found?.[1];
  if (!found || written === undefined) return undefined;
  const from = found.index + found[0].indexOf(written, 'const'.length);
  return { at: found.index, pattern: { at: from, end: from + written.length }, written };
}

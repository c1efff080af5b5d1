import type { LoopSite, TextEdit } from '../vocabulary/rewrite.ts';
import type { LoopShape } from './loop-shape.ts';
import { indentAt, reindented, styleOf } from './style.ts';

/** One statement in place of the loop; behind a test for elements where the database refuses an empty list. */
export function replaceLoop({ written: { facts, text }, loop, wait }: LoopSite, { over, indent }: LoopShape, query: string, guarded: boolean | undefined): TextEdit {
  const region = facts.regions[loop]!;
  const { semicolon, newline } = styleOf(text);
  const inner = indentAt(text, facts.exprs[wait]!.at);
  const { at, end } = region;
  if (!guarded) return { at, end, text: `await ${reindented(query, inner ?? indent, indent)}${semicolon}` };
  const step = inner ?? `${indent}  `;
  return { at, end, text: `if (${over}.length > 0) {${newline}${step}await ${query}${semicolon}${newline}${indent}}` };
}

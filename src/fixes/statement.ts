import { indexOf } from '../facts/index-of.ts';
import type { Span } from '../facts/within.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { TextEdit } from '../vocabulary/rewrite.ts';
import { indentAt } from './style.ts';

/** The change that leaves a statement out with the lines that it has for itself; nothing where something else stands on them. */
export function withoutLine(text: string, { at, end }: Span): TextEdit | undefined {
  const indent = indentAt(text, at);
  const rest = /^[ \t]*;?[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  return indent === undefined || !rest ? undefined : { at: at - indent.length, end: end + rest[0].length, text: '' };
}

/** An expression with the parentheses that stand around it for what is read of it: `(await find()).name`. */
export function withoutParens(facts: ModuleFacts, text: string, e: E): Span {
  const { at, end } = facts.exprs[e]!;
  const parent = facts.exprs[indexOf(facts).parent[e] ?? -1];
  return parent?.k === 'get' && parent.of === e && text[at - 1] === '(' && text[end] === ')' && parent.at === at - 1 ? { at: at - 1, end: end + 1 } : { at, end };
}

import { indexOf } from '../facts/index-of.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';

/** Whether new text in place of an expression needs parentheses, because what stands around it may bind closer and there are none. */
export function needsParens(facts: ModuleFacts, text: string, e: E): boolean {
  const parent = indexOf(facts).parent[e] ?? -1;
  const around = parent < 0 ? undefined : facts.exprs[parent]!;
  if (!around || isInParens(facts, text, e)) return false;
  if (around.k === 'call') return around.callee === e;
  return around.k === 'op' || around.k === 'as' || around.k === 'await' || (around.k === 'get' && around.of === e);
}

/** Whether an expression stands in parentheses of its own. */
function isInParens(facts: ModuleFacts, text: string, e: E): boolean {
  const { at, end } = facts.exprs[e]!;
  return /\(\s*$/.test(text.slice(0, at)) && /^\s*\)/.test(text.slice(end));
}

import { sourceOf } from '../facts/same-source.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';

/** A constant that is not `null`, as a key: a literal, or a member of an enum; nothing for what may be something else when the program runs. */
export function constantKey(facts: ModuleFacts, e: E): string | undefined {
  const expr = facts.exprs[e]!;
  if (expr.k === 'lit') return expr.v === null ? undefined : JSON.stringify(expr.v);
  const owner = expr.k === 'get' && expr.name !== undefined && !expr.optional ? facts.exprs[expr.of]! : undefined;
  return owner?.k === 'var' && ['import', 'enum'].includes(facts.vars[owner.v]!.kind) ? sourceOf(facts, e) : undefined;
}

/** Whether an expression gives the same however often it is asked, and changes nothing: it calls nothing. */
export function isPlain(facts: ModuleFacts, e: E): boolean {
  const { at, end } = facts.exprs[e]!;
  return !facts.exprs.some(expr => ['call', 'await', 'set', 'fn', 'unknown'].includes(expr.k) && expr.at >= at && expr.end <= end);
}

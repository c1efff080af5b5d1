import type { At, ModuleFacts, V } from '../vocabulary/ir.ts';
import { exprsOf } from './kinds.ts';

/** A part of a file's text. */
export type Span = { readonly at: At; readonly end: At };

/** Whether a part of the text stands in another. */
export function isWithin(inner: { readonly at: At; readonly end?: At }, outer: Span): boolean {
  return inner.at >= outer.at && (inner.end ?? inner.at) <= outer.end;
}

/** The variables that the expressions of a part of the text read or assign. */
export function variablesIn(facts: ModuleFacts, span: Span, except?: Span): ReadonlySet<V> {
  const found = new Set<V>();
  for (const e of [...exprsOf(facts, 'var'), ...exprsOf(facts, 'set')]) {
    const expr = facts.exprs[e]!;
    if (!isWithin(expr, span) || (except && isWithin(expr, except))) continue;
    if (expr.k === 'var') found.add(expr.v);
    else if (expr.k === 'set') for (const v of expr.vs ?? (expr.v === undefined ? [] : [expr.v])) found.add(v);
  }
  return found;
}

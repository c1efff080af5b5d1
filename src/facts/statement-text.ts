import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import { heldValue } from './held-value.ts';

/** How statements in SQL begin. */
const BEGINS = /^\s*(?:(?:alter|call|create|delete|drop|insert|lock|merge|replace|select|set|truncate|update|with)\s|(?:begin|commit|release|rollback|savepoint|start\s+transaction)\b)/i;

/** The string or template that an expression is, also as a constant, when it reads like a statement in SQL. */
export function statementText(facts: ModuleFacts, e: E): E | undefined {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return statementText(facts, expr.of);
  if (expr.k === 'var') {
    const held = heldValue(facts, expr.v);
    return held === undefined || facts.exprs[held]!.k === 'var' ? undefined : statementText(facts, held);
  }
  const begins = expr.k === 'lit' ? expr.v : expr.k === 'text' ? expr.quasis[0] : undefined;
  return typeof begins === 'string' && BEGINS.test(begins) ? e : undefined;
}

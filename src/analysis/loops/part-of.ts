import { onlyDefinition } from '../../facts/held-value.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, F, ModuleFacts, V } from '../../vocabulary/ir.ts';
import { ARRAY_METHODS } from '../runs/iterating-calls.ts';

/** Values followed through more steps than this are given up. */
const FARTHEST = 16;

/** Whether an expression inside function `f` is variable `v`, a member or an element of it. */
export function isPartOf(facts: ModuleFacts, e: E, f: F, v: V, hops = 0): boolean {
  const expr = facts.exprs[e]!;
  if (hops > FARTHEST) return false;
  if (expr.k === 'get' || expr.k === 'as') return isPartOf(facts, expr.of, f, v, hops + 1);
  if (expr.k === 'choice') return expr.of.some(each => isPartOf(facts, each, f, v, hops + 1));
  if (expr.k !== 'var') return false;
  if (expr.v === v) return true;
  const def = onlyDefinition(facts, expr.v);
  const loop = def?.loop === undefined ? undefined : facts.regions[def.loop];
  if (def?.how === 'each' && loop?.k === 'of') return isPartOf(facts, loop.over, f, v, hops + 1);
  if (def?.how === 'init' && def.e !== undefined) return isPartOf(facts, def.e, f, v, hops + 1);
  if (def?.how !== 'param') return false;
  const index = indexOf(facts);
  const literal = index.exprOfFn(facts.vars[expr.v]!.fn);
  const call = literal === undefined ? undefined : facts.exprs[index.parent[literal] ?? -1];
  const callee = call?.k === 'call' ? facts.exprs[call.callee] : undefined;
  return callee?.k === 'get' && ARRAY_METHODS.has(callee.name ?? '') && isPartOf(facts, callee.of, f, v, hops + 1);
}

import { baseVar } from './assignments.ts';
import type { Def, E, ModuleFacts, V } from '../vocabulary/ir.ts';

/**
 * Whether a name, a member or what a call gives may be a function, as far as its module says: the question before what it is. What is
 * made with `new` is none, and what was waited for is data, unless it is a module that is imported on the way.
 */
export function mayBeFunction(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'call') return expr.new !== true && facts.exprs[expr.callee]!.k !== 'global';
  if (expr.k !== 'var' && expr.k !== 'get') return false;
  const v = baseVar(facts, e);
  return v === undefined || !facts.vars[v]!.defs.every(def => def.how === 'declare' || isWaitedFor(facts, def));
}

/** Whether an expression is a parameter, without a default: what it is depends on the call, where the function has its name. */
export function isParameter(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'var' && facts.vars[expr.v]!.defs.every(def => isGiven(facts, expr.v, def));
}

function isGiven({ fns, vars }: ModuleFacts, v: V, { how, path, param }: Def): boolean {
  return how === 'param' && path.length === 0 && fns[vars[v]!.fn]!.params[param!]?.default === undefined;
}

function isWaitedFor(facts: ModuleFacts, { e }: Def): boolean {
  const expr = e === undefined ? undefined : facts.exprs[e]!;
  return expr?.k === 'await' && (expr.of === undefined || !isImported(facts, expr.of));
}

/** `import('./mail')`, `import('./mail').then(…)`. */
function isImported(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'call') return isImported(facts, expr.callee);
  return expr.k === 'get' ? isImported(facts, expr.of) : expr.k === 'global' && expr.name === 'import';
}

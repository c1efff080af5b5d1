import { indexOf } from '../../facts/index-of.ts';
import type { F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { conditionsOn, isInBranch } from './paths.ts';

/** Whether a function literal inside function `stop`, or one around it, is run only when a look-up has no answer: `cached(key, () => …)`. */
export function isRunOnMiss(an: Analysis, m: ModuleId, facts: ModuleFacts, f: F, stop: F, env: Env | undefined): boolean {
  return literalsUpTo(facts, f, stop).some(literal => {
    const runs = an.runsOf(m, literal, env);
    return runs.how === 'once' && runs.lookedUp === true;
  });
}

/** Whether a function literal inside function `stop`, or one around it, stands in a branch or on one side of an expression. */
export function isLiteralInBranch(facts: ModuleFacts, f: F, stop: F): boolean {
  const index = indexOf(facts);
  return literalsUpTo(facts, f, stop).some(literal => {
    const around = facts.fns[literal]!.outerRegion;
    const e = index.exprOfFn(literal);
    return (around !== undefined && isInBranch(facts, around, undefined)) || (e !== undefined && conditionsOn(facts, e).length > 0);
  });
}

function literalsUpTo(facts: ModuleFacts, f: F, stop: F): readonly F[] {
  const literals: F[] = [];
  for (let fn: F | undefined = f; fn !== undefined && fn !== stop; fn = facts.fns[fn]!.outer) literals.push(fn);
  return literals;
}

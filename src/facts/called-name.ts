import type { E, ModuleFacts } from '../vocabulary/ir.ts';

/** What something goes by where it is called: the member, or the variable that holds it. */
export function calledName(facts: Pick<ModuleFacts, 'exprs' | 'vars'>, callee: E): string | undefined {
  const expr = facts.exprs[callee]!;
  return expr.k === 'get' ? expr.name : expr.k === 'var' ? facts.vars[expr.v]!.name : undefined;
}

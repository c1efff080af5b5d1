import { indexOf } from '../../facts/index-of.ts';
import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';

/**
 * What every call of a function hands over as a parameter, `undefined` for what cannot be told; nothing where other modules may
 * call it: it is held in a variable that is not exported, or a private method of its class.
 */
export function handedArguments(facts: ModuleFacts, f: F, param: number): readonly (E | undefined)[] | undefined {
  const index = indexOf(facts);
  const e = index.exprOfFn(f);
  const uses = e === undefined ? usesOfMethod(facts, f) : usesOfVariable(facts, e);
  return uses?.map(use => {
    const call = facts.exprs[index.parent[use] ?? -1];
    const arg = call?.k === 'call' && call.callee === use ? call.args[param] : undefined;
    return arg && !arg.spread ? arg.e : undefined;
  });
}

function usesOfVariable(facts: ModuleFacts, e: E): readonly E[] | undefined {
  const holder = facts.vars.findIndex(({ defs }) => {
    const [def, ...others] = defs.filter(each => each.how !== 'declare');
    return def?.e === e && others.length === 0;
  });
  return holder < 0 || facts.exports.some(each => each.v === holder) ? undefined : indexOf(facts).usesOf(holder);
}

function usesOfMethod(facts: ModuleFacts, f: F): readonly E[] | undefined {
  const member = facts.classes.flatMap(({ members }) => members).find(each => each.f === f && each.kind === 'method' && each.private);
  if (member?.name === undefined) return undefined;
  return facts.exprs.flatMap((expr, e) => (expr.k === 'get' && expr.name === member.name ? [e] : []));
}

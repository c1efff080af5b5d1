import { paramVarsOf } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { Def, E, F, ModuleFacts, Path, V } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import { ELEMENT_OF, escape, stepInto, useOf, type Held, type Kind, type Next, type ResultUse } from './result-use.ts';

/** A variable and the definition that gives it a value. */
export type Defined = { v: V; def: Def };

const kept = new WeakMap<ModuleFacts, ReadonlyMap<E, readonly Defined[]>>();

/** The variables that an expression gives a value to: several where it is destructured. */
export function variablesOf(facts: ModuleFacts, e: E): readonly Defined[] {
  let known = kept.get(facts);
  if (!known) {
    const found = new Map<E, Defined[]>();
    facts.vars.forEach(({ defs }, v) => {
      for (const def of defs) {
        if (def.e === undefined || (def.how !== 'init' && def.how !== 'assign')) continue;
        const list = found.get(def.e);
        if (list) list.push({ v, def });
        else found.set(def.e, [{ v, def }]);
      }
    });
    kept.set(facts, (known = found));
  }
  return known.get(e) ?? [];
}

/** Where the expression stands that a variable gets its value from: a parameter's is in the module of the call. */
export type Origin = { facts: ModuleFacts; m: ModuleId; e: E };

/** Goes on in the reads of variable `v`, which was given what `held` holds, or the part of it that destructuring reached. */
export function* inVariable(facts: ModuleFacts, held: Held, v: V, path: Path, origin: Origin = { facts, m: held.m, e: held.e }): Generator<Next> {
  const { at, name } = facts.vars[v]!;
  const place = origin.m === held.m ? { at, end: at + name.length } : {};
  const use = (part: Held, kind: Kind): ResultUse => ({ ...useOf(origin.facts, { ...part, m: origin.m, e: origin.e }, kind), ...place });
  let part: Held | undefined = held;
  for (const [n, step] of path.entries()) {
    const whole: boolean = part.inside.length === 0;
    if (step === '?') {
      yield use(part, { kind: 'escape', how: 'unknown' });
      return;
    }
    if (step === '*') {
      // The rest of a list is a list; the rest of a row may be all of it.
      part = { ...part, inside: whole ? [] : [ELEMENT_OF, ...part.inside.slice(1)], via: [...part.via, { how: 'rest', m: origin.m, e: origin.e }] };
      continue;
    }
    part = stepInto(part, step);
    if (!part) return;
    if (!whole) continue;
    if (step === 'length' && n === path.length - 1) yield use(part, { kind: 'length' });
    else yield use(part, typeof step === 'number' ? { kind: 'element', index: step } : { kind: 'member', name: step });
  }
  if (facts.exports.some(each => each.v === v)) yield use(part, { kind: 'escape', how: 'exported' });
  for (const e of indexOf(facts).usesOf(v)) yield { ...part, e };
}

/** Goes on in parameter number `at` of function `f`, which stands in the module of `held`. */
export function* inParameter(facts: ModuleFacts, held: Held, f: F, at: number, origin?: Origin): Generator<Next> {
  // A function that reads its `arguments` is not noticed.
  const { params } = facts.fns[f]!;
  const rest = params.findIndex(each => each.rest);
  const param = rest >= 0 && at >= rest ? rest : at;
  const from = origin ?? { facts, m: held.m, e: held.e };
  if (params[param]?.property) yield escape(from.facts, { ...held, m: from.m, e: from.e }, 'stored');
  for (const v of paramVarsOf(facts, f)) {
    for (const def of facts.vars[v]!.defs) {
      if (def.how === 'param' && def.param === param) yield* inVariable(facts, param === rest ? { ...held, inside: [at - rest, ...held.inside] } : held, v, def.path, from);
    }
  }
}

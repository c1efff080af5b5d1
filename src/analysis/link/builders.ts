import { assignmentsOf } from '../../facts/assignments.ts';
import type { E, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, OrmValue, Value } from '../../vocabulary/value.ts';
import { alternatives, join } from './join.ts';
import type { Link } from './link.ts';
import { argumentsOf } from './views.ts';

/** A chain of calls longer than this is given up. */
const LONGEST = 60;

/** A builder that a variable holds, with what its statements add: `query.where(…); if (x) query.andWhere(…);`. */
export function grown(link: Link, m: ModuleId, v: V, value: Value, env: Env | undefined): Value {
  const held = alternatives(value);
  if (!held.some(each => each.k === 'orm' && each.builder)) return value;
  return join(held.map(each => (each.k === 'orm' && each.builder ? grownOne(link, m, v, each, env) : each)));
}

function grownOne(link: Link, m: ModuleId, v: V, start: OrmValue, env: Env | undefined): Value {
  const facts = link.facts(m)!;
  const orm = link.orms.find(({ name }) => name === start.orm);
  let builder = start;
  for (const first of assignmentsOf(facts).memberCalls.get(v) ?? []) {
    for (const e of chainFrom(link, m, first)) {
      const call = facts.exprs[e]!;
      const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
      if (call.k !== 'call' || callee?.k !== 'get' || callee.name === undefined) break;
      const next = orm?.call(builder, callee.name, argumentsOf(link, m, call.args, env));
      if (!next || next.query?.runs === 'called' || next.value.k !== 'orm' || !next.value.builder) break;
      builder = next.value;
    }
  }
  return builder;
}

/** The calls of one chain, first to last: `query.where(…)`, `query.where(…).orderBy(…)`. */
function chainFrom(link: Link, m: ModuleId, first: E): readonly E[] {
  const facts = link.facts(m)!;
  const { parent } = link.index(m);
  const chain: E[] = [];
  for (let call = first; chain.length < LONGEST; ) {
    chain.push(call);
    const get = parent[call] ?? -1;
    const next = get < 0 || facts.exprs[get]!.k !== 'get' ? -1 : (parent[get] ?? -1);
    const around = next < 0 ? undefined : facts.exprs[next];
    if (around?.k !== 'call' || around.callee !== get) break;
    call = next;
  }
  return chain;
}

import type { Arg, E, F, ModuleFacts, V } from '../vocabulary/ir.ts';
import { exprsOf } from './kinds.ts';

/** What a module does to its variables and members after they are made, found once per module. */
export type Assignments = {
  /** The variables that the parameters of each function bind. */
  paramVars: readonly (readonly V[])[];
  /** `set` expressions whose target is a member of the variable (`v.a = …`, `v.a.b = …`). */
  memberSets: ReadonlyMap<V, readonly E[]>;
  /** `set` expressions whose target is `this.name`, by name. */
  thisSets: ReadonlyMap<string, readonly E[]>;
  /** Calls of a member of the variable (`v.push(…)`), by variable. */
  memberCalls: ReadonlyMap<V, readonly E[]>;
  /** Calls of `Object.assign` whose target is the variable or a member of it, by variable. */
  mixins: ReadonlyMap<V, readonly E[]>;
};

const kept = new WeakMap<ModuleFacts, Assignments>();

/** The assignments of a module. */
export function assignmentsOf(facts: ModuleFacts): Assignments {
  let found = kept.get(facts);
  if (!found) kept.set(facts, (found = findAssignments(facts)));
  return found;
}

function findAssignments(facts: ModuleFacts): Assignments {
  const paramVars: V[][] = facts.fns.map(() => []);
  facts.vars.forEach((each, v) => {
    if (each.defs.some(def => def.how === 'param')) paramVars[each.fn]!.push(v);
  });
  const memberSets = new Map<V, E[]>();
  const thisSets = new Map<string, E[]>();
  const memberCalls = new Map<V, E[]>();
  const mixins = new Map<V, E[]>();
  for (const e of exprsOf(facts, 'set')) {
    const expr = facts.exprs[e]!;
    if (expr.k !== 'set' || expr.to === undefined) continue;
    const target = facts.exprs[expr.to]!;
    if (target.k === 'get' && target.name !== undefined && facts.exprs[target.of]!.k === 'this') add(thisSets, target.name, e);
    const base = baseVar(facts, expr.to);
    if (base !== undefined) add(memberSets, base, e);
  }
  for (const e of exprsOf(facts, 'call')) {
    const expr = facts.exprs[e]!;
    const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : expr;
    if (expr.k !== 'call' || callee.k !== 'get') continue;
    const base = baseVar(facts, callee.of);
    if (base !== undefined) add(memberCalls, base, e);
    const owner = facts.exprs[callee.of]!;
    const target = callee.name === 'assign' && owner.k === 'global' && owner.name === 'Object' ? expr.args[0] : undefined;
    const mixed = target && baseVar(facts, target.e);
    if (mixed !== undefined) add(mixins, mixed, e);
  }
  return { paramVars, memberSets, thisSets, memberCalls, mixins };
}

/** The variable at the base of a chain of members: `a` of `a.b.c`. */
export function baseVar(facts: ModuleFacts, e: E): V | undefined {
  let expr = facts.exprs[e]!;
  while (expr.k === 'get' || expr.k === 'as') expr = facts.exprs[expr.of]!;
  return expr.k === 'var' ? expr.v : undefined;
}

/** The parameters of `f` as variables, with how each is reached. */
export function paramVarsOf(facts: ModuleFacts, f: F): readonly V[] {
  return assignmentsOf(facts).paramVars[f] ?? [];
}

function add<Key>(map: Map<Key, E[]>, key: Key, e: E): void {
  const list = map.get(key);
  if (list) list.push(e);
  else map.set(key, [e]);
}

/** What `list.push(…)` and `list.unshift(…)` put into the list that a variable holds. */
export function pushedInto(facts: ModuleFacts, v: V): readonly Arg[] {
  return (assignmentsOf(facts).memberCalls.get(v) ?? []).flatMap(e => {
    const call = facts.exprs[e]!;
    const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
    const isPush = callee?.k === 'get' && (callee.name === 'push' || callee.name === 'unshift') && facts.exprs[callee.of]!.k === 'var';
    return call.k === 'call' && isPush ? call.args : [];
  });
}

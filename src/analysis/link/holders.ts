import { assignmentsOf } from '../../facts/assignments.ts';
import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import { join, leadsOn } from './join.ts';
import type { Link } from './link.ts';

/** The variable that holds what `e` makes: also through `const A = module.exports = …`. */
export function holderOf(link: Link, m: ModuleId, e: E): V | undefined {
  const index = link.index(m);
  const facts = link.facts(m)!;
  for (let at = e; ; ) {
    const use = index.use(at);
    if (use.k === 'def') return use.def.path.length === 0 ? use.v : undefined;
    const parent = index.parent[at] ?? -1;
    const around = parent < 0 ? undefined : facts.exprs[parent]!;
    if (!around || !(around.k === 'as' || (around.k === 'set' && around.value === at))) return undefined;
    at = parent;
  }
}

/** What the module of a variable gives it after it is made: `v.path.name = …`, `v.path = { name }`, `Object.assign(v.path, { name })`. */
export function givenMember(link: Link, m: ModuleId, v: V, path: readonly string[], name: string): Value | undefined {
  const facts = link.facts(m)!;
  const { memberSets, mixins } = assignmentsOf(facts);
  const values: Value[] = [];
  for (const e of memberSets.get(v) ?? []) {
    const set = facts.exprs[e]!;
    if (set.k !== 'set' || set.to === undefined || set.value === undefined) continue;
    const to = namesOf(facts, set.to);
    if (isSame(to, [...path, name])) values.push(link.valueOf(m, set.value));
    else if (path.length > 0 && isSame(to, path)) values.push(...memberIn(link, m, set.value, name));
  }
  for (const e of mixins.get(v) ?? []) {
    const call = facts.exprs[e]!;
    if (call.k !== 'call' || !isSame(namesOf(facts, call.args[0]!.e), path)) continue;
    for (const arg of call.args.slice(1)) if (!arg.spread) values.push(...memberIn(link, m, arg.e, name));
  }
  return values.length > 0 ? join(values) : undefined;
}

/** A function as a member of `self`. */
export function withSelf(value: Value, self: Value): Value {
  return value.k === 'fn' ? { ...value, self } : value;
}

/** The names after the variable at the base: `a.b.c` → `['b', 'c']`; a computed one is no path. */
export function namesOf(facts: ModuleFacts, e: E): string[] | undefined {
  const names: string[] = [];
  for (let expr = facts.exprs[e]!; ; expr = facts.exprs[expr.of]!) {
    if (expr.k === 'get' && expr.name !== undefined) names.unshift(expr.name);
    else if (expr.k !== 'as') return expr.k === 'var' ? names : undefined;
  }
}

function memberIn(link: Link, m: ModuleId, e: E, name: string): readonly Value[] {
  const found = link.member(link.valueOf(m, e), name);
  return leadsOn(found) ? [found] : [];
}

function isSame(names: readonly string[] | undefined, path: readonly string[]): boolean {
  return names?.length === path.length && names.every((name, at) => name === path[at]);
}

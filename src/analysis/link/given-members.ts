import { assignmentsOf, baseVar } from '../../facts/assignments.ts';
import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Ref, Value } from '../../vocabulary/value.ts';
import { enterWith } from './bind.ts';
import { join, leadsOn } from './join.ts';
import type { Link } from './link.ts';
import { givenMember, holderOf, namesOf, withSelf } from './holders.ts';
import { partOf, selfInGiving, takenMember } from './taken-members.ts';

/** A member that a program gives to what an ORM's declaring call makes: to the variable that holds it, or in the call's options. */
export function declaredMember(link: Link, value: Value & { k: 'orm' }, name: string): Value | undefined {
  const orm = link.orms.find(each => each.name === value.orm);
  const paths = value.declared?.c === undefined ? (orm?.own?.(value) ?? []) : [];
  if (paths.length === 0) return undefined;
  for (const made of [value.declared, orm && partOf(link, orm, value)]) {
    const found = made && givenTo(link, made, paths, name);
    if (found) return withSelf(found, value);
  }
  return takenMember(link, value, paths, name);
}

/** What is given to what a call makes, in its options or afterwards. */
function givenTo(link: Link, { m, e }: Ref, paths: readonly (readonly string[])[], name: string): Value | undefined {
  const call = link.facts(m)?.exprs[e];
  if (call?.k !== 'call') return undefined;
  const holder = holderOf(link, m, e);
  for (const path of paths) {
    const given = holder === undefined ? undefined : givenMember(link, m, holder, path, name);
    const found = given ?? (path.length > 0 ? inOptions(link, m, call.args, path, name) : undefined);
    if (found) return found;
  }
  return undefined;
}

function inOptions(link: Link, m: ModuleId, args: readonly { e: E; spread?: true }[], path: readonly string[], name: string): Value | undefined {
  for (const arg of args) {
    const options = arg.spread ? undefined : link.valueOf(m, arg.e);
    if (options?.k !== 'object') continue;
    const found = [...path, name].reduce<Value>((value, step) => link.member(value, step), options);
    if (leadsOn(found)) return found;
  }
  return undefined;
}

/** What `this` is in a function that is given to something as a member, wherever the module does so. */
export function selfOfGiven(link: Link, m: ModuleId, facts: ModuleFacts, f: F, env: Env | undefined): Value | undefined {
  const { parent } = link.index(m);
  let at = link.index(m).exprOfFn(f);
  const path: string[] = [];
  while (at !== undefined) {
    const around = parent[at] ?? -1;
    const expr = around < 0 ? undefined : facts.exprs[around]!;
    if (expr?.k === 'object') {
      const prop = expr.props.find(each => each.value === at);
      if (prop?.name === undefined) return undefined;
      path.unshift(prop.name);
    } else if (expr?.k === 'set') return expr.to === undefined ? undefined : receiverOf(link, m, facts, expr.to, path, env);
    else if (expr?.k === 'call') return selfInGiving(link, m, around, at, path) ?? (path.length > 0 ? givenInCall(link, m, facts, around, at, path, env) : undefined);
    else return undefined;
    at = around;
  }
  return undefined;
}

function givenInCall(link: Link, m: ModuleId, facts: ModuleFacts, e: E, argument: E, path: readonly string[], env: Env | undefined): Value | undefined {
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return undefined;
  const target = call.args[0]?.e;
  const base = target === undefined ? undefined : baseVar(facts, target);
  if (target !== undefined && target !== argument && base !== undefined && assignmentsOf(facts).mixins.get(base)?.includes(e)) return receiverOf(link, m, facts, target, path, env);
  const made = path.length > 1 ? link.callAt(m, e, env).value : undefined;
  return made?.k === 'orm' && made.declared?.e === e ? selfAt(link, made, path.slice(0, -1)) : undefined;
}

/** What `this` is in a function at `to`, or below it at `path`; the last name is the function's own. */
function receiverOf(link: Link, m: ModuleId, facts: ModuleFacts, to: E, path: readonly string[], env: Env | undefined): Value | undefined {
  const v = baseVar(facts, to);
  const names = v === undefined ? undefined : [...(namesOf(facts, to) ?? []), ...path];
  return v === undefined || !names || names.length === 0 ? undefined : selfAt(link, link.valueOfVar(m, v, env), names.slice(0, -1));
}

function selfAt(link: Link, value: Value, path: readonly string[]): Value | undefined {
  if (value.k === 'orm') return link.orms.find(orm => orm.name === value.orm)?.self?.(value, path);
  if (path.length === 0) return value.k === 'class' || value.k === 'object' || value.k === 'fn' ? value : undefined;
  if (path.length > 1 || path[0] !== 'prototype') return undefined;
  if (value.k === 'class') return { k: 'instance', m: value.m, c: value.c, declared: true };
  return value.k === 'fn' ? { k: 'made', m: value.m, f: value.f } : undefined;
}

/** `new Foo(…).name`, where `Foo` is a function: what it gives to `this`, or what is given to its prototype. */
export function madeMember(link: Link, value: Value & { k: 'made' }, name: string): Value | undefined {
  const { m, f } = value;
  const facts = link.facts(m);
  if (!facts) return undefined;
  const sets = (assignmentsOf(facts).thisSets.get(name) ?? []).filter(e => {
    const set = facts.exprs[e]!;
    const target = set.k === 'set' && set.to !== undefined ? facts.exprs[set.to]! : undefined;
    const owner = target?.k === 'get' ? facts.exprs[target.of]! : undefined;
    return owner?.k === 'this' && owner.fn === f;
  });
  if (sets.length > 0) {
    const { env } = enterWith(link, { k: 'fn', m, f, ...(value.env && { env: value.env }) }, value.args ?? []);
    return join(sets.map(e => {
      const set = facts.exprs[e]!;
      return set.k === 'set' && set.value !== undefined ? withSelf(link.valueOf(m, set.value, env), value) : { k: 'plain' };
    }));
  }
  const e = link.index(m).exprOfFn(f);
  const holder = e === undefined ? undefined : holderOf(link, m, e);
  const given = holder === undefined ? undefined : givenMember(link, m, holder, ['prototype'], name);
  return given && withSelf(given, value);
}

import { assignmentsOf } from '../../facts/assignments.ts';
import { calledName } from '../../facts/called-name.ts';
import type { C, E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { GivenMember } from '../../vocabulary/declaration.ts';
import type { Orm } from '../../vocabulary/orm.ts';
import type { ModuleId, OrmValue, Ref, Value } from '../../vocabulary/value.ts';
import { givenMember, withSelf } from './holders.ts';
import { alternatives, leadsOn } from './join.ts';
import type { Link } from './link.ts';
import { argumentsOf } from './views.ts';

/** A call that gives members: to what, and which. */
type Giving = { to: OrmValue; given: readonly GivenMember[] };

/** A member of an ORM's value that calls give, to it or to what it is made of: `schema.loadClass(User)`, also in a module of an interface that extends its type. */
export function takenMember(link: Link, value: OrmValue, paths: readonly (readonly string[])[], name: string): Value | undefined {
  const orm = link.orms.find(each => each.name === value.orm);
  if (!orm?.gives) return undefined;
  const part = partOf(link, orm, value);
  const modules = new Set([...(value.declared ? [value.declared.m] : []), ...(part ? [part.m] : []), ...(value.within ?? [])]);
  for (const m of modules) {
    const { within: _, ...elsewhere } = value;
    const meant = value.within?.includes(m) ? value : elsewhere;
    const found = byCalls(link, orm, m, meant, part, paths, name) ?? byVariables(link, m, meant, part, paths, name);
    if (found) return withSelf(found, value);
  }
  return undefined;
}

function byCalls(link: Link, orm: Orm, m: ModuleId, value: OrmValue, part: Ref | undefined, paths: readonly (readonly string[])[], name: string): Value | undefined {
  for (const e of givingCalls(link.facts(m), orm)) {
    const giving = givingAt(link, orm, m, e);
    if (!giving || !isMeant(giving.to, value, part)) continue;
    for (const each of giving.given) {
      const found = paths.some(path => path.join('.') === each.path.join('.')) ? memberIn(link, each, name) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** What a module gives to a variable that it imports: `userSchema.statics.byName = …`. */
function byVariables(link: Link, m: ModuleId, value: OrmValue, part: Ref | undefined, paths: readonly (readonly string[])[], name: string): Value | undefined {
  const facts = link.facts(m);
  if (!facts || (!part && !value.within)) return undefined;
  for (const v of assignmentsOf(facts).memberSets.keys()) {
    const to = facts.vars[v]!.fn === 0 ? link.valueOfVar(m, v) : undefined;
    if (to?.k !== 'orm' || to.orm !== value.orm || !isMeant(to, value, part)) continue;
    for (const path of paths) {
      const found = path.length > 0 ? givenMember(link, m, v, path, name) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** What a value is made of; where only its declaration is known, what that makes says it. */
export function partOf(link: Link, orm: Orm, value: OrmValue): Ref | undefined {
  const part = orm.partOf?.(value);
  if (part || !orm.partOf || !value.declared || value.declared.c !== undefined) return part;
  const made = link.callAt(value.declared.m, value.declared.e).value;
  return made.k === 'orm' && made.orm === orm.name ? orm.partOf(made) : undefined;
}

/** Whether what is given to `to` is given to `value`; of a value whose type an interface extends, everything in the interface's module may be. */
function isMeant(to: OrmValue, value: OrmValue, part: Ref | undefined): boolean {
  if (part && to.declared?.m === part.m && to.declared.e === part.e) return true;
  return value.within !== undefined || (!part && value.declared !== undefined && to.declared?.m === value.declared.m && to.declared.e === value.declared.e);
}

function memberIn(link: Link, { name: own, of, instances }: GivenMember, name: string): Value | undefined {
  if (own !== undefined) return own === name ? of.value() : undefined;
  for (const each of alternatives(of.value())) {
    const found = each.k === 'class' ? classMember(link, each, instances === true, name) : link.member(each, name);
    if (found && leadsOn(found)) return found;
  }
  return undefined;
}

/** A member that the class itself has: what it takes from the ORM is the value's own. */
function classMember(link: Link, { m, c, env }: Value & { k: 'class' }, isInstance: boolean, name: string): Value | undefined {
  const cls = link.facts(m)?.classes[c];
  const member = cls?.members.findLast(each => (each.static === true) !== isInstance && each.name === name);
  return member?.f !== undefined && member.kind === 'method' ? { k: 'fn', m, f: member.f, ...(env && { env }) } : undefined;
}

/** The ORM's value that takes over the members of a class. */
export function takenBy(link: Link, m: ModuleId, c: C): OrmValue | undefined {
  const facts = link.facts(m);
  const v = facts?.classes[c]?.v;
  if (!facts || v === undefined) return undefined;
  const index = link.index(m);
  for (const orm of link.orms) {
    if (!orm.giving) continue;
    for (const use of index.usesOf(v)) {
      const e = index.parent[use] ?? -1;
      if (!givingCalls(facts, orm).includes(e)) continue;
      const giving = givingAt(link, orm, m, e);
      const given = giving?.given.find(each => each.name === undefined && each.of.ref.e === use);
      const taker = given && giving && orm.self?.(giving.to, given.path);
      if (taker?.k === 'orm') return taker;
    }
  }
  return undefined;
}

/** What `this` is in a function that is argument `argument` of call `e`, or stands in it at `path`. */
export function selfInGiving(link: Link, m: ModuleId, e: E, argument: E, path: readonly string[]): Value | undefined {
  for (const orm of link.orms) {
    if (!orm.giving || !givingCalls(link.facts(m), orm).includes(e)) continue;
    const giving = givingAt(link, orm, m, e);
    const given = giving?.given.find(each => each.of.ref.e === argument && (path.length === 0) === (each.name !== undefined));
    if (giving && given) return orm.self?.(giving.to, given.path);
  }
  return undefined;
}

function givingAt(link: Link, orm: Orm, m: ModuleId, e: E): Giving | undefined {
  const facts = link.facts(m)!;
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  if (call.k !== 'call' || !callee) return undefined;
  const isMethod = callee.k === 'get';
  for (const to of alternatives(link.valueOf(m, isMethod ? callee.of : call.callee))) {
    if (to.k !== 'orm' || to.orm !== orm.name) continue;
    const given = orm.gives?.(to, isMethod ? callee.name! : '', argumentsOf(link, m, call.args, undefined, e)) ?? [];
    if (given.length > 0) return { to, given };
  }
  return undefined;
}

const kept = new WeakMap<ModuleFacts, Map<string, readonly E[]>>();

/** The calls in a module that may give members, by the name of what is called. */
function givingCalls(facts: ModuleFacts | undefined, { name, giving }: Orm): readonly E[] {
  if (!facts || !giving) return [];
  let byOrm = kept.get(facts);
  if (!byOrm) kept.set(facts, (byOrm = new Map<string, readonly E[]>()));
  let found = byOrm.get(name);
  if (!found) byOrm.set(name, (found = facts.sites.flatMap(({ e }) => (giving.has(nameOfCallee(facts, e) ?? '') ? [e] : []))));
  return found;
}

function nameOfCallee(facts: ModuleFacts, e: E): string | undefined {
  const call = facts.exprs[e]!;
  return call.k === 'call' ? calledName(facts, call.callee) : undefined;
}

import { assignmentsOf } from '../../facts/assignments.ts';
import type { C, E, Member, ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId, OrmValue, TypeScope, Value } from '../../vocabulary/value.ts';
import { externalMember } from './imports.ts';
import { isForeign, join, leadsOn, ormOf, PLAIN, unknown } from './join.ts';
import type { Link } from './link.ts';
import { enterWith } from './bind.ts';
import { rootOf } from './class-views.ts';
import { declaredMember, madeMember } from './given-members.ts';
import { implementing } from './implementers.ts';
import { givenMember, holderOf, withSelf } from './holders.ts';
import { named } from './named.ts';
import { LONGEST, parentsOf, superScope } from './parents.ts';

/** `value.name` of one value; `undefined` for a name that is not known. */
export function memberOf(link: Link, value: Value, name: string | undefined): Value {
  switch (value.k) {
    case 'orm':
      return (name === undefined ? undefined : declaredMember(link, value, name)) ?? link.orms.find(orm => orm.name === value.orm)?.get(value, name ?? '*', () => link.models(value)) ?? unknown(`${name ?? 'a member'} is not known of the ORM`);
    case 'external':
      return name === undefined ? unknown('a computed member') : externalMember(link, value, name);
    case 'namespace':
      return name === undefined ? unknown('a computed member') : link.exported(value.m, name);
    case 'class':
      return name === undefined ? unknown('a computed member') : (staticMember(link, value, name) ?? unknown(`${name} is not a static member`));
    case 'instance':
      return name === undefined ? unknown('a computed member') : (instanceMember(link, value, value.m, value.c, name, value.scope, 0) ?? unknown(`${name} is not a member`));
    case 'made':
      return (name === undefined ? undefined : madeMember(link, value, name)) ?? unknown(`${name ?? 'a member'} is not known of the instance`);
    case 'object':
      return objectMember(link, value, name);
    case 'typed':
      return typedMember(link, value, name);
    case 'list':
      return name === undefined || /^\d+$/.test(name) ? value.of : PLAIN;
    case 'fn':
      return name === undefined ? unknown('a computed member') : functionMember(link, value, name);
    case 'lit':
    case 'plain':
      return PLAIN;
    default:
      return unknown('a member of something unknown');
  }
}

function staticMember(link: Link, self: Value & { k: 'class' }, name: string): Value | undefined {
  return ownStatic(link, self, self, name, 0) ?? inheritedMember(link, inherited(link, self), name);
}

/** A static member of the classes of the program, looked up from class `at` upwards; `self` is the class it is asked of. */
function ownStatic(link: Link, self: Value & { k: 'class' }, at: Value & { k: 'class' }, name: string, depth: number): Value | undefined {
  const facts = link.facts(at.m);
  const cls = facts?.classes[at.c];
  if (!facts || !cls || depth > LONGEST) return undefined;
  const member = cls.members.findLast(each => each.static && each.name === name);
  if (member?.f !== undefined) {
    const fn: Value & { k: 'fn' } = { k: 'fn', m: at.m, f: member.f, self };
    return member.kind === 'get' ? link.returnOf(enterWith(link, fn, [])) : fn;
  }
  if (member?.value !== undefined) return link.valueOf(at.m, member.value);
  if (member?.type) return link.valueOfType(at.m, member.type);
  const given = cls.v === undefined ? undefined : givenMember(link, at.m, cls.v, [], name);
  if (given) return withSelf(given, self);
  const parent = parentsOf(link, at.m, at.c).find(value => value.k === 'class');
  return parent && ownStatic(link, self, parent, name, depth + 1);
}

/** What a class, or an instance of one, is beyond the program: an ORM's model or client, or something external. */
export function inherited(link: Link, self: Value & { k: 'class' | 'instance' }): Value | undefined {
  const root = rootOf(link, self.m, self.c, self.k === 'instance' ? self.scope : undefined);
  if (root?.value.k === 'external') return self.k === 'class' ? root.value : { ...root.value, instance: true };
  if (root?.value.k !== 'orm') return undefined;
  const { value, types } = root;
  const orm = link.orms.find(each => each.name === value.orm);
  const by = orm?.inherit && link.classView(self.m, self.c);
  const made = (by && orm.inherit?.(value, by, types)) ?? value;
  if (self.k === 'class') return made;
  return (self.declared ? orm?.stored?.(made) : undefined) ?? orm?.call(made, 'new', NO_ARGUMENTS)?.value;
}

function inheritedMember(link: Link, value: Value | undefined, name: string): Value | undefined {
  return value && (value.k === 'orm' ? memberOf(link, value, name) : value.k === 'external' ? externalMember(link, value, name) : undefined);
}

/** The ORM's value that takes the call `self.name(…)` when no class of the program has a member of that name. */
export function inheritedReceiver(link: Link, self: Value, name: string): Value & { k: 'orm' } | undefined {
  if (self.k === 'object') return self.over ? (ownsProperty(link, self, name) ? undefined : self.over) : spreadClient(link, self, name);
  if (self.k !== 'class' && self.k !== 'instance') return undefined;
  const isStatic = self.k === 'class';
  if (hasOwn(link, self.m, self.c, name, isStatic, 0) || isGiven(link, self.m, self.c, isStatic ? [] : ['prototype'], name)) return undefined;
  const found = inherited(link, self);
  return found?.k === 'orm' ? found : undefined;
}

/** Whether a class of the program, or one of the program that it extends, has a member. */
function hasOwn(link: Link, m: ModuleId, c: C, name: string, isStatic: boolean, depth: number): boolean {
  const cls = link.facts(m)?.classes[c];
  if (!cls || depth > LONGEST) return false;
  if (cls.members.some(each => each.name === name && (each.static === true) === isStatic)) return true;
  if (cls.super === undefined) return false;
  return parentsOf(link, m, c).some(parent => parent.k === 'class' && hasOwn(link, parent.m, parent.c, name, isStatic, depth + 1));
}

/** Whether the program gives a member to a class after it is made, or to a class above. */
function isGiven(link: Link, m: ModuleId, c: C, path: readonly string[], name: string, depth = 0): boolean {
  const v = link.facts(m)?.classes[c]?.v;
  if (v !== undefined && givenMember(link, m, v, path, name)) return true;
  return depth < LONGEST && parentsOf(link, m, c).some(parent => parent.k === 'class' && isGiven(link, parent.m, parent.c, path, name, depth + 1));
}

/** A member of an instance, looked up from class `c` of module `m` upwards; `self` is the whole instance. */
export function instanceMember(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C, name: string, scope: TypeScope | undefined, depth: number): Value | undefined {
  const facts = link.facts(m);
  const cls = facts?.classes[c];
  if (!facts || !cls || depth > LONGEST) return undefined;
  const own = cls.members.filter(member => !member.static && member.name === name && !member.abstract);
  const found = own.length > 0 ? join(own.map(member => memberValue(link, self, m, c, member, scope))) : undefined;
  if (found && (leadsOn(found) || own.some(member => member.kind === 'method'))) return found;

  const set = fieldSets(link, self, m, c, name);
  if (set && leadsOn(set)) return set;
  const given = cls.v === undefined ? undefined : givenMember(link, m, cls.v, ['prototype'], name);
  if (given) return withSelf(given, self);
  const below = cls.members.some(member => member.abstract && member.name === name) ? subclassMember(link, m, cls.name, name, depth) : undefined;
  if (below) return below;
  const above = superMember(link, self, m, c, name, scope, depth);
  if (above && leadsOn(above)) return above;
  return found ?? set ?? above;
}

/** An abstract member as the subclasses fill it. */
function subclassMember(link: Link, m: ModuleId, cls: string | undefined, name: string, depth: number): Value | undefined {
  return cls === undefined ? undefined : join1(implementing(link.implementers(m, cls)).map(below => instanceMember(link, below, below.m, below.c, name, undefined, depth + 1)));
}

function superMember(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C, name: string, scope: TypeScope | undefined, depth: number): Value | undefined {
  return join1(parentsOf(link, m, c).map(parent => {
    if (parent.k === 'class') return instanceMember(link, self, parent.m, parent.c, name, superScope(link, m, c, parent, scope), depth + 1);
    return parent.k === 'orm' || parent.k === 'external' ? inheritedMember(link, inherited(link, self), name) : undefined;
  }));
}

const NO_ARGUMENTS = { count: 0, open: false, at: () => undefined };

function join1(values: readonly (Value | undefined)[]): Value | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 ? join(known) : undefined;
}

function memberValue(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C, member: Member, scope: TypeScope | undefined): Value {
  if (member.f !== undefined) {
    const fn: Value & { k: 'fn' } = { k: 'fn', m, f: member.f, self };
    return member.kind === 'get' ? link.returnOf(enterWith(link, fn, [])) : member.kind === 'set' ? PLAIN : fn;
  }
  const values: Value[] = [];
  if (member.value !== undefined) values.push(link.valueOf(m, member.value, selfEnv(link, self, m, c)));
  if (member.kind === 'param-property' && member.param !== undefined) {
    const given = constructorArgument(link, self, m, c, member.param);
    if (given) values.push(given);
  }
  if (!values.some(leadsOn)) {
    const set = member.name === undefined ? undefined : fieldSets(link, self, m, c, member.name);
    if (set) values.push(set);
  }
  if (member.type && !values.some(each => leadsOn(each) && !isForeign(each))) {
    const said = link.valueOfType(m, member.type, scope);
    const typed = member.name === undefined ? said : named(link, member.name, said);
    if (leadsOn(typed)) return typed;
    values.push(typed);
  }
  return values.length > 0 ? join(values) : unknown('a field without a value');
}

/** What `this.name = …` anywhere in the class assigns. */
function fieldSets(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C, name: string): Value | undefined {
  const facts = link.facts(m)!;
  const sets = (assignmentsOf(facts).thisSets.get(name) ?? []).filter(e => {
    const set = facts.exprs[e]!;
    const target = set.k === 'set' && set.to !== undefined ? facts.exprs[set.to]! : undefined;
    const owner = target?.k === 'get' ? facts.exprs[target.of]! : undefined;
    return owner?.k === 'this' && facts.fns[owner.fn]?.cls === c;
  });
  if (sets.length === 0) return undefined;
  const env = selfEnv(link, self, m, c);
  return join(sets.map(e => setValue(link, m, facts, e, env)));
}

function setValue(link: Link, m: ModuleId, facts: ModuleFacts, e: E, env: ReturnType<typeof selfEnv>): Value {
  const set = facts.exprs[e]!;
  return set.k === 'set' && set.value !== undefined ? link.valueOf(m, set.value, env) : unknown('an update');
}

/** The bindings inside the constructor of class `c` when `self` was made. */
function selfEnv(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C) {
  const ctor = link.facts(m)?.classes[c]?.ctor;
  if (ctor === undefined) return self.env;
  const args = constructorArguments(link, self, m, c) ?? [];
  return enterWith(link, { k: 'fn', m, f: ctor, self, ...(self.env && { env: self.env }) }, args).env;
}

/** What the constructor of class `c` is called with: by `new` for the instance's own class, by `super(…)` for one above. */
function constructorArguments(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C): readonly Value[] | undefined {
  if (self.m === m && self.c === c) return self.args;
  return argumentsToSuper(link, self, self.m, self.c, m, c, 0);
}

function constructorArgument(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C, at: number): Value | undefined {
  const value = constructorArguments(link, self, m, c)?.[at];
  return value && leadsOn(value) ? value : undefined;
}

/** The values that reach the constructor of class `toC` by the `super(…)` calls of the classes below it. */
function argumentsToSuper(link: Link, self: Value & { k: 'instance' }, m: ModuleId, c: C, toM: ModuleId, toC: C, depth: number): readonly Value[] | undefined {
  const facts = link.facts(m);
  const cls = facts?.classes[c];
  if (!facts || !cls || depth > LONGEST) return undefined;
  const parent = parentsOf(link, m, c)[0];
  if (parent?.k !== 'class') return undefined;
  if (parent.m !== toM || parent.c !== toC) return argumentsToSuper(link, self, parent.m, parent.c, toM, toC, depth + 1);
  // Without a constructor of its own, a class hands its arguments on.
  if (cls.ctor === undefined || !facts.exprs.some(expr => isSuperCall(facts, expr, cls.ctor!))) return self.m === m && self.c === c ? self.args : undefined;
  const call = facts.exprs.find(expr => isSuperCall(facts, expr, cls.ctor!));
  if (call?.k !== 'call') return undefined;
  const env = enterWith(link, { k: 'fn', m, f: cls.ctor, self }, (self.m === m && self.c === c ? self.args : undefined) ?? []).env;
  return call.args.map(arg => (arg.spread ? unknown('a spread') : link.valueOf(m, arg.e, env)));
}

function isSuperCall(facts: ModuleFacts, expr: ModuleFacts['exprs'][number], ctor: number): boolean {
  if (expr.k !== 'call') return false;
  const callee = facts.exprs[expr.callee]!;
  return callee.k === 'super' && callee.fn === ctor;
}

function objectMember(link: Link, value: Value & { k: 'object' }, name: string | undefined): Value {
  const facts = link.facts(value.m);
  const expr = facts?.exprs[value.e];
  if (!facts || expr?.k !== 'object') return unknown('an object that is not known');
  if (name === undefined) return join(expr.props.filter(prop => !prop.spread).map(prop => propertyValue(link, value, prop)));
  for (const prop of expr.props.toReversed()) {
    if (prop.spread) {
      const spread = link.member(link.valueOf(value.m, prop.value, value.env), name);
      if (leadsOn(spread)) return spread;
    } else if (prop.name === name && prop.kind !== 'set') return propertyValue(link, value, prop);
  }
  const holder = holderOf(link, value.m, value.e);
  const set = holder === undefined ? undefined : (givenMember(link, value.m, holder, [], name) ?? link.filled(value.m, holder).get(name));
  return set ?? (value.over ? memberOf(link, value.over, name) : unknown(`${name} is not a property`));
}

/** The client that an object is a copy of, for what the object does not say itself: `{ ...primary, get select() { return pick().select } }`. */
function spreadClient(link: Link, self: Value & { k: 'object' }, name: string): OrmValue | undefined {
  const expr = link.facts(self.m)?.exprs[self.e];
  if (expr?.k !== 'object') return undefined;
  const clients = expr.props.flatMap(prop => (prop.spread ? (ormOf(link.valueOf(self.m, prop.value, self.env)) ?? []) : []));
  const client = clients.find(({ role }) => role === 'client');
  return client && !leadsOn(link.member(self, name)) ? client : undefined;
}

function ownsProperty(link: Link, { m, e }: Value & { k: 'object' }, name: string): boolean {
  const expr = link.facts(m)?.exprs[e];
  return expr?.k === 'object' && expr.props.some(prop => prop.name === name);
}

function propertyValue(link: Link, value: Value & { k: 'object' }, prop: { value: E; kind?: 'get' | 'set' }): Value {
  const found = link.valueOf(value.m, prop.value, value.env);
  if (found.k !== 'fn') return found;
  const fn = { ...found, self: found.self ?? value };
  return prop.kind === 'get' ? link.returnOf(enterWith(link, fn, [])) : fn;
}

function functionMember(link: Link, value: Value & { k: 'fn' }, name: string): Value {
  const e = link.index(value.m).exprOfFn(value.f);
  const holder = e === undefined ? undefined : holderOf(link, value.m, e);
  return (holder === undefined ? undefined : givenMember(link, value.m, holder, [], name)) ?? (name === 'bind' ? value : unknown('a member of a function'));
}

function typedMember(link: Link, value: Value & { k: 'typed' }, name: string | undefined): Value {
  const { type } = value;
  if (type.k !== 'object' || name === undefined) return unknown('a member of something typed');
  const member = type.members.find(each => each.name === name);
  return member?.type ? link.valueOfType(value.m, member.type, value.scope) : unknown(`${name} is not in the type`);
}

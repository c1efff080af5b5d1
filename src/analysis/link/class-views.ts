import { printType } from '../../facts/print.ts';
import type { C, E, Member, ModuleFacts, Type } from '../../vocabulary/ir.ts';
import type { ClassView, DecoratorView, MemberView, Root, TypeView } from '../../vocabulary/declaration.ts';
import type { Arguments } from '../../vocabulary/orm.ts';
import type { Declared, ModuleId, TypeScope, Value } from '../../vocabulary/value.ts';
import { alternatives } from './join.ts';
import type { Link } from './link.ts';
import { LONGEST, parentsOf, superScope } from './parents.ts';
import { takenBy } from './taken-members.ts';
import { argumentsOf, returnOfFunction, viewOf } from './views.ts';

const NO_ARGUMENTS: Arguments = { count: 0, open: false, at: () => undefined };

/** A class of the program as an ORM reads it; everything in it is looked up when it is asked for. */
export function classView(link: Link, m: ModuleId, c: C, scope?: TypeScope, depth = 0): ClassView | undefined {
  const facts = link.facts(m);
  const cls = facts?.classes[c];
  if (!facts || !cls) return undefined;
  const declared: Declared = { m, e: exprOfClass(facts, c), c };
  const parent = (): ClassView | undefined => {
    const above = depth > LONGEST ? undefined : parentsOf(link, m, c).find(each => each.k === 'class');
    return above && classView(link, above.m, above.c, superScope(link, m, c, above, scope), depth + 1);
  };
  const view: ClassView = {
    ...(cls.name !== undefined && { name: cls.name }),
    declared,
    instance: { k: 'instance', m, c, declared: true },
    get decorators() {
      return cls.decorators.flatMap(e => decoratorView(link, m, facts, e) ?? []);
    },
    get members() {
      const own = cls.members.flatMap(member => memberView(link, m, facts, member, scope) ?? []);
      const above = parent()?.members.filter(({ name, static: isStatic }) => !own.some(each => each.name === name && each.static === isStatic)) ?? [];
      return [...own, ...above];
    },
    parent,
    root: () => rootOf(link, m, c, scope),
    called: method => calledOn(link, m, facts, cls.v, method),
  };
  return view;
}

/** What the base classes of class `c` end at, outside of the program. */
export function rootOf(link: Link, m: ModuleId, c: C, scope: TypeScope | undefined, depth = 0): Root | undefined {
  const types = link.facts(m)?.classes[c]?.superTypes ?? [];
  if (depth > LONGEST) return undefined;
  for (const parent of parentsOf(link, m, c)) {
    if (parent.k === 'class') return rootOf(link, parent.m, parent.c, superScope(link, m, c, parent, scope), depth + 1);
    if (parent.k === 'orm' || parent.k === 'external') return { value: parent, types: types.map(type => typeView(link, m, type, scope)) };
  }
  const taker = takenBy(link, m, c);
  return taker && { value: taker, types: [] };
}

/** A type annotation as an ORM reads it. */
export function typeView(link: Link, m: ModuleId, type: Type, scope?: TypeScope): TypeView {
  const parts = type.k === 'union' ? type.of : [type];
  const said = parts.filter(part => !isEmpty(part));
  const value = (): Value => link.valueOfType(m, type, scope);
  return {
    text: said.map(printType).join(' | '),
    nullable: said.length < parts.length,
    value,
    class: () => classOf(link, value()),
  };
}

function classOf(link: Link, value: Value): ClassView | undefined {
  for (const each of alternatives(value)) {
    const found = each.k === 'list' ? classOf(link, each.of) : each.k === 'instance' ? classView(link, each.m, each.c) : undefined;
    if (found) return found;
  }
  return undefined;
}

function isEmpty(type: Type): boolean {
  return (type.k === 'lit' && type.v === null) || (type.k === 'primitive' && (type.name === 'null' || type.name === 'undefined'));
}

function memberView(link: Link, m: ModuleId, facts: ModuleFacts, member: Member, scope: TypeScope | undefined): MemberView | undefined {
  if (member.name === undefined) return undefined;
  return {
    name: member.name,
    static: member.static === true,
    kind: member.kind,
    at: member.at,
    optional: member.optional === true,
    ...(member.type && { type: typeView(link, m, member.type, scope) }),
    get decorators() {
      return member.decorators.flatMap(e => decoratorView(link, m, facts, e) ?? []);
    },
    ...(member.value !== undefined && { value: viewOf(link, m, member.value, undefined) }),
    ...(member.f !== undefined && { returned: () => returnOfFunction(link, m, member.f!, undefined) }),
  };
}

function decoratorView(link: Link, m: ModuleId, facts: ModuleFacts, e: E): DecoratorView | undefined {
  const expr = facts.exprs[e]!;
  const target = expr.k === 'call' ? expr.callee : e;
  const named = facts.exprs[target]!;
  const name = named.k === 'var' ? facts.vars[named.v]!.name : named.k === 'get' ? named.name : undefined;
  if (name === undefined) return undefined;
  return { name, value: () => link.valueOf(m, target), args: expr.k === 'call' ? argumentsOf(link, m, expr.args, undefined) : NO_ARGUMENTS };
}

function calledOn(link: Link, m: ModuleId, facts: ModuleFacts, v: number | undefined, method: string): Arguments | undefined {
  if (v === undefined) return undefined;
  const index = link.index(m);
  const { parent } = index;
  const calls = index.usesOf(v).flatMap(use => {
    const get = facts.exprs[parent[use] ?? -1];
    const call = facts.exprs[parent[parent[use] ?? -1] ?? -1];
    return get?.k === 'get' && get.of === use && get.name === method && call?.k === 'call' && call.callee === parent[use] ? [call] : [];
  });
  return calls.length === 1 ? argumentsOf(link, m, calls[0]!.args, undefined) : undefined;
}

function exprOfClass(facts: ModuleFacts, c: C): E {
  const v = facts.classes[c]!.v;
  const def = v === undefined ? undefined : facts.vars[v]!.defs.find(({ how, e }) => how === 'class' && e !== undefined);
  return def?.e ?? facts.exprs.findIndex(expr => expr.k === 'class' && expr.c === c);
}

import { assignmentsOf, pushedInto } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { At, C, E, F, ModuleFacts, TypeDecl, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { isBehaviour } from '../link/implementers.ts';
import { isBus } from '../link/message-handlers.ts';
import { hasPatterns } from '../link/set-clients.ts';
import { leadsToQuery, Nodes, type Mentioned, type Node } from './leads.ts';
import { between, mentionsOf, namesIn } from './mentions.ts';
import { readsBetween } from '../queries/reach.ts';
import type { QueryWords } from '../used-orms.ts';

/**
 * Whether a piece of code can run a query at all, by the names it mentions: what it reads, what it imports, the types it is
 * given. It says yes too often and never no wrongly, and it saves linking most of a program, which has nothing to do with a
 * database. Mentions form a graph, and a piece of code may run a query if it leads to one.
 */
export class Relevance {
  readonly #nodes = new Nodes();
  readonly #envs = new WeakMap<Env, boolean>();
  readonly #always: boolean;

  constructor(
    private readonly link: Link,
    private readonly words: (m: ModuleId) => QueryWords,
  ) {
    // A client that is named by a member pattern may be anywhere.
    this.#always = hasPatterns(link);
  }

  /** Whether function `f` of module `m`, or what stands around it in the module, or what it is entered with, may run a query. */
  function(m: ModuleId, f: F, env?: Env): boolean {
    if (this.#always) return true;
    this.#nodes.settle();
    const facts = this.link.facts(m);
    if (!facts) return false;
    let top = f;
    for (let outer = facts.fns[top]?.outer; outer !== undefined && outer !== 0; outer = facts.fns[top]?.outer) top = outer;
    return top === 0 || leadsToQuery(this.#fnNode(m, top)) || this.#env(env);
  }

  /** Whether expression `e` of module `m` may run a query. */
  expression(m: ModuleId, e: E, env?: Env): boolean {
    this.#nodes.settle();
    return this.#always || leadsToQuery(this.#exprNode(m, e)) || this.#env(env);
  }

  /** Whether something that parameters are bound to may run a query. */
  #env(env: Env | undefined): boolean {
    if (!env) return false;
    let known = this.#envs.get(env);
    if (known === undefined) {
      known = [...env.binds.values()].some(value => this.#value(value)) || (env.self !== undefined && this.#value(env.self)) || this.#env(env.outer);
      this.#envs.set(env, known);
    }
    return known;
  }

  #value(value: Value): boolean {
    switch (value.k) {
      case 'orm':
        return true;
      case 'external':
        return this.#found(this.#import(value.m, value.from, value.name)) || this.#found(this.#import(value.m, value.from, '*'));
      case 'fn':
        return this.function(value.m, value.f, value.env) || (value.self !== undefined && this.#value(value.self));
      case 'class':
        return leadsToQuery(this.#classNode(value.m, value.c)) || this.#env(value.env);
      case 'instance':
        return leadsToQuery(this.#classNode(value.m, value.c)) || this.#env(value.env) || (value.args ?? []).some(each => this.#value(each));
      case 'made':
        return this.function(value.m, value.f, value.env) || (value.args ?? []).some(each => this.#value(each)) || this.#found(this.#holders(value.m, value.f));
      case 'object':
        return value.over !== undefined || this.expression(value.m, value.e, value.env);
      case 'namespace':
        return leadsToQuery(this.#exportNode(value.m, '*'));
      case 'typed':
        return value.scope !== undefined || this.#found(this.#types(value.m, this.link.facts(value.m), namesIn(value.type)));
      case 'list':
        return this.#value(value.of);
      case 'oneOf':
        return value.of.some(each => this.#value(each));
      default:
        return false;
    }
  }

  /** The variables that hold a function, with what is given to them. */
  #holders(m: ModuleId, f: F): readonly Node[] {
    const facts = this.link.facts(m);
    return facts ? (mentionsOf(facts, this.words(m)).held.holders.get(f) ?? []).map(v => this.#varNode(m, v)) : [];
  }

  #found(mentioned: Mentioned): boolean {
    return mentioned === true || mentioned.some(node => leadsToQuery(node));
  }

  /** A function, with the class around it. */
  #fnNode(m: ModuleId, f: F): Node {
    return this.#nodes.at(m, f * KINDS, () => {
      const facts = this.link.facts(m)!;
      const { at, end, cls } = facts.fns[f]!;
      return both(this.#range(m, facts, at, end), () => (cls === undefined ? [] : [this.#classNode(m, cls)]));
    });
  }

  #classNode(m: ModuleId, c: C): Node {
    return this.#nodes.at(m, c * KINDS + 1, () => {
      const facts = this.link.facts(m);
      const cls = facts?.classes[c];
      if (!facts || !cls) return [];
      // What a class leaves to its subclasses may run a query there.
      const below = cls.name !== undefined && cls.members.some(member => member.abstract) ? this.#implementers(m, cls.name) : [];
      return both(below, () => this.#range(m, facts, cls.at, cls.end));
    });
  }

  #exprNode(m: ModuleId, e: E): Node {
    return this.#nodes.at(m, e * KINDS + 2, () => {
      const facts = this.link.facts(m);
      const expr = facts?.exprs[e];
      if (expr?.k === 'class') return [this.#classNode(m, expr.c)];
      return facts && expr ? this.#range(m, facts, expr.at, expr.end) : [];
    });
  }

  #varNode(m: ModuleId, v: V): Node {
    return this.#nodes.at(m, v * KINDS + 3, () => {
      const facts = this.link.facts(m)!;
      const held = facts.vars[v]!;
      const to: Node[] = [];
      for (const def of held.defs) {
        if (def.how === 'import' && def.import !== undefined) {
          const { from, name } = facts.imports[def.import]!;
          const mentioned = this.#import(m, from, name);
          if (mentioned === true) return true;
          to.push(...mentioned);
        }
        if (def.e !== undefined) to.push(this.#exprNode(m, def.e));
        if (def.default !== undefined) to.push(this.#exprNode(m, def.default));
        const loop = def.how === 'each' && def.loop !== undefined ? facts.regions[def.loop]! : undefined;
        if (loop?.k === 'of' || loop?.k === 'await-of') to.push(this.#exprNode(m, loop.over));
        if (def.how === 'param' && def.param !== undefined) {
          const given = this.#parameter(m, facts, held.fn, def.param);
          if (given === true) return true;
          to.push(...given);
        }
      }
      for (const e of assignmentsOf(facts).memberSets.get(v) ?? []) to.push(this.#exprNode(m, e));
      for (const { e } of pushedInto(facts, v)) to.push(this.#exprNode(m, e));
      return both(to, () => (held.type ? this.#types(m, facts, namesIn(held.type)) : []));
    });
  }

  /** What an unbound parameter may stand for: see `link/parameters.ts`. */
  #parameter(m: ModuleId, facts: ModuleFacts, f: F, at: number): Mentioned {
    const param = facts.fns[f]?.params[at];
    const index = indexOf(facts);
    const e = index.exprOfFn(f);
    const to: Node[] = param?.default === undefined ? [] : [this.#exprNode(m, param.default)];
    const names = param?.type ? [...namesIn(param.type)] : [];
    if (e !== undefined) {
      const parent = index.parent[e] ?? -1;
      if (parent >= 0 && facts.exprs[parent]!.k === 'call') to.push(this.#exprNode(m, parent));
      for (const v of mentionsOf(facts, this.words(m)).held.holders.get(f) ?? []) {
        const { type } = facts.vars[v]!;
        if (type) names.push(...namesIn(type));
        for (const use of index.usesOf(v)) {
          const around = index.parent[use] ?? -1;
          const call = around < 0 ? undefined : facts.exprs[around];
          if (call?.k === 'call' && call.callee === use) for (const arg of call.args) to.push(this.#exprNode(m, arg.e));
        }
      }
    }
    return both(to, () => this.#types(m, facts, names));
  }

  #range(m: ModuleId, facts: ModuleFacts, at: At, end: At): Mentioned {
    const mentions = mentionsOf(facts, this.words(m));
    if (between(mentions.calls, at, end).length > 0) return true;
    const to: Node[] = [];
    for (const { from } of between(mentions.requires, at, end)) {
      const mentioned = this.#import(m, from, '*');
      if (mentioned === true) return true;
      to.push(...mentioned);
    }
    if (between(mentions.own.exports, at, end).length > 0) to.push(this.#exportNode(m, '*'));
    for (const v of new Set(readsBetween(facts, at, end))) to.push(this.#varNode(m, v));
    for (const { owner } of between(mentions.own.selves, at, end)) {
      const cls = facts.fns[owner]?.cls;
      if (cls !== undefined) to.push(this.#classNode(m, cls));
      else {
        for (const e of mentions.own.objects.get(owner) ?? []) to.push(this.#exprNode(m, receiverOf(this.link, m, facts, e)));
        for (const v of mentions.own.given.get(owner) ?? []) to.push(this.#varNode(m, v));
      }
    }
    return both(to, () => this.#types(m, facts, between(mentions.types, at, end).map(({ name }) => name)));
  }

  #import(m: ModuleId, from: string, name: string): Mentioned {
    if (isBus(from, name)) return true;
    const place = this.link.place(m, from);
    if (this.link.claimants(from).some(orm => orm.claim({ from, name, path: [] }, place) ?? orm.fromType({ from, name, path: [] }, place) ?? (name === '*' && orm.packages.includes(from) ? true : undefined))) return true;
    if (this.link.settings.clients.some(client => 'module' in client && client.export === name)) return true;
    const target = this.link.resolve(m, from);
    return target === undefined ? [] : [this.#exportNode(target, name)];
  }

  #exportNode(m: ModuleId, name: string): Node {
    return this.#nodes.at(m, `export:${name}`, () => {
      const exports = this.link.exports(m);
      // A name that is not exported plainly may come from `module.exports` or a star.
      const plain = exports.filter(each => each.as === name);
      const whole = name === '*' || name === 'default' || exports.some(each => each.as === '=');
      const several = plain.length > 0 && name !== '*' ? plain : whole ? exports : exports.filter(each => each.as === '*');
      const to: Node[] = [];
      for (const each of several) {
        const mentioned: Mentioned =
          each.from !== undefined ? this.#import(m, each.from, each.as === '*' ? name : (each.name ?? each.as))
          : each.v !== undefined ? [this.#varNode(m, each.v)]
          : each.e !== undefined ? [this.#exprNode(m, each.e)]
          : each.name !== undefined ? this.#types(m, this.link.facts(m), [each.name])
          : [];
        if (mentioned === true) return true;
        to.push(...mentioned);
      }
      return plain.length === 0 ? to : both(to, () => this.#types(m, this.link.facts(m), [name]));
    });
  }

  /** What a declared type mentions, and the classes that implement it. */
  #declared(m: ModuleId, name: string, decl: TypeDecl): Mentioned {
    return both(isBehaviour(decl) ? this.#implementers(m, name) : [], () => this.#types(m, this.link.facts(m), [decl.body, ...decl.extends].flatMap(namesIn)));
  }

  #implementers(m: ModuleId, name: string): readonly Node[] {
    return this.link.implementers(m, name).map(each => this.#classNode(each.m, each.c));
  }

  #types(m: ModuleId, facts: ModuleFacts | undefined, names: readonly string[]): Mentioned {
    if (!facts || names.length === 0) return [];
    const { shared } = mentionsOf(facts, this.words(m)).held;
    const to: Node[] = [];
    for (const name of new Set(names)) {
      if (name.startsWith('import:')) {
        const mentioned = this.#import(m, name.slice('import:'.length), '*');
        if (mentioned === true) return true;
        to.push(...mentioned);
      }
      const decl = Object.hasOwn(facts.types, name) ? facts.types[name] : undefined;
      if (decl) to.push(this.#nodes.at(m, `type:${name}`, () => this.#declared(m, name, decl)));
      else {
        const v = shared.get(name);
        if (v !== undefined) to.push(this.#varNode(m, v));
      }
    }
    return to;
  }
}

/** `x.extend({ … })` for the object of it: what the call makes of the object is what `this` is inside. */
function receiverOf(link: Link, m: ModuleId, facts: ModuleFacts, object: E): E {
  const around = link.index(m).parent[object] ?? -1;
  return facts.exprs[around]?.k === 'call' ? around : object;
}

/** Functions, classes, expressions and variables share the numbers of a module's nodes. */
const KINDS = 4;

function both(first: Mentioned, second: () => Mentioned): Mentioned {
  if (first === true) return true;
  const more = second();
  return more === true ? true : more.length === 0 ? first : [...first, ...more];
}

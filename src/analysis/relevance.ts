import { assignmentsOf } from '../facts/assignments.ts';
import { indexOf } from '../facts/index-of.ts';
import type { At, C, E, F, ModuleFacts, Type, V } from '../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../vocabulary/value.ts';
import type { Link } from './link/link.ts';
import { readsBetween } from './reach.ts';

/**
 * Whether a piece of code can run a query at all, by the names it mentions: what it reads, what it imports, the types it is
 * given. It says yes too often and never no wrongly, and it saves linking most of a program, which has nothing to do with a
 * database.
 *
 * Mentions form a graph, and a piece of code may run a query if it leads to one: each node is looked at once (Tarjan's
 * strongly connected components), so a program of many cycles costs no more than one without.
 */
export class Relevance {
  readonly #modules = new Map<ModuleId, Map<string | number, Node>>();
  readonly #envs = new WeakMap<Env, boolean>();
  readonly #methods: ReadonlySet<string>;
  readonly #always: boolean;

  constructor(private readonly link: Link) {
    this.#methods = new Set(link.orms.flatMap(orm => [...orm.methods]));
    // A client that is named by a member pattern may be anywhere.
    this.#always = link.settings.clients.some(client => 'member' in client);
  }

  /** Whether function `f` of module `m`, or what stands around it in the module, or what it is entered with, may run a query. */
  function(m: ModuleId, f: F, env?: Env): boolean {
    if (this.#always) return true;
    const facts = this.link.facts(m);
    if (!facts) return false;
    let top = f;
    for (let outer = facts.fns[top]?.outer; outer !== undefined && outer !== 0; outer = facts.fns[top]?.outer) top = outer;
    return top === 0 || this.#leads(this.#fnNode(m, top)) || this.#env(env);
  }

  /** Whether expression `e` of module `m` may run a query. */
  expression(m: ModuleId, e: E, env?: Env): boolean {
    return this.#always || this.#leads(this.#exprNode(m, e)) || this.#env(env);
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
        return this.#leads(this.#classNode(value.m, value.c)) || this.#env(value.env);
      case 'instance':
        return this.#leads(this.#classNode(value.m, value.c)) || this.#env(value.env) || (value.args ?? []).some(each => this.#value(each));
      case 'object':
        return this.expression(value.m, value.e, value.env);
      case 'namespace':
        return this.#leads(this.#exportNode(value.m, '*'));
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

  #found(mentioned: Mentioned): boolean {
    return mentioned === true || mentioned.some(node => this.#leads(node));
  }

  /** Whether a node leads to a query. */
  #leads(start: Node): boolean {
    if (start.answer !== undefined) return start.answer;
    const open: Node[] = [];
    const path: { node: Node; to: readonly Node[]; next: number }[] = [];
    let count = 0;
    const enter = (node: Node): boolean => {
      node.order = node.low = count++;
      open.push(node);
      const to = node.look();
      if (to === true || to.some(each => each.answer === true)) return true;
      path.push({ node, to, next: 0 });
      return false;
    };
    let hit = enter(start);
    while (!hit) {
      const top = path.at(-1);
      if (!top) return false;
      const next = top.to[top.next++];
      if (next) {
        if (next.answer === true) hit = true;
        else if (next.answer === undefined) {
          if (next.order >= 0) top.node.low = Math.min(top.node.low, next.order);
          else hit = enter(next);
        }
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) above.node.low = Math.min(above.node.low, top.node.low);
      if (top.node.low !== top.node.order) continue;
      for (let node = open.pop()!; ; node = open.pop()!) {
        node.answer = false;
        if (node === top.node) break;
      }
    }
    // Whatever is still open leads to a node of the path, and that leads to the query.
    for (const node of open) node.answer = true;
    return true;
  }

  #node(m: ModuleId, key: string | number, look: () => Mentioned): Node {
    let nodes = this.#modules.get(m);
    if (!nodes) this.#modules.set(m, (nodes = new Map()));
    let node = nodes.get(key);
    if (!node) nodes.set(key, (node = { answer: undefined, order: -1, low: -1, look }));
    return node;
  }

  /** A function, with the class around it. */
  #fnNode(m: ModuleId, f: F): Node {
    return this.#node(m, f * KINDS, () => {
      const facts = this.link.facts(m)!;
      const { at, end, cls } = facts.fns[f]!;
      return both(this.#range(m, facts, at, end), () => (cls === undefined ? [] : [this.#classNode(m, cls)]));
    });
  }

  #classNode(m: ModuleId, c: C): Node {
    return this.#node(m, c * KINDS + 1, () => {
      const facts = this.link.facts(m);
      const cls = facts?.classes[c];
      if (!facts || !cls) return [];
      // What a class leaves to its subclasses may run a query there.
      const below = cls.members.some(member => member.abstract) ? facts.classes.flatMap((each, at) => (at !== c && superOf(facts, each.super) === cls.v ? [this.#classNode(m, at)] : [])) : [];
      return both(below, () => this.#range(m, facts, cls.at, cls.end));
    });
  }

  #exprNode(m: ModuleId, e: E): Node {
    return this.#node(m, e * KINDS + 2, () => {
      const facts = this.link.facts(m);
      const expr = facts?.exprs[e];
      return facts && expr ? this.#range(m, facts, expr.at, expr.end) : [];
    });
  }

  #varNode(m: ModuleId, v: V): Node {
    return this.#node(m, v * KINDS + 3, () => {
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
      for (const v of mentionsOf(facts, this.#methods).holders.get(f) ?? []) {
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
    const mentions = mentionsOf(facts, this.#methods);
    if (between(mentions.calls, at, end).length > 0) return true;
    const to: Node[] = [];
    for (const { from } of between(mentions.requires, at, end)) {
      const mentioned = this.#import(m, from, '*');
      if (mentioned === true) return true;
      to.push(...mentioned);
    }
    for (const v of new Set(readsBetween(facts, at, end))) to.push(this.#varNode(m, v));
    for (const { owner } of between(mentions.selves, at, end)) {
      const cls = facts.fns[owner]?.cls;
      if (cls !== undefined) to.push(this.#classNode(m, cls));
      else for (const e of mentions.objects.get(owner) ?? []) to.push(this.#exprNode(m, e));
    }
    return both(to, () => this.#types(m, facts, between(mentions.types, at, end).map(({ name }) => name)));
  }

  #import(m: ModuleId, from: string, name: string): Mentioned {
    return this.#importNode(m, from, name).look();
  }

  #importNode(m: ModuleId, from: string, name: string): Node {
    let found: Mentioned | undefined;
    return this.#node(m, `import:${from}#${name}`, () => (found ??= this.#lookAtImport(m, from, name)));
  }

  #lookAtImport(m: ModuleId, from: string, name: string): Mentioned {
    const place = this.link.place(m, from);
    if (this.link.orms.some(orm => orm.claim({ from, name, path: [] }, place) ?? orm.fromType({ from, name, path: [] }, place) ?? (name === '*' && orm.packages.includes(from) ? true : undefined))) return true;
    if (this.link.settings.clients.some(client => 'module' in client && client.export === name)) return true;
    const target = this.link.resolve(m, from);
    return target === undefined ? [] : [this.#exportNode(target, name)];
  }

  #exportNode(m: ModuleId, name: string): Node {
    return this.#node(m, `export:${name}`, () => {
      const facts = this.link.facts(m);
      if (!facts) return [];
      // A name that is not exported plainly may come from `module.exports` or a star.
      const plain = facts.exports.filter(each => each.as === name);
      const whole = name === '*' || name === 'default' || facts.exports.some(each => each.as === '=');
      const several = plain.length > 0 && name !== '*' ? plain : whole ? facts.exports : facts.exports.filter(each => each.as === '*');
      const to: Node[] = [];
      for (const each of several) {
        const mentioned: Mentioned =
          each.from !== undefined ? this.#import(m, each.from, each.as === '*' ? name : (each.name ?? each.as))
          : each.v !== undefined ? [this.#varNode(m, each.v)]
          : each.e !== undefined ? [this.#exprNode(m, each.e)]
          : each.name !== undefined ? this.#types(m, facts, [each.name])
          : [];
        if (mentioned === true) return true;
        to.push(...mentioned);
      }
      return both(to, () => this.#types(m, facts, [name]));
    });
  }

  /** What a declared type mentions, and the classes of the module that implement it. */
  #declared(m: ModuleId, name: string, types: readonly Type[]): Mentioned {
    const facts = this.link.facts(m)!;
    const implementers = facts.classes.flatMap((cls, c) => (cls.implements.some(type => type.k === 'ref' && type.name.at(-1) === name) ? [this.#classNode(m, c)] : []));
    return both(implementers, () => this.#types(m, facts, types.flatMap(namesIn)));
  }

  #types(m: ModuleId, facts: ModuleFacts | undefined, names: readonly string[]): Mentioned {
    if (!facts || names.length === 0) return [];
    const { shared } = mentionsOf(facts, this.#methods);
    const to: Node[] = [];
    for (const name of new Set(names)) {
      const decl = Object.hasOwn(facts.types, name) ? facts.types[name] : undefined;
      if (decl) to.push(this.#node(m, `type:${name}`, () => this.#declared(m, name, [decl.body, ...decl.extends])));
      else {
        const v = shared.get(name);
        if (v !== undefined) to.push(this.#varNode(m, v));
      }
    }
    return to;
  }
}

function superOf(facts: ModuleFacts, e: E | undefined): V | undefined {
  const expr = e === undefined ? undefined : facts.exprs[e];
  return expr?.k === 'var' ? expr.v : undefined;
}

/** A piece of code. `look` gives what it mentions; the rest belongs to the search. */
type Node = { answer: boolean | undefined; order: number; low: number; readonly look: () => Mentioned };

/** What is mentioned; `true` when that runs a query for certain. */
type Mentioned = readonly Node[] | true;

/** Functions, classes, expressions and variables share the numbers of a module's nodes. */
const KINDS = 4;

function both(first: Mentioned, second: () => Mentioned): Mentioned {
  if (first === true) return true;
  const more = second();
  return more === true ? true : more.length === 0 ? first : [...first, ...more];
}

type Mentions = {
  /** Calls that look like a query. */
  calls: readonly { at: At }[];
  /** `require` and `import()`. */
  requires: readonly { at: At; from: string }[];
  /** Names of types. */
  types: readonly { at: At; name: string }[];
  /** `this` and `super`, with the function whose they are. */
  selves: readonly { at: At; owner: F }[];
  /** The object literals that functions are methods of. */
  objects: ReadonlyMap<F, readonly E[]>;
  /** The variables that hold functions. */
  holders: ReadonlyMap<F, readonly V[]>;
  /** The variables of the module, not of one function, by name. */
  shared: ReadonlyMap<string, V>;
};

const kept = new WeakMap<ModuleFacts, Mentions>();

function mentionsOf(facts: ModuleFacts, methods: ReadonlySet<string>): Mentions {
  let found = kept.get(facts);
  if (!found) kept.set(facts, (found = findMentions(facts, methods)));
  return found;
}

/** The part of a list in order of offsets that stands between two offsets. */
function between<Item extends { at: At }>(items: readonly Item[], at: At, end: At): readonly Item[] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < items.length && items[last]!.at < end) last++;
  return items.slice(low, last);
}

function findMentions(facts: ModuleFacts, methods: ReadonlySet<string>): Mentions {
  const calls: { at: At }[] = [];
  const requires: { at: At; from: string }[] = [];
  for (const { e, at } of facts.sites) {
    const call = facts.exprs[e]!;
    if (call.k !== 'call') continue;
    const callee = facts.exprs[call.callee]!;
    if (callee.k === 'get' && callee.name !== undefined && methods.has(callee.name) && (callee.name.startsWith('$') || isMember(facts, callee.of))) calls.push({ at });
    const specifier = callee.k === 'global' && (callee.name === 'require' || callee.name === 'import') && call.args[0] ? facts.exprs[call.args[0].e] : undefined;
    if (specifier?.k === 'lit' && typeof specifier.v === 'string') requires.push({ at, from: specifier.v });
  }
  const types: { at: At; name: string }[] = [];
  const add = (at: At, type: Type | undefined): void => {
    if (type) for (const name of namesIn(type)) types.push({ at, name });
  };
  for (const fn of facts.fns) {
    for (const param of fn.params) add(fn.at, param.type);
    add(fn.at, fn.returns);
  }
  const holders = new Map<F, V[]>();
  const shared = new Map<string, V>();
  for (const [v, held] of facts.vars.entries()) {
    add(held.at, held.type);
    if (held.fn === 0 && !shared.has(held.name)) shared.set(held.name, v);
    for (const def of held.defs) {
      const made = def.e === undefined ? undefined : facts.exprs[def.e];
      if (made?.k === 'fn') put(holders, made.f, v);
    }
  }
  for (const cls of facts.classes) {
    for (const type of [...cls.superTypes, ...cls.implements, ...cls.members.flatMap(member => (member.type ? [member.type] : []))]) add(cls.at, type);
  }
  const selves: { at: At; owner: F }[] = [];
  const objects = new Map<F, E[]>();
  for (const [e, expr] of facts.exprs.entries()) {
    if (expr.k === 'as') add(expr.at, expr.type);
    else if (expr.k === 'this' || expr.k === 'super') selves.push({ at: expr.at, owner: expr.fn });
    else if (expr.k === 'object') {
      for (const prop of expr.props) {
        const value = facts.exprs[prop.value]!;
        if (value.k === 'fn') put(objects, value.f, e);
      }
    }
  }
  const inOrder = (a: { at: At }, b: { at: At }): number => a.at - b.at;
  return { calls: calls.sort(inOrder), requires: requires.sort(inOrder), types: types.sort(inOrder), selves: selves.sort(inOrder), objects, holders, shared };
}

function put<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

/** `a.b`, also behind a cast or a call: what stands before a method that has a model before it. */
function isMember(facts: ModuleFacts, e: number): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return isMember(facts, expr.of);
  return expr.k === 'get' || expr.k === 'call';
}

/** The names a type mentions. */
function namesIn(type: Type): readonly string[] {
  switch (type.k) {
    case 'ref':
      return [...type.name, ...type.args.flatMap(namesIn)];
    case 'union':
    case 'and':
    case 'tuple':
      return type.of.flatMap(namesIn);
    case 'array':
    case 'keyof':
      return namesIn(type.of);
    case 'typeof':
      return type.path.slice(0, 1);
    case 'index':
      return [...namesIn(type.of), ...namesIn(type.key)];
    case 'object':
      return type.members.flatMap(member => (member.type ? namesIn(member.type) : []));
    case 'fn':
      return [...type.fn.params.flatMap(param => (param.type ? namesIn(param.type) : [])), ...(type.fn.returns ? namesIn(type.fn.returns) : [])];
    default:
      return [];
  }
}

import type { At, F, ModuleFacts, Type, V } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Link } from './link/link.ts';
import { makeOnce, Memory } from './link/memory.ts';
import { readsBetween } from './reach.ts';

/** Code that mentions other code through more steps than this is taken to run queries. */
const DEEPEST = 500;

/**
 * Whether a piece of code can run a query at all, by the names it mentions: what it reads, what it imports, the types it is
 * given. It says yes too often and never no wrongly, and it saves linking most of a program, which has nothing to do with a
 * database.
 */
export class Relevance {
  readonly #variables = new Memory<boolean>();
  readonly #exports = new Memory<boolean>();
  readonly #functions = new Memory<boolean>();
  readonly #memory = makeOnce([this.#variables, this.#exports, this.#functions], DEEPEST);
  readonly #methods: ReadonlySet<string>;
  readonly #always: boolean;

  constructor(private readonly link: Link) {
    this.#methods = new Set(link.orms.flatMap(orm => [...orm.methods]));
    // A client that is named by a member pattern may be anywhere.
    this.#always = link.settings.clients.some(client => 'member' in client);
  }

  /** Whether function `f` of module `m`, or what stands around it in the module, may run a query. */
  function(m: ModuleId, f: F): boolean {
    if (this.#always) return true;
    const facts = this.link.facts(m);
    if (!facts) return false;
    let top = f;
    for (let outer = facts.fns[top]?.outer; outer !== undefined && outer !== 0; outer = facts.fns[top]?.outer) top = outer;
    if (top === 0) return true;
    return this.#once(this.#functions, `${m}#${top}`, () => {
      const { at, end, cls } = facts.fns[top]!;
      const around = cls === undefined ? undefined : facts.classes[cls];
      return this.#range(m, facts, at, end) || (around !== undefined && this.#range(m, facts, around.at, around.end));
    });
  }

  #once(memory: Memory<boolean>, key: string, ask: () => boolean): boolean {
    return this.#memory(memory, key, false, ask, true);
  }

  #range(m: ModuleId, facts: ModuleFacts, at: At, end: At): boolean {
    const mentions = mentionsOf(facts, this.#methods);
    if (mentions.calls.some(each => each >= at && each < end)) return true;
    for (const { at: place, from } of mentions.requires) if (place >= at && place < end && this.#import(m, from, '*')) return true;
    for (const v of new Set(readsBetween(facts, at, end))) if (isShared(facts, v) && this.#variable(m, facts, v)) return true;
    return mentions.types.some(each => each.at >= at && each.at < end && this.#type(m, facts, each.name));
  }

  #variable(m: ModuleId, facts: ModuleFacts, v: V): boolean {
    return this.#once(this.#variables, `${m}#${v}`, () =>
      facts.vars[v]!.defs.some(def => {
        if (def.how === 'import' && def.import !== undefined) {
          const { from, name } = facts.imports[def.import]!;
          return this.#import(m, from, name);
        }
        if (def.e === undefined) return false;
        const expr = facts.exprs[def.e]!;
        return this.#range(m, facts, expr.at, expr.end);
      }) || (facts.vars[v]!.type !== undefined && namesIn(facts.vars[v]!.type!).some(name => this.#type(m, facts, name))),
    );
  }

  #import(m: ModuleId, from: string, name: string): boolean {
    const place = this.link.place(m, from);
    if (this.link.orms.some(orm => orm.claim({ from, name, path: [] }, place) ?? orm.fromType({ from, name, path: [] }, place) ?? (name === '*' && orm.packages.includes(from) ? true : undefined))) return true;
    if (this.link.settings.clients.some(client => 'module' in client && client.export === name)) return true;
    const target = this.link.resolve(m, from);
    return target !== undefined && this.#export(target, name);
  }

  #export(m: ModuleId, name: string): boolean {
    return this.#once(this.#exports, `${m}#${name}`, () => {
      const facts = this.link.facts(m);
      if (!facts) return false;
      // A name that is not exported plainly may come from `module.exports`, a star, or a type.
      const plain = facts.exports.some(each => each.as === name);
      return facts.exports.some(each => {
        if (name !== '*' && plain && each.as !== name) return false;
        if (each.from !== undefined) return this.#import(m, each.from, each.as === '*' ? name : (each.name ?? each.as));
        if (each.v !== undefined) return this.#variable(m, facts, each.v);
        if (each.e !== undefined) {
          const expr = facts.exprs[each.e]!;
          return this.#range(m, facts, expr.at, expr.end);
        }
        return each.name !== undefined && this.#type(m, facts, each.name);
      });
    });
  }

  #type(m: ModuleId, facts: ModuleFacts, name: string): boolean {
    const decl = Object.hasOwn(facts.types, name) ? facts.types[name] : undefined;
    if (decl) {
      return this.#once(this.#exports, `${m}#type:${name}`, () => [decl.body, ...decl.extends].some(type => namesIn(type).some(inner => inner !== name && this.#type(m, facts, inner))));
    }
    const v = facts.vars.findIndex(each => each.name === name && isSharedVariable(each));
    return v >= 0 && this.#variable(m, facts, v);
  }
}

/** Whether a variable belongs to the module and not to one function. */
function isShared(facts: ModuleFacts, v: V): boolean {
  return isSharedVariable(facts.vars[v]!);
}

function isSharedVariable(each: ModuleFacts['vars'][number]): boolean {
  return each.fn === 0;
}

type Mentions = { calls: readonly At[]; requires: readonly { at: At; from: string }[]; types: readonly { at: At; name: string }[] };

const kept = new WeakMap<ModuleFacts, Mentions>();

/** Calls that look like a query, `require` and `import()`, and names of types, by offset. */
function mentionsOf(facts: ModuleFacts, methods: ReadonlySet<string>): Mentions {
  let found = kept.get(facts);
  if (!found) kept.set(facts, (found = findMentions(facts, methods)));
  return found;
}

function findMentions(facts: ModuleFacts, methods: ReadonlySet<string>): Mentions {
  const calls: At[] = [];
  const requires: { at: At; from: string }[] = [];
  for (const { e, at } of facts.sites) {
    const call = facts.exprs[e]!;
    if (call.k !== 'call') continue;
    const callee = facts.exprs[call.callee]!;
    if (callee.k === 'get' && callee.name !== undefined && methods.has(callee.name) && (callee.name.startsWith('$') || isMember(facts, callee.of))) calls.push(at);
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
  for (const held of facts.vars) add(held.at, held.type);
  for (const cls of facts.classes) {
    for (const type of [...cls.superTypes, ...cls.implements, ...cls.members.flatMap(member => (member.type ? [member.type] : []))]) add(cls.at, type);
  }
  for (const expr of facts.exprs) if (expr.k === 'as') add(expr.at, expr.type);
  return { calls, requires, types };
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


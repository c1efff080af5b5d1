import { baseVar } from '../../facts/assignments.ts';
import { exprsOf } from '../../facts/kinds.ts';
import type { At, E, Expr, F, ModuleFacts, Site, Type, V } from '../../vocabulary/ir.ts';
import type { QueryWords } from '../used-orms.ts';

const kept = new WeakMap<ModuleFacts, { words: QueryWords; mentions: Mentions }>();

/** What the code of a module mentions, by offset: found once per module. */
export function mentionsOf(facts: ModuleFacts, words: QueryWords): Mentions {
  let found = kept.get(facts);
  if (found?.words !== words) kept.set(facts, (found = { words, mentions: new Mentions(facts, words) }));
  return found.mentions;
}

/** The part of a list in order of offsets that stands between two offsets. */
export function between<Item extends { at: At }>(items: readonly Item[], at: At, end: At): readonly Item[] {
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

/** What the code of a module mentions, by offset. Each part is looked for when it is first asked for: most modules are asked for one or two. */
export class Mentions {
  readonly #facts: ModuleFacts;
  readonly #words: QueryWords;
  #calls: readonly { at: At }[] | undefined;
  #requires: readonly { at: At; from: string }[] | undefined;
  #types: readonly { at: At; name: string }[] | undefined;
  #held: Held | undefined;
  #own: Own | undefined;

  constructor(facts: ModuleFacts, words: QueryWords) {
    this.#facts = facts;
    this.#words = words;
  }

  /** Calls that look like a query. */
  get calls(): readonly { at: At }[] {
    return (this.#calls ??= inOrder(this.#facts.sites.filter(({ e }) => isQueryLike(this.#facts, e, this.#words))));
  }

  /** `require` and `import()`. */
  get requires(): readonly { at: At; from: string }[] {
    return (this.#requires ??= inOrder(this.#facts.sites.flatMap(site => requiredBy(this.#facts, site))));
  }

  /** Names of types. */
  get types(): readonly { at: At; name: string }[] {
    return (this.#types ??= inOrder(typesIn(this.#facts)));
  }

  /** Variables. */
  get held(): Held {
    return (this.#held ??= heldIn(this.#facts));
  }

  /** What the module or an object calls its own. */
  get own(): Own {
    return (this.#own ??= ownIn(this.#facts));
  }
}

type Held = {
  /** The variables that hold functions. */
  holders: Map<F, V[]>;
  /** The variables of the module, not of one function, by name. */
  shared: Map<string, V>;
};

type Own = {
  /** Where a CommonJS module reads what it exports: `exports.load(id)`. */
  exports: { at: At }[];
  /** `this` and `super`, with the function whose they are. */
  selves: { at: At; owner: F }[];
  /** The object literals that functions are methods of. */
  objects: Map<F, E[]>;
  /** The variables that functions are given to as members: `User.prototype.rename = …`. */
  given: Map<F, V[]>;
};

function inOrder<Item extends { at: At }>(items: Item[]): readonly Item[] {
  return items.sort((a, b) => a.at - b.at);
}

/** Whether a call has the name of a query, and a model before it where queries of that name have one. */
function isQueryLike(facts: ModuleFacts, e: E, { methods, alone }: QueryWords): boolean {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : call;
  if (callee.k !== 'get' || callee.name === undefined || !methods.has(callee.name)) return false;
  return alone.has(callee.name) || callee.name.startsWith('$') || isMember(facts, callee.of);
}

function requiredBy(facts: ModuleFacts, { e, at }: Site): { at: At; from: string }[] {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : call;
  if (call.k !== 'call' || callee.k !== 'global' || (callee.name !== 'require' && callee.name !== 'import')) return [];
  const specifier = call.args[0] && facts.exprs[call.args[0].e];
  return specifier?.k === 'lit' && typeof specifier.v === 'string' ? [{ at, from: specifier.v }] : [];
}

function typesIn(facts: ModuleFacts): { at: At; name: string }[] {
  const types: { at: At; name: string }[] = [];
  const add = (at: At, type: Type | undefined): void => {
    if (type) eachName(type, name => types.push({ at, name }));
  };
  for (const { at, params, returns } of facts.fns) {
    for (const { type } of params) add(at, type);
    add(at, returns);
  }
  for (const { at, type } of facts.vars) add(at, type);
  for (const { at, superTypes, implements: promised, members } of facts.classes) {
    for (const type of superTypes) add(at, type);
    for (const type of promised) add(at, type);
    for (const { type } of members) add(at, type);
  }
  for (const k of TYPED) for (const e of exprsOf(facts, k)) typesAt(facts.exprs[e]!, add);
  return types;
}

const TYPED = ['as', 'call'] as const;

function typesAt(expr: Expr, add: (at: At, type: Type | undefined) => void): void {
  if (expr.k === 'as') add(expr.at, expr.type);
  else if (expr.k === 'call') for (const type of expr.types ?? []) add(expr.at, type);
}

function heldIn(facts: ModuleFacts): Held {
  const holders = new Map<F, V[]>();
  const shared = new Map<string, V>();
  for (const [v, { fn, name, defs }] of facts.vars.entries()) {
    if (fn === 0 && !shared.has(name)) shared.set(name, v);
    for (const def of defs) {
      const f = def.e === undefined ? undefined : fnAt(facts, def.e);
      if (f !== undefined) put(holders, f, v);
    }
  }
  return { holders, shared };
}

function ownIn(facts: ModuleFacts): Own {
  const found: Own = { exports: [], selves: [], objects: new Map<F, E[]>(), given: new Map<F, V[]>() };
  for (const k of OWN) for (const e of exprsOf(facts, k)) noteOwn(facts, e, facts.exprs[e]!, found);
  inOrder(found.exports);
  inOrder(found.selves);
  return found;
}

const OWN = ['global', 'this', 'super', 'set', 'object'] as const;

function noteOwn(facts: ModuleFacts, e: E, expr: Expr, { exports, selves, objects, given }: Own): void {
  if (expr.k === 'global') {
    if (expr.name === 'exports' || expr.name === 'module') exports.push({ at: expr.at });
  } else if (expr.k === 'this' || expr.k === 'super') selves.push({ at: expr.at, owner: expr.fn });
  else if (expr.k === 'set' && expr.to !== undefined && expr.value !== undefined) {
    const f = fnAt(facts, expr.value);
    const base = f === undefined ? undefined : baseVar(facts, expr.to);
    if (f !== undefined && base !== undefined) put(given, f, base);
  } else if (expr.k === 'object') {
    for (const { value } of expr.props) {
      const f = fnAt(facts, value);
      if (f !== undefined) put(objects, f, e);
    }
  }
}

function fnAt(facts: ModuleFacts, e: E): F | undefined {
  const expr = facts.exprs[e]!;
  return expr.k === 'fn' ? expr.f : undefined;
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

/** Each name that a type mentions. */
function eachName(type: Type, visit: (name: string) => void): void {
  const inner = (part: Type | undefined): void => {
    if (part) eachName(part, visit);
  };
  switch (type.k) {
    case 'ref':
      type.name.forEach(visit);
      type.args.forEach(inner);
      break;
    case 'union':
    case 'and':
    case 'tuple':
      type.of.forEach(inner);
      break;
    case 'array':
    case 'keyof':
      inner(type.of);
      break;
    case 'typeof':
      if (type.path[0] !== undefined) visit(type.path[0]);
      break;
    case 'index':
      inner(type.of);
      inner(type.key);
      break;
    case 'object':
      for (const member of type.members) inner(member.type);
      break;
    case 'fn':
      for (const param of type.fn.params) inner(param.type);
      inner(type.fn.returns);
      break;
    default:
  }
}

/** The names a type mentions. */
export function namesIn(type: Type): string[] {
  const names: string[] = [];
  eachName(type, name => names.push(name));
  return names;
}

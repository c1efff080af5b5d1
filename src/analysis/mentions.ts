import { baseVar } from '../facts/assignments.ts';
import type { At, E, F, ModuleFacts, Type, V } from '../vocabulary/ir.ts';

export type Mentions = {
  /** Calls that look like a query. */
  calls: readonly { at: At }[];
  /** `require` and `import()`. */
  requires: readonly { at: At; from: string }[];
  /** Where a CommonJS module reads what it exports: `exports.load(id)`. */
  ownExports: readonly { at: At }[];
  /** Names of types. */
  types: readonly { at: At; name: string }[];
  /** `this` and `super`, with the function whose they are. */
  selves: readonly { at: At; owner: F }[];
  /** The object literals that functions are methods of. */
  objects: ReadonlyMap<F, readonly E[]>;
  /** The variables that hold functions. */
  holders: ReadonlyMap<F, readonly V[]>;
  /** The variables that functions are given to as members: `User.prototype.rename = …`. */
  given: ReadonlyMap<F, readonly V[]>;
  /** The variables of the module, not of one function, by name. */
  shared: ReadonlyMap<string, V>;
};

const kept = new WeakMap<ModuleFacts, Mentions>();

/** What the code of a module mentions, by offset: found once per module. */
export function mentionsOf(facts: ModuleFacts, methods: ReadonlySet<string>, alone: ReadonlySet<string>): Mentions {
  let found = kept.get(facts);
  if (!found) kept.set(facts, (found = findMentions(facts, methods, alone)));
  return found;
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

function findMentions(facts: ModuleFacts, methods: ReadonlySet<string>, alone: ReadonlySet<string>): Mentions {
  const calls: { at: At }[] = [];
  const requires: { at: At; from: string }[] = [];
  for (const { e, at } of facts.sites) {
    const call = facts.exprs[e]!;
    if (call.k !== 'call') continue;
    const callee = facts.exprs[call.callee]!;
    if (callee.k === 'get' && callee.name !== undefined && methods.has(callee.name) && (alone.has(callee.name) || callee.name.startsWith('$') || isMember(facts, callee.of))) calls.push({ at });
    const specifier = callee.k === 'global' && (callee.name === 'require' || callee.name === 'import') && call.args[0] ? facts.exprs[call.args[0].e] : undefined;
    if (specifier?.k === 'lit' && typeof specifier.v === 'string') requires.push({ at, from: specifier.v });
  }
  const ownExports: { at: At }[] = [];
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
  const given = new Map<F, V[]>();
  for (const [e, expr] of facts.exprs.entries()) {
    if (expr.k === 'as') add(expr.at, expr.type);
    else if (expr.k === 'global' && (expr.name === 'exports' || expr.name === 'module')) ownExports.push({ at: expr.at });
    else if (expr.k === 'this' || expr.k === 'super') selves.push({ at: expr.at, owner: expr.fn });
    else if (expr.k === 'set' && expr.to !== undefined && expr.value !== undefined) {
      const value = facts.exprs[expr.value]!;
      const base = value.k === 'fn' ? baseVar(facts, expr.to) : undefined;
      if (value.k === 'fn' && base !== undefined) put(given, value.f, base);
    } else if (expr.k === 'object') {
      for (const prop of expr.props) {
        const value = facts.exprs[prop.value]!;
        if (value.k === 'fn') put(objects, value.f, e);
      }
    }
  }
  const inOrder = (a: { at: At }, b: { at: At }): number => a.at - b.at;
  return { calls: calls.sort(inOrder), requires: requires.sort(inOrder), ownExports: ownExports.sort(inOrder), types: types.sort(inOrder), selves: selves.sort(inOrder), objects, holders, given, shared };
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
export function namesIn(type: Type): readonly string[] {
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

import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import { ormOf } from '../link/join.ts';
import type { Link } from '../link/link.ts';

const COMBINES = new Set(['all', 'allSettled', 'race', 'any', 'resolve']);
const CONTINUES = new Set(['then', 'catch', 'finally']);
/** Regions that go through what their head gives. */
const ITERATES: ReadonlySet<string> = new Set(['of', 'in', 'await-of']);
/** A chain of variables longer than this is given up. */
const FARTHEST = 6;

/** Asks of a lazy query: with the bindings it was made under, an ORM's call that takes it makes another one of it. `here`: a function that returns it and waits for nothing runs nothing. */
export type Lazy = { env: Env | undefined; here?: true };

/** Whether what an expression gives is awaited, returned, or handed on to something that is: what it stands for does run. */
export function awaitedOrReturned(link: Link, m: ModuleId, facts: ModuleFacts, e: E, lazy?: Lazy, hops = 0): boolean {
  if (hops > FARTHEST) return false;
  const index = indexOf(facts);
  const onward = (next: E): boolean => awaitedOrReturned(link, m, facts, next, lazy, hops + 1);
  const parent = index.parent[e] ?? -1;
  if (parent < 0) {
    const use = index.use(e);
    switch (use.k) {
      case 'exit':
        return use.exit.kind === 'return' && (!lazy?.here || facts.fns[use.fn]!.async === true) && !isDropped(facts, use.fn) && (lazy === undefined || collectedBy(facts, use.fn).every(onward));
      case 'def':
        return index.usesOf(use.v).some(onward);
      case 'region':
        // A test asks whether there is something, and waits for nothing.
        return ITERATES.has(facts.regions[use.r]!.k);
      case 'param-default':
        return true;
      default:
        return false;
    }
  }
  const around = facts.exprs[parent]!;
  switch (around.k) {
    case 'await':
    case 'yield':
    case 'yield*':
      return true;
    case 'call':
      return asArgument(link, m, facts, parent, e, lazy, hops);
    case 'get':
      return continues(link, m, facts, parent, around.name, lazy, hops);
    case 'set':
      return around.v !== undefined && (index.usesOf(around.v).some(onward) || onward(parent));
    case 'op':
      return around.op !== 'void' && onward(parent);
    case 'array':
    case 'choice':
    case 'as':
    case 'seq':
    case 'object':
      return onward(parent);
    default:
      return false;
  }
}

/** Whether what a function literal returns is dropped by the call it is handed to: `list.forEach(…)`. A generator or an async function waits itself. */
function isDropped(facts: ModuleFacts, fn: number): boolean {
  if (facts.fns[fn]!.async) return false;
  const index = indexOf(facts);
  const literal = index.exprOfFn(fn);
  const call = literal === undefined ? -1 : (index.parent[literal] ?? -1);
  const around = call < 0 ? undefined : facts.exprs[call];
  const callee = around?.k === 'call' && around.callee !== literal ? facts.exprs[around.callee] : undefined;
  return callee?.k === 'get' && callee.name === 'forEach';
}

/** The call that collects what a function literal returns as it is: the lazy queries of `ids.map(id => db.delete(…))` run when the list is waited for. */
function collectedBy(facts: ModuleFacts, fn: number): readonly E[] {
  if (facts.fns[fn]!.async) return [];
  const index = indexOf(facts);
  const literal = index.exprOfFn(fn);
  const call = literal === undefined ? -1 : (index.parent[literal] ?? -1);
  const around = call < 0 ? undefined : facts.exprs[call];
  const callee = around?.k === 'call' && around.args[0]?.e === literal ? facts.exprs[around.callee] : undefined;
  return callee?.k === 'get' && (callee.name === 'map' || callee.name === 'flatMap') ? [call] : [];
}

/** `promise.then(…)`, `list.map(…)`: what the chained call gives counts. */
function continues(link: Link, m: ModuleId, facts: ModuleFacts, get: E, name: string | undefined, lazy: Lazy | undefined, hops: number): boolean {
  const call = indexOf(facts).parent[get] ?? -1;
  const around = call < 0 ? undefined : facts.exprs[call];
  if (around?.k !== 'call' || around.callee !== get) return awaitedOrReturned(link, m, facts, get, lazy, hops + 1);
  if (name !== undefined && CONTINUES.has(name)) return true;
  if (name === 'push' || name === 'unshift') return false;
  return !(lazy && makesAnother(link, m, call, lazy)) && awaitedOrReturned(link, m, facts, call, lazy, hops + 1);
}

/** Whether a call on a lazy query makes it another one: `findUnique(…).posts()` and `select().from(…).where(…)` are one query. */
function makesAnother(link: Link, m: ModuleId, call: E, { env }: Lazy): boolean {
  const { receiver, query, value } = link.callAt(m, call, env);
  return query !== undefined || (ormOf(receiver) !== undefined && ormOf(value) !== undefined);
}

function asArgument(link: Link, m: ModuleId, facts: ModuleFacts, call: E, e: E, lazy: Lazy | undefined, hops: number): boolean {
  const around = facts.exprs[call]!;
  if (around.k !== 'call' || around.callee === e) return around.k === 'call' && awaitedOrReturned(link, m, facts, call, lazy, hops + 1);
  if (lazy && link.callAt(m, call, lazy.env).embeds) return false;
  const callee = facts.exprs[around.callee]!;
  if (callee.k === 'get') {
    const owner = facts.exprs[callee.of]!;
    // Combined promises run whether or not anybody waits for them.
    if (owner.k === 'global' && owner.name === 'Promise' && COMBINES.has(callee.name ?? '')) return true;
    if (callee.name === 'push' || callee.name === 'unshift' || callee.name === 'add') return owner.k === 'var' ? indexOf(facts).usesOf(owner.v).some(read => read !== callee.of && awaitedOrReturned(link, m, facts, read, lazy, hops + 1)) : true;
  }
  return awaitedOrReturned(link, m, facts, call, lazy, hops + 1);
}

/** Whether the functions in a list are run: the list is iterated with calls, or handed to something that is awaited. */
export function isConsumed(link: Link, m: ModuleId, facts: ModuleFacts, e: E, hops = 0): boolean {
  if (hops > FARTHEST) return false;
  const index = indexOf(facts);
  const parent = index.parent[e] ?? -1;
  if (parent < 0) {
    const use = index.use(e);
    if (use.k === 'def') return index.usesOf(use.v).some(read => isConsumed(link, m, facts, read, hops + 1));
    return use.k === 'region';
  }
  const around = facts.exprs[parent]!;
  if (around.k === 'await' || around.k === 'as') return isConsumed(link, m, facts, parent, hops + 1);
  if (around.k === 'get') {
    const call = index.parent[parent] ?? -1;
    const called = call < 0 ? undefined : facts.exprs[call];
    if (called?.k !== 'call' || called.callee !== parent) return false;
    return around.name !== 'push' && around.name !== 'unshift' && called.args.length > 0;
  }
  return around.k === 'call' && around.callee !== e && awaitedOrReturned(link, m, facts, parent);
}

import { indexOf } from '../../facts/index-of.ts';
import type { At, E, F, ModuleFacts, R, V } from '../../vocabulary/ir.ts';
import { methodOf, reachOf } from './reach.ts';

/** Methods that look a key up in something that remembers: a `Map`, a cache, Redis. */
const LOOKS_UP = new Set(['has', 'get', 'hget', 'mget', 'getItem', 'match', 'fetch', 'peek']);

/** Whether a place of function `f` is reached on some of its paths only: in a branch, as one side of an expression, or behind a cache. */
export function isOnSomePaths(facts: ModuleFacts, f: F, at: At, r: R): boolean {
  return isInBranch(facts, r, undefined) || isOneSide(facts, at) || isBehindCache(facts, f, at);
}

/** Whether a region is a branch, or stands in one, inside `stop` or its function. */
export function isInBranch(facts: ModuleFacts, r: R, stop: R | undefined): boolean {
  for (let region: R | undefined = r; region !== undefined && region !== stop; region = facts.regions[region]!.parent) {
    const { k } = facts.regions[region]!;
    if (k === 'then' || k === 'else' || k === 'case' || k === 'catch') return true;
  }
  return false;
}

/** Whether a region runs only after an error, inside `stop` or its function. */
export function isInCatch(facts: ModuleFacts, r: R, stop: R | undefined): boolean {
  for (let region: R | undefined = r; region !== undefined && region !== stop; region = facts.regions[region]!.parent) if (facts.regions[region]!.k === 'catch') return true;
  return false;
}

/** Whether a call is one side of `??`, `||`, `&&`, `?:`, or of an assignment by one of these: it may not run, or fill a cache. */
export function isOneSide(facts: ModuleFacts, at: At): boolean {
  return conditionsAround(facts, at).length > 0;
}

/** What stands before a call in `a ?? b`, `a ? b : c` and the like: it decides whether the call runs. */
export function conditionsAround(facts: ModuleFacts, at: At): readonly E[] {
  return conditionsOn(facts, callAtOffset(facts, at) ?? -1);
}

/** The same for an expression. */
export function conditionsOn(facts: ModuleFacts, expr: E): readonly E[] {
  const index = indexOf(facts);
  const conditions: E[] = [];
  for (let e = expr, parent = index.parent[e] ?? -1; parent >= 0; e = parent, parent = index.parent[e] ?? -1) {
    const around = facts.exprs[parent]!;
    if (around.k === 'fn') break;
    if (around.k === 'choice' && (around.op === '?:' ? around.test !== e : around.of[0] !== e)) conditions.push(around.test ?? around.of[0]!);
    if (around.k === 'set' && (around.op === '??=' || around.op === '||=' || around.op === '&&=')) conditions.push(parent);
  }
  return conditions;
}

const calls = new WeakMap<ModuleFacts, ReadonlyMap<At, E>>();

/** The call, `new` or tagged template that begins at an offset; of two that begin together the inner one. */
export function callAtOffset(facts: ModuleFacts, at: At): E | undefined {
  let known = calls.get(facts);
  if (!known) calls.set(facts, (known = new Map(facts.sites.toReversed().map(({ at, e }) => [at, e]))));
  return known.get(at);
}

/** What the calls of the chain that begins at an offset are given: `db.insert(posts).values(row)`. */
export function givenFrom(facts: ModuleFacts, at: At): readonly E[] {
  const { parent } = indexOf(facts);
  const given: E[] = [];
  for (let e = callAtOffset(facts, at) ?? -1; e >= 0; e = parent[e] ?? -1) {
    const expr = facts.exprs[e]!;
    if (expr.k === 'call') given.push(...expr.args.map(arg => arg.e));
    const around = facts.exprs[parent[e] ?? -1];
    if (!(around?.k === 'get' && around.of === e) && !(around?.k === 'call' && around.callee === e)) break;
  }
  return given;
}

/** Whether a place is reached only when something that remembers has no answer, as far as the function around it says. */
export function isLookedUp(facts: ModuleFacts, r: R, at: At): boolean {
  for (let region: R | undefined = r; region !== undefined; region = facts.regions[region]!.parent) {
    const here: ModuleFacts['regions'][number] = facts.regions[region]!;
    if ((here.k === 'then' || here.k === 'else') && looksUp(facts, here.test)) return true;
  }
  return isBehindCache(facts, facts.regions[r]!.fn, at) || conditionsAround(facts, at).some(guard => looksUp(facts, guard));
}

/** Whether a round goes on to the next before a place when a look-up has an answer: `if (cache.has(id)) continue`. */
export function isPassedOver(facts: ModuleFacts, round: { at: At; end: At }, at: At): boolean {
  const index = indexOf(facts);
  return facts.fns[index.fnAt(at)]!.exits.some(exit => {
    if ((exit.kind !== 'continue' && exit.kind !== 'return') || exit.at < round.at || exit.at > at) return false;
    const region = facts.regions[exit.region]!;
    return (region.k === 'then' || region.k === 'else') && looksUp(facts, region.test);
  });
}

/** Whether a function leaves before a place when a look-up has an answer: `if (cache.has(id)) return cache.get(id)`. */
export function isBehindCache(facts: ModuleFacts, f: F, at: At): boolean {
  return facts.fns[f]!.exits.some(exit => {
    if (exit.kind !== 'return' || exit.at > at) return false;
    const region = facts.regions[exit.region]!;
    if (region.k !== 'then' && region.k !== 'else') return false;
    return looksUp(facts, region.test) || (region.k === 'then' && exit.value !== undefined && answersWith(facts, region.test, exit.value));
  });
}

/** Whether a function answers with what it has just waited for, when that is there: `const known = await recall(id); if (known) return known`. */
function answersWith(facts: ModuleFacts, test: E, value: E): boolean {
  const tested = awaitedVariables(facts, test);
  return tested.size > 0 && [...reachOf(facts, value).vars].some(v => tested.has(v));
}

/** The variables of an expression that hold, as a whole, what was awaited. */
function awaitedVariables(facts: ModuleFacts, e: E): ReadonlySet<V> {
  return new Set([...reachOf(facts, e).vars].filter(v => facts.vars[v]!.defs.some(def => def.how === 'init' && def.path.length === 0 && def.e !== undefined && facts.exprs[def.e]!.k === 'await')));
}

/** Whether an expression derives from a look-up in something that remembers. */
export function looksUp(facts: ModuleFacts, e: E): boolean {
  return [...reachOf(facts, e).calls].some(each => {
    const call = facts.exprs[each]!;
    return call.k === 'call' && LOOKS_UP.has(methodOf(facts, call.callee) ?? '');
  });
}

import { isBuiltin } from 'node:module';

import { awaitsOf } from '../../facts/awaits.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, F, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import type { Effect } from './effect.ts';
import type { Place } from '../loops/judge.ts';
import { isInBranch } from './paths.ts';
import { isRepeated } from '../runs/repetition.ts';

/** Packages whose calls are waited for no longer than a query: loaders, caches, containers, checks of values, flow of control. */
const NEAR = /^(?:@nestjs\/(?:common|core|cache-manager|config)|async|awilix|bluebird|cache-manager|class-(?:transformer|validator)|dataloader|i18next|inversify|ioredis|joi|keyv|lodash|lru-cache|nestjs-i18n|p-\w+|redis|@upstash\/redis|tsyringe|typedi|yup|zod)(?:\/|$)/;
/** Names of modules that are the program's own, though nobody says where they are. */
const OWN = /^(?:[./~#]|@\/)/;
const FARTHEST = 3;
const CHAINED = new Set(['then', 'catch', 'finally']);
const GATHERS = new Set(['all', 'allSettled']);

/**
 * Whether each round that runs a query also waits for something outside of program and database: a mail that is sent, an upload,
 * a charge. The rounds cannot be one, and beside the wait the query costs little.
 */
export function goesOutside(an: Analysis, { hops }: Effect, { m, region }: Place, repetition: Repetition): boolean {
  if (hops.some(hop => isErrand(an, hop.m, hop.f, 0))) return true;
  if (repetition.m !== m) return false;
  const facts = an.link.facts(m)!;
  const index = indexOf(facts);
  const around = new Set<R>();
  for (let r: R | undefined = region; r !== undefined; r = facts.regions[r]!.parent ?? facts.fns[facts.regions[r]!.fn]!.outerRegion) around.add(r);
  return awaitsOf(facts).some(({ at, of }) => of !== undefined && isRepeated(repetition, at) && isSureIn(facts, index.regionAt(at), around) && awaitedCalls(facts, of).some(call => isOutside(an, m, facts, call, 0)));
}

/** Whether what runs in one of the regions also comes to a region in it, past loops but no branch: `for (const user of users) await send(user)`. */
function isSureIn(facts: ModuleFacts, r: R, around: ReadonlySet<R>): boolean {
  if (around.has(r)) return true;
  const { k, parent } = facts.regions[r]!;
  return parent !== undefined && k !== 'then' && k !== 'else' && k !== 'case' && k !== 'catch' && isSureIn(facts, parent, around);
}

const kept = new WeakMap<Analysis, Map<string, boolean>>();

/** Whether a function waits for something outside whenever it gets that far. */
function isErrand(an: Analysis, m: ModuleId, f: F, depth: number): boolean {
  const facts = an.link.facts(m);
  if (!facts?.fns[f] || depth > FARTHEST) return false;
  let known = kept.get(an);
  if (!known) kept.set(an, (known = new Map<string, boolean>()));
  const key = `${f}:${depth}:${m}`;
  let found = known.get(key);
  if (found === undefined) {
    known.set(key, false);
    const index = indexOf(facts);
    found = awaitsOf(facts).some(({ at, of }) => {
      if (of === undefined || !runsIn(an, m, facts, index.fnAt(at), f) || isInBranch(facts, index.regionAt(at), undefined)) return false;
      return awaitedCalls(facts, of).some(call => isOutside(an, m, facts, call, depth));
    }) || givesErrand(an, m, facts, f, depth);
    known.set(key, found);
  }
  return found;
}

/** Whether a function is function `f`, or a literal in it that runs there: `await span('send', async () => …)`. */
function runsIn(an: Analysis, m: ModuleId, facts: ModuleFacts, inner: F, f: F): boolean {
  if (inner === f) return true;
  const { outer } = facts.fns[inner]!;
  return outer !== undefined && outer !== inner && an.runsOf(m, inner, undefined).how === 'once' && runsIn(an, m, facts, outer, f);
}

/** Whether a function gives the promise of something outside: `return axios.get(url).then(…)`, `return this.client.send(mail)`. */
function givesErrand(an: Analysis, m: ModuleId, facts: ModuleFacts, f: F, depth: number): boolean {
  return facts.fns[f]!.exits.some(({ kind, value, region }) => {
    if (kind !== 'return' || value === undefined || isInBranch(facts, region, undefined)) return false;
    const expr = facts.exprs[value]!;
    const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : undefined;
    // What a function gives is waited for: of one that is not async itself that is a promise, or a chain on one, or what the client of a package gives.
    const isPromise = facts.fns[f]!.async !== true || (callee?.k === 'get' && CHAINED.has(callee.name ?? ''));
    return awaitedCalls(facts, value).some(call => (isPromise || isOfInstance(an, m, call)) && isOutside(an, m, facts, call, depth));
  });
}

function isOfInstance(an: Analysis, m: ModuleId, e: E): boolean {
  const { receiver, callees } = an.link.callAt(m, e);
  return callees.length > 0 || (receiver.k === 'external' && receiver.instance === true);
}

/** The calls that an `await` waits for: several in `Promise.all([…])`. */
function awaitedCalls(facts: ModuleFacts, e: E): readonly E[] {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return awaitedCalls(facts, expr.of);
  const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : undefined;
  if (expr.k !== 'call' || callee === undefined) return [];
  if (callee.k === 'get' && CHAINED.has(callee.name ?? '')) return awaitedCalls(facts, callee.of);
  const owner = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
  const [first] = expr.args;
  if (callee.k !== 'get' || owner?.k !== 'global' || owner.name !== 'Promise' || !GATHERS.has(callee.name ?? '') || !first) return [e];
  const list = facts.exprs[first.e]!;
  return list.k === 'array' ? list.items.flatMap(item => awaitedCalls(facts, item.e)) : [];
}

function isOutside(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, depth: number): boolean {
  const expr = facts.exprs[e]!;
  // What is handed a function wraps what that does.
  if (expr.k !== 'call' || expr.args.some(arg => facts.exprs[arg.e]!.k === 'fn')) return false;
  const callee = facts.exprs[expr.callee]!;
  if (callee.k === 'global') return callee.name === 'fetch';
  const { query, callees, receiver } = an.link.callAt(m, e);
  if (query || receiver.k === 'orm') return false;
  if (callees.length > 0) return callees.every(each => isErrand(an, each.m, each.f, depth + 1));
  return isFar(an, receiver);
}

/** Whether a value comes from a package that is neither an ORM's nor known to answer at once. */
function isFar(an: Analysis, value: Value): boolean {
  if (value.k === 'oneOf') return value.of.every(each => isFar(an, each));
  if (value.k !== 'external' || OWN.test(value.from) || NEAR.test(value.from) || isBuiltin(value.from)) return false;
  return !an.link.orms.some(({ packages }) => packages.some(name => value.from === name || value.from.startsWith(`${name}/`)));
}

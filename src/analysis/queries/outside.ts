import { isBuiltin } from 'node:module';

import { awaitsOf } from '../../facts/awaits.ts';
import { indexOf } from '../../facts/index-of.ts';
import { enclosingThrough, isLoop } from '../../facts/region.ts';
import { calledName } from '../../facts/called-name.ts';
import { heldValue } from '../../facts/held-value.ts';
import type { At, E, F, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { alternatives } from '../link/join.ts';
import { bodyFunction } from '../runs/repetition.ts';
import type { Effect } from './effect.ts';
import { givenFrom, isInCatch } from './paths.ts';
import { methodOf, reachOfAll } from './reach.ts';

/** Something outside is looked for in so many functions behind a call, and through so many calls; farther than near only where it is sure to be come to. */
const MOST_FUNCTIONS = 200;
const NEARBY = 2;
const FARTHEST = 6;

/**
 * Whether each round in which a query runs also waits for something outside of the program (a mail server, a payment, a
 * file store), in the round itself or in a function entered on the way: beside that, the query costs next to nothing.
 */
export function isBesideOutside(an: Analysis, effect: Effect, m: ModuleId, at: At, repetition: Repetition): boolean {
  const { hops } = effect;
  const hasBody = repetition.m === m && (repetition.callback ?? repetition.region) !== undefined;
  if (hasBody && waitsOutside(an, m, bodyFunction(an.link.facts(m)!, repetition), at, repetition)) return true;
  return hops.some(hop => worksOutside(an, hop.m, hop.f, hop.at));
}

/** Whether function `f` waits, within a span, for something outside whenever it gets to an offset, or gives what it got there to the call at the offset. */
function waitsOutside(an: Analysis, m: ModuleId, f: F, at: At, span: { at: At; end: At }): boolean {
  const facts = an.link.facts(m)!;
  const index = indexOf(facts);
  const around = new Set(enclosingThrough(facts, index.regionAt(at), f));
  const given = givenTo(facts, at);
  return waitsOf(facts, span).some(wait => {
    const { at: start, end } = wait;
    const holds = start <= at && at < end;
    const comes = around.has(sureRegion(facts, index.regionAt(start))) && !(start > at && leavesBetween(facts, around, at, start));
    return !holds && (comes || given.has(wait.call) || (start > at && isDecidedBy(facts, around, index.regionAt(start), at))) && isOutside(an, m, wait, 0);
  });
}

/**
 * Whether a function that is entered on the way waits for something outside, beside what leads to the query. There a branch is
 * enough: the function is an operation of its own, and no list of what it does can be made before.
 */
function worksOutside(an: Analysis, m: ModuleId, f: F, at: At): boolean {
  const facts = an.link.facts(m);
  const fn = facts?.fns[f];
  if (!facts || !fn) return false;
  return waitsOf(facts, fn).some(wait => !(wait.at <= at && at < wait.end) && !isInCatch(facts, indexOf(facts).regionAt(wait.at), undefined) && isOutside(an, m, wait, 0));
}

/** Whether a region is entered by what the call at an offset gives: `if (await wantsMail(user)) await send(user)`. */
function isDecidedBy(facts: ModuleFacts, around: ReadonlySet<R>, region: R, at: At): boolean {
  for (let r: R | undefined = region; r !== undefined && !around.has(r); ) {
    const here: ModuleFacts['regions'][number] = facts.regions[r]!;
    if ((here.k === 'then' || here.k === 'else') && asksFor(facts, here.test, at)) return true;
    r = here.parent;
  }
  return false;
}

/** Whether a test reads what the call at an offset gave. */
function asksFor(facts: ModuleFacts, test: E, at: At): boolean {
  return [...reachOfAll(facts, [test]).awaits].some(e => facts.exprs[e]!.at <= at && at < facts.exprs[e]!.end);
}

/** The calls whose awaited results the call at an offset is given. */
function givenTo(facts: ModuleFacts, at: At): ReadonlySet<E> {
  return new Set([...reachOfAll(facts, givenFrom(facts, at)).awaits].flatMap(e => {
    const awaited = facts.exprs[e]!;
    return awaited.k === 'await' && awaited.of !== undefined ? [awaited.of] : [];
  }));
}

/** The region around a `try` or a loop: what stands in it is sure to be begun, as far as there is something to do. */
function sureRegion(facts: ModuleFacts, r: R): R {
  const region = facts.regions[r]!;
  return (region.k === 'try' || region.k === 'block' || isLoop(region)) && region.parent !== undefined ? sureRegion(facts, region.parent) : r;
}

/** Whether some rounds are over after one offset and before another, for another reason than that a row is missing: `if (posts.length === 0) continue`. */
function leavesBetween(facts: ModuleFacts, around: ReadonlySet<R>, from: At, to: At): boolean {
  return facts.fns[indexOf(facts).fnAt(to)]!.exits.some(exit => {
    const region: ModuleFacts['regions'][number] = facts.regions[exit.region]!;
    const isMiss = (region.k === 'then' || region.k === 'else') && isMissing(facts, region.test);
    return exit.kind !== 'throw' && exit.at > from && exit.at < to && !around.has(exit.region) && !isMiss && !isDecidedBy(facts, around, exit.region, from);
  });
}

/** `!row`, `row === null`. */
function isMissing(facts: ModuleFacts, e: E): boolean {
  const test = facts.exprs[e]!;
  if (test.k !== 'op') return false;
  const kinds = test.of.map(each => facts.exprs[each]!).map(expr => (expr.k === 'undef' || (expr.k === 'lit' && expr.v === null) ? 'nothing' : expr.k));
  return kinds.includes('var') && (test.op === '!' || (/^===?$/.test(test.op) && kinds.includes('nothing')));
}

/** A call that is waited for. One that is returned may be of any function of a package; a method of what a package made is waited for. */
type Wait = { call: E; at: At; end: At; returned: boolean };

const waits = new WeakMap<ModuleFacts, readonly Wait[]>();

/** The calls within a span whose end is waited for: awaited, or returned; several in `Promise.all([…])`. */
function waitsOf(facts: ModuleFacts, { at, end }: { at: At; end: At }): readonly Wait[] {
  let all = waits.get(facts);
  if (!all) waits.set(facts, (all = allWaits(facts)));
  return all.filter(each => each.at >= at && each.end <= end);
}

function allWaits(facts: ModuleFacts): readonly Wait[] {
  const awaited = awaitsOf(facts).flatMap(each => (each.of === undefined ? [] : [{ call: begun(facts, each.of), at: each.at, end: each.end, returned: false }]));
  const returned = facts.fns.flatMap(({ exits }) => exits).flatMap(exit => {
    const call = exit.kind === 'return' && exit.value !== undefined ? begun(facts, exit.value) : undefined;
    const value = call === undefined ? undefined : facts.exprs[call]!;
    return value?.k === 'call' ? [{ call: call!, at: value.at, end: value.end, returned: true }] : [];
  });
  const held = facts.sites.flatMap(({ e }) => {
    const call = facts.exprs[e]!;
    return call.k === 'call' && HOLDS.has(calledName(facts, call.callee) ?? '') ? [{ call: e, at: call.at, end: call.end, returned: false }] : [];
  });
  return [...awaited, ...returned, ...held].flatMap(wait => gathered(facts, wait.call)?.map(call => ({ ...wait, call, at: facts.exprs[call]!.at, end: facts.exprs[call]!.end })) ?? [wait]);
}

/** Functions of Node.js that hold the program up until a file is there, or another program is done. */
const HOLDS = new Set(['readFileSync', 'writeFileSync', 'appendFileSync', 'copyFileSync', 'execSync', 'execFileSync', 'spawnSync']);

/** The call that an awaited expression stands for: `const sent = send(mail); …; await sent`. */
function begun(facts: ModuleFacts, e: E): E {
  const expr = facts.exprs[e]!;
  const held = expr.k === 'var' ? heldValue(facts, expr.v) : undefined;
  return held !== undefined && facts.exprs[held]!.k === 'call' ? held : e;
}

/** The parts of `Promise.all([…])`. */
function gathered(facts: ModuleFacts, e: E): readonly E[] | undefined {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  const owner = callee?.k === 'get' && GATHERS.has(callee.name ?? '') ? facts.exprs[callee.of]! : undefined;
  const list = call.k === 'call' && owner?.k === 'global' && owner.name === 'Promise' ? facts.exprs[call.args[0]?.e ?? -1] : undefined;
  return list?.k === 'array' ? list.items.map(item => item.e) : undefined;
}

const GATHERS = new Set(['all', 'allSettled']);

/** Whether a call goes outside: to a package that is no ORM's and was given nothing to run, or to a function that does. */
function isOutside(an: Analysis, m: ModuleId, { call: e, ...wait }: Wait, depth: number): boolean {
  const facts = an.link.facts(m)!;
  const call = facts.exprs[e]!;
  if (call.k === 'as') return isOutside(an, m, { ...wait, call: call.of }, depth);
  if (call.k !== 'call' || call.new) return false;
  const callee = facts.exprs[call.callee]!;
  if (callee.k === 'global') return callee.name === 'fetch';
  if (ANNOUNCES.has(methodOf(facts, call.callee) ?? '')) return false;
  if (callee.k === 'get' && CHAINED.has(methodOf(facts, call.callee) ?? '')) return isOutside(an, m, { ...wait, call: callee.of, returned: false }, depth);
  const { query, callees, receiver, value } = an.link.callAt(m, e);
  if (query || alternatives(receiver).some(({ k }) => k === 'orm')) return false;
  if (callees.length > 0) return depth === 0 && callees.some(each => goesOutside(an, each.m, each.f));
  if (wait.returned && !alternatives(receiver).some(each => each.k === 'external' && (each.instance || each.called))) return false;
  return !call.args.some(arg => facts.exprs[arg.e]!.k === 'fn') && alternatives(value).some(each => isOfPackage(an, each));
}

/** An event that is only announced costs no more than a query does; who hears of it does the work elsewhere. */
const ANNOUNCES = new Set(['emit', 'emitAsync', 'publish', 'dispatch', 'enqueue']);
const CHAINED = new Set(['then', 'catch', 'finally']);

/** Packages whose calls are waited for no longer than a query: loaders, caches, containers, checks of values, flow of control. */
const NEAR = /^(?:@nestjs\/(?:common|core|cache-manager|config)|async|awilix|bluebird|cache-manager|class-(?:transformer|validator)|dataloader|i18next|inversify|ioredis|joi|keyv|lodash|lru-cache|nestjs-i18n|p-\w+|redis|@upstash\/redis|tsyringe|typedi|yup|zod)(?:\/|$)/;
/** Names of modules that are the program's own, though nobody says where they are. */
const OWN = /^(?:[./~#]|@\/)/;
const LEAVES_MACHINE = /^(?:node:)?(?:fs|dns|http|https|http2|net|tls|dgram|child_process)(?:\/|$)/;

const known = new WeakMap<Analysis, Map<string, boolean>>();

/** Whether a function, or one that it calls, waits for something outside of the program, other than after an error. */
function goesOutside(an: Analysis, m: ModuleId, f: F): boolean {
  let answers = known.get(an);
  if (!answers) known.set(an, (answers = new Map<string, boolean>()));
  const key = `${m}#${f}`;
  let answer = answers.get(key);
  if (answer === undefined) answers.set(key, (answer = search(an, m, f)));
  return answer;
}

/** Breadth first, so that functions which call each other get the same answer from wherever it is asked. */
function search(an: Analysis, m: ModuleId, f: F): boolean {
  const queue = [{ m, f, calls: 0 }];
  const seen = new Set([`${m}#${f}`]);
  for (let at = 0; at < queue.length && at < MOST_FUNCTIONS; at++) {
    const { m: module, f: fn, calls } = queue[at]!;
    const facts = an.link.facts(module);
    const body = facts?.fns[fn];
    if (!facts || !body) continue;
    for (const wait of waitsOf(facts, body)) {
      const region = indexOf(facts).regionAt(wait.at);
      if (isInCatch(facts, region, undefined) || (calls > NEARBY && facts.regions[sureRegion(facts, region)]!.parent !== undefined)) continue;
      if (isOutside(an, module, wait, 1)) return true;
      const waited = facts.exprs[wait.call]!;
      if (calls >= FARTHEST || waited.k !== 'call' || ANNOUNCES.has(methodOf(facts, waited.callee) ?? '')) continue;
      for (const each of an.link.callAt(module, wait.call).callees) {
        const key = `${each.m}#${each.f}`;
        if (!seen.has(key)) queue.push({ m: each.m, f: each.f, calls: calls + 1 });
        seen.add(key);
      }
    }
  }
  return false;
}

/** What a package made; one that comes with the runtime works on this machine, and an ORM's is the database itself. */
function isOfPackage(an: Analysis, value: Value): boolean {
  if (value.k !== 'external' || OWN.test(value.from) || NEAR.test(value.from)) return false;
  if (isBuiltin(value.from)) return LEAVES_MACHINE.test(value.from);
  return !an.link.orms.some(orm => orm.packages.some(name => value.from === name || value.from.startsWith(`${name}/`)));
}

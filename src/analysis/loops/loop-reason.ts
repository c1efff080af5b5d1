import { indexOf } from '../../facts/index-of.ts';
import { heldValue } from '../../facts/held-value.ts';
import { enclosing } from '../../facts/region.ts';
import type { At, E, F, ModuleFacts, R, V } from '../../vocabulary/ir.ts';
import type { Silence } from '../../vocabulary/finding.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { goesByChunks } from './chunks.ts';
import { isForDevelopment } from './for-development.ts';
import { isAtOneKey } from './one-key.ts';
import { isConstantBound, isConstantList, isConstantObject } from './constant-list.ts';
import { isInCatch } from '../queries/paths.ts';
import { bodyFunction, sitesIn } from '../runs/repetition.ts';
import { methodOf, reachOf } from '../queries/reach.ts';
import type { Repetition } from '../analysis.ts';

/** Functions that do nothing but wait. */
const SLEEPS = /^(sleep|delay|wait|pause|snooze)(For|Ms|Seconds?|Millis(econds)?|Until|Random(ly)?)?$/i;

/**
 * Why a repetition is none for a query at offset `at` in region `r`, whatever the query is: its rounds are few and written in
 * the code, the query leads out of the loop, or the loop waits on purpose.
 */
export function loopReason(an: Analysis, repetition: Repetition, at: At, r: R): Silence | undefined {
  const facts = an.link.facts(repetition.m)!;
  if (isAtOneKey(facts, repetition, r)) return 'constant-list';
  const own = ownReason(an, repetition);
  if (own === 'constant-list' || own === 'chunk' || own === 'stream') return own;
  return leavesLoop(facts, repetition, at, r) ?? (endsNext(facts, repetition, r) ? 'runs-once' : own);
}

const kept = new WeakMap<Repetition, { reason: Silence | undefined }>();

/** What a repetition is by itself, wherever in it the query stands. */
function ownReason(an: Analysis, repetition: Repetition): Silence | undefined {
  let known = kept.get(repetition);
  if (!known) kept.set(repetition, (known = { reason: findOwnReason(an, repetition) }));
  return known.reason;
}

function findOwnReason(an: Analysis, repetition: Repetition): Silence | undefined {
  const { link } = an;
  const { m, kind, over } = repetition;
  const facts = link.facts(m)!;
  if (!link.settings.includeOffline && isForDevelopment(facts, repetition.at)) return 'offline';
  if (over !== undefined && (isConstantList(link, m, over) || (kind === 'in' && isConstantObject(link, m, over)) || (kind === 'for' && isConstantBound(link, m, over) && startsConstant(an, facts, repetition)))) return 'constant-list';
  if (goesByChunks(an, repetition)) return 'chunk';
  if ((kind === 'await-of' && isStream(an, facts, repetition)) || takesFromQueue(facts, repetition)) return 'stream';
  if (waits(facts, repetition)) return repetition.counted ? 'paced' : 'polling';
  return undefined;
}

/** Whether a counter starts at a number in the code: `for (let i = 6; i >= 0; i--)` has seven rounds, from `list.length` it has many. */
function startsConstant(an: Analysis, facts: ModuleFacts, { m, elements }: Repetition): boolean {
  return [...elements].every(v => facts.vars[v]!.defs.every(def => def.how !== 'init' || (def.e !== undefined && isConstantBound(an.link, m, def.e))));
}

/** `for await` over something that is not known to be a list in memory: its items arrive one by one. */
function isStream(an: Analysis, facts: ModuleFacts, { m, over }: Repetition): boolean {
  if (over === undefined) return false;
  if (isOpenQuery(an, m, facts, over)) return true;
  const value = an.link.valueOf(m, over);
  if (value.k === 'list') return value.arrives === true;
  if (value.k === 'plain') return false;
  return !isArray(facts, over);
}

/** Whether a loop empties a queue that outlives its function, `while (this.jobs.length > 0) { const job = this.jobs.shift(); … }`: while it waits, others put more into it. */
function takesFromQueue(facts: ModuleFacts, { at, end, counted }: Repetition): boolean {
  return !counted && facts.exprs.some(call => {
    if (call.k !== 'call' || call.at < at || call.end > end || !TAKES.has(methodOf(facts, call.callee) ?? '')) return false;
    const callee = facts.exprs[call.callee]!;
    const queue = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
    if (queue?.k === 'get') return facts.exprs[queue.of]!.k === 'this';
    return queue?.k === 'var' && facts.vars[queue.v]!.fn === 0 && facts.fns.length > 1 && facts.regions[indexOf(facts).regionAt(at)]!.fn !== 0;
  });
}

const TAKES = new Set(['shift', 'pop', 'dequeue']);

/** A query that nobody waits for gives its rows one by one, by itself or by what is called of it: `for await (const row of connection.query(sql).stream())`. */
function isOpenQuery(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, hops = 0): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'call') {
    const callee = facts.exprs[expr.callee]!;
    return an.link.callAt(m, e).query !== undefined || (callee.k === 'get' && isOpenQuery(an, m, facts, callee.of, hops));
  }
  const held = expr.k === 'var' ? heldValue(facts, expr.v) : undefined;
  return held !== undefined && hops < FARTHEST && isOpenQuery(an, m, facts, held, hops + 1);
}

/** Following a variable through more hops than this is given up. */
const FARTHEST = 4;
const ARRAY_MEMBERS = new Set(['length', 'push', 'indexOf', 'includes', 'splice']);
const ARRAY_METHODS = new Set(['filter', 'map', 'flatMap', 'sort', 'toSorted', 'slice', 'reverse', 'concat', 'flat']);

/** Whether something is done to a variable that only an array can do: `if (users.length === 0) return;`. */
function isUsedAsArray(facts: ModuleFacts, v: V): boolean {
  const index = indexOf(facts);
  return index.usesOf(v).some(use => {
    const around = facts.exprs[index.parent[use] ?? -1];
    return around?.k === 'get' && around.of === use && ARRAY_MEMBERS.has(around.name ?? '');
  });
}

/** Whether an expression makes an array, whatever it is made from: `for await (const x of body.rows.filter(isNew))`. */
function isArray(facts: ModuleFacts, e: E, hops = 0): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'array') return true;
  if (expr.k === 'var') {
    if (isUsedAsArray(facts, expr.v)) return true;
    if (hops > FARTHEST) return false;
    return facts.vars[expr.v]!.defs.some(def => (def.how === 'init' || def.how === 'assign') && def.e !== undefined && def.path.length === 0 && isArray(facts, def.e, hops + 1));
  }
  const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : undefined;
  return callee?.k === 'get' && ARRAY_METHODS.has(callee.name ?? '');
}

/** The place as the function of the loop sees it: a literal that runs in place counts as the place where it stands. */
export function seenFrom(facts: ModuleFacts, fn: F, at: At, r: R): { at: At; r: R } {
  let here = { at, r };
  for (let inner = facts.regions[here.r]!.fn; inner !== fn; inner = facts.regions[here.r]!.fn) {
    const { outerRegion, at: start } = facts.fns[inner]!;
    if (outerRegion === undefined) break;
    here = { at: start, r: outerRegion };
  }
  return here;
}

/**
 * Every way on from the place leaves the loop: it runs at most once (`runs-once`), or once more after an error (`retry`).
 */
function leavesLoop(facts: ModuleFacts, repetition: Repetition, at: At, r: R): Silence | undefined {
  if (repetition.region === undefined) return undefined;
  const fn = bodyFunction(facts, repetition);
  const place = seenFrom(facts, fn, at, r);
  const { exits } = facts.fns[fn]!;
  let caught = false;
  for (let region: R | undefined = place.r; region !== undefined; region = facts.regions[region]!.parent) {
    const here: ModuleFacts['regions'][number] = facts.regions[region]!;
    const out = exits.find(exit => exit.region === region && leaves(exit, repetition.region!) && (exit.at > place.at || holds(facts, exit.value, place.at)));
    if (out) {
      const back = exits.some(exit => exit.kind === 'continue' && exit.at > place.at && exit.at < out.at && facts.regions[exit.region]!.at >= repetition.at);
      if (!back) return caught || here.k === 'try' ? 'retry' : 'runs-once';
    }
    if (here.k === 'try') caught = true;
    if (region === repetition.region) break;
  }
  return undefined;

  function leaves(exit: ModuleFacts['fns'][number]['exits'][number], loop: R): boolean {
    if (exit.kind === 'return' || exit.kind === 'throw') return true;
    if (exit.kind !== 'break' || exit.to === undefined) return false;
    return exit.to === loop || facts.regions[exit.to]!.at < facts.regions[loop]!.at;
  }
}

/** Whether a branch sets what the next round ends by: `if (left < lot.quantity) { left = 0; await lot.save(); }`, with `if (left === 0) break;`. */
function endsNext(facts: ModuleFacts, repetition: Repetition, r: R): boolean {
  const { region: loop } = repetition;
  if (loop === undefined || facts.regions[loop]!.fn !== facts.regions[r]!.fn) return false;
  const { exits } = facts.fns[facts.regions[loop]!.fn]!;
  const ends = exits.flatMap(exit => {
    const around: ModuleFacts['regions'][number] = facts.regions[exit.region]!;
    return around.k === 'then' && around.parent === loop && ((exit.kind === 'break' && exit.to === loop) || exit.kind === 'return') ? [...reachOf(facts, around.test).vars] : [];
  });
  if (ends.length === 0) return false;
  for (const region of enclosing(facts, r)) {
    if (region === loop) return false;
    const { k } = facts.regions[region]!;
    if ((k === 'then' || k === 'else') && ends.some(v => facts.vars[v]!.defs.some(({ how, e, at }) => how === 'assign' && e !== undefined && facts.exprs[e]!.k === 'lit' && indexOf(facts).regionAt(at) === region))) return true;
  }
  return false;
}

function holds(facts: ModuleFacts, value: number | undefined, at: At): boolean {
  if (value === undefined) return false;
  const expr = facts.exprs[value]!;
  return at >= expr.at && at < expr.end;
}

/** Whether each round waits for time to pass, other than after an error. */
function waits(facts: ModuleFacts, repetition: Repetition): boolean {
  const index = indexOf(facts);
  return sitesIn(facts, repetition).some(at => {
    const site = facts.sites[at]!;
    const call = facts.exprs[site.e]!;
    if (call.k !== 'call' || isInCatch(facts, site.region, undefined)) return false;
    const callee = facts.exprs[call.callee]!;
    if (callee.k === 'global' && callee.name === 'setTimeout') {
      // new Promise(resolve => setTimeout(resolve, ms))
      const literal = index.exprOfFn(facts.regions[site.region]!.fn);
      const around = literal === undefined ? undefined : facts.exprs[index.parent[literal] ?? -1];
      return around?.k === 'call' && around.new === true;
    }
    const name = callee.k === 'var' ? facts.vars[callee.v]!.name : callee.k === 'get' ? callee.name : undefined;
    const parent = index.parent[site.e] ?? -1;
    return name !== undefined && (SLEEPS.test(name) || name === 'setTimeout') && parent >= 0 && facts.exprs[parent]!.k === 'await';
  });
}

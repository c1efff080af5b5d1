import { awaitsOf } from '../../facts/awaits.ts';
import { indexOf } from '../../facts/index-of.ts';
import { mayBeFunction } from '../../facts/may-be-function.ts';
import { calledName } from '../../facts/called-name.ts';
import type { E, F, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition, Runs } from '../analysis.ts';
import { changersOf, finalForm, isGivenBack, lazyRuns } from './lazy.ts';
import type { Effect, Input } from './effect.ts';
import { eitherWay, type Run } from './either-way.ts';
import { atCall, atEach, outward } from './inputs.ts';
import { judge, UNBATCHABLE } from '../loops/judge.ts';
import { ormOf } from '../link/join.ts';
import type { Callee } from '../link/link.ts';
import { isLiteralInBranch, isRunOnMiss } from './literal-paths.ts';
import { locksRows, runsLocked } from './locks.ts';
import { partsOf } from './parts.ts';
import { isBehindCache, isInBranch, isOnSomePaths } from './paths.ts';
import { reachOfAll } from './reach.ts';
import { sourcesOf } from './sources.ts';
import { transactionAround, type Transaction } from './transactions.ts';

/** A function with more queries than this is described by the first ones. */
const MOST = 60;
const FARTHEST_HOP = 12;
/** Functions around a batch that are looked into. */
const FARTHEST_BATCH = 2;


/** The queries that one place runs, with the repetition that a call brings along itself (`ids.map(load)`). */
export type Running = { effect: Effect; own?: Repetition; /** The expression that stands in the repetition: the callee, or the function handed over. */ at: E };

/** What the call at site number `s` of module `m` runs: itself a query, or through the functions it enters. */
export function runningAt(an: Analysis, m: ModuleId, s: number, env: Env | undefined): readonly Running[] {
  const { link } = an;
  const facts = link.facts(m)!;
  const site = facts.sites[s]!;
  const expr = facts.exprs[site.e]!;
  if (expr.k !== 'call') return [];
  const call = link.callAt(m, site.e, env);
  const found: Running[] = [];
  if (call.query && (call.query.runs === 'called' || lazyRuns(link, m, facts, site.e, env))) found.push({ effect: changed(an, m, facts, site.e, env, ownEffect(an, m, facts, site, call.query, env)), at: expr.callee });
  if (!isLoader(an, facts, expr.callee) && call.callees.length > 0) {
    const around = transactionAround(an, m, facts, site);
    const locked = isLocked(facts, site);
    let isUnsent: boolean | undefined;
    for (const callee of call.callees) {
      const translate = atCall(link, callee, m, expr);
      for (const effect of an.effectsOf(callee)) {
        if (effect.givenBack && (isUnsent ??= ormOf(call.value) !== undefined && !lazyRuns(link, m, facts, site.e, env))) continue;
        if (standsInside(an, m, expr, callee, effect)) continue;
        const here = { ...entered(effect, callee, translate), ...within(effect, around), locked: effect.locked || locked };
        found.push({ effect: effect.givenBack ? changed(an, m, facts, site.e, env, here) : here, at: expr.callee });
      }
    }
  }
  expr.args.forEach((_, at) => found.push(...runningFromReference(an, m, facts, site.e, at, env)));
  return found.slice(0, MOST);
}

/** A query of a function that is written inside the call (`withSpan('x', () => …)`) is found where it stands. */
function standsInside(an: Analysis, m: ModuleId, { at, end }: { at: number; end: number }, callee: Callee, effect: Effect): boolean {
  return [callee, ...effect.hops].some(hop => {
    const fn = hop.m === m ? an.link.facts(m)?.fns[hop.f] : undefined;
    return fn !== undefined && fn.at >= at && fn.end <= end;
  });
}

/**
 * `ids.map(load)`, `retry(load)`: the queries of argument number `at` of a call, where that is a function given by name which the call
 * runs; with `how`, which it runs in that way.
 */
export function runningFromReference(an: Analysis, m: ModuleId, facts: ModuleFacts, call: E, at: number, env: Env | undefined, how?: Runs['how']): readonly Running[] {
  const expr = facts.exprs[call]!;
  const given = expr.k === 'call' ? expr.args[at] : undefined;
  if (expr.k !== 'call' || !given || given.spread || !mayBeFunction(facts, given.e)) return [];
  const arg = given.e;
  const { link } = an;
  const value = link.valueOf(m, arg, env);
  const callees = link.calleesOf(value, m, [], env);
  if (callees.length === 0) return [];
  const known = link.callAt(m, call, env);
  const runs = an.runsAsArgument(m, call, at, [], env);
  // Into a function of the program the reference is bound as an argument, and followed there, unless it is repeated there.
  if (runs.how === 'elsewhere' || (how !== undefined && runs.how !== how) || (known.callees.length > 0 && runs.how !== 'each') || ormOf(known.receiver)) return [];
  const { at: start, end } = facts.exprs[arg]!;
  const own: Repetition | undefined =
    runs.how === 'each'
      ? { kind: 'callback', m, at: start, end, call, ...(runs.over !== undefined && { over: runs.over }), elements: new Set(), rowParts: new Set(), slices: new Set(), lists: new Set(), sequential: runs.sequential, counted: true }
      : undefined;
  return callees.flatMap(callee => {
    // `limit(load, id)`: what runs a function once hands on what follows it.
    const rest = expr.args.slice(at + 1);
    const translate = runs.how === 'each' ? atEach(link, callee, m, runs.over, runs.params) : atCall(link, callee, m, { callee: arg, args: rest });
    return an.effectsOf(callee).map((effect): Running => ({ effect: entered(effect, callee, translate), at: arg, ...(own && { own }) }));
  });
}

function ownEffect(an: Analysis, m: ModuleId, facts: ModuleFacts, site: ModuleFacts['sites'][number], first: QueryCall, env: Env | undefined): Effect {
  const expr = facts.exprs[site.e]!;
  const callee = facts.exprs[expr.k === 'call' ? expr.callee : site.e]!;
  const { e, query } = finalForm(an.link, m, facts, site.e, first, env);
  const around = transactionAround(an, m, facts, site);
  return { query, m, at: callee.at, end: callee.end, hops: [], from: callee.at, ...partsOf(an, m, facts, e, query, env), conditional: false, onSomePaths: false, sameTick: true, transaction: around !== undefined, locked: isLocked(facts, site), ...within({}, around) };
}

/** A lazy query that call `e` gives, with what the functions add to it that it is handed to before it runs: they may ask for anything. */
function changed(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined, effect: Effect): Effect {
  const changers = effect.query.runs === 'awaited' ? changersOf(an.link, m, facts, e, env) : [];
  if (changers.length === 0) return effect;
  return { ...effect, query: { ...effect.query, filter: { conditions: effect.query.filter?.conditions ?? [], open: true } }, all: new Set([...effect.all, ...sourcesOf(an.link, m, reachOfAll(facts, changers))]) };
}

/** Whether a call locks rows, or is made while nobody else may make it for the same key. */
const isLocked = (facts: ModuleFacts, { e, region }: ModuleFacts['sites'][number]): boolean => locksRows(facts, facts.exprs[e]!) || runsLocked(facts, region);

/** What the transaction around a place adds to what is known of a query that it runs. */
function within({ unit, locking }: Pick<Effect, 'unit' | 'locking'>, around: Transaction | undefined): Pick<Effect, 'unit' | 'locking'> {
  const opened = unit ?? around?.opened;
  const locks = locking ?? (around?.locked === true ? around.opened : undefined);
  return { ...(opened && { unit: opened }), ...(locks && { locking: locks }) };
}

function entered(effect: Effect, callee: Callee, translate: (input: Input) => Input): Effect {
  // What is wrapped may be a cache, and one among several may not be the one that runs.
  const isDoubtful = callee.wrapped === true || callee.chosen === 'among';
  return {
    ...effect,
    ...(callee.chosen && { query: { ...effect.query, evidence: effect.query.evidence === 'proved' ? 'declared' : effect.query.evidence } }),
    hops: [{ m: callee.m, f: callee.f, at: effect.from }, ...effect.hops],
    conditional: effect.conditional || isDoubtful,
    onSomePaths: effect.onSomePaths || isDoubtful,
    receiver: translate(effect.receiver),
    conditions: effect.conditions.map(translate),
    payload: translate(effect.payload),
    all: translate({ from: effect.all }).from,
  };
}

function isLoader(an: Analysis, facts: ModuleFacts, callee: E): boolean {
  const name = calledName(facts, callee);
  return name !== undefined && an.link.settings.loaders.includes(name);
}

/** The functions that run in place inside function `f`: itself, and literals that are run where they stand. */
function functionsInPlace(an: Analysis, m: ModuleId, facts: ModuleFacts, f: F, env: Env | undefined): readonly F[] {
  const index = indexOf(facts);
  const found = [f];
  for (let at = 0; at < found.length; at++) {
    for (const inner of index.fnsIn(found[at]!)) {
      const e = index.exprOfFn(inner);
      if (e !== undefined && an.mayQueryIn(m, e, env) && an.runsOf(m, inner, env).how !== 'elsewhere') found.push(inner);
    }
  }
  return found;
}

/** The queries that a call of `callee` runs, but for those that a repetition inside it drives: these are reported there. */
export function effectsOf(an: Analysis, callee: Callee): readonly Effect[] {
  const { m, f, env } = callee;
  const facts = an.link.facts(m);
  // Bound parameters may bring a client or a function along.
  if (!facts?.fns[f] || !an.mayQuery(m, f, env)) return [];
  const index = indexOf(facts);
  const found: Run[] = [];
  const prune = outward(an, callee);
  for (const fn of functionsInPlace(an, m, facts, f, env)) {
    const onMiss = isRunOnMiss(an, m, facts, fn, f, env);
    const literalOnSomePaths = onMiss || isLiteralInBranch(facts, fn, f);
    for (const s of index.sitesOf(fn)) {
      const site = facts.sites[s]!;
      if (!an.mayQueryIn(m, site.e, env)) continue;
      for (const { effect, own, at } of runningAt(an, m, s, env)) {
        if (found.length >= MOST) return eitherWay(facts, f, found);
        if (effect.hops.length > FARTHEST_HOP) continue;
        const { list } = an.framesOf(m, site.region, env, f);
        const frames = own ? [own, ...list] : list;
        if (frames.length > 0) {
          const judgement = judge(an, effect, { m, at: site.at, region: site.region }, frames);
          // Driven there, it is reported there; where one round needs the other, no caller can batch it.
          if (judgement.report === 'driven' || judgement.report === 'none' && judgement.skipped.some(({ reason }) => UNBATCHABLE.has(reason))) continue;
        }
        const { givenBack, ...known } = effect;
        const isLazy = effect.query.runs === 'awaited' && (givenBack ?? effect.hops.length === 0) && isCallee(facts, site.e, at);
        const inner = { conditional: effect.conditional || onMiss || frames.length > 0, onSomePaths: effect.onSomePaths || onMiss || isBehindCache(facts, fn, site.at) };
        const here: Effect = {
          ...known,
          ...(isLazy && isGivenBack(an.link, m, facts, site.e, env) && { givenBack: true }),
          from: site.at,
          receiver: prune(effect.receiver),
          conditions: effect.conditions.map(prune),
          payload: prune(effect.payload),
          all: prune({ from: effect.all }).from,
          conditional: effect.conditional || literalOnSomePaths || frames.length > 0 || isConditional(facts, site.region, site.at, f),
          onSomePaths: effect.onSomePaths || literalOnSomePaths || isOnSomePaths(facts, fn, site.at, site.region),
          sameTick: effect.sameTick && !awaitsBefore(an, m, facts, f, site.at),
        };
        found.push({ effect: here, at: site.at, inner });
      }
    }
  }
  return eitherWay(facts, f, found);
}

/** Whether an expression is what a call calls, and not a function that is handed over. */
function isCallee(facts: ModuleFacts, call: E, e: E): boolean {
  const expr = facts.exprs[call]!;
  return expr.k === 'call' && expr.callee === e;
}

/** Whether a place is reached on some paths only: in a branch, or after a way out. */
function isConditional(facts: ModuleFacts, r: R, at: number, f: F): boolean {
  return isInBranch(facts, r, undefined) || facts.fns[f]!.exits.some(exit => exit.kind === 'return' && exit.at < at && (exit.value === undefined || facts.exprs[exit.value]!.end < at));
}

/**
 * Whether a function waits for something on the way to an offset, so that calls of one tick get there in different ones. What is
 * awaited on a way out is not on the way, and those who wait for one batch go on together.
 */
export function awaitsBefore(an: Analysis, m: ModuleId, facts: ModuleFacts, f: F, at: number, hops = 0): boolean {
  const fn = facts.fns[f]!;
  return awaitsOf(facts).some(({ at: start, end, of }) => start >= fn.at && end <= at && !leavesBefore(facts, f, start, at) && !isInOtherBranch(facts, start, at) && !isBatched(an, m, facts, of, hops));
}

/** Whether what is awaited is one batch for all who wait: such a call, or a function of the program that waits for nothing else. */
function isBatched(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E | undefined, hops: number): boolean {
  if (e === undefined || facts.exprs[e]!.k !== 'call' || hops > FARTHEST_BATCH) return false;
  const { query, callees } = an.link.callAt(m, e);
  if (query) return query.batched;
  return callees.length > 0 && callees.every(callee => {
    const inner = an.link.facts(callee.m);
    const effects = an.effectsOf(callee);
    return inner !== undefined && effects.length > 0 && effects.every(effect => effect.query.batched && effect.sameTick) && !awaitsBefore(an, callee.m, inner, callee.f, inner.fns[callee.f]!.end - 1, hops + 1);
  });
}

/** Whether two places stand in two branches of one test: a run that reaches one does not reach the other. */
function isInOtherBranch(facts: ModuleFacts, one: number, other: number): boolean {
  const tests = branchesAround(facts, one);
  return [...branchesAround(facts, other)].some(([test, branch]) => tests.has(test) && tests.get(test) !== branch);
}

/** The branches around a place, by what they test. */
function branchesAround(facts: ModuleFacts, at: number): ReadonlyMap<E, R> {
  const found = new Map<E, R>();
  for (let r: R | undefined = indexOf(facts).regionAt(at); r !== undefined; r = facts.regions[r]!.parent) {
    const here: ModuleFacts['regions'][number] = facts.regions[r]!;
    if (here.k === 'then' || here.k === 'else') found.set(here.test, r);
  }
  return found;
}

/** Whether what stands at `from` leads out of the function before `to`: `if (!key) { await log(); return; }`. */
function leavesBefore(facts: ModuleFacts, f: F, from: number, to: number): boolean {
  const index = indexOf(facts);
  for (let r: R | undefined = index.regionAt(from); r !== undefined; r = facts.regions[r]!.parent) {
    const region: ModuleFacts['regions'][number] = facts.regions[r]!;
    if (to >= region.at && to < region.end) return false;
    if (facts.fns[f]!.exits.some(exit => exit.region === r && (exit.kind === 'return' || exit.kind === 'throw'))) return true;
  }
  return false;
}

import { indexOf } from '../../facts/index-of.ts';
import type { E, F, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { alternatives, ormOf } from '../link/join.ts';
import type { Callee } from '../link/link.ts';
import type { Effect } from '../queries/effect.ts';
import { reachOfAll } from '../queries/reach.ts';
import { sitesIn } from '../runs/repetition.ts';
import type { Place } from './judge.ts';

/** Functions that were looked at on the way to something outside; after so many it is given up. */
type Seen = Set<string>;
const MOST = 60;

/**
 * Whether each round that runs a query also waits for something outside of the database: a mail, a file, a job that is queued, a
 * model that is asked. Beside that the query costs next to nothing, and what it writes belongs to what was done.
 */
export function waitsOutside(an: Analysis, effect: Effect, place: Place, repetition: Repetition): boolean {
  const seen: Seen = new Set();
  if (repetition.m === place.m && sitesAround(an.link.facts(place.m)!, place, repetition).some(e => isOutside(an, place.m, e, seen))) return true;
  return effect.hops.some(hop => worksOutside(an, hop, effect, true, seen));
}

/** What a round awaits wherever it runs the query, before or after. */
function sitesAround(facts: ModuleFacts, { at, region }: Place, repetition: Repetition): readonly E[] {
  const around = new Set<R>();
  for (let r: R | undefined = region; r !== undefined; r = facts.regions[r]!.parent ?? facts.fns[facts.regions[r]!.fn]!.outerRegion) around.add(r);
  const given = givenTo(facts, at);
  const skips = exitsAfter(facts, at, region);
  return sitesIn(facts, repetition).flatMap(s => {
    const site = facts.sites[s]!;
    const counts = given.has(site.e) || (isReachedFrom(facts, site.region, around) && isAwaited(facts, site.e) && !skips.some(skip => skip < site.at));
    return counts && !holds(facts, site.e, at) ? [site.e] : [];
  });
}

/** Where a round goes on to the next after a query, for another reason than that a row is missing: `if (posts.length === 0) continue`. */
function exitsAfter(facts: ModuleFacts, at: number, region: R): readonly number[] {
  return facts.fns[facts.regions[region]!.fn]!.exits.flatMap(exit => {
    const branch: ModuleFacts['regions'][number] = facts.regions[exit.region]!;
    const goesOn = (exit.kind === 'continue' || exit.kind === 'return') && exit.at > at;
    return goesOn && (branch.k === 'then' || branch.k === 'else') && !isMissing(facts, branch.test) ? [exit.at] : [];
  });
}

/** `!row`, `row === null`. */
function isMissing(facts: ModuleFacts, e: E): boolean {
  const test = facts.exprs[e]!;
  if (test.k !== 'op') return false;
  const kinds = test.of.map(each => facts.exprs[each]!).map(expr => (expr.k === 'undef' || (expr.k === 'lit' && expr.v === null) ? 'nothing' : expr.k));
  return kinds.includes('var') && (test.op === '!' || (/^===?$/.test(test.op) && kinds.includes('nothing')));
}

/** The calls whose awaited results a query at `at` is given, wherever they stand. */
function givenTo(facts: ModuleFacts, at: number): ReadonlySet<E> {
  const site = facts.sites.find(each => each.at === at);
  const call = site && facts.exprs[site.e]!;
  if (call?.k !== 'call') return new Set();
  return new Set([...reachOfAll(facts, call.args.map(arg => arg.e)).awaits].flatMap(e => {
    const awaited = facts.exprs[e]!;
    return awaited.k === 'await' && awaited.of !== undefined ? [awaited.of] : [];
  }));
}

/** Whether a region is one of these, or stands in one without a branch between: in a `try`, or in a loop. */
function isReachedFrom(facts: ModuleFacts, r: R, around: ReadonlySet<R>): boolean {
  for (let region: R | undefined = r; region !== undefined; region = facts.regions[region]!.parent) {
    if (around.has(region)) return true;
    if (BRANCHES.has(facts.regions[region]!.k)) return false;
  }
  return false;
}

const BRANCHES = new Set<ModuleFacts['regions'][number]['k']>(['then', 'else', 'case', 'catch']);

/**
 * Whether a function waits for something outside, beside what leads to the query. On the way to it a branch is enough: such a
 * function is an operation of its own, and no list of what it does can be made before.
 */
function worksOutside(an: Analysis, { m, f }: Pick<Callee, 'm' | 'f'>, query: { m: ModuleId; at: number } | undefined, inBranches: boolean, seen: Seen): boolean {
  const facts = an.link.facts(m);
  const fn = facts?.fns[f];
  if (!facts || !fn || seen.size > MOST || seen.has(`${m}#${f}`)) return false;
  seen.add(`${m}#${f}`);
  return facts.sites.some(({ e, at, region }) => {
    if (at < fn.at || at >= fn.end || (query?.m === m && holds(facts, e, query.at)) || !isAwaited(facts, e)) return false;
    return !isAside(facts, region, f, inBranches) && isOutside(an, m, e, seen);
  });
}

/** Whether a region of function `f` is reached when something failed or, unless they count, in branches only. */
function isAside(facts: ModuleFacts, r: R, f: F, branchesCount: boolean): boolean {
  for (let region: R | undefined = r; region !== undefined; ) {
    const { k, fn, parent }: ModuleFacts['regions'][number] = facts.regions[region]!;
    if (k === 'catch' || (!branchesCount && BRANCHES.has(k))) return true;
    region = parent ?? (fn === f ? undefined : facts.fns[fn]!.outerRegion);
  }
  return false;
}

function isOutside(an: Analysis, m: ModuleId, e: E, seen: Seen): boolean {
  const facts = an.link.facts(m)!;
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return false;
  const { query, callees, receiver } = an.link.callAt(m, e);
  if (query || ormOf(receiver)) return false;
  if (callees.length > 0) return callees.some(callee => worksOutside(an, callee, undefined, false, seen));
  const callee = facts.exprs[call.callee]!;
  // A promise that is made by hand waits for an event, a stream or the time.
  if (callee.k === 'global') return callee.name === 'fetch' || (call.new === true && callee.name === 'Promise');
  const owner = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
  // Nor what is known only where the function is called: a function that it is given.
  if (owner?.k === 'global' || (callee.k === 'var' && facts.vars[callee.v]!.kind === 'param')) return false;
  // A client that a function is handed is known by its type only: what may be a query by its name is none of these.
  return alternatives(an.link.valueOf(m, call.callee)).every(({ k }) => k === 'external' || (k === 'typed' && !an.mayQueryIn(m, e)));
}

function holds(facts: ModuleFacts, e: E, at: number): boolean {
  const expr = facts.exprs[e]!;
  return at >= expr.at && at < expr.end;
}

const HANDLERS = new Set(['then', 'catch', 'finally']);
const TOGETHER = new Set(['all', 'allSettled']);

/** Whether a call is waited for: by itself, with handlers, or together with others; what is returned the caller waits for. */
function isAwaited(facts: ModuleFacts, e: E): boolean {
  const index = indexOf(facts);
  const { parent } = index;
  let whole = e;
  for (let inner = e, around = parent[e] ?? -1; around >= 0; inner = around, around = parent[around] ?? -1) {
    const expr = facts.exprs[around]!;
    if (expr.k === 'await') return true;
    const handled = expr.k === 'get' && expr.of === inner && HANDLERS.has(expr.name ?? '');
    const chained = expr.k === 'call' && (expr.callee === inner ? facts.exprs[inner]!.k === 'get' : isTogether(facts, expr.callee));
    if (expr.k !== 'as' && expr.k !== 'array' && !handled && !chained) return false;
    whole = around;
  }
  const place = index.use(whole);
  const call = facts.exprs[e]!;
  return place.k === 'exit' && place.exit.kind === 'return' && call.k === 'call' && !call.new;
}

function isTogether(facts: ModuleFacts, callee: E): boolean {
  const expr = facts.exprs[callee]!;
  const owner = expr.k === 'get' ? facts.exprs[expr.of]! : undefined;
  return expr.k === 'get' && TOGETHER.has(expr.name ?? '') && owner?.k === 'global' && owner.name === 'Promise';
}

import type { Silence } from '../../vocabulary/finding.ts';
import type { At, R, V } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { isCarried, walksOn } from './carried.ts';
import { isBoundByCallers } from './bound-by-callers.ts';
import { isRefilled } from './chunks.ts';
import { callAtOffset } from '../queries/paths.ts';
import { isKnown, comeLoaded } from '../results/loaded-rows.ts';
import { ELEMENT, sourceKey, variableOf, type Effect, type Input, type Source } from '../queries/effect.ts';
import { takesLocksInRound } from '../queries/transactions.ts';
import { loopReason } from './loop-reason.ts';
import { isPreloaded, isRemembered } from './preload.ts';
import { isRepeated } from '../runs/repetition.ts';
import { isSearch } from './search.ts';

/** Where a query runs, as the judge sees it. */
export type Place = { m: ModuleId; at: At; region: R };

export type Judgement =
  /**
   * The repetition drives the query: one query per round. `insert`: nothing of the element reaches it, but each round adds a row
   * (unless a function entered adds it on some paths only: what it makes sure of is there after the first).
   */
  | { report: 'driven'; repetition: Repetition; insert: boolean; skipped: readonly Skipped[] }
  | { report: 'neither'; repetition: Repetition; skipped: readonly Skipped[] }
  | { report: 'none'; skipped: readonly Skipped[] };

/** Where one round needs the other, or each is a batch already, nothing around it can batch the rounds either. */
export const UNBATCHABLE: ReadonlySet<Silence> = new Set(['carried', 'search', 'polling', 'paced', 'stream', 'locked', 'chunk', 'grouped']);

/** A repetition that was passed over, and why. */
export type Skipped = { repetition: Repetition; reason: Silence };

/** The innermost repetition that drives a query, of those around its place; what does not count is passed over with its reason. */
export function judge(an: Analysis, effect: Effect, place: Place, frames: readonly Repetition[]): Judgement {
  const skipped: Skipped[] = [];
  let undriven: Repetition | undefined;
  for (const repetition of frames) {
    const reason = reasonFor(an, effect, place, repetition);
    if (reason) {
      skipped.push({ repetition, reason });
      if (UNBATCHABLE.has(reason)) return { report: 'none', skipped };
      continue;
    }
    const isFollowed = isDriven(effect.all, repetition);
    // Asked last: it looks through the program.
    if (isFollowed && isBoundByCallers(an, repetition)) {
      skipped.push({ repetition, reason: 'constant-list' });
      continue;
    }
    if (isFollowed) return { report: 'driven', repetition, insert: false, skipped };
    if (effect.query.operation === 'create' && repetition.counted && !(effect.conditional && effect.hops.length > 0)) return { report: 'driven', repetition, insert: true, skipped };
    undriven ??= repetition;
  }
  return undriven ? { report: 'neither', repetition: undriven, skipped } : { report: 'none', skipped };
}

/** Whether the element of the repetition is among the sources. */
export function isDriven(sources: Input['from'], repetition: Repetition): boolean {
  if (sources.has(ELEMENT) && repetition.callback === undefined && repetition.kind === 'callback') return true;
  for (const v of repetition.elements) if (sources.has(sourceKey(repetition.m, v))) return true;
  return false;
}

function reasonFor(an: Analysis, effect: Effect, place: Place, repetition: Repetition): Silence | undefined {
  const { link } = an;
  const facts = link.facts(place.m)!;
  const structural = loopReason(an, repetition, place.at, place.region);
  if (structural) return structural;
  const sources = localSources(effect, place.m);
  if (isCarried(facts, repetition, { at: place.at, region: place.region, ...sources })) return 'carried';
  if ((effect.query.relation !== undefined || effect.query.loadsOnto) && walksOn(facts, repetition, sources.vars)) return 'carried';
  if (effect.query.model !== undefined && link.settings.smallTables.includes(effect.query.model)) return 'small-table';
  if (takesLocksInRound(an, effect, repetition)) return 'locked';
  if (isSearch(an, repetition)) return 'search';
  const driven = isDriven(effect.all, repetition);
  if (!driven) return undefined;
  const call = effect.query.skipsLoaded || (effect.query.remembers && effect.hops.length > 0) ? callAtOffset(facts, place.at) : undefined;
  if (call !== undefined && (effect.query.remembers ? isKnown : comeLoaded)(an, place.m, call, effect.query)) return 'preloaded';
  const { from, read } = effect.receiver;
  if (!effect.query.onRow && (isDriven(from, repetition) || (read !== undefined && isDriven(new Set([read]), repetition)))) return 'partition';
  if (effect.query.batched && effect.sameTick && !repetition.sequential) return 'batched';
  return wholeReason(an, effect, repetition) ?? (effect.query.operation === 'read' && (isRemembered(an, effect, repetition) || isPreloaded(an, effect, place, repetition)) ? 'preloaded' : undefined);
}

/** `chunk`: the query takes the element whole, as a list. `grouped`: it takes the list of a group whole, with the group's own value beside it. */
function wholeReason(an: Analysis, effect: Effect, repetition: Repetition): Silence | undefined {
  const reached = [...repetition.elements].filter(v => effect.all.has(sourceKey(repetition.m, v)));
  if (reached.length > 0 && reached.every(v => repetition.lists.has(v))) return 'chunk';
  if ([...effect.all].some(source => isEmptied(an, source, repetition))) return 'chunk';
  // What a raw statement does with a list cannot be read; that it is given one can.
  const raw = effect.query.filter?.conditions.some(({ field }) => field.endsWith('*')) ?? true;
  if (raw && reached.some(v => repetition.lists.has(v))) return 'grouped';
  const parts = [...effect.conditions, effect.payload].filter(part => isDriven(part.from, repetition));
  const lists = parts.filter(part => part.whole !== undefined && (isList(part.whole, repetition) || (part === effect.payload && isFetched(an, part.whole, repetition))) && takesList(effect, part));
  if (lists.length === 0) return undefined;
  return lists.length === parts.length ? 'chunk' : 'grouped';
}

/** Whether a condition compares with a list (`in`), or rows are written as a list. */
function takesList(effect: Effect, part: Input): boolean {
  if (part === effect.payload) return effect.query.payload?.list === true;
  const condition = effect.query.filter?.conditions[effect.conditions.indexOf(part)];
  return condition !== undefined && ['in', 'notIn', 'hasSome', 'hasEvery', 'or'].includes(condition.op);
}

/** An element that is itself a list: bound as a whole, as the second of a pair, or cut out of a list in the loop. A row's property is none. */
function isList(whole: Source, repetition: Repetition): boolean {
  if (whole === ELEMENT) return true;
  return [...repetition.elements, ...repetition.slices].some(v => sourceKey(repetition.m, v) === whole && !repetition.rowParts.has(v));
}

/** What the rounds fill, and empty when it is sent. */
function isEmptied(an: Analysis, source: Source, repetition: Repetition): boolean {
  const v = variableOf(source, repetition.m);
  return v !== undefined && isRefilled(an.link.facts(repetition.m)!, repetition, v);
}

/** A list that the round itself waits for: the rows of one account, of one month. */
function isFetched(an: Analysis, whole: Source, repetition: Repetition): boolean {
  const v = variableOf(whole, repetition.m);
  const facts = an.link.facts(repetition.m)!;
  return v !== undefined && facts.vars[v]!.defs.some(def => def.how === 'init' && def.e !== undefined && facts.exprs[def.e]!.k === 'await' && isRepeated(repetition, def.at));
}

/** The variables and fields of module `m` that an effect is derived from. */
export function localSources(effect: Effect, m: ModuleId): { vars: ReadonlySet<V>; fields: ReadonlySet<string> } {
  const vars = new Set<V>();
  const fields = new Set<string>();
  for (const key of effect.all) {
    const v = variableOf(key, m);
    if (v !== undefined) vars.add(v);
    else if (typeof key === 'string' && key.startsWith('this.')) fields.add(key.slice('this.'.length));
  }
  return { vars, fields };
}

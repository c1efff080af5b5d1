import { indexOf } from '../../facts/index-of.ts';
import { enclosing, enclosingThrough } from '../../facts/region.ts';
import type { At, E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import type { Place } from '../loops/judge.ts';
import type { Effect } from './effect.ts';
import { callAtOffset } from './paths.ts';
import { methodOf } from './reach.ts';

/**
 * Whether a query that fails is taken care of in its round, and the others go on: a `catch` that does not throw, `.catch(…)`, or
 * `Promise.allSettled`. One statement for all rows fails for all of them.
 */
export function failsAlone(an: Analysis, effect: Effect, { m, at, region }: Place, repetition: Repetition): boolean {
  const facts = an.link.facts(m)!;
  if (repetition.m === m && (isTaken(facts, at, region, repetition.region) || isSettled(facts, repetition))) return true;
  const inside = effect.hops.length > 0 ? [...effect.hops, { m: effect.m, at: effect.at }] : [];
  return inside.some(place => {
    const own = an.link.facts(place.m);
    return own !== undefined && isTaken(own, place.at, indexOf(own).regionAt(place.at), undefined);
  });
}

/** Whether the error of a call at an offset is caught between it and region `stop`, also around what it is a callback of, or the body of its function. */
function isTaken(facts: ModuleFacts, at: At, r: R, stop: R | undefined): boolean {
  for (const region of stop === undefined ? enclosing(facts, r) : enclosingThrough(facts, r)) {
    if (region === stop) break;
    if (facts.regions[region]!.k === 'try' && isHandled(facts, region)) return true;
  }
  const call = callAtOffset(facts, at);
  return call !== undefined && isChained(facts, call);
}

/** `save(row).catch(…)`. */
function isChained(facts: ModuleFacts, call: E): boolean {
  const { parent } = indexOf(facts);
  const member = facts.exprs[parent[call] ?? -1];
  return member?.k === 'get' && member.of === call && member.name === 'catch' && facts.exprs[parent[parent[call]!] ?? -1]?.k === 'call';
}

/** Whether a `try` has a `catch` that goes on, at least for some errors. */
function isHandled(facts: ModuleFacts, tried: R): boolean {
  const { parent, end, fn } = facts.regions[tried]!;
  const handler = facts.regions.findIndex(each => each.k === 'catch' && each.parent === parent && each.at >= end);
  if (handler < 0) return false;
  const exits = facts.fns[fn]!.exits;
  const goesOn = exits.some(exit => (exit.kind === 'continue' || exit.kind === 'return') && [...enclosing(facts, exit.region)].includes(handler));
  return goesOn || !exits.some(exit => exit.kind === 'throw' && exit.region === handler);
}

/** `Promise.allSettled(rows.map(…))`, also through a variable. */
function isSettled(facts: ModuleFacts, { call }: Repetition): boolean {
  if (call === undefined) return false;
  const index = indexOf(facts);
  const use = index.use(call);
  const held = use.k === 'def' ? index.usesOf(use.v) : [call];
  return held.some(e => {
    const around = facts.exprs[index.parent[e] ?? -1];
    return around?.k === 'call' && methodOf(facts, around.callee) === 'allSettled';
  });
}

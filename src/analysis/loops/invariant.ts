import { assignmentsOf } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import type { Effect } from '../queries/effect.ts';
import { runningAt } from '../queries/effects.ts';
import { localSources, type Place } from './judge.ts';
import { callAtOffset, givenFrom, isInBranch, isOneSide } from '../queries/paths.ts';
import { fills, reachOf, reachOfAll } from '../queries/reach.ts';
import { isOfRoundsOwnTransaction } from '../queries/transactions.ts';
import { isRepeated, sitesIn } from '../runs/repetition.ts';

/** The operations that change nothing. */
export const READS: ReadonlySet<QueryCall['operation']> = new Set<QueryCall['operation']>(['read', 'count', 'aggregate', 'exists']);

/**
 * Whether a read gives the same rows in every round, so that it can move before the loop: nothing that it is given changes,
 * nothing in the loop writes its model, and it is not behind a condition (which may be a cache).
 */
export function isInvariant(an: Analysis, effect: Effect, place: Place, repetition: Repetition): boolean {
  const facts = an.link.facts(place.m)!;
  if (!READS.has(effect.query.operation) || effect.conditional || !repetition.counted || isOfRoundsOwnTransaction(an, effect, repetition)) return false;
  if (effect.query.batched && !repetition.sequential) return false;
  // Behind a call, what could not be read of a filter may hold what the call was given.
  if (effect.hops.length > 0 && effect.query.filter?.open === true) return false;
  if (isInBranch(facts, place.region, repetition.region) || isOneSide(facts, place.at) || isInContext(facts, place, repetition)) return false;
  return !changes(facts, effect, place, repetition) && !isWritten(an, facts, effect, place, repetition);
}

/** Whether something is run for the element, and the query in it: `tenants.run(() => settings.get(), tenant)` asks each time of another tenant. */
function isInContext(facts: ModuleFacts, { region }: Place, repetition: Repetition): boolean {
  const index = indexOf(facts);
  for (let fn: F | undefined = facts.regions[region]!.fn; fn !== undefined && isRepeated(repetition, facts.fns[fn]!.at); fn = facts.fns[fn]!.outer) {
    const literal = index.exprOfFn(fn);
    const call = literal === undefined || fn === repetition.callback ? undefined : facts.exprs[index.parent[literal] ?? -1];
    if (call?.k === 'call' && call.args.some(arg => arg.e !== literal && [...reachOf(facts, arg.e).vars].some(v => repetition.elements.has(v)))) return true;
  }
  return false;
}

/** Whether anything the query is given may differ between rounds: assigned in the loop, or made by a call in it. */
function changes(facts: ModuleFacts, effect: Effect, { m, at }: Place, repetition: Repetition): boolean {
  const { vars, fields } = localSources(effect, m);
  for (const v of vars) if (facts.vars[v]!.defs.some(def => def.how === 'assign' && isRepeated(repetition, def.at))) return true;
  const { memberSets, memberCalls, thisSets } = assignmentsOf(facts);
  for (const v of vars) if ([...(memberSets.get(v) ?? []), ...(memberCalls.get(v) ?? []).filter(e => fills(facts, e))].some(e => isRepeated(repetition, facts.exprs[e]!.at))) return true;
  for (const name of fields) if ((thisSets.get(name) ?? []).some(e => isRepeated(repetition, facts.exprs[e]!.at))) return true;
  const expr = facts.exprs[callAtOffset(facts, at) ?? -1];
  if (expr?.k !== 'call') return true;
  // What a builder is told on the way is mostly made by calls of its package: `where(eq(users.name, 'admin'))`.
  const { calls } = reachOfAll(facts, expr.args.map(arg => arg.e));
  const { awaits } = reachOfAll(facts, givenFrom(facts, at));
  return [...calls, ...awaits].some(e => isRepeated(repetition, facts.exprs[e]!.at));
}

/** Whether the loop writes the model that is read, or may: a raw statement, or a call of which nothing is known. */
function isWritten(an: Analysis, facts: ModuleFacts, effect: Effect, { m }: Place, repetition: Repetition): boolean {
  const index = indexOf(facts);
  return sitesIn(facts, repetition).some(s => {
    const site = facts.sites[s]!;
    if (runningAt(an, m, s, undefined).some(({ effect: { query } }) => !READS.has(query.operation) && (query.model === undefined || effect.query.model === undefined || query.model === effect.query.model))) return true;
    const parent = index.parent[site.e] ?? -1;
    if (parent < 0 || facts.exprs[parent]!.k !== 'await') return false;
    const call = an.link.callAt(m, site.e);
    return !call.query && call.callees.length === 0 && ['unknown', 'param', 'typed'].includes(call.receiver.k);
  });
}

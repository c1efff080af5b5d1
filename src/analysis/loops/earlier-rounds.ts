import { enclosing, enclosingThrough } from '../../facts/region.ts';
import { isWithin } from '../../facts/within.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { modelIn } from '../queries/declared-schema.ts';
import { variableOf, type Effect } from '../queries/effect.ts';
import { runningAt } from '../queries/effects.ts';
import { conditionsAround, givenFrom } from '../queries/paths.ts';
import { queriesIn } from '../queries/queries.ts';
import { reachOf, reachOfAll } from '../queries/reach.ts';
import { isRepeated, sitesIn } from '../runs/repetition.ts';
import { awaitsIn } from './carried.ts';
import { READS } from './invariant.ts';
import { isDriven, type Place } from './judge.ts';

// What one round leaves to the next: rows that it writes, which the same query of a later round sees, or writes again.

/** Whether a read always comes after a write to its model in the same round: read before the loop, it would miss what the loop wrote. */
export function readsOwnWrites(an: Analysis, { query: { operation, model } }: Effect, { m, at, region }: Place, repetition: Repetition): boolean {
  if (!READS.has(operation) || model === undefined) return false;
  const facts = an.link.facts(m)!;
  const around = new Set(enclosingThrough(facts, region));
  return sitesIn(facts, repetition).some(s => {
    const site = facts.sites[s]!;
    if (site.at >= at || !around.has(site.region)) return false;
    return runningAt(an, m, s, undefined).some(({ effect }) => !READS.has(effect.query.operation) && effect.query.model === model && !effect.conditional && !effect.onSomePaths);
  });
}

/** Whether a read asks by what a write of its round gave back: `UPDATE … RETURNING` of one round, then the rows it names. */
export function asksByOwnWrites(an: Analysis, effect: Effect, { m }: Place, repetition: Repetition): boolean {
  if (!READS.has(effect.query.operation) || effect.hops.length > 0) return false;
  const facts = an.link.facts(m)!;
  return effect.conditions.some(({ from }) => [...from].some(source => {
    const v = variableOf(source, m);
    if (v === undefined || !isRepeated(repetition, facts.vars[v]!.at)) return false;
    const made = facts.vars[v]!.defs.flatMap(({ e }) => (e === undefined ? [] : [e]));
    return queriesBehind(an, m, facts, made, repetition).some(({ operation }) => !READS.has(operation));
  }));
}

/** The queries of a round whose answers expressions are derived from. */
function queriesBehind(an: Analysis, m: ModuleId, facts: ModuleFacts, es: readonly E[], repetition: Repetition): readonly QueryCall[] {
  return [...reachOfAll(facts, es).awaits].flatMap(e => {
    const awaited = facts.exprs[e]!;
    const query = awaited.k === 'await' && awaited.of !== undefined && isRepeated(repetition, awaited.at) ? an.link.callAt(m, awaited.of).query : undefined;
    return query ? [query] : [];
  });
}

/** What tells one row, or the rows of one other row, from all others. */
const IDENTITY = /(?:^|_|[a-z])(?:id|ids|uuid|key|slug|email|code|sku)$/i;

/**
 * Whether a round may change which rows the same read finds in a later one: it writes a column that the read filters by
 * (`status: 'FREE'`, then `status: 'TAKEN'`), and the rows of one element are not its own, as those of a key would be.
 */
export function seesEarlierWrites(an: Analysis, effect: Effect, { m }: Place, repetition: Repetition): boolean {
  const { operation, model, filter } = effect.query;
  if (!READS.has(operation) || model === undefined || !filter) return false;
  const driven = filter.conditions.filter((_, at) => isDriven(effect.conditions[at]!.from, repetition));
  if (driven.some(({ field, op }) => (op === '=' || op === 'in') && IDENTITY.test(field))) return false;
  const fields = new Set(filter.conditions.map(({ field }) => field));
  const facts = an.link.facts(m)!;
  return sitesIn(facts, repetition).some(s => [...queriesAt(an, m, facts, s)].some(query => (query.operation === 'update' || query.operation === 'upsert') && query.model === model && query.payload?.assignments.some(({ field }) => fields.has(field)) === true));
}

/** The queries that a site runs, and those that stand in the functions it enters, in loops there too. */
function* queriesAt(an: Analysis, m: ModuleId, facts: ModuleFacts, s: number): Generator<QueryCall> {
  for (const { effect } of runningAt(an, m, s, undefined)) yield effect.query;
  for (const callee of an.link.callAt(m, facts.sites[s]!.e).callees) {
    const entered = an.link.facts(callee.m);
    const fn = entered?.fns[callee.f];
    if (fn && an.mayQuery(callee.m, callee.f, callee.env)) for (const { query } of queriesIn(an, callee.m, call => isWithin(entered.exprs[call]!, fn))) yield query;
  }
}

/** Whether every round writes the same row, as how far it has come: nothing of a unique key that is written follows the element. */
export function writesOneRow(an: Analysis, effect: Effect, { m }: Place, repetition: Repetition): boolean {
  const { query, hops } = effect;
  if (query.operation !== 'upsert' || hops.length > 0 || repetition.m !== m || !query.payload || query.payload.open) return false;
  const facts = an.link.facts(m)!;
  const { assignments } = query.payload;
  const isSame = (column: string): boolean => {
    const values = assignments.flatMap(({ field, value }) => (field === column ? [value] : []));
    // What a row is made of before the loop does not mention the element.
    return values.length > 0 && values.every(({ m: from, e }) => from === m && isRepeated(repetition, facts.exprs[e]!.at) && ![...reachOf(facts, e).vars].some(v => repetition.elements.has(v)));
  };
  return modelIn(an.link, m, query)?.keys.some(({ columns }) => columns.length > 0 && columns.every(isSame)) === true;
}

/** A row that is written only when an earlier query of the round did not find it, or whose values come from what its model holds so far. */
export function dependsOnOwnModel(an: Analysis, effect: Effect, place: Place, repetition: Repetition): boolean {
  if (effect.query.operation !== 'create') return false;
  const facts = an.link.facts(place.m)!;
  if (effect.hops.length === 0 && queriesBehind(an, place.m, facts, givenFrom(facts, place.at), repetition).some(({ model }) => model === effect.query.model)) return true;
  if (conditionsAround(facts, place.at).some(guard => awaitsIn(facts, repetition, guard))) return true;
  for (const region of enclosing(facts, place.region, repetition.region)) {
    const here = facts.regions[region]!;
    if ((here.k === 'then' || here.k === 'else') && awaitsIn(facts, repetition, here.test)) return true;
  }
  return false;
}

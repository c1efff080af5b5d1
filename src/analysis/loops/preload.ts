import { enclosing } from '../../facts/region.ts';
import type { E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import type { Effect } from '../queries/effect.ts';
import { conditionsAround } from '../queries/paths.ts';
import { reachBeside, reachOf } from '../queries/reach.ts';
import { KEYS } from '../results/loaded-rows.ts';
import { isRepeated } from '../runs/repetition.ts';

/**
 * Whether a read only fills in for what an earlier query of its model, before the loop, has left out: it is asked for when
 * the preloaded collection has no answer (`byId.get(id) ?? (await find(id))`).
 */
export function isPreloaded(an: Analysis, effect: Effect, place: { m: string; at: number; region: R }, repetition: Repetition): boolean {
  const facts = an.link.facts(place.m)!;
  // The collection itself is no preload of what its elements are asked about.
  const own = repetition.m === place.m && repetition.over !== undefined ? reachOf(facts, repetition.over).awaits : new Set<E>();
  return guardsAt(facts, place, repetition).some(guard =>
    // The element itself may come from a query: `if (user.managerId) await find(user.managerId)` looks nothing up.
    [...reachBeside(facts, guard, repetition.elements).awaits].some(e => {
      const awaited = facts.exprs[e]!;
      if (own.has(e) || isRepeated(repetition, awaited.at) || awaited.k !== 'await' || awaited.of === undefined) return false;
      return reachesModel(an, facts, place.m, awaited.of, effect.query.model);
    }),
  );
}

/** Whether a query that remembers rows is asked for the element itself, a row of its model: `for (const user of users) await em.findOne(User, user.id)`. */
export function isRemembered({ link }: Analysis, { query, hops }: Effect, { m, over, elements }: Repetition): boolean {
  const value = query.filter?.conditions[0]?.value;
  if (!query.remembers || hops.length > 0 || over === undefined || value?.m !== m) return false;
  const facts = link.facts(m)!;
  const key = facts.exprs[value.e]!;
  const owner = key.k === 'get' && KEYS.has(key.name ?? '') ? facts.exprs[key.of]! : undefined;
  if (owner?.k !== 'var' || !elements.has(owner.v)) return false;
  const row = link.element(link.valueOf(m, over));
  if (row.k === 'instance') return row.m === query.declared?.m && row.c === query.declared.c;
  return row.k === 'orm' && row.orm === query.orm && row.model !== undefined && row.model === query.model;
}

function reachesModel(an: Analysis, facts: ModuleFacts, m: string, e: E, model: string | undefined): boolean {
  return model !== undefined && [e, ...reachOf(facts, e).calls].some(call => facts.exprs[call]!.k === 'call' && an.link.callAt(m, call).query?.model === model);
}

/** What decides whether a place is reached: the tests around it, and what stands before it in `a ?? b` and the like. */
export function guardsAt(facts: ModuleFacts, { at, region }: { at: number; region: R }, repetition: Repetition): readonly E[] {
  const guards: E[] = [];
  for (const r of enclosing(facts, region, repetition.region)) {
    const here = facts.regions[r]!;
    if (here.k === 'then' || here.k === 'else') guards.push(here.test);
  }
  guards.push(...conditionsAround(facts, at));
  return guards;
}

import type { E, R } from '../vocabulary/ir.ts';
import type { QueryCall } from '../vocabulary/query.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Analysis } from './analysis.ts';
import { finalForm, lazyRuns } from './lazy.ts';

/** A query that stands in a module. `e` is the call that runs it (of a builder, the one that knows all of it), `site` its number, `region` where it stands. */
export type StandingQuery = { m: ModuleId; e: E; site: number; region: R; query: QueryCall };

/** The queries that the code of a module runs itself, in the order of the code; those behind the functions it calls are not among them. `concerns` leaves out calls before anything is asked about them. */
export function* queriesIn(an: Analysis, m: ModuleId, concerns: (call: E) => boolean = () => true): Generator<StandingQuery> {
  const facts = an.link.facts(m);
  for (const [site, { e: call, region }] of facts?.sites.entries() ?? []) {
    if (!facts || facts.exprs[call]!.k !== 'call' || !concerns(call) || !an.mayQueryIn(m, call)) continue;
    const first = an.link.callAt(m, call).query;
    if (!first || (first.runs === 'awaited' && !lazyRuns(an.link, m, facts, call, undefined))) continue;
    const { e, query } = finalForm(an.link, m, facts, call, first, undefined);
    yield { m, e, site, region, query };
  }
}

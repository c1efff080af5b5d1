import type { E, R } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { finalForm, lazyRuns } from './lazy.ts';

/** A query that stands in a module. `e` is the call that runs it (of a builder, the one that knows all of it), `site` its number, `region` where it stands. */
export type StandingQuery = { m: ModuleId; e: E; site: number; region: R; query: QueryCall };

/** The queries that the code of a module runs itself, in the order of the code; those behind the functions it calls are not among them. `concerns` leaves out calls before anything is asked about them. */
export function* queriesIn(an: Analysis, m: ModuleId, concerns: (call: E) => boolean = () => true): Generator<StandingQuery> {
  const facts = an.link.facts(m);
  for (const [site, { e: call }] of facts?.sites.entries() ?? []) {
    const query = concerns(call) && an.mayQueryIn(m, call) ? awaitedQuery(an, m, site, undefined) : undefined;
    if (query) yield query;
  }
}

/** The query that runs at a site of a module, when its call is one. */
export function awaitedQuery(an: Analysis, m: ModuleId, site: number, env: Env | undefined): StandingQuery | undefined {
  const facts = an.link.facts(m)!;
  const { e: call, region } = facts.sites[site]!;
  if (facts.exprs[call]!.k !== 'call') return undefined;
  const first = an.link.callAt(m, call, env).query;
  if (!first || (first.runs === 'awaited' && !lazyRuns(an.link, m, facts, call, env))) return undefined;
  const { e, query } = finalForm(an.link, m, facts, call, first, env);
  return { m, e, site, region, query };
}

import { isWithin } from '../../facts/within.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { ELEMENT_OF } from './result-use.ts';
import { holdersOf } from './result-uses.ts';
import { rowSourcesOf, type RowSource } from './row-sources.ts';

/** Whether the call `e` is given rows that come with all of what a query would load onto them. */
export function comeLoaded(an: Analysis, m: ModuleId, e: E, { orm, loads }: QueryCall): boolean {
  return loads.length > 0 && loads.every(each => rowSourcesOf(an, m).some(source => source.query.orm === orm && leadsAlong(source.query, each.split('.')) && holds(an, source, m, e)));
}

/** Whether one of the paths that a query loads leads along a path, from its rows or from some on the way. */
export function leadsAlong({ loads, paths = loads }: QueryCall, path: readonly string[]): boolean {
  return paths.some(each => {
    const steps = each.split('.');
    return steps.some((_, from) => path.every((step, at) => steps[from + at] === step));
  });
}

/** Whether a call is asked of rows of a query, or is given them. */
export function holds(an: Analysis, { query: { rowsAt = [] }, start }: Pick<RowSource, 'query' | 'start'>, m: ModuleId, e: E): boolean {
  const { exprs } = an.link.facts(m)!;
  return [...holdersOf(an, start)].some(held => held.m === m && isWithin(exprs[held.e]!, exprs[e]!) && held.inside.length === 0 && held.path.slice(rowsAt.length).every(step => step === ELEMENT_OF));
}

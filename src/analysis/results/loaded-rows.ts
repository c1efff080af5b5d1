import { indexOf } from '../../facts/index-of.ts';
import { isWithin } from '../../facts/within.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { nodeBehind, nodeOf, relationOf } from '../relations/model-graph.ts';
import { ELEMENT_OF } from './result-use.ts';
import { holdersOf } from './result-uses.ts';
import { rowSourcesOf, type RowSource } from './row-sources.ts';

/** Whether the call `e` is given rows that come with all of what a query would load onto them. */
export function comeLoaded(an: Analysis, m: ModuleId, e: E, { orm, loads }: QueryCall): boolean {
  return loads.length > 0 && loads.every(each => rowSourcesOf(an, m).some(source => source.query.orm === orm && leadsAlong(source.query, each.split('.')) && holds(an, source, m, e)));
}

/** The keys of rows by which a query that remembers them may be asked. */
export const KEYS: ReadonlySet<string> = new Set(['id', '_id', 'uuid']);

/** Whether the call `e` is given the key of a row that an ORM which keeps one object for each row has read: a row of a query, or one that came with it. */
export function isKnown(an: Analysis, m: ModuleId, e: E, { orm, model = '' }: QueryCall): boolean {
  const facts = an.link.facts(m)!;
  const { parent } = indexOf(facts);
  return rowSourcesOf(an, m).some(source => source.query.orm === orm && [...rowsIn(an, source, m, e)].some(row => {
    const around = facts.exprs[parent[row] ?? -1];
    const name = around?.k === 'get' && around.of === row ? around.name : undefined;
    if (name === undefined || KEYS.has(name)) return source.query.model === model;
    return modelsBehind(an, source, name).has(model);
  }));
}

/** The models whose rows come with the rows of a query, by the paths it loads that begin with a relation. */
function modelsBehind(an: Analysis, { m, query }: RowSource, relation: string): ReadonlySet<string> {
  const { loads, paths = loads } = query;
  const found = new Set<string>();
  for (const steps of paths.map(path => path.split('.'))) {
    let node = steps[0] === relation ? nodeOf(an.link, m, query) : undefined;
    for (const step of steps) {
      const column = node && relationOf(node, step);
      node = node && column && nodeBehind(an.link, query.orm, node, column);
      if (node) found.add(node.model.name);
    }
  }
  return found;
}

/** Whether one of the paths that a query loads leads along a path, from its rows or from some on the way. */
export function leadsAlong({ loads, paths = loads }: QueryCall, path: readonly string[]): boolean {
  return paths.some(each => {
    const steps = each.split('.');
    return steps.some((_, from) => path.every((step, at) => steps[from + at] === step));
  });
}

/** Whether a call is asked of rows of a query, or is given them. */
export function holds(an: Analysis, source: Pick<RowSource, 'query' | 'start'>, m: ModuleId, e: E): boolean {
  return !rowsIn(an, source, m, e).next().done;
}

/** The expressions inside `e` that are rows of a query. */
function* rowsIn(an: Analysis, { query: { rowsAt = [] }, start }: Pick<RowSource, 'query' | 'start'>, m: ModuleId, e: E): Generator<E> {
  const { exprs } = an.link.facts(m)!;
  for (const held of holdersOf(an, start)) {
    if (held.m === m && held.e !== e && isWithin(exprs[held.e]!, exprs[e]!) && held.inside.length === 0 && held.path.slice(rowsAt.length).every(step => step === ELEMENT_OF)) yield held.e;
  }
}

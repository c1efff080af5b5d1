import { renderExpr } from '../../facts/render.ts';
import type { LoadFinding } from '../../vocabulary/finding.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { rowSourcesOf } from '../results/row-sources.ts';
import { nodeOf } from './model-graph.ts';
import { loadsOf } from './unused-loads.ts';

/** The relations that queries of a module load and that nothing reads on their rows. */
export function unusedLoadsIn(an: Analysis, m: ModuleId): readonly LoadFinding[] {
  const facts = an.link.facts(m)!;
  const found = rowSourcesOf(an, m).flatMap((source): readonly LoadFinding[] => {
    const { query, e } = source;
    // What another function gives is loaded for its other callers too.
    if (source.m !== m || source.start.entered.length > 0 || query.loads.length === 0) return [];
    const words = an.link.orms.find(({ name }) => name === query.orm)?.words;
    const own = words?.unloaded ? nodeOf(an.link, m, query) : undefined;
    const call = facts.exprs[e]!;
    if (!own || call.k !== 'call') return [];
    const { at, end } = facts.exprs[call.callee]!;
    const text = renderExpr(facts, call.callee);
    const subject = /^[\w$.#?]+$/.test(text) ? text : words!.display(query);
    return loadsOf(an, source, own).flatMap(({ path, column, silence }) => {
      if (silence) return [];
      const { costs, text: advice, option, joined } = words!.unloaded!(query, path, column);
      return [{ at, end, subject, relation: path.join('.'), query, costs, advice, load: { facts, call: e, option, path, joined: joined === true } }];
    });
  });
  return found.sort((a, b) => a.at - b.at);
}

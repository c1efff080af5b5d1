import { functionsAround } from '../../facts/functions-around.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { LoopFinding } from '../../vocabulary/finding.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { queriesIn } from '../queries/queries.ts';
import { isWrittenBetween } from '../queries/written-between.ts';
import { holds, leadsAlong } from '../results/loaded-rows.ts';
import { rowSourcesOf } from '../results/row-sources.ts';
import { nodeOf, relationOf } from './model-graph.ts';

/**
 * Whether the relation that the call `e` of a loop loads row by row was on the rows before: the query that read them loads it, one before the
 * loop has loaded it for all of them, or a function that others share too asks only for what is missing.
 */
export function isLoadedBefore(an: Analysis, m: ModuleId, e: E, { queries, relation = '…' }: LoopFinding): boolean {
  const sure = queries.filter(({ onSomePaths }) => !onSomePaths);
  if (sure.length > 0 && sure.every(({ query, hops }) => query.skipsLoaded === true && hops.length > 0)) return true;
  if (relation === '…') return false;
  const path = relation.split('.');
  return isWrittenSince(an, m, e, queries[0]!.query, path) || isFetched(an, m, e, path) || comesWithRows(an, m, e, path);
}

/** Whether rows of the relation are written since its rows were read, before the loop or in the round: what is loaded has to be as it is by then. */
function isWrittenSince(an: Analysis, m: ModuleId, e: E, query: QueryCall, [first = '']: readonly string[]): boolean {
  const facts = an.link.facts(m)!;
  const own = nodeOf(an.link, m, query);
  const column = own && relationOf(own, first);
  // What ties rows of many to many is written by methods of either side.
  const models = [column?.relation, query.model].filter(model => model !== undefined);
  // What is given the loaded rows runs after them.
  const { at } = facts.exprs[wholeOf(facts, e)]!;
  const read = rowSourcesOf(an, m).filter(source => holds(an, source, m, e)).map(({ start }) => facts.exprs[start.entered[0]?.call ?? start.e]!.end);
  // Where the rows were read is not always known.
  const begins = read.length > 0 ? Math.min(...read) : outermost(facts, e).at;
  return models.some(model => isWrittenBetween(an, m, begins, at, { orm: query.orm, model }));
}

/** `await Post.fetchGraph(posts, 'author')` in the same function, before. */
function isFetched(an: Analysis, m: ModuleId, e: E, path: readonly string[]): boolean {
  const facts = an.link.facts(m)!;
  const index = indexOf(facts);
  const { at } = facts.exprs[e]!;
  const around = functionsAround(facts, index.fnAt(at));
  return [...queriesIn(an, m)].some(({ e: other, query }) => query.loadsOnto === true && facts.exprs[other]!.end <= at && around.has(index.fnAt(facts.exprs[other]!.at)) && leadsAlong(query, path));
}

/** The expression that is a statement of its own, or most of one, around another. */
function wholeOf(facts: ModuleFacts, e: E): E {
  const around = indexOf(facts).parent[e] ?? -1;
  return around < 0 ? e : wholeOf(facts, around);
}

/** The function of the module that a place stands in, with all those around it. */
function outermost(facts: ModuleFacts, e: E): { at: number } {
  const named = [...functionsAround(facts, indexOf(facts).fnAt(facts.exprs[e]!.at))].filter(f => f !== 0);
  return facts.fns[named.at(-1) ?? 0]!;
}

/** Whether a call is asked of rows, or is given rows, that the query which read them has loaded with the relation. */
function comesWithRows(an: Analysis, m: ModuleId, e: E, path: readonly string[]): boolean {
  return rowSourcesOf(an, m).some(({ m: from, query, start }) => {
    const { loads, paths = loads } = query;
    const own = nodeOf(an.link, from, query);
    // A relation may be named by its model.
    const model = own && relationOf(own, path[0]!)?.relation?.toLowerCase();
    if (!paths.some(each => `${each}.`.startsWith(`${path.join('.')}.`) || (path.length === 1 && each.split('.')[0]!.toLowerCase() === model))) return false;
    return holds(an, { query, start }, m, e);
  });
}

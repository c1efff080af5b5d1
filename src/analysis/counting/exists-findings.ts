import { renderExpr } from '../../facts/render.ts';
import type { ExistsFinding } from '../../vocabulary/count-finding.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { schemaOf } from '../queries/declared-schema.ts';
import { isByWholeKey, mayBeByKey } from '../queries/by-key.ts';
import { asksForAny, asksForNothing } from './emptiness.ts';
import { queriesIn } from '../queries/queries.ts';
import { ELEMENT_OF, type ResultUse } from '../results/result-use.ts';
import { resultOf, usesOf } from '../results/result-uses.ts';
import { answerSite } from '../queries/answer-site.ts';
import { ofVersion } from '../queries/written-at.ts';
import { writtenQuery } from '../queries/written-query.ts';

/** The counts, and the reads of one row, of which a module asks no more than whether there is any. */
export function testedIn(an: Analysis, m: ModuleId, text: string): readonly ExistsFinding[] {
  const facts = an.link.facts(m)!;
  return [...queriesIn(an, m)].flatMap((standing): readonly ExistsFinding[] => {
    const { e, query: found } = standing;
    const kind = found.operation === 'count' ? 'count' : found.operation === 'read' && found.cardinality === 'one' ? 'row' : undefined;
    const call = facts.exprs[e]!;
    if (!kind || call.k !== 'call' || (found.model !== undefined && an.link.settings.smallTables.includes(found.model))) return [];
    const schema = schemaOf(an.link, m, found);
    const orm = an.link.orms.find(({ name }) => name === found.orm)!;
    // One row is all that is counted.
    if (kind === 'count' && (isByWholeKey(found, schema) || (orm.schema !== undefined && mayBeByKey(found, schema)))) return [];
    const tests = testsOf(an, kind, usesOf(an, resultOf(m, e)));
    if (!tests) return [];
    const query = ofVersion(an.link, m, writtenQuery(an.link, m, call.callee, found));
    const { words } = orm;
    const advice = words.exists(query, schema);
    if (!advice) return [];
    const { at, end, k } = facts.exprs[call.callee]!;
    const subject = k === 'var' ? words.display(query) : renderExpr(facts, call.callee);
    return [{ at, end, subject, kind, query, call: { ref: { m, e }, at: call.at, end: call.end }, tests: tests.map(use => ({ ref: { m: use.m, e: use.e }, at: use.at, end: use.end })), advice: advice.text, ...answerSite(an, standing, kind, tests, text) }];
  });
}

/** The tests, when there are any and nothing else is done. */
function testsOf(an: Analysis, kind: ExistsFinding['kind'], uses: Iterable<ResultUse>): readonly ResultUse[] | undefined {
  const tests: ResultUse[] = [];
  let members = 0;
  for (const use of uses) {
    if (use.kind === 'element') continue;
    // A count may come as a column of a row: `[{ n }]`.
    if (kind === 'count' && use.kind === 'member') members++;
    else if (!isTest(an, kind, use)) return undefined;
    else tests.push(use);
  }
  if (kind === 'row') return tests.length > 0 ? tests : undefined;
  const deepest = Math.max(0, ...tests.map(({ path }) => path.length));
  const asked = tests.filter(({ path }) => path.length === deepest);
  // That there is a row to read the count from says nothing.
  return asked.length > 0 && (deepest > 0) === members > 0 && asked.some(use => asksForAny(an, use)) ? asked : undefined;
}

function isTest(an: Analysis, kind: ExistsFinding['kind'], use: ResultUse): boolean {
  if (kind === 'count') return asksForAny(an, use) || asksForNothing(an, use);
  // A list of one row: `const [row] = …`.
  const inRow = use.path.length === 0 || (use.path.length === 1 && use.path[0] === ELEMENT_OF);
  return inRow ? asksForNothing(an, use) : use.path[0] === 'length' && (use.kind === 'length' || asksForAny(an, use));
}

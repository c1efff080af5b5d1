import { basename, relative } from 'node:path';

import { indexOf } from '../../facts/index-of.ts';
import { positionOf } from '../../facts/position.ts';
import { renderExpr } from '../../facts/render.ts';
import type { CountFinding, Spot } from '../../vocabulary/count-finding.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { askedOf, type AskedRows } from './asked-rows.ts';
import { firstRowOf, mayGiveMany } from './first-row.ts';
import { constantNumber } from './constant-number.ts';
import { schemaOf } from '../queries/declared-schema.ts';
import { handedRows } from '../results/handed-rows.ts';
import { alternatives } from '../link/join.ts';
import { awaitedQuery, type StandingQuery } from '../queries/queries.ts';
import type { Held } from '../results/result-use.ts';
import { resultOf } from '../results/result-uses.ts';
import { answerSite } from '../queries/answer-site.ts';
import { ofVersion } from '../queries/written-at.ts';
import { writtenQuery } from '../queries/written-query.ts';

/** Rows that a limit keeps to so many are as good as a number. */
const HANDFUL = 10;

/** The rows that a module fetches, itself or by a function that gives them, for what the database could say itself. */
export function countedIn(an: Analysis, m: ModuleId, root: string, text: string): readonly CountFinding[] {
  const facts = an.link.facts(m)!;
  const found = new Map<E, CountFinding>();
  for (const [site, { e }] of facts.sites.entries()) {
    if (!mayBeRead(facts, e) || !an.mayQueryIn(m, e)) continue;
    const finding = ofQuery(an, m, site, text) ?? ofFunction(an, m, e, root);
    if (finding) found.set(finding.call.ref.e, finding);
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/** Methods of promises and lists: what they are called on may be all of a query. */
const GOES_ON: ReadonlySet<string> = new Set(['then', 'catch', 'finally', 'filter', 'reduce', 'some', 'forEach']);

/** Whether what a call gives is more than dropped, or a step of a chain. */
function mayBeRead(facts: ModuleFacts, e: E): boolean {
  if (facts.exprs[e]!.k !== 'call') return false;
  const index = indexOf(facts);
  const parent = index.parent[e] ?? -1;
  if (parent < 0) return index.use(e).k !== 'statement';
  const around = facts.exprs[parent]!;
  const next = around.k === 'get' ? facts.exprs[index.parent[parent] ?? -1] : undefined;
  return !(around.k === 'get' && next?.k === 'call' && next.callee === parent && !GOES_ON.has(around.name ?? ''));
}

function ofQuery(an: Analysis, m: ModuleId, site: number, text: string): CountFinding | undefined {
  const standing = awaitedQuery(an, m, site, undefined);
  if (!standing || !givesRows(an, standing) || isSmall(an, standing)) return undefined;
  const result = resultOf(m, standing.e);
  const used = askedOf(an, result) ?? firstOf(an, standing, result);
  const finding = used && findingOf(an, m, standing.e, standing, used);
  const what = used?.asked.what;
  return finding && { ...finding, ...((what === 'number' || what === 'any' || what === 'first') && answerSite(an, standing, what, used.reads, text)) };
}

function firstOf(an: Analysis, { m, query }: StandingQuery, result: Held): AskedRows | undefined {
  return query.limit === undefined && mayGiveMany(query, schemaOf(an.link, m, query)) ? firstRowOf(an, result) : undefined;
}

function ofFunction(an: Analysis, m: ModuleId, e: E, root: string): CountFinding | undefined {
  const { query, callees } = an.link.callAt(m, e);
  const [callee] = callees;
  if (query || callees.length !== 1 || !callee) return undefined;
  const used = askedOf(an, resultOf(m, e));
  const standing = used && handedRows(an, callee);
  if (!used || !standing || !givesRows(an, standing) || isSmall(an, standing)) return undefined;
  const finding = findingOf(an, m, e, standing, used);
  const there = an.link.facts(callee.m)!;
  const fn = there.fns[callee.f]!;
  return finding && { ...finding, hop: { symbol: fn.name ?? 'a function', file: relative(root, callee.m) || basename(callee.m), line: positionOf(there, fn.at).line } };
}

/** Whether a query gives a list of rows, and not a page, a pair or a statement's result. */
function givesRows(an: Analysis, { m, e, query }: StandingQuery): boolean {
  if (query.operation !== 'read' || query.cardinality === 'one') return false;
  return alternatives(an.link.awaited(an.link.callAt(m, e).value)).every(({ k }) => k === 'list');
}

function isSmall(an: Analysis, { query }: StandingQuery): boolean {
  if (query.model !== undefined && an.link.settings.smallTables.includes(query.model)) return true;
  const limit = query.limit && constantNumber(an, query.limit);
  return limit !== undefined && limit <= HANDFUL;
}

function findingOf(an: Analysis, m: ModuleId, e: E, standing: StandingQuery, { asked, reads }: AskedRows): CountFinding | undefined {
  const facts = an.link.facts(m)!;
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return undefined;
  const query = ofVersion(an.link, m, standing.m === m && standing.e === e ? writtenQuery(an.link, m, call.callee, standing.query) : standing.query);
  const { words } = an.link.orms.find(({ name }) => name === query.orm)!;
  const advice = words.counted(query, asked, schemaOf(an.link, standing.m, query));
  if (!advice) return undefined;
  const { at, end, k } = facts.exprs[call.callee]!;
  const display = words.display(query);
  const subject = k === 'var' && standing.e === e ? display : renderExpr(facts, call.callee);
  return { at, end, subject, asked, query, display, call: spot(facts, { m, e }), reads: reads.map(use => ({ ref: { m: use.m, e: use.e }, at: use.at, end: use.end })), advice: advice.text };
}

function spot(facts: ModuleFacts, ref: Ref): Spot {
  const { at, end } = facts.exprs[ref.e]!;
  return { ref, at, end };
}

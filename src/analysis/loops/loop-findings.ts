import { basename, relative } from 'node:path';
import { positionOf } from '../../facts/position.ts';
import { renderExpr } from '../../facts/render.ts';
import type { LoopFinding, QueryBehind } from '../../vocabulary/finding.ts';
import type { ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import type { Effect } from '../queries/effect.ts';
import { loopSite } from './loop-site.ts';
import { isRunOnMiss } from '../queries/literal-paths.ts';
import { isInCatch, isPassedOver, looksUp } from '../queries/paths.ts';
import { isPickedOut } from './picked-out.ts';
import { guardsAt } from './preload.ts';
import { loadsOfElements } from './element-load.ts';
import { loadByKey } from './load-by-key.ts';
import { listOf } from '../runs/repetition.ts';
import { judgedIn, type Judged } from './judged.ts';
import { drivenOf, isWrite, verdictOf, wordsOf } from './verdict.ts';

/** What the loop rule may report in a module: one finding per place, naming all queries behind it. */
export function findingsIn(an: Analysis, m: ModuleId, root: string, text: string): readonly LoopFinding[] {
  const byPlace = new Map<string, { kind: LoopFinding['kind']; judged: Judged; advice: string }[]>();
  for (const judged of judgedIn(an, m)) {
    const verdict = verdictOf(an, judged);
    if (!verdict) continue;
    const key = `${judged.running.at}`;
    const list = byPlace.get(key);
    if (list) list.push({ ...verdict, judged });
    else byPlace.set(key, [{ ...verdict, judged }]);
  }
  return [...byPlace.values()].map(list => findingOf(an, m, root, text, list)).sort((a, b) => a.at - b.at);
}

const ORDER: readonly LoopFinding['kind'][] = ['recursion', 'driven', 'row-by-row', 'invariant'];

function findingOf(an: Analysis, m: ModuleId, root: string, text: string, list: readonly { kind: LoopFinding['kind']; judged: Judged; advice: string }[]): LoopFinding {
  const facts = an.link.facts(m)!;
  const sure = list.filter(({ judged }) => !isUnsure(an, facts, judged));
  const byRow = staysRowByRow(list);
  const candidates = sure.length > 0 ? sure : list;
  const kind = byRow ? 'row-by-row' : ORDER.find(each => candidates.some(item => item.kind === each))!;
  const same = candidates.filter(item => item.kind === kind);
  // What could be done for all rows is a part of what an operation costs that stays row by row.
  const isNamed = (item: (typeof list)[number]): boolean => item.kind === kind || (byRow && item.kind === 'driven');
  const named = [...new Set([...same, ...candidates, ...list])].filter(isNamed);
  const first = named[0]!;
  const expr = facts.exprs[first.judged.running.at]!;
  const { judgement } = first.judged;
  const over = judgement.report === 'none' ? undefined : listOf(facts, judgement.repetition);
  const { effect } = first.judged.running;
  // `db('users')`, where the client itself is called, goes by what it asks: `db` alone would say nothing.
  const subject = expr.k === 'var' && effect.hops.length === 0 ? wordsOf(an, effect.query.orm).display(effect.query) : renderExpr(facts, first.judged.running.at);
  return {
    at: expr.at,
    end: expr.end,
    kind,
    subject,
    ...(over !== undefined && { collection: renderExpr(facts, withoutAwait(facts, over)) }),
    queries: named.map(item => ({ ...behind(an, m, root, item.judged.running.effect, subject), onSomePaths: !sure.includes(item) })),
    onSomePaths: !named.some(item => sure.includes(item)),
    ...loadOf(an, kind, same, first.advice),
    ...(list.length === 1 && siteOf(an, m, first, text)),
  };
}

/** Whether what a call enters writes its rows one by one: taking out what has a form that takes many leaves one statement per round, and takes an operation apart. */
function staysRowByRow(list: readonly { kind: LoopFinding['kind']; judged: Judged }[]): boolean {
  return list.some(({ kind, judged: { running: { effect } } }) => kind === 'row-by-row' && effect.hops.length > 0 && isWrite(effect)) && !list.some(({ kind }) => kind === 'recursion');
}

/** The relation of the elements that all queries of a finding load: the query that read the rows could have loaded it. And what to write instead. */
function loadOf(an: Analysis, kind: LoopFinding['kind'], list: readonly { judged: Judged }[], advice: string): Pick<LoopFinding, 'relation' | 'advice'> {
  const [relation, ...more] = [...new Set(list.map(({ judged }) => judged.running.effect.query.relation))];
  if (kind !== 'driven' || more.length > 0) return { advice };
  if (relation !== undefined) return { advice, ...(list.every(({ judged }) => loadsOfElements(an, judged)) && { relation }) };
  const load = list.length === 1 ? loadByKey(an, list[0]!.judged) : undefined;
  return load ? { relation: load.relation?.name ?? '…', advice: wordsOf(an, load.second.orm).byKey!(load)?.text ?? advice } : { advice };
}

/** The loop of a finding that is about one query, for its rewrites. */
function siteOf(an: Analysis, m: ModuleId, { kind, judged: { running, place, judgement } }: { kind: LoopFinding['kind']; judged: Judged }, text: string): Pick<LoopFinding, 'site'> | undefined {
  if (judgement.report === 'none' || (kind !== 'driven' && kind !== 'invariant')) return undefined;
  const { repetition } = judgement;
  const { effect, at } = running;
  const { payload } = drivenOf(an.link.facts(m)!, effect, repetition);
  const site = loopSite(an, { m, at, region: place.region, effect, repetition, kind, samePayload: payload !== 'driven' }, text);
  return site && { site };
}

/** Whether a query may be skipped in most rounds: it stands in a branch of what is entered, after an error, or behind a look-up that the loop fills. */
function isUnsure(an: Analysis, facts: ModuleFacts, { running: { effect }, place, judgement }: Judged): boolean {
  if (effect.onSomePaths) return true;
  if (judgement.report === 'none') return false;
  const { repetition } = judgement;
  if (isInCatch(facts, place.region, repetition.region) || isPickedOut(facts, place, repetition)) return true;
  if (guardsAt(facts, place, repetition).some(guard => looksUp(facts, guard))) return true;
  if (repetition.m === place.m && isPassedOver(facts, repetition, place.at)) return true;
  const { m, callback, region } = repetition;
  const body = callback ?? (region === undefined ? undefined : facts.regions[region]!.fn);
  return m === place.m && body !== undefined && isRunOnMiss(an, m, facts, facts.regions[place.region]!.fn, body, undefined);
}

function withoutAwait(facts: ModuleFacts, e: number): number {
  const expr = facts.exprs[e]!;
  return (expr.k === 'await' || expr.k === 'as') && expr.of !== undefined ? withoutAwait(facts, expr.of) : e;
}

function behind(an: Analysis, m: ModuleId, root: string, { query, hops, m: at, at: offset }: Effect, subject: string): Omit<QueryBehind, 'onSomePaths'> {
  const place = (module: ModuleId, position: number): { file: string; line: number } => {
    const facts = an.link.facts(module);
    return { file: relative(root, module) || basename(module), line: facts ? positionOf(facts, position).line : 0 };
  };
  return {
    query,
    display: hops.length === 0 && at === m ? subject : wordsOf(an, query.orm).display(query),
    hops: hops.map(hop => {
      const fn = an.link.facts(hop.m)?.fns[hop.f];
      return { symbol: fn?.name ?? 'a function', ...place(hop.m, fn?.at ?? 0) };
    }),
    ...place(at, offset),
  };
}

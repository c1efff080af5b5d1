import { positionOf } from '../../facts/position.ts';
import { renderExpr } from '../../facts/render.ts';
import type { AggregateFinding, AggregateGroup, AggregateQuery } from '../../vocabulary/aggregate.ts';
import type { ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { isConstantList } from '../loops/constant-list.ts';
import { schemaOf } from '../queries/declared-schema.ts';
import { writtenAt } from '../queries/written-at.ts';
import { writtenQuery } from '../queries/written-query.ts';
import { answerName } from './answer-name.ts';
import { partsOf } from './conditions.ts';
import { askedForEach } from './each-value.ts';
import { together, type Question, type Together } from './group.ts';
import { talliesIn, type Tally } from './tallies.ts';
import { runsOfTallies } from './together.ts';

/** The questions of a module that one query could answer, each group once, on its first question. */
export function aggregatesIn(an: Analysis, m: ModuleId, text: string): readonly AggregateFinding[] {
  const byKey = new Map<string, Tally[]>();
  for (const tally of talliesIn(an, m)) byKey.set(tally.key, [...(byKey.get(tally.key) ?? []), tally]);
  const found = [...byKey.values()].flatMap(tallies => runsOfTallies(an, m, tallies).flatMap(run => findingsOf(an, m, run, text)));
  return found.sort((a, b) => a.at - b.at);
}

function findingsOf(an: Analysis, m: ModuleId, run: readonly Tally[], text: string): readonly AggregateFinding[] {
  const [innermost] = run[0]!.frames;
  const constant = innermost?.over !== undefined && isConstantList(an.link, m, innermost.over);
  if (run.length < 2 && !constant) return [];
  const questions = run.map((tally): Question => ({ tally, parts: partsOf(an.link, m, tally) }));
  const each = constant ? askedForEach(an.link.facts(m)!, questions, innermost) : undefined;
  if (each) return [findingOf(an, m, each, false)].filter(finding => finding !== undefined);
  return together(questions).flatMap((group): readonly AggregateFinding[] => {
    const finding = findingOf(an, m, group, innermost !== undefined && !constant);
    return finding ? [{ ...finding, ...siteOf(an, group, finding.queries.map(({ name }) => name), text) }] : [];
  });
}

function findingOf(an: Analysis, m: ModuleId, group: Together & { each?: string }, repeated: boolean): AggregateFinding | undefined {
  const facts = an.link.facts(m)!;
  const words = an.link.orms.find(({ name }) => name === group.questions[0]!.tally.query.orm)!.words;
  const queries = namedApart(group.questions.map(({ tally }, at) => askedBy(an, m, facts, tally, group.own[at]!)));
  const { common, open, by, each } = group;
  const asked: AggregateGroup = { queries, common, open, ...(by !== undefined && { by }), ...(each !== undefined && { each }) };
  const [first] = group.questions;
  const { tally } = first!;
  const advice = words.singleAggregate(asked, schemaOf(an.link, m, tally.query));
  if (!advice) return undefined;
  const callee = facts.exprs[(facts.exprs[tally.e] as { callee: number }).callee]!;
  return {
    at: callee.at,
    end: callee.end,
    kind: each === undefined ? group.kind : 'each-value',
    model: tally.model,
    fields: by === undefined ? [...new Set(group.own.flat().map(({ field }) => field))] : [by],
    queries: queries.map((query, at) => ({ ...query, display: displayOf(facts, group.questions[at]!.tally, words.display(query.query)), ...placeOf(facts, group.questions[at]!.tally) })),
    common,
    open,
    ...(by !== undefined && { by }),
    ...(each !== undefined && { each }),
    repeated,
    advice: advice.text,
  };
}

/** Plain counts that differ in their conditions, as they are written. */
function siteOf(an: Analysis, { kind, questions, by }: Together, names: readonly string[], text: string): Pick<AggregateFinding, 'site'> {
  const written = questions.map(({ tally }) => (isPlainCount(tally) ? writtenAt(an, tally, text) : undefined));
  const [first] = written;
  if (kind === 'same-rows' || !first || !written.every(each => each !== undefined)) return {};
  return { site: { rewrites: first.rewrites, queries: written.map(each => each.written), names, ...(by !== undefined && { by }) } };
}

function isPlainCount({ query: { aggregates = [{ fn: 'count' }] } }: Tally): boolean {
  const [only, more] = aggregates;
  return more === undefined && only?.fn === 'count' && only.field === undefined && !only.distinct;
}

function askedBy(an: Analysis, m: ModuleId, facts: ModuleFacts, { e, query }: Tally, own: AggregateQuery['own']): AggregateQuery {
  const call = facts.exprs[e]!;
  const written = call.k === 'call' ? writtenQuery(an.link, m, call.callee, query) : query;
  return { query: written, name: answerName(facts, e) ?? '', aggregates: query.aggregates ?? [{ fn: 'count' }], own };
}

/** Each answer has a name of its own; where the program gives none, it is what is asked. */
function namedApart(queries: readonly AggregateQuery[]): readonly AggregateQuery[] {
  const names = new Set<string>();
  return queries.map(query => {
    const [fn] = query.aggregates;
    const start = query.name || (nameOfValue(query) ?? (query.own.length === 0 && fn?.fn === 'count' ? 'total' : (fn?.fn ?? 'count')));
    let name = start;
    for (let next = 2; names.has(name); next++) name = `${start}${next}`;
    names.add(name);
    return { ...query, name };
  });
}

/** What one value of a column is called: `open` of `'open'` or `Status.OPEN`, `active` and `notActive` of what is true and false. */
function nameOfValue({ own: [only, more] }: AggregateQuery): string | undefined {
  const value = only && !more ? /^'?(?:\w+\.)*([A-Za-z_]\w*)'?$/.exec(only.text)?.[1] : undefined;
  const field = only?.field.split('.').at(-1) ?? '';
  return value === 'true' ? field : value === 'false' ? `not${field.slice(0, 1).toUpperCase()}${field.slice(1)}` : value?.toLowerCase();
}

/** The call as it is written; a long chain goes by what it asks. */
function displayOf(facts: ModuleFacts, { e, chain }: Tally, otherwise: string): string {
  const call = facts.exprs[e]!;
  if (chain.length > 1 || call.k !== 'call') return otherwise;
  const text = renderExpr(facts, call.callee);
  return /^[\w$.]+$/.test(text) ? text : otherwise;
}

function placeOf(facts: ModuleFacts, { e }: Tally): { at: number; end: number; line: number } {
  const { at, end } = facts.exprs[e]!;
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : call;
  return { at, end, line: positionOf(facts, callee.k === 'get' ? callee.nameAt : at).line };
}

import { basename, relative } from 'node:path';

import { indexOf } from '../../facts/index-of.ts';
import { positionOf } from '../../facts/position.ts';
import { renderExpr } from '../../facts/render.ts';
import type { FollowUpFinding } from '../../vocabulary/follow-up.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { queriesIn, type StandingQuery } from '../queries/queries.ts';
import { writtenQuery } from '../queries/written-query.ts';
import { variablesOf } from '../results/result-variables.ts';
import { pairsIn, type Pair } from './follow-ups.ts';
import { sameRowsIn, type SameRow } from './same-row.ts';

const ASKS: ReadonlySet<string> = new Set(['read', 'count', 'exists', 'aggregate']);

/** The queries of a module that another one of the same function could have answered too, in the order of the code. */
export function followUpsIn(an: Analysis, m: ModuleId, root: string): readonly FollowUpFinding[] {
  // What a schema that cannot be read says of keys and relations is not known.
  const broken = new Set(an.link.schemas(m).flatMap(({ orm, problems }) => (problems.length > 0 ? [orm] : [])));
  const asked = [...queriesIn(an, m)].filter(({ query }) => ASKS.has(query.operation) && !broken.has(query.orm));
  const reads = asked.filter(({ query }) => query.operation === 'read');
  if (reads.length === 0) return [];
  const again = sameRowsIn(an, m, reads).flatMap(each => (each.silence ? [] : ofSameRow(an, m, root, each)));
  const pairs = onePerSecond(pairsIn(an, m, asked)).filter(({ silence, second }) => silence === undefined && !again.some(({ at }) => at === placeOf(an, m, second.e).at));
  const firsts = [...new Set(pairs.map(({ first }) => first.e))];
  return [...firsts.flatMap(e => ofFirst(an, m, root, pairs.filter(({ first }) => first.e === e))), ...again].sort((a, b) => a.at - b.at);
}

/** What is said of the queries that go by the rows of one: those whose rows it could load are one finding. */
function ofFirst(an: Analysis, m: ModuleId, root: string, pairs: readonly Pair[]): readonly FollowUpFinding[] {
  const found: FollowUpFinding[] = [];
  const loaded: string[] = [];
  for (const pair of pairs.toSorted((a, b) => a.second.e - b.second.e)) {
    const { first, relation } = pair.followUp;
    const { loads, paths = loads } = first;
    // What a join can load beside another depends on what it loads by then.
    const finding = ofPair(an, m, root, { ...pair, followUp: { ...pair.followUp, first: { ...first, paths: [...paths, ...loaded] } } });
    const one = found.find(({ kind }) => kind === 'related');
    if (finding?.kind === 'related' && one && relation && !pair.followUp.isLoaded) one.beside.push(relation.name);
    else if (finding) found.push(finding);
    if (finding?.kind === 'related' && relation) loaded.push(relation.name);
  }
  return found;
}

/** A query that goes by rows of two others is asked with the later one of them. */
function onePerSecond(pairs: readonly Pair[]): readonly Pair[] {
  return [...new Map(pairs.toSorted((a, b) => a.first.e - b.first.e).map(pair => [pair.second.e, pair])).values()];
}

function ofPair(an: Analysis, m: ModuleId, root: string, { source, first, second, followUp, keyOnly }: Pair): FollowUpFinding | undefined {
  const words = wordsOf(an, second.query);
  const written = { ...followUp, first: source.start.entered.length > 0 ? followUp.first : writtenAt(an, m, first.e, followUp.first), second: writtenAt(an, m, second.e, followUp.second) };
  const filtered = keyOnly ? words.filterThrough?.(written) : undefined;
  const advice = followUp.isLoaded ? { text: `It loads \`${followUp.relation!.name}\` with ${followUp.many ? 'them' : 'it'}: read it there, with the columns that are needed here.` } : (filtered ?? words.loadWith?.(written));
  if (!advice) return undefined;
  const name = nameOfRows(an.link.facts(m)!, first.e);
  return {
    ...placeOf(an, m, second.e),
    kind: filtered && !followUp.isLoaded ? 'filtered' : 'related',
    subject: displayAt(an, m, second),
    first: displayAt(an, m, { e: first.e, query: source.query }),
    ...whereOf(an, root, source),
    key: name === undefined || followUp.many ? followUp.column : `${name}.${followUp.column}`,
    beside: [],
    query: second.query,
    advice: advice.text,
  };
}

function ofSameRow(an: Analysis, m: ModuleId, root: string, { first, second, fields, more }: SameRow): FollowUpFinding {
  const name = nameOfRows(an.link.facts(m)!, first.e);
  const row = name === undefined ? 'its row' : `\`${name}\``;
  const relations = more.filter(path => path !== '…');
  const advice = more.length === 0 ? `Use ${row}.` : `Load ${relations.length > 0 ? relations.map(path => `\`${path}\``).join(', ') : 'what both need'} with the first one, and use ${row}.`;
  return { ...placeOf(an, m, second.e), kind: 'again', subject: displayAt(an, m, second), first: displayAt(an, m, first), ...whereOf(an, root, { m, e: first.e }), key: fields.join('`, `'), beside: [], query: second.query, advice };
}

/** The variable that holds all that a call gives. */
function nameOfRows(facts: ModuleFacts, e: E): string | undefined {
  const { parent } = indexOf(facts);
  const around = facts.exprs[parent[e] ?? -1];
  if (around?.k === 'await' || around?.k === 'as') return nameOfRows(facts, parent[e]!);
  const held = variablesOf(facts, e).find(({ def }) => def.path.length === 0);
  return held && facts.vars[held.v]!.name;
}

function wordsOf(an: Analysis, { orm }: QueryCall): Analysis['link']['orms'][number]['words'] {
  return an.link.orms.find(({ name }) => name === orm)!.words;
}

function writtenAt(an: Analysis, m: ModuleId, e: E, query: QueryCall): QueryCall {
  const call = an.link.facts(m)!.exprs[e]!;
  return call.k === 'call' ? writtenQuery(an.link, m, call.callee, query) : query;
}

function placeOf(an: Analysis, m: ModuleId, e: E): { at: number; end: number } {
  const { exprs } = an.link.facts(m)!;
  const call = exprs[e]!;
  const { at, end } = exprs[call.k === 'call' ? call.callee : e]!;
  return { at, end };
}

/** The callee as it is written; a long chain goes by what it asks. */
function displayAt(an: Analysis, m: ModuleId, { e, query }: Pick<StandingQuery, 'e' | 'query'>): string {
  const facts = an.link.facts(m)!;
  const call = facts.exprs[e]!;
  const text = call.k === 'call' ? renderExpr(facts, call.callee) : '';
  return /^[\w$.#?]+$/.test(text) ? text : wordsOf(an, query).display(query);
}

function whereOf(an: Analysis, root: string, { m, e }: { m: ModuleId; e: E }): Pick<FollowUpFinding, 'file' | 'line'> {
  const facts = an.link.facts(m)!;
  return { file: relative(root, m) || basename(m), line: positionOf(facts, facts.exprs[e]!.at).line };
}

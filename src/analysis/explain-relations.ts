import { renderExpr } from '../facts/render.ts';
import type { LoadSilence } from '../vocabulary/finding.ts';
import type { FollowUpSilence } from '../vocabulary/follow-up.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Analysis } from './analysis.ts';
import { pairsIn } from './follow-ups/follow-ups.ts';
import { sameRowsIn } from './follow-ups/same-row.ts';
import { queriesIn } from './queries/queries.ts';
import { nodeOf } from './relations/model-graph.ts';
import { loadsOf } from './relations/unused-loads.ts';
import { rowSourcesOf } from './results/row-sources.ts';

const APART: Readonly<Record<FollowUpSilence, string>> = {
  'way-out': 'a check between them may end the function.',
  checked: 'a call between them is handed the rows and gives nothing, so it may be there to throw.',
  conditional: 'one of them runs on some paths only.',
  locked: 'one of them locks its rows.',
  transactions: 'they are asked of different clients or transactions.',
  paged: 'it gives a page, and the row that it goes by is used as well.',
  written: 'rows are written between them, or a function is called that may write.',
  reassigned: 'what it goes by may be another value by then.',
  waited: 'something unknown is waited for between them.',
};

const LOADED: Readonly<Record<LoadSilence, string>> = {
  open: 'it cannot be said what else the query loads.',
  needed: 'it also says which rows there are, or in which order.',
  shared: 'a constant names it, which other queries may share.',
  unread: 'nothing looks at the rows at all.',
  escapes: 'the rows go where they are not followed.',
  computed: 'a member is read that is no column, and may read it.',
  read: 'the program reads it.',
};

/** Why nothing is said of the queries of a module that go by others, and of the relations that they load: sentences by call. */
export function relationsInWords(an: Analysis, m: ModuleId): ReadonlyMap<E, readonly string[]> {
  const facts = an.link.facts(m)!;
  const found = new Map<E, string[]>();
  const say = (e: E, sentence: string): void => void found.set(e, [...(found.get(e) ?? []), sentence]);
  const asked = [...queriesIn(an, m)];
  for (const { first, second, silence } of pairsIn(an, m, asked)) if (silence) say(second.e, `It goes by rows of ${calleeOf(facts, first.e)}, and \`orm/prefer-include\` says nothing of that: ${APART[silence]}`);
  for (const { first, second, silence } of sameRowsIn(an, m, asked)) if (silence) say(second.e, `${calleeOf(facts, first.e)} has read the row by the same key, and \`orm/prefer-include\` says nothing of that: ${APART[silence]}`);
  for (const source of rowSourcesOf(an, m)) {
    const own = source.m === m && source.start.entered.length === 0 && source.query.loads.length > 0 ? nodeOf(an.link, m, source.query) : undefined;
    for (const { path, silence } of own ? loadsOf(an, source, own) : []) if (silence) say(source.e, `It loads \`${path.join('.')}\`, and \`orm/no-unused-eager-load\` says nothing of that: ${LOADED[silence]}`);
  }
  return found;
}

function calleeOf(facts: ModuleFacts, e: E): string {
  const call = facts.exprs[e]!;
  return `\`${renderExpr(facts, call.k === 'call' ? call.callee : e)}\``;
}

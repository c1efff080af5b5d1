import { renderExpr } from '../../facts/render.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Repetition } from '../analysis.ts';
import { reachOf } from '../queries/reach.ts';
import type { Part } from './conditions.ts';
import type { Question, Together } from './group.ts';

/**
 * One question for each value of a list that the code spells out: `statuses.map(status => count({ where: { status } }))`. The value
 * is compared with one column, and nothing else of the question follows it.
 */
export function askedForEach(facts: ModuleFacts, questions: readonly Question[], { m, over, elements }: Repetition): (Together & { each: string }) | undefined {
  const list = over === undefined ? undefined : facts.exprs[over];
  if (over === undefined || (list?.k === 'array' && list.items.length < 2)) return undefined;
  const follows = (e: E): boolean => [...reachOf(facts, e).vars].some(v => elements.has(v));
  const isDriven = ({ condition: { value } }: Part): boolean => value?.m === m && follows(value.e);
  const alike = questions.filter(({ tally, parts }) => {
    if (parts.unread || tally.query.operation === 'exists') return false;
    const driven = parts.list.filter(isDriven);
    const others = parts.open.some(source => [...elements].some(v => new RegExp(`\\bv${v}\\b`).test(source)));
    const chain = tally.chain.at(-1);
    const first = chain === undefined ? undefined : facts.exprs[chain];
    return driven.length === 1 && driven[0]!.condition.op === '=' && !driven[0]!.condition.field.includes('.') && !others && first?.k === 'call' && !follows(first.callee);
  });
  const [first] = alike;
  if (!first) return undefined;
  const driven = first.parts.list.find(isDriven)!;
  const key = (question: Question): string => question.parts.list.map(part => part.key).sort().join('|');
  const same = alike.filter(question => key(question) === key(first));
  return {
    kind: 'values',
    questions: same,
    common: first.parts.list.filter(part => part !== driven).map(({ condition }) => condition),
    own: same.map(() => [driven.condition]),
    open: first.parts.open.length > 0,
    by: driven.condition.field,
    each: renderExpr(facts, over),
  };
}

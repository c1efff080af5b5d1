import type { AggregateFinding, WrittenCondition } from '../../vocabulary/aggregate.ts';
import type { Part, Parts } from './conditions.ts';
import type { Tally } from './tallies.ts';

/** One of the questions that are asked together. */
export type Question = { tally: Tally; parts: Parts };

/** Questions that one query could answer, and how they differ. */
export type Together = {
  kind: Exclude<AggregateFinding['kind'], 'each-value'>;
  questions: readonly Question[];
  common: readonly WrittenCondition[];
  own: readonly (readonly WrittenCondition[])[];
  open: boolean;
  by?: string;
};

/** Operators that ask for rows of other tables. */
const ELSEWHERE = new Set(['some', 'every', 'none', 'is', 'isNot', 'exists', 'not exists', 'column']);

/** What one query could answer of questions that are asked in one run; those that need a query of their own are left out. */
export function together(all: readonly Question[]): readonly Together[] {
  const byOpenPart = new Map<string, Question[]>();
  for (const question of all) {
    if (question.parts.unread) continue;
    const key = question.parts.open.join('|');
    byOpenPart.set(key, [...(byOpenPart.get(key) ?? []), question]);
  }
  return [...byOpenPart.values()].flatMap(questions => groupOf(different(questions)) ?? []);
}

/** The same question twice is one question too many, and no reason for an aggregate. */
function different(questions: readonly Question[]): readonly Question[] {
  const keys = questions.map(({ tally: { query }, parts }) => [query.operation === 'exists', JSON.stringify(query.aggregates ?? []), ...parts.list.map(({ key }) => key).sort()].join('|'));
  return questions.filter((_, at) => keys.indexOf(keys[at]!) === at);
}

function groupOf(questions: readonly Question[]): Together | undefined {
  const left = withoutOwnKeys(withoutElsewhere(questions));
  // `exists` stops at the first row: beside counts it costs nothing more, alone it is the cheaper question.
  if (left.length < 2 || left.filter(({ tally }) => tally.query.operation !== 'exists').length < 2) return undefined;
  const common = commonOf(left);
  const own = left.map(({ parts }) => ownOf(parts, common).map(({ condition }) => condition));
  const by = columnThatTells(left, common);
  return {
    kind: own.every(each => each.length === 0) ? 'same-rows' : by === undefined ? 'conditions' : 'values',
    questions: left,
    common: left[0]!.parts.list.filter(({ key }) => common.has(key)).map(({ condition }) => condition),
    own,
    open: left[0]!.parts.open.length > 0,
    ...(by !== undefined && { by }),
  };
}

function commonOf(questions: readonly Question[]): ReadonlySet<string> {
  const [first, ...others] = questions.map(({ parts }) => parts.list.map(({ key }) => key));
  return new Set((first ?? []).filter(key => others.every(keys => keys.includes(key))));
}

function ownOf({ list }: Parts, common: ReadonlySet<string>): readonly Part[] {
  return list.filter(({ key }) => !common.has(key));
}

/** Without questions that go by a relation of their own: it would join for all of them. */
function withoutElsewhere(questions: readonly Question[]): readonly Question[] {
  const common = commonOf(questions);
  return questions.filter(({ parts }) => ownOf(parts, common).every(({ condition: { field, op } }) => !field.includes('.') && !ELSEWHERE.has(op)));
}

/**
 * Without questions about rows that a key of their own picks (`followerId: me`, `followedId: me`): together they would read the
 * table where each of them reads an index. Where all rows of one of the questions are read anyway, a key of their own costs nothing.
 */
function withoutOwnKeys(questions: readonly Question[]): readonly Question[] {
  const common = commonOf(questions);
  const picked = questions.some(({ parts }) => parts.list.some(({ key, selects }) => selects && common.has(key)));
  if (picked || questions.some(({ parts }) => ownOf(parts, common).length === 0)) return questions;
  return questions.filter(({ parts }) => ownOf(parts, common).every(({ selects }) => !selects));
}

/** The column whose constants tell the questions apart. One of them may ask for all values. */
function columnThatTells(questions: readonly Question[], common: ReadonlySet<string>): string | undefined {
  const own = questions.map(({ parts }) => ownOf(parts, common));
  const [first] = own.filter(parts => parts.length > 0).map(parts => parts[0]!.condition.field);
  const tells = own.every(parts => parts.length === 0 || (parts.length === 1 && isValue(parts[0]!.condition) && parts[0]!.condition.field === first));
  const values = own.flatMap(parts => parts.map(({ key }) => key));
  return first !== undefined && tells && values.length > 1 && values.length >= questions.length - 1 && new Set(values).size === values.length ? first : undefined;
}

function isValue({ op, constant, text }: WrittenCondition): boolean {
  return op === '=' && constant && text !== 'null';
}

import { describe, expect, test } from 'vitest';

import { conditionsOf } from '../../src/orms/sql-conditions.ts';
import { check } from '../analysis/harness.ts';
import { argumentsOf, opaque, sql } from './views.ts';

/** How the values of a statement are compared, in order. */
function compared(text: string, ...values: readonly unknown[]): readonly string[] {
  const args = argumentsOf(sql(text), ...values);
  return conditionsOf(args.at(0), values.map((_, at) => args.at(at + 1)!)).map(({ op }) => op);
}

const [A, B] = [opaque('a'), opaque('b')];

test.each([
  ['select * from t where id = $1', ['=']],
  ['select * from t where t."id"::text = $1::text', ['=']],
  ['select * from t where lower(email) = lower($1)', ['=']],
  ['select * from t where id in ($1)', ['=']],
  ['select * from t where id = any($1)', ['=']],
  ['update t set a = 1 where id = $1', ['=']],
  ['delete from t where id = ?', ['=']],
  ['select * from t where id <> $1', ['~']],
  ['select * from t where id != $1', ['~']],
  ['select * from t where at >= $1', ['~']],
  ['select * from t where name ilike $1', ['~']],
  ['select * from t where similarity(name, $1) > 0.45', ['~']],
  ['select * from generate_series($1, now(), interval 1)', ['~']],
  ['select nearest($1)', ['~']],
  ['select * from t join lateral f($1) on true', ['~']],
  ['insert into t (a) select $1', ['?']],
  ['select * from t order by a limit $1', ['?']],
  ['update t set a = $1', ['?']],
  ['insert into t values ($1)', ['?']],
  ['select * from t where $1', ['?']],
])('%j compares by %j', (text, ops) => {
  expect(compared(text, A)).toEqual(ops);
});

test.each([
  ['select * from t where "team_id" = $1', 'team_id'],
  ["select * from t where t.name = '$1'", 'name'],
  ['select * from t where t.id in ($1)', 'id'],
  ['select * from t where id = any($1)', 'id'],
  ['select * from t where lower(email) = lower($1)', undefined],
  ['select * from t where at >= $1', undefined],
])('%j names the column %s', (text, column) => {
  const args = argumentsOf(sql(text), A);
  expect(conditionsOf(args.at(0), [args.at(1)!])[0]?.column).toBe(column);
});

test('each value stands at its placeholder', () => {
  expect(compared('select * from t where a > ? and b = ?', A, B)).toEqual(['~', '=']);
  expect(compared('select * from t where a > $2 and b = $1', [A, B])).toEqual(['~', '=']);
  expect(compared('select * from t where at between ? and ?', A, B)).toEqual(['~', '~']);
  expect(compared('select * from t where a = :a and b < :b', { a: A, b: B })).toEqual(['=', '~']);
  expect(compared('update t set a = $1 where id = $2', [A, B])).toEqual(['?', '=']);
});

test('a value without a place, and a statement that is not known, say nothing', () => {
  expect(compared('select * from t where id = $1', A, B)).toEqual(['=', '?']);
  expect(conditionsOf(argumentsOf(opaque('statement')).at(0), []).map(({ op }) => op)).toEqual(['?']);
});

const each = (statement: string): string => `export async function run(posts: { id: number; at: Date }[], user: number) {
  for (const post of posts) console.log(await ${statement});
}
`;

describe('what follows the element in a statement', () => {
  check([
    { name: 'is compared for equality', code: each('prisma.$queryRaw`select * from post where id = ${post.id} and at < ${post.at}`'), reports: ['driven prisma.$queryRaw'] },
    { name: 'is a range', code: each('prisma.$queryRaw`select count(*) from post where user = ${user} and at >= ${post.at}`'), reports: ['row-by-row prisma.$queryRaw'] },
    { name: 'is a range among arguments', code: each("prisma.$queryRawUnsafe('select count(*) from post where user = $1 and at >= $2', user, post.at)"), reports: ['row-by-row prisma.$queryRawUnsafe'] },
    { name: 'is what rows are made of', code: each('prisma.$queryRaw`select * from generate_series(${post.at}::timestamp, now(), interval 1) as t`'), reports: ['row-by-row prisma.$queryRaw'] },
    { name: 'is excluded', code: each('prisma.$queryRaw`select * from post where user = ${user} and id != ${post.id}`'), reports: ['row-by-row prisma.$queryRaw'] },
  ]);
});

import { join } from 'node:path';

import { Linter } from 'eslint';
import { afterEach, expect, it, vi } from 'vitest';

import type * as Analysis from '../../src/analysis/index.ts';
import type { LintedFile } from '../../src/analysis/index.ts';
import plugin from '../../src/index.ts';
import rule from '../../src/rules/prefer-single-aggregate.ts';
import type { AggregateFinding, AggregateQuery, WrittenCondition } from '../../src/vocabulary/aggregate.ts';
import { fixture } from '../project/on-disk.ts';
import { ruleTester, strict } from '../rule-tester.ts';

const filename = join(fixture('compat'), 'src', 'page.ts');

/** What the analysis answers where a test says it. */
const analysis = vi.hoisted(() => ({ findings: undefined as unknown[] | undefined }));
vi.mock('../../src/analysis/index.ts', async importOriginal => {
  const original = await importOriginal<typeof Analysis>();
  return { ...original, aggregateFindings: (file: LintedFile) => analysis.findings ?? original.aggregateFindings(file) };
});

afterEach(() => {
  analysis.findings = undefined;
});

const CODE = 'const open = await prisma.order.count();\n';
const status = (text: string): WrittenCondition => ({ field: 'status', op: '=', text, constant: true });
const query: AggregateQuery['query'] = { orm: 'prisma', method: 'count', operation: 'count', cardinality: 'one', loads: [], nestedWrites: false, options: [], runs: 'awaited', batched: false, evidence: 'proved' };
const ask = (line: number, own: readonly WrittenCondition[], display = 'prisma.order.count'): AggregateFinding['queries'][number] => ({ query, name: 'n', aggregates: [{ fn: 'count' }], own, display, at: 19, end: 39, line });

const FINDING: AggregateFinding = {
  at: 19,
  end: 37,
  kind: 'values',
  model: 'Order',
  fields: ['status'],
  queries: [ask(1, [status("'paid'")]), ask(2, [status("'sent'")])],
  common: [],
  open: false,
  by: 'status',
  repeated: false,
  advice: 'Ask once.',
};
const PAIR: AggregateFinding = { ...FINDING, kind: 'conditions', fields: ['status', 'total'] };

function lint(findings: readonly AggregateFinding[], options?: object) {
  analysis.findings = [...findings];
  const config = [{ files: ['**/*.ts'], plugins: { orm: plugin }, rules: { 'orm/prefer-single-aggregate': options ? ['error', options] : 'error' } }];
  return new Linter().verify(CODE, config as never, { filename: 'a.ts' });
}

it.each<[string, AggregateFinding, string]>([
  ['countsByValue', FINDING, '`prisma.order.count` (2 times) differ only in the value of `status`: 2 queries read `Order` 2 times. Ask once.'],
  [
    'countsByCondition',
    { ...PAIR, fields: ['a', 'b', 'c', 'd'], queries: [...PAIR.queries, ask(3, [], 'prisma.order.aggregate')] },
    '`prisma.order.count` (2 times) and `prisma.order.aggregate` differ only in `a`, `b` and 2 more columns: 3 queries read `Order` 3 times. Ask once.',
  ],
  ['numbersOfSameRows', { ...FINDING, kind: 'same-rows', fields: [], queries: [ask(1, []), ask(2, [], 'prisma.order.aggregate')] }, '`prisma.order.count` and `prisma.order.aggregate` ask for numbers over the same rows: 2 queries read them 2 times. Ask once.'],
  ['countForEachValue', { ...FINDING, kind: 'each-value', each: 'STATUSES', queries: [ask(1, [status('status')])] }, '`prisma.order.count` runs once for each value of `STATUSES`: one query per value reads `Order` each time. Ask once.'],
])('says %s in whole sentences', (messageId, finding, message) => {
  expect(lint([finding])).toMatchObject([{ ruleId: 'orm/prefer-single-aggregate', messageId, message, line: 1, column: 20, endColumn: 38 }]);
});

it('takes two only where nothing is lost by asking once, or where the option says so', () => {
  expect(lint([PAIR])).toEqual([]);
  expect(lint([PAIR], { atLeast: 2 })).toHaveLength(1);
  expect(lint([{ ...FINDING, queries: [ask(1, []), ask(2, [status("'sent'")])] }])).toEqual([]);
  expect(lint([{ ...PAIR, repeated: true }])).toEqual([]);
  expect(lint([{ ...PAIR, repeated: true, common: [status('status')] }])).toHaveLength(1);
});

ruleTester.run('prefer-single-aggregate', rule as never, {
  assertionOptions: strict,

  valid: [
    {
      name: 'no query at all',
      code: 'export const answer = [1, 2].map(count => count + 1);',
    },
    {
      name: 'in the browser',
      filename,
      code: `'use client';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const stats = () => Promise.all([prisma.post.count({ where: { title: 'a' } }), prisma.post.count({ where: { title: 'b' } })]);
`,
    },
  ],

  invalid: [
    {
      name: 'two counts, once',
      filename,
      code: `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export const stats = () => Promise.all([prisma.post.count({ where: { title: 'a' } }), prisma.post.count({ where: { title: 'b' } })]);
`,
      errors: [
        {
          messageId: 'countsByValue',
          data: {
            queries: '`prisma.post.count` (2 times)', count: 2, model: 'Post', field: 'title', fields: '`title`', collection: '', lines: '3, 3',
            advice: "Ask once with `prisma.post.groupBy({ by: ['title'], where: { title: { in: ['a', 'b'] } }, _count: true })`; a value without rows has no group and counts 0.",
          },
          line: 3, column: 41, endLine: 3, endColumn: 58,
        },
      ],
    },
  ],
});

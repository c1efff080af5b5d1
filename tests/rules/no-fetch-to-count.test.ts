import { join } from 'node:path';

import { Linter } from 'eslint';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type * as Analysis from '../../src/analysis/index.ts';
import type { LintedFile } from '../../src/analysis/index.ts';
import plugin from '../../src/index.ts';
import type { Asked } from '../../src/vocabulary/asked.ts';
import type { CountFinding } from '../../src/vocabulary/count-finding.ts';
import { fixture } from '../project/on-disk.ts';
import { ruleTester, strict } from '../rule-tester.ts';

/** What the analysis answers where a test says it. */
const analysis = vi.hoisted(() => ({ findings: undefined as unknown[] | undefined }));
vi.mock('../../src/analysis/index.ts', async importOriginal => {
  const original = await importOriginal<typeof Analysis>();
  return { ...original, countFindings: (file: LintedFile) => analysis.findings ?? original.countFindings(file) };
});
afterEach(() => {
  analysis.findings = undefined;
});

const CODE = 'const posts = await prisma.post.findMany();\n';
const SPOT = { ref: { m: '/app/src/users.js', e: 0 }, at: 0, end: 1 };
const finding = (asked: Asked, hop?: CountFinding['hop']): CountFinding => ({
  at: 20,
  end: 40,
  subject: hop ? 'posts.list' : 'prisma.post.findMany',
  asked,
  query: {} as never,
  display: 'prisma.post.findMany',
  ...(hop && { hop }),
  call: SPOT,
  reads: [],
  advice: 'Count in the database.',
});
const HOP = { file: 'src/posts/index.ts', symbol: 'list', line: 3 };

it.each<[string, CountFinding, string]>([
  ['number', finding({ what: 'number' }), '`prisma.post.findMany` fetches rows of which only the number is used: every row is read and sent for one number. Count in the database.'],
  ['any', finding({ what: 'any' }), '`prisma.post.findMany` fetches rows only to see whether there are any: every row is read and sent for a yes or no. Count in the database.'],
  ['first', finding({ what: 'first' }), '`prisma.post.findMany` fetches rows of which only the first is used: every row is read and sent, and all but one are thrown away. Count in the database.'],
  ['passing', finding({ what: 'passing', columns: ['a'] }), '`prisma.post.findMany` fetches rows only to count those that pass a test: every row is read and sent for one number. Count in the database.'],
  ['anyPassing', finding({ what: 'any-passing', columns: ['a'] }), '`prisma.post.findMany` fetches rows only to see whether one passes a test: every row is read and sent for a yes or no. Count in the database.'],
  ['sum', finding({ what: 'sum', column: 'views' }), '`prisma.post.findMany` fetches rows only to add up `views`: every row is read and sent for one number. Count in the database.'],
  ['tally', finding({ what: 'tally', by: ['status', 'team'] }), '`prisma.post.findMany` fetches rows only to count them by `status` and `team`: every row is read and sent for one number per group. Count in the database.'],
  ['sums', finding({ what: 'tally', by: ['status'], sum: 'views' }), '`prisma.post.findMany` fetches rows only to add up `views` by `status`: every row is read and sent for one number per group. Count in the database.'],
  ['numberBehindCall', finding({ what: 'number' }, HOP), '`posts.list` (posts/index.ts) fetches rows with `prisma.post.findMany`, and only their number is used here: every row is read and sent for one number. Count in the database.'],
  ['anyBehindCall', finding({ what: 'any' }, { ...HOP, file: 'src/users.js' }), '`posts.list` fetches rows with `prisma.post.findMany`, and only whether there are any is asked here: every row is read and sent for a yes or no. Count in the database.'],
  ['workedOutBehindCall', finding({ what: 'sum', column: 'views' }, { ...HOP, file: 'src/posts.ts' }), '`posts.list` (posts.ts) fetches rows with `prisma.post.findMany`, and only what they add up to is used here: every row is read and sent for that. Count in the database.'],
])('says %s in whole sentences', (messageId, found, message) => {
  analysis.findings = [found];
  const messages = new Linter({ cwd: '/app' }).verify(CODE, { plugins: { orm: plugin }, rules: { 'orm/no-fetch-to-count': 'error' } }, '/app/src/users.js');
  expect(messages).toMatchObject([{ messageId, message, line: 1, column: 21, endColumn: 41 }]);
});

const filename = join(fixture('snippets'), 'src', 'service.ts');
const CLIENT = "import { PrismaClient } from '@prisma/client';\n\nconst prisma = new PrismaClient();\n\n";

describe('on real snippets', () => {
  ruleTester.run('no-fetch-to-count', plugin.rules['no-fetch-to-count']!, {
    assertionOptions: strict,
    valid: [
      { name: 'fine: the database counts', filename, code: `${CLIENT}export const posts = () => prisma.post.count();\n` },
      { name: 'fine: the rows are used', filename, code: `${CLIENT}export async function posts() {\n  const items = await prisma.post.findMany();\n  return { items, total: items.length };\n}\n` },
      { name: 'silent: a setting says that the table is small', filename, settings: { orm: { smallTables: ['Post'] } }, code: `${CLIENT}export const posts = async () => (await prisma.post.findMany()).length;\n` },
      { name: 'silent: a file of the browser', filename, code: `'use client';\n${CLIENT}export const posts = async () => (await prisma.post.findMany()).length;\n` },
    ],
    invalid: [
      {
        name: 'a length',
        filename,
        code: `${CLIENT}export const posts = async () => (await prisma.post.findMany()).length;\n`,
        errors: [
          {
            messageId: 'number',
            data: { subject: 'prisma.post.findMany', query: 'prisma.post.findMany', callee: '`prisma.post.findMany`', column: '', columns: '', advice: 'Count in the database: `prisma.post.count()`.' },
            line: 5,
            column: 41,
            endLine: 5,
            endColumn: 61,
          },
        ],
        output: `${CLIENT}export const posts = async () => await prisma.post.count();\n`,
      },
    ],
  });
});

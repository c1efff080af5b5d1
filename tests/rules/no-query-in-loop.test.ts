import { Linter } from 'eslint';
import { beforeEach, expect, it, vi } from 'vitest';

import type { LintedFile } from '../../src/analysis/index.ts';
import plugin from '../../src/index.ts';
import type { LoopFinding, QueryBehind } from '../../src/vocabulary/finding.ts';

/** What the analysis answers, and what it was asked. */
const analysis = vi.hoisted(() => ({ findings: [] as unknown[], asked: [] as unknown[] }));
vi.mock('../../src/analysis/index.ts', () => ({
  loopFindings(file: unknown) {
    analysis.asked.push(file);
    return analysis.findings;
  },
}));

beforeEach(() => {
  analysis.findings = [];
  analysis.asked = [];
});

const CODE = 'first();\n  const all = await prisma.post.findMany();\n';

function lint(findings: readonly LoopFinding[], options: object = {}) {
  analysis.findings = [...findings];
  return new Linter({ cwd: '/app' }).verify(CODE, { plugins: { orm: plugin }, rules: { 'orm/no-query-in-loop': ['error', options] } }, '/app/src/users.js');
}

function query(display: string, ...hops: [file: string, symbol: string][]): QueryBehind {
  return { query: {} as never, display, file: 'src/users.js', line: 2, hops: hops.map(([file, symbol]) => ({ file, symbol, line: 1 })) };
}

const FINDING: LoopFinding = {
  at: CODE.indexOf('prisma'),
  end: CODE.indexOf('(', 10),
  kind: 'driven',
  subject: 'prisma.post.findMany',
  collection: 'users',
  queries: [query('prisma.post.findMany')],
  advice: 'Read them all before the loop.',
};
const BEHIND: LoopFinding = { ...FINDING, subject: 'this.posts.of', queries: [query('prisma.post.findMany', ['src/posts/posts.service.ts', 'of'])] };
const { collection: _, ...ROUND } = FINDING;
const { collection: __, ...BEHIND_ROUND } = BEHIND;

it.each<[string, LoopFinding, string]>([
  ['queryPerElement', FINDING, '`prisma.post.findMany` runs once for each of `users`: 1 + N queries. Read them all before the loop.'],
  ['queryPerRound', ROUND, '`prisma.post.findMany` runs in each round of the loop: one query per round. Read them all before the loop.'],
  [
    'queriesBehindCall',
    BEHIND,
    '`this.posts.of` (posts.service.ts) runs `prisma.post.findMany`, and is called once for each of `users`: 1 + N queries. Read them all before the loop.',
  ],
  [
    'queriesBehindCall',
    { ...BEHIND, queries: [query('a.b', ['src/users.js', 'of']), query('a.b', ['src/users.js', 'of']), query('c.d', ['src/users.js', 'of'])] },
    '`this.posts.of` runs 2 queries (`a.b`, `c.d`), and is called once for each of `users`: 2 queries each time. Read them all before the loop.',
  ],
  [
    'queriesBehindCall',
    { ...BEHIND, queries: ['a', 'b', 'c', 'd'].map(each => query(each, ['src/posts/index.ts', 'of'])) },
    '`this.posts.of` (posts/index.ts) runs 4 queries (`a`, `b` and 2 more), and is called once for each of `users`: 4 queries each time. Read them all before the loop.',
  ],
  [
    'queriesBehindRound',
    BEHIND_ROUND,
    '`this.posts.of` (posts.service.ts) runs `prisma.post.findMany`, and is called in each round of the loop: 1 + N queries. Read them all before the loop.',
  ],
  [
    'invariantQuery',
    { ...FINDING, kind: 'invariant', advice: '' },
    '`prisma.post.findMany` asks the same in each round of the loop: N queries for one answer. Move it before the loop.',
  ],
  [
    'invariantBehindCall',
    { ...BEHIND, kind: 'invariant', advice: 'Call it once, before the loop.' },
    '`this.posts.of` (posts.service.ts) runs `prisma.post.findMany`, which asks the same in each round of the loop: N queries for one answer. Call it once, before the loop.',
  ],
  [
    'recursionQuery',
    { ...ROUND, kind: 'recursion', subject: 'walk' },
    '`walk` goes down a tree and runs `prisma.post.findMany` at every step: one query per node. Read them all before the loop.',
  ],
])('says %s in whole sentences', (messageId, finding, message) => {
  expect(lint([finding])).toMatchObject([{ ruleId: 'orm/no-query-in-loop', messageId, message }]);
});

it.each<[string, LoopFinding, string]>([
  ['rowByRow', FINDING, '`prisma.post.findMany` sends one statement for each of `users`: N round trips. Read them all before the loop.'],
  ['rowByRowInRound', ROUND, '`prisma.post.findMany` sends one statement in each round of the loop. Read them all before the loop.'],
  [
    'rowByRowBehindCall',
    BEHIND,
    '`this.posts.of` (posts.service.ts) runs `prisma.post.findMany`, and is called once for each of `users`: N round trips. Read them all before the loop.',
  ],
  [
    'rowByRowBehindRound',
    BEHIND_ROUND,
    '`this.posts.of` (posts.service.ts) runs `prisma.post.findMany`, and is called in each round of the loop. Read them all before the loop.',
  ],
])('says %s where `perRowWrites` asks for it', (messageId, finding, message) => {
  const rowByRow: LoopFinding = { ...finding, kind: 'row-by-row' };
  expect(lint([rowByRow])).toEqual([]);
  expect(lint([rowByRow], { perRowWrites: true })).toMatchObject([{ messageId, message }]);
});

it('reports the callee, by line and column', () => {
  expect(lint([FINDING])).toMatchObject([{ line: 2, column: 21, endLine: 2, endColumn: 41 }]);
});

it('asks once per file, with the checked settings', () => {
  lint([FINDING, FINDING]);
  expect(analysis.asked).toHaveLength(1);
  const [file] = analysis.asked as LintedFile[];
  expect(file).toMatchObject({ filename: '/app/src/users.js', text: CODE, cwd: '/app', settings: { includeOffline: false } });
});

it('is a clear error where the settings are wrong', () => {
  const config = { plugins: { orm: plugin }, settings: { orm: { loader: [] } }, rules: { 'orm/no-query-in-loop': 'error' } } as const;
  expect(() => new Linter().verify(CODE, config)).toThrow("settings.orm.loader: unknown key. Did you mean 'loaders'?");
});

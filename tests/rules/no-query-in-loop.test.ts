import { join } from 'node:path';

import { Linter } from 'eslint';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type * as Analysis from '../../src/analysis/index.ts';
import type { LintedFile } from '../../src/analysis/index.ts';
import plugin from '../../src/index.ts';
import type { LoopFinding, QueryBehind } from '../../src/vocabulary/finding.ts';
import { fixture } from '../project/on-disk.ts';
import { ruleTester, strict } from '../rule-tester.ts';

/** What the analysis answers where a test says it, and what it was asked. */
const analysis = vi.hoisted(() => ({ findings: undefined as unknown[] | undefined, asked: [] as unknown[] }));
vi.mock('../../src/analysis/index.ts', async importOriginal => {
  const original = await importOriginal<typeof Analysis>();
  return {
    ...original,
    loopFindings(file: LintedFile, isWanted: (finding: LoopFinding) => boolean) {
      analysis.asked.push(file);
      return (analysis.findings as LoopFinding[] | undefined)?.filter(isWanted) ?? original.loopFindings(file, isWanted);
    },
  };
});

afterEach(() => {
  analysis.findings = undefined;
  analysis.asked = [];
});

const CODE = 'first();\n  const all = await prisma.post.findMany();\n';

function lint(findings: readonly LoopFinding[], options: object = {}) {
  analysis.findings = [...findings];
  return new Linter({ cwd: '/app' }).verify(CODE, { plugins: { orm: plugin }, rules: { 'orm/no-query-in-loop': ['error', options] } }, '/app/src/users.js');
}

function query(display: string, ...hops: [file: string, symbol: string][]): QueryBehind {
  return { query: {} as never, display, file: 'src/users.js', line: 2, onSomePaths: false, hops: hops.map(([file, symbol]) => ({ file, symbol, line: 1 })) };
}

const FINDING: LoopFinding = {
  at: CODE.indexOf('prisma'),
  end: CODE.indexOf('(', 10),
  kind: 'driven',
  subject: 'prisma.post.findMany',
  collection: 'users',
  queries: [query('prisma.post.findMany')],
  onSomePaths: false,
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
    { ...BEHIND, kind: 'invariant', advice: '' },
    '`this.posts.of` (posts.service.ts) runs `prisma.post.findMany`, which asks the same in each round of the loop: N queries for one answer. Ask once before the loop and hand on the answer.',
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
  expect(lint([finding], { rounds: true })).toMatchObject([{ ruleId: 'orm/no-query-in-loop', messageId, message }]);
});

it('says nothing of loops that go through no list, where `rounds` does not ask for it', () => {
  expect(lint([ROUND])).toEqual([]);
  expect(lint([{ ...ROUND, kind: 'row-by-row' }], { perRowWrites: true })).toEqual([]);
  expect(lint([{ ...ROUND, kind: 'invariant', advice: '' }])).toHaveLength(1);
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
  expect(lint([rowByRow], { rounds: true })).toEqual([]);
  expect(lint([rowByRow], { perRowWrites: true, rounds: true })).toMatchObject([{ messageId, message }]);
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

const filename = join(fixture('snippets'), 'src', 'service.ts');
const CLIENT = "import { PrismaClient } from '@prisma/client';\n\nconst prisma = new PrismaClient();\n\n";

describe('on real snippets', () => {
  ruleTester.run('no-query-in-loop', plugin.rules['no-query-in-loop']!, {
    assertionOptions: strict,
    valid: [
      {
        name: 'fine: one query before the loop',
        filename,
        code: `${CLIENT}export async function posts(users: { id: string }[]) {
  const all = await prisma.post.findMany({ where: { authorId: { in: users.map(user => user.id) } } });
  return users.map(user => all.filter(post => post.authorId === user.id));
}
`,
      },
      {
        name: 'fine: a chunk of keys in each query',
        filename,
        code: `${CLIENT}export async function remove(ids: string[]) {
  for (let i = 0; i < ids.length; i += 100) {
    await prisma.post.deleteMany({ where: { id: { in: ids.slice(i, i + 100) } } });
  }
}
`,
      },
      {
        name: 'silent: updates with a value per row have no set-based form',
        filename,
        code: `${CLIENT}export async function rename(rows: { id: string; title: string }[]) {
  for (const { id, title } of rows) await prisma.post.update({ where: { id }, data: { title } });
}
`,
      },
      {
        name: 'silent: a setting says that the file is offline',
        filename,
        settings: { orm: { offline: ['/src/service.ts'], includeOffline: false } },
        code: `${CLIENT}export async function remove(ids: string[]) {
  for (const id of ids) await prisma.post.delete({ where: { id } });
}
`,
      },
    ],
    invalid: [
      {
        name: 'a read for each element',
        filename,
        code: `${CLIENT}export async function posts(users: { id: string }[]) {
  const out = [];
  for (const user of users) {
    out.push(await prisma.post.findMany({ where: { authorId: user.id } }));
  }
  return out;
}
`,
        errors: [
          {
            messageId: 'queryPerElement',
            data: {
              subject: 'prisma.post.findMany',
              collection: 'users',
              cost: '1 + N queries',
              advice: 'Read them all before the loop with `prisma.post.findMany({ where: { authorId: { in: authorIds } } })` and group them by `authorId` in a `Map`.',
            },
            line: 8,
            column: 20,
            endLine: 8,
            endColumn: 40,
            suggestions: [
              {
                messageId: 'readRows',
                data: {
                  difference:
                    'A key that is missing, or not of the type of the column, is looked up in JavaScript and not by the database; the rows of one key come in the order of the one read; and rounds with equal keys get the same object, so a change to it shows in all of them.',
                },
                output: `${CLIENT}export async function posts(users: { id: string }[]) {
  const out = [];
  const posts2 = await prisma.post.findMany({ where: { authorId: { in: users.map(user => user.id) } } });
  const postsByAuthorId = new Map(posts2.map(post => [post.authorId, [] as typeof posts2]));
  for (const post of posts2) postsByAuthorId.get(post.authorId)?.push(post);
  for (const user of users) {
    out.push(postsByAuthorId.get(user.id) ?? []);
  }
  return out;
}
`,
              },
            ],
          },
        ],
      },
      {
        name: 'a write per row, where it is asked for',
        filename,
        options: [{ perRowWrites: true }],
        code: `${CLIENT}export async function rename(rows: { id: string; title: string }[]) {
  for (const { id, title } of rows) await prisma.post.update({ where: { id }, data: { title } });
}
`,
        errors: [
          {
            messageId: 'rowByRow',
            data: {
              subject: 'prisma.post.update',
              collection: 'rows',
              advice: 'Prisma has no update with a different value per row. Group rows with equal values into one `prisma.post.updateMany`, or send one `$executeRaw` with `UPDATE … FROM (VALUES …)`.',
            },
            line: 6,
            column: 43,
            endLine: 6,
            endColumn: 61,
          },
        ],
      },
      {
        name: 'a query behind a helper',
        filename,
        code: `${CLIENT}const nameOf = async (id: string) => (await prisma.user.findFirst({ where: { id } }))?.email;

export const names = (ids: string[]) => Promise.all(ids.map(id => nameOf(id)));
`,
        errors: [
          {
            messageId: 'queriesBehindCall',
            data: {
              callee: '`nameOf`',
              queries: '`prisma.user.findFirst`',
              collection: 'ids',
              cost: '1 + N queries',
              advice: 'Read them all before the loop with `prisma.user.findMany({ where: { id: { in: ids } } })` and look them up in a `Map` by `id`.',
            },
            line: 7,
            column: 67,
            endLine: 7,
            endColumn: 73,
          },
        ],
      },
    ],
  });
});

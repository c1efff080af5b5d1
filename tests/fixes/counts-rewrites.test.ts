import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { countsRewrites } from '../../src/fixes/counts-rewrites.ts';
import { editedText } from '../../src/fixes/edits.ts';
import { readSettings } from '../../src/settings.ts';
import { projectWith } from '../analysis/harness.ts';

const { aggregateFindings } = await import('../../src/analysis/index.ts');

const SCHEMA = `
enum Kind {
  A
  B
}

model Post {
  id     Int    @id
  status String
  kind   Kind
  views  Int?
  made   Decimal
  teamId Int
}
`;

/** What becomes of the text of a module by the rewrite of its first finding, and what that changes. */
function rewritten(text: string): { text: string; differences: readonly string[] } | undefined {
  const dir = projectWith({ 'prisma/schema.prisma': SCHEMA });
  const [finding] = aggregateFindings({ filename: join(dir, 'src/service.ts'), text, cwd: dir, settings: readSettings(undefined) });
  expect(finding, 'something is found').toBeDefined();
  const [first] = finding?.site ? countsRewrites(finding.site) : [];
  return first && { text: editedText(text, 0, text.length, first.edits), differences: first.differences };
}

const HEAD = "import { Kind } from '@prisma/client';\nimport { prisma } from './db';\n";
const fn = (...lines: readonly string[]): string => `${HEAD}export async function run(teamId: number, base: { views: number }) {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;
const count = (where: string): string => `prisma.post.count({ where: { ${where} } })`;
const found = (name: string, value: string, by = 'status'): string => `const ${name} = counts.find(each => each.${by} === ${value})?._count ?? 0;`;

describe('Prisma', () => {
  it.each([
    [
      'one after the other',
      [`const open = await ${count("teamId, status: 'open'")};`, `const done = await ${count("status: 'done', teamId")};`, 'return { open, done };'],
      ["const counts = await prisma.post.groupBy({ by: ['status'], where: { teamId, status: { in: ['open', 'done'] } }, _count: true });", found('open', "'open'"), found('done', "'done'"), 'return { open, done };'],
    ],
    [
      'by members of an enum, with a spread',
      [`const a = await ${count('...base, kind: Kind.A')};`, `const b = await ${count('...base, kind: Kind.B')};`, 'return a - b;'],
      ["const counts = await prisma.post.groupBy({ by: ['kind'], where: { ...base, kind: { in: [Kind.A, Kind.B] } }, _count: true });", found('a', 'Kind.A', 'kind'), found('b', 'Kind.B', 'kind'), 'return a - b;'],
    ],
    [
      'with the count of all',
      ['const total = await prisma.post.count();', `const open = await ${count("status: 'open'")};`, `const done = await ${count("status: 'done'")};`, 'return total - open - done;'],
      ["const counts = await prisma.post.groupBy({ by: ['status'], _count: true });", 'const total = counts.reduce((sum, each) => sum + each._count, 0);', found('open', "'open'"), found('done', "'done'"), 'return total - open - done;'],
    ],
    [
      'in a transaction, under a name that is taken',
      ['const counts = 1;', `const [open, done] = await prisma.$transaction([${count("status: 'open'")}, ${count("status: 'done'")}]);`, 'return open + done + counts;'],
      ['const counts = 1;', "const counts2 = await prisma.post.groupBy({ by: ['status'], where: { status: { in: ['open', 'done'] } }, _count: true });", found('open', "'open'").replace('counts', 'counts2'), found('done', "'done'").replace('counts', 'counts2'), 'return open + done + counts;'],
    ],
    [
      'beside other queries',
      ['const [post, open, done, more] = await Promise.all([', '  prisma.post.findFirst(),', `  ${count("status: 'open'")},`, `  ${count("status: 'done'")},`, '  teamId,', ']);', 'return { post, open, done, more };'],
      ['const [post, counts, more] = await Promise.all([', '  prisma.post.findFirst(),', "  prisma.post.groupBy({ by: ['status'], where: { status: { in: ['open', 'done'] } }, _count: true }),", '  teamId,', ']);', found('open', "'open'"), found('done', "'done'"), 'return { post, open, done, more };'],
    ],
  ])('counts %s with one `groupBy`', (_, before, after) => {
    expect(rewritten(fn(...before))).toEqual({ text: fn(...after), differences: before.join().includes('Kind') ? [] : ['value-compare'] });
  });

  const two = (by: string, one: string, other: string): string => fn(`const one = await ${count(`${by}: ${one}`)};`, `const other = await ${count(`${by}: ${other}`)};`, 'return [one, other];');

  it('offers it for a text, which the database may compare its own way', () => {
    expect(rewritten(two('status', "'a'", "'b'"))?.differences).toEqual(['value-compare']);
  });

  it.each([
    ['an enum', two('kind', 'Kind.A', 'Kind.B')],
    ['a number', two('views', '1', '2')],
  ])('does it for %s', (_, text) => {
    expect(rewritten(text)?.differences).toEqual([]);
  });

  it.each([
    ['counts with something between them', fn(`const one = await ${count("status: 'a'")};`, 'console.log(one);', `const other = await ${count("status: 'b'")};`, 'return [one, other];')],
    ['counts with a comment between them', fn(`const one = await ${count("status: 'a'")};`, '// and', `const other = await ${count("status: 'b'")};`, 'return [one, other];')],
    ['a filter that calls something', fn(`const one = await ${count("views: { gt: Date.now() }, status: 'a'")};`, `const other = await ${count("views: { gt: Date.now() }, status: 'b'")};`, 'return [one, other];')],
    ['counts that are set again', fn(`let one = await ${count("status: 'a'")};`, `let other = await ${count("status: 'b'")};`, 'one++;', 'return [one, other];')],
    ['counts that are returned as a list', fn(`return Promise.all([${count("status: 'a'")}, ${count("status: 'b'")}]);`)],
    ['a spread behind the column', fn(`const one = await ${count("status: 'a', ...base")};`, `const other = await ${count("status: 'b', ...base")};`, 'return [one, other];')],
    ['a value that is no plain value in JavaScript', two('made', '1', '2')],
    ['a number and the count of all, which may have as many groups as rows', fn('const total = await prisma.post.count();', `const one = await ${count('views: 1')};`, `const other = await ${count('views: 2')};`, 'return [total, one, other];')],
    ['types that are said', fn(`const one: number = await ${count("status: 'a'")};`, `const other: number = await ${count("status: 'b'")};`, 'return [one, other];')],
    ['a pattern with a default', fn(`const [one = 1, other] = await Promise.all([${count("status: 'a'")}, ${count("status: 'b'")}]);`, 'return [one, other];')],
  ])('leaves %s alone', (_, text) => {
    expect(rewritten(text)).toBeUndefined();
  });
});

describe('Drizzle', () => {
  const head = "import { and, eq, gt, count } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/libsql';\nimport { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';\nconst posts = sqliteTable('posts', { id: integer().primaryKey(), status: text(), views: integer() });\nconst db = drizzle('file:x');\n";
  const run = (...lines: readonly string[]): string => `${head}export async function run(id: number) {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;

  it('counts under conditions with one `select`', () => {
    const before = run("const [open, [seen], all] = await Promise.all([db.$count(posts, and(gt(posts.id, id), eq(posts.status, 'open'))), db.select({ n: count() }).from(posts).where(and(gt(posts.id, id), gt(posts.views, 0))), db.$count(posts, gt(posts.id, id))]);", 'return { open, seen: seen.n, all };');
    expect(rewritten(before)?.text).toBe(
      run("const [counts] = await db.select({ open: count(sql`case when ${eq(posts.status, 'open')} then 1 end`), seen: count(sql`case when ${gt(posts.views, 0)} then 1 end`), all: count() }).from(posts).where(gt(posts.id, id));", 'const open = counts?.open ?? 0;', 'const seen = counts?.seen ?? 0;', 'const all = counts?.all ?? 0;', 'return { open, seen: seen, all };')
        .replace('and, eq, gt, count }', 'and, eq, gt, count, sql }'),
    );
  });

  it.each([
    ['a condition that may be missing', ["const one = await db.$count(posts, id > 0 ? eq(posts.status, 'a') : undefined);", "const other = await db.$count(posts, eq(posts.status, 'b'));", "const last = await db.$count(posts, eq(posts.status, 'c'));"]],
    ['a condition that calls something', ["const one = await db.$count(posts, eq(posts.views, Date.now()));", "const other = await db.$count(posts, eq(posts.status, 'b'));", "const last = await db.$count(posts, eq(posts.status, 'c'));"]],
  ])('leaves %s alone', (_, lines) => {
    const text = run(...lines, 'return one + other + last;');
    const dir = projectWith({});
    const [finding] = aggregateFindings({ filename: join(dir, 'src/service.ts'), text, cwd: dir, settings: readSettings(undefined) });
    const [first] = finding?.site ? countsRewrites(finding.site) : [];
    expect(first?.edits.map(({ text: written }) => written).join('')).not.toMatch(/undefined|Date/);
  });
});

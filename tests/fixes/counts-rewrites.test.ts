import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { countsRewrites } from '../../src/fixes/counts-rewrites.ts';
import { editedText } from '../../src/fixes/edits.ts';
import { readSettings } from '../../src/settings.ts';
import { projectWith, type Files } from '../analysis/harness.ts';

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
  open   Boolean
  made   Decimal
  teamId Int
}
`;

/** What becomes of the text of a module by the rewrite of its first finding, and what that changes. */
function rewritten(text: string, files: Files = { 'prisma/schema.prisma': SCHEMA }): { text: string; differences: readonly string[] } | undefined {
  const dir = projectWith(files);
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

  const groups = "const counts = await prisma.post.groupBy({ by: ['kind'], where: { teamId, kind: { in: [Kind.A, Kind.B] } }, _count: true });";
  const ofKind = (name: string, value: string): string => found(name, `Kind.${value}`, 'kind');

  it.each([
    ['an object that is returned', [`return { teamId, a: await ${count('teamId, kind: Kind.A')}, rest: [await ${count('teamId, kind: Kind.B')}] };`], [groups, ofKind('a', 'A'), ofKind('rest', 'B'), 'return { teamId, a, rest: [rest] };']],
    ['an object in a constant', ['const a = 1;', `const made = { a: await ${count('teamId, kind: Kind.A')}, b: await ${count('teamId, kind: Kind.B')} };`, 'return [made, a];'], ['const a = 1;', groups, ofKind('a2', 'A'), ofKind('b', 'B'), 'const made = { a: a2, b };', 'return [made, a];']],
    ['what a call is given', [`console.log(teamId, await ${count('teamId, kind: Kind.A')}, [await ${count('teamId, kind: Kind.B')}]);`], [groups, ofKind('a', 'A'), ofKind('b', 'B'), 'console.log(teamId, a, [b]);']],
    ['a calculation', [`return (await ${count('teamId, kind: Kind.A')}) - (await ${count('teamId, kind: Kind.B')});`], [groups, ofKind('a', 'A'), ofKind('b', 'B'), 'return (a) - (b);']],
    ['a member that is set', [`base.views = (await ${count('teamId, kind: Kind.A')}) + (await ${count('teamId, kind: Kind.B')});`], [groups, ofKind('a', 'A'), ofKind('b', 'B'), 'base.views = (a) + (b);']],
  ])('counts before %s', (_, before, after) => {
    expect(rewritten(fn(...before))).toEqual({ text: fn(...after), differences: [] });
  });

  it.each([
    ['a `try`', ['try {', '  %', '} catch {', '  return 0;', '}'], '    '],
    ['a branch', ['if (teamId > 1) {', '  %', '}'], '    '],
    ['another branch', ['if (teamId > 1) {', '  return 0;', '} else {', '  %', '}'], '    '],
    ['a loop', ['for (const each of [1, 2]) {', '  %', '}'], '    '],
    ['a callback', ['return Promise.all([1].map(async each => {', '  %', '}));'], '    '],
  ])('counts before a statement in %s', (_, lines, indent) => {
    const inside = (line: string): string => fn(...lines.map(each => each.replace('%', line)));
    const before = inside(`return [await ${count('teamId, kind: Kind.A')}, await ${count('teamId, kind: Kind.B')}];`);
    const after = inside([groups, ofKind('a', 'A'), ofKind('b', 'B'), 'return [a, b];'].join(`\n${indent}`));
    expect(rewritten(before)?.text).toBe(after);
  });

  const both = `a: await ${count('kind: Kind.A')}, b: await ${count('kind: Kind.B')}`;
  it.each([
    ['something that runs before them', fn(`return { made: await prisma.post.create({ data: base }), ${both} };`)],
    ['a call whose receiver is made before them', fn(`return String(teamId).concat(await ${count('kind: Kind.A')}, await ${count('kind: Kind.B')});`)],
    ['something that is set between them', fn(`return { a: await ${count('teamId, kind: Kind.A')}, n: teamId++, b: await ${count('teamId, kind: Kind.B')} };`)],
    ['a branch', fn(`return teamId > 1 && { ${both} };`)],
    ['a branch without braces', fn('if (teamId)', `  return { ${both} };`)],
    ['a loop without braces', fn('for (const each of [1, 2])', `  console.log(each, { ${both} });`)],
    ['a case', fn('switch (teamId) {', 'case 1:', `  return { ${both} };`, '}')],
    ['a call that may not be made', fn(`return base?.add({ ${both} });`)],
    ['an arrow without a body', `${HEAD}export const run = async () => ({ ${both} });\n`],
    ['a line that something else begins', fn(`void 0; return { ${both} };`)],
    ['a comment', fn(`return { a: await ${count('kind: Kind.A /* the first */')}, b: await ${count('kind: Kind.B')} };`)],
    ['a list that is waited for as a whole', fn(`return { both: await Promise.all([${count('kind: Kind.A')}, ${count('kind: Kind.B')}]) };`)],
  ])('leaves them alone in an object with %s', (_, text) => {
    expect(rewritten(text)).toBeUndefined();
  });

  it('takes no list for a boolean, and calls its counts after the column', () => {
    const text = `${HEAD}export async function run() {\n  return [await prisma.post.count({ where: { open: true } }), await prisma.post.count({ where: { open: false } })];\n}\n`;
    expect(rewritten(text)?.text).toContain("  const counts = await prisma.post.groupBy({ by: ['open'], _count: true });\n  const open = counts.find(each => each.open === true)?._count ?? 0;\n  const notOpen = counts.find(each => each.open === false)?._count ?? 0;\n  return [open, notOpen];\n");
  });

  it.each([
    ['of all, with a spread that may say the column', fn(`const total = await ${count('...base')};`, `const a = await ${count('...base, kind: Kind.A')};`, `const b = await ${count('...base, kind: Kind.B')};`, 'return [total, a, b];')],
    ['of a boolean, with a spread that may say it', fn(`const a = await ${count('...base, open: true')};`, `const b = await ${count('...base, open: false')};`, 'return [a, b];')],
  ])('leaves counts alone %s', (_, text) => {
    expect(rewritten(text)).toBeUndefined();
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

/** The body of a function that is given a number. */
const body = (head: string, ...lines: readonly string[]): string => `${head}export async function run(id: number) {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;
const manifest = (dependencies: Record<string, string>): string => JSON.stringify({ name: 'app', private: true, dependencies });

describe('TypeORM', () => {
  const files: Files = {
    'package.json': manifest({ typeorm: '^1.0.0' }),
    'src/post.ts': "import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';\n@Entity() export class Post {\n@PrimaryGeneratedColumn() id!: number;\n@Column() status!: string;\n@Column() views!: number;\n@ManyToOne(() => Post, post => post.id) parent!: Post;\n}\n",
  };
  const head = "import { DataSource, IsNull, Like, MoreThan, Not } from 'typeorm';\nimport { Post } from './post';\nconst posts = new DataSource({} as any).getRepository(Post);\n";

  it('counts under conditions with one builder', () => {
    const before = body(head, "const [open, seen, more] = await Promise.all([posts.count({ where: { parent: IsNull(), status: 'open' } }), posts.countBy({ parent: IsNull(), views: MoreThan(id), status: Not('open') }), posts.countBy({ parent: IsNull(), views: Not(IsNull()) })]);", 'return open + seen + more;');
    expect(rewritten(before.replaceAll('parent: IsNull(), ', ''), files)).toEqual({
      text: body(head, "const counts = await posts.createQueryBuilder('post')", "  .select('COUNT(CASE WHEN post.status = :open THEN 1 END)', 'open')", "  .addSelect('COUNT(CASE WHEN post.views > :id AND post.status != :open THEN 1 END)', 'seen')", "  .addSelect('COUNT(CASE WHEN post.views IS NOT NULL THEN 1 END)', 'more')", "  .setParameters({ open: 'open', id })", '  .getRawOne();', 'const open = Number(counts.open);', 'const seen = Number(counts.seen);', 'const more = Number(counts.more);', 'return open + seen + more;'),
      differences: ['raw-values'],
    });
    const lines = before.replace('await Promise.all([posts', 'await Promise.all([\n    posts').replace("]);\n  return", "\n  ]);\n  return");
    expect(rewritten(lines.replaceAll('parent: IsNull(), ', ''), files)?.text).toContain("createQueryBuilder('post')\n    .select(");
    // A relation is joined by `find`, and by no builder.
    expect(rewritten(before, files)).toBeUndefined();
  });

  it('names no parameter after what is true or false', () => {
    const text = body(head.replace('MoreThan', 'MoreThan as More'), "const one = await posts.countBy({ status: 'a', views: true as any });", "const two = await posts.countBy({ status: 'b' });", "const three = await posts.countBy({ views: More(1) });", 'return [one, two, three];');
    expect(rewritten(text.replace('true as any', 'true'), files)?.text).toContain(".setParameters({ a: 'a', views: true, b: 'b', views2: 1 })");
  });

  it.each([
    ['an operator that no condition is made of', "const [one, two] = [await posts.countBy({ status: Like('a%') }), await posts.countBy({ status: 'b' })];"],
    ['other options', "const [one, two] = [await posts.count({ where: { status: 'a' }, cache: true }), await posts.count({ where: { status: 'b' }, cache: true })];"],
  ])('leaves %s alone', (_, line) => {
    const text = body(head, line.replace('];', ", await posts.countBy({ status: 'c' })];").replace('two]', 'two, three]'), 'return [one, two, three];');
    expect(rewritten(text, files)).toBeUndefined();
  });
});

describe('Sequelize', () => {
  const filesOf = (version: string): Files => ({
    'package.json': manifest({ sequelize: version }),
    'src/post.ts': "import { DataTypes, Model, Sequelize } from 'sequelize';\nexport const sequelize = new Sequelize('');\nexport class Post extends Model {}\nPost.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, status: DataTypes.STRING, open: DataTypes.BOOLEAN }, { sequelize });\n",
  });
  const head = "import { Post } from './post';\n";
  const before = (values: readonly [string, string], by = 'status', more = ''): string => body(head, `const one = await Post.count({ where: { id, ${by}: ${values[0]} }${more} });`, `const two = await Post.count({ where: { id, ${by}: ${values[1]} }${more} });`, 'return one - two;');

  it('counts by the value of a column with one count by group', () => {
    expect(rewritten(before(["'a'", "'b'"], 'status', ', logging: false'), filesOf('^6.0.0'))).toEqual({
      text: body(head, "const counts = await Post.count({ where: { id, status: ['a', 'b'] }, group: ['status'], logging: false });", "const one = counts.find(each => each.status === 'a')?.count ?? 0;", "const two = counts.find(each => each.status === 'b')?.count ?? 0;", 'return one - two;'),
      differences: ['count-hooks', 'value-compare'],
    });
  });

  it('writes the quotes of the file, and leaves those of the program', () => {
    const text = before(["'a'", '"b\'s"']).replace("from './post'", 'from "./post"');
    expect(rewritten(text, filesOf('^6.0.0'))?.text).toContain(`const counts = await Post.count({ where: { id, status: ["a", "b's"] }, group: ["status"] });\n  const one = counts.find(each => each.status === "a")?.count ?? 0;`);
  });

  it.each([
    ['before version 6', before(["'a'", "'b'"]), '^5.0.0'],
    ['of a boolean', before(['true', 'false'], 'open'), '^6.0.0'],
    ['with options of a join', before(["'a'", "'b'"], 'status', ', include: [Post]'), '^6.0.0'],
  ])('leaves counts alone %s', (_, text, version) => {
    expect(rewritten(text, filesOf(version))).toBeUndefined();
  });
});

describe('MikroORM', () => {
  const filesOf = (version: string): Files => ({
    'package.json': manifest({ '@mikro-orm/core': version }),
    'src/post.ts': "import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/core';\n@Entity() export class Post {\n@PrimaryKey() id!: number;\n@Property() status!: string;\n@Property() views!: number;\n@ManyToOne(() => Post) parent!: Post;\n}\n",
  });
  const head = "import type { EntityManager } from '@mikro-orm/core';\nimport { Post } from './post';\n";
  const before = (where: (at: number) => string): string => `${head}export async function run(em: EntityManager, id: number) {\n  const one = await em.count(Post, { ${where(1)} });\n  const two = await em.count(Post, { ${where(2)} });\n  return one - two;\n}\n`;

  it('counts by the value of a column with `countBy`', () => {
    expect(rewritten(before(at => `id, status: 's${at}'`), filesOf('^7.0.0'))).toEqual({
      text: `${head}export async function run(em: EntityManager, id: number) {\n  const counts = await em.countBy(Post, 'status', { where: { id, status: { $in: ['s1', 's2'] } } });\n  const one = counts['s1'] ?? 0;\n  const two = counts['s2'] ?? 0;\n  return one - two;\n}\n`,
      differences: ['value-compare'],
    });
    expect(rewritten(before(at => `views: ${at}`), filesOf('^7.0.0'))?.differences).toEqual([]);
  });

  it.each([
    ['before version 7', before(at => `views: ${at}`), '^6.0.0'],
    ['that go by a relation', before(at => `parent: id, views: ${at}`), '^7.0.0'],
  ])('leaves counts alone %s', (_, text, version) => {
    expect(rewritten(text, filesOf(version))).toBeUndefined();
  });
});

describe('Knex', () => {
  const files: Files = { 'package.json': manifest({ knex: '^3.0.0' }) };
  const head = "import knex from 'knex';\nconst db = knex({ client: 'pg' });\n";

  it('counts under conditions in the first row, under names that come back as they are', () => {
    const before = body(head, "const [{ n: all_posts }] = await db('posts').where({ team: id }).count({ n: '*' });", "const { n: openPosts } = await db('posts').where({ team: id }).whereNull('closed').count('* as n').first();", "const [{ n: BIG }] = await db('posts').where({ team: id, kind: null }).where('views', '>=', 100).whereIn('status', ['a', 'b']).count({ n: '*' });", 'return [all_posts, openPosts, BIG];');
    expect(rewritten(before, files)).toEqual({
      text: body(head, "const { allPosts: all_posts, openPosts, big: BIG } = await db('posts').where('team', id).first<Record<'allPosts' | 'openPosts' | 'big', string | number>>(db.raw('count(*) as ??', ['allPosts']), db.raw('count(case when ?? is null then 1 end) as ??', ['closed', 'openPosts']), db.raw('count(case when ?? is null and ?? >= ? and ?? in (?, ?) then 1 end) as ??', ['kind', 'views', 100, 'status', 'a', 'b', 'big']));", 'return [all_posts, openPosts, BIG];'),
      differences: [],
    });
  });

  it('offers it where a value may be null', () => {
    const text = body(head, "const [{ n: one }] = await db('posts').count({ n: '*' });", "const [{ n: two }] = await db('posts').where('views', '>', id).count({ n: '*' });", "const [{ n: three }] = await db('posts').where('views', '<', id).count({ n: '*' });", 'return [one, two, three];');
    expect(rewritten(text, files)?.differences).toEqual(['null-values']);
  });

  it.each([
    ['a condition that is a function', "const one = await db('posts').where(q => q.where('a', 1)).count({ n: '*' }).first();"],
    ['a value that is called', "const one = await db('posts').where('made', '>', Date.now()).count({ n: '*' }).first();"],
    ['two numbers of one name in the row', "const other_one = await db('posts').where('a', 5).count({ n: '*' }).first();\n  const otherOne = await db('posts').where('a', 6).count({ n: '*' }).first();\n  const one = await db('posts').where('a', 1).count({ n: '*' }).first();"],
    ['a count without a name', "const one = await db('posts').where('a', 1).count('*').first();"],
  ])('leaves %s alone', (_, line) => {
    const text = body(head, line, "const two = await db('posts').where('a', 2).count({ n: '*' }).first();", "const three = await db('posts').where('b', '>', 3).count({ n: '*' }).first();", "const four = await db('posts').where('b', '<', 3).count({ n: '*' }).first();", 'return [one, two, three, four];');
    expect(rewritten(text, files)).toBeUndefined();
  });
});

describe('Mongoose', () => {
  const files: Files = {
    'package.json': manifest({ mongoose: '^9.0.0' }),
    'src/post.ts': "import { model, Schema } from 'mongoose';\nexport const Post = model('Post', new Schema({ status: String, views: Number, tags: [String] }));\n",
  };
  const head = "import { Post } from './post';\n";
  const differences = ['uncast', 'unproven'];

  it('counts by the value of a field in groups, and of a list in lists', () => {
    const two = (by: string): string => body(head, `const one = await Post.countDocuments({ views: id, ${by}: 'a' });`, `const two = await Post.countDocuments({ views: id, ${by}: 'b' }).exec();`, 'return one - two;');
    expect(rewritten(two('status'), files)).toEqual({
      text: body(head, "const counts = await Post.aggregate([{ $match: { views: id, status: { $in: ['a', 'b'] } } }, { $group: { _id: '$status', n: { $sum: 1 } } }]);", "const one = counts.find(each => each._id === 'a')?.n ?? 0;", "const two = counts.find(each => each._id === 'b')?.n ?? 0;", 'return one - two;'),
      differences,
    });
    expect(rewritten(two('tags'), files)).toEqual({
      text: body(head, "const [counts] = await Post.aggregate([{ $match: { views: id } }, { $facet: { one: [{ $match: { tags: 'a' } }, { $count: 'n' }], two: [{ $match: { tags: 'b' } }, { $count: 'n' }] } }]);", 'const one = counts?.one[0]?.n ?? 0;', 'const two = counts?.two[0]?.n ?? 0;', 'return one - two;'),
      differences,
    });
  });

  it('leaves operators alone that no pipeline takes', () => {
    const text = body(head, "const one = await Post.countDocuments({ $where: 'this.a', status: 'a' });", "const two = await Post.countDocuments({ $where: 'this.a', status: 'b' });", 'return one - two;');
    expect(rewritten(text, files)).toBeUndefined();
  });
});

import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { answerRewrites } from '../../src/fixes/answer-rewrites.ts';
import { editedText } from '../../src/fixes/edits.ts';
import { readSettings } from '../../src/settings.ts';
import { projectWith, type Files } from '../analysis/harness.ts';

const { countFindings, existsFindings } = await import('../../src/analysis/index.ts');

const SCHEMA = `
model User {
  id    Int    @id
  email String @unique
  name  String?
  posts Post[]
}

model Post {
  id       Int   @id
  title    String
  authorId Int
  author   User  @relation(fields: [authorId], references: [id])
}
`;

const PRISMA = "import { prisma } from './db';\n";

/** What becomes of the text of a module by the rewrite of its first finding, without its imports of clients. */
function rewritten(body: string, head = PRISMA, files: Files = { 'prisma/schema.prisma': SCHEMA }): string | undefined {
  const dir = projectWith(files);
  const text = `${head}${body}`;
  const file = { filename: join(dir, 'src/service.ts'), text, cwd: dir, settings: readSettings(undefined) };
  const [finding] = [...countFindings(file), ...existsFindings(file)];
  expect(finding, 'something is found').toBeDefined();
  const [first] = finding?.site ? answerRewrites(finding.site) : [];
  return first && editedText(text, 0, text.length, first.edits).replace(head, '');
}

/** The body of a function. */
const fn = (...lines: readonly string[]): string => `export async function run(authorId: number) {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;

const ROWS = 'prisma.post.findMany({ where: { authorId } })';
const COUNT = 'prisma.post.count({ where: { authorId } })';
const FIRST = 'prisma.post.findFirst({ where: { authorId }, select: { id: true } })';

describe('a number', () => {
  it.each([
    ['where it is asked for', [`return (await ${ROWS}).length;`], [`return await ${COUNT};`]],
    ['in an object', [`return { posts: (await ${ROWS}).length };`], [`return { posts: await ${COUNT} };`]],
    ['in a calculation', [`return (await ${ROWS}).length * 2;`], [`return (await ${COUNT}) * 2;`]],
    ['as a receiver', [`return (await ${ROWS}).length.toFixed();`], [`return (await ${COUNT}).toFixed();`]],
    ['in a constant', [`const posts = await ${ROWS};`, 'return `${posts.length} posts`;'], [`const postCount = await ${COUNT};`, 'return `${postCount} posts`;']],
    ['under a name that is taken', [`const posts = await ${ROWS};`, 'const postCount = 1;', 'return posts.length + postCount;'], [`const postCount2 = await ${COUNT};`, 'const postCount = 1;', 'return postCount2 + postCount;']],
    ['beside others', [`const [posts, user] = await Promise.all([${ROWS}, prisma.user.findFirst()]);`, 'return { user, total: posts.length };'], [`const [postCount, user] = await Promise.all([${COUNT}, prisma.user.findFirst()]);`, 'return { user, total: postCount };']],
    ['without an order and columns', ["return (await prisma.post.findMany({ orderBy: { title: 'asc' }, where: { authorId }, select: { id: true } })).length;"], [`return await ${COUNT};`]],
    ['with a limit', ['return (await prisma.post.findMany({ take: 50, skip: 5 })).length;'], ['return await prisma.post.count({ take: 50, skip: 5 });']],
    ['of all rows', ['return (await prisma.post.findMany({ select: { id: true } })).length;'], ['return await prisma.post.count();']],
  ])('%s', (_, before, after) => {
    expect(rewritten(fn(...before))).toBe(fn(...after));
  });

  it('finds the constant itself, and not the one of a loop around it', () => {
    const loop = (line: string, read: string): string => fn('for (const each of [authorId]) {', '  if (each) {', `    ${line}`, `    if (${read}) return each;`, '  }', '}', 'return 0;');
    expect(rewritten(loop(`const posts = await ${ROWS};`, 'posts.length > 3'))).toBe(loop(`const postCount = await ${COUNT};`, 'postCount > 3'));
  });

  it('keeps the lines of its options', () => {
    expect(rewritten(fn('const posts = await prisma.post.findMany({', '  where: { authorId }, ', "  orderBy: { title: 'asc' },", '});', 'return posts.length;'))).toBe(fn('const postCount = await prisma.post.count({', '  where: { authorId },', '});', 'return postCount;'));
  });

  it.each([
    ['a list of any length', 'prisma.post.findMany({ where: { id: { in: [authorId].flat() } } })', ['many-keys']],
    ['a filter of which nothing is known', 'prisma.post.findMany({ where: authorId as object })', ['many-keys']],
    ['a list that is written out', 'prisma.post.findMany({ where: { id: { in: [authorId, 2] } } })', []],
  ])('says what differs for %s, which a read would be split for', (_, rows, differences) => {
    const dir = projectWith({ 'prisma/schema.prisma': SCHEMA });
    const [finding] = countFindings({ filename: join(dir, 'src/service.ts'), text: `${PRISMA}${fn(`return (await ${rows}).length;`)}`, cwd: dir, settings: readSettings(undefined) });
    expect(answerRewrites(finding!.site!).map(each => each.differences)).toEqual([differences]);
  });

  it.each([
    ['a variable that is set again', ['let posts;', `posts = await ${ROWS};`, 'return posts.length;']],
    ['a type that is said', [`const posts: { id: number }[] = await ${ROWS};`, 'return posts.length;']],
    ['rows that are tested too', [`const posts = await ${ROWS};`, 'return posts ? posts.length : -1;']],
    ['a comment in what is left out', ['return (await prisma.post.findMany({ where: { authorId }, orderBy: /* why */ { id: "asc" } })).length;']],
    ['a limit from the end', ['return (await prisma.post.findMany({ take: -50 })).length;']],
    ['a relation that has to be there', ['return (await prisma.post.findMany({ where: { authorId }, include: { author: true } })).length;']],
    ['options in a variable', ['const args = { where: { authorId } };', 'return (await prisma.post.findMany(args)).length;']],
    ['a callback', [`return ${ROWS}.then(posts => posts.length);`]],
    ['rows that are one of two lists', [`return (authorId > 1 ? await ${ROWS} : []).length;`]],
    ['rows in a constant that are one of two lists', [`const posts = await ${ROWS};`, 'return (authorId > 1 ? posts : []).length;']],
    ['a pattern', [`const { length } = await ${ROWS};`, 'return length;']],
  ])('leaves %s alone', (_, lines) => {
    expect(rewritten(fn(...lines))).toBeUndefined();
  });
});

describe('a test', () => {
  it.each([
    ['of a length', [`return (await ${ROWS}).length > 0;`], [`return (await ${FIRST}) !== null;`]],
    ['of a length in a constant', [`const posts = await ${ROWS};`, 'if (posts.length) return 1;', 'return !posts.length ? 2 : 3;'], [`const post = await ${FIRST};`, 'if (post !== null) return 1;', 'return post === null ? 2 : 3;']],
    ['of a count', [`const n = await ${COUNT};`, 'return n === 0 || n < 1;'], [`const post = await ${FIRST};`, 'return post === null || post === null;']],
    ['of a count that is turned round', [`if (0 < (await ${COUNT})) return 1;`, 'return 2;'], [`if ((await ${FIRST}) !== null) return 1;`, 'return 2;']],
    ['that is compared', [`return true === (await ${COUNT}) > 0;`], [`return true === ((await ${FIRST}) !== null);`]],
    ['that is negated', [`return !((await ${COUNT}) > 0);`], [`return !((await ${FIRST}) !== null);`]],
    ['that is negated twice', [`return !!(await ${COUNT});`], [`return (await ${FIRST}) !== null;`]],
    ['in a condition of several', [`const n = await ${COUNT};`, 'if (n && authorId) return 1;', 'return Boolean(n);'], [`const post = await ${FIRST};`, 'if (post !== null && authorId) return 1;', 'return Boolean(post !== null);']],
    ['of all rows', ['return (await prisma.post.count()) > 0;'], ['return (await prisma.post.findFirst({ select: { id: true } })) !== null;']],
    ['of a row with its relations', ['const user = await prisma.user.findUnique({ where: { id: authorId }, include: { posts: true } });', 'if (!user) throw new Error();'], ['const user = await prisma.user.findUnique({ where: { id: authorId }, select: { id: true } });', 'if (!user) throw new Error();']],
  ])('%s', (_, before, after) => {
    expect(rewritten(fn(...before))).toBe(fn(...after));
  });

  it.each([
    ['after what they told', [`const activePostsCount = await ${COUNT};`, 'return activePostsCount > 0;'], [`const activePost = await ${FIRST};`, 'return activePost !== null;']],
    ['as what is counted, under a name that is taken', ['const post = authorId;', `const totalPosts = await ${COUNT};`, 'return totalPosts === 0 ? post : 1;'], ['const post = authorId;', `const post2 = await ${FIRST};`, 'return post2 === null ? post : 1;']],
  ])('names rows %s', (_, before, after) => {
    expect(rewritten(fn(...before))).toBe(fn(...after));
  });

  it.each([
    ['a number that is shown when it is 0', [`const posts = await ${ROWS};`, 'return posts.length && authorId;']],
    ['a number that is one of several values', [`const posts = await ${ROWS};`, 'return posts.length ? 1 : posts.length && 2;']],
    ['a row that is one of two values', ['return !!(authorId > 1 ? await prisma.user.findFirst({ include: { posts: true } }) : true);']],
    ['a row in a constant that is one of two values', ['const user = await prisma.user.findFirst({ include: { posts: true } });', 'return !!(authorId > 1 ? user : true);']],
    ['a row that is handed to what does not read it', ['const seen = (_: { id: number }) => 1;', 'const user = await prisma.user.findFirst({ include: { posts: true } });', 'return user ? seen(user) : 0;']],
    ['a row of a relation that has to be there', ['const post = await prisma.post.findFirst({ where: { authorId }, include: { author: true } });', 'return post !== null;']],
  ])('leaves %s alone', (_, lines) => {
    expect(rewritten(fn(...lines))).toBeUndefined();
  });
});

describe('the first row', () => {
  const BY_ID = "prisma.post.findMany({ where: { authorId }, orderBy: { id: 'desc' } })";
  const differencesOf = (text: string, files: Files): readonly (readonly string[])[] => {
    const dir = projectWith(files);
    const [finding] = countFindings({ filename: join(dir, 'src/service.ts'), text, cwd: dir, settings: readSettings(undefined) });
    return answerRewrites(finding!.site!).map(each => each.differences);
  };

  it.each([
    ['where it is read', [`return (await ${BY_ID})[0];`]],
    ['destructured', [`const [{ title }, ] = await ${BY_ID};`, 'return title;']],
    ['in a constant', [`const posts = await ${BY_ID};`, 'return posts && posts.length > 0 ? posts[0] : null;']],
    ['of one of several', [`const [[post], user] = await Promise.all([${BY_ID}, prisma.user.findFirst()]);`, 'return { post, user };']],
  ])('is read with a limit %s', (_, lines) => {
    const before = fn(...lines);
    expect(rewritten(before)).toBe(before.replace("orderBy: { id: 'desc' } }", "orderBy: { id: 'desc' }, take: 1 }"));
    expect(differencesOf(`${PRISMA}${before}`, { 'prisma/schema.prisma': SCHEMA })).toEqual([[]]);
  });

  it.each([
    ['no order', '{ where: { authorId } }', ['row-order']],
    ['an order in which two may be alike', "{ orderBy: { title: 'asc' } }", ['row-order']],
    ['an order of a relation', "{ orderBy: { author: { id: 'asc' } } }", ['row-order']],
    ['an order that a key ends', "{ orderBy: [{ title: 'asc' }, { id: 'asc' }] }", []],
  ])('says for %s which one it may be', (_, options, differences) => {
    expect(differencesOf(`${PRISMA}${fn(`return (await prisma.post.findMany(${options}))[0];`)}`, { 'prisma/schema.prisma': SCHEMA })).toEqual([differences]);
  });

  it('is not sure of a unique column that may be empty', () => {
    const schema = SCHEMA.replace('email String @unique', 'email String? @unique');
    const text = `${PRISMA}${fn("return (await prisma.user.findMany({ orderBy: { email: 'asc' } }))[0];")}`;
    expect(differencesOf(text, { 'prisma/schema.prisma': schema })).toEqual([['row-order']]);
    expect(differencesOf(text, { 'prisma/schema.prisma': SCHEMA })).toEqual([[]]);
  });

  it.each([
    ['a variable that is set again', [`let posts = await ${BY_ID};`, 'return posts[0];']],
    ['a callback', [`return ${BY_ID}.then(posts => posts[0]);`]],
    ['options in a variable', ["const args = { orderBy: { id: 'asc' as const } };", 'return (await prisma.post.findMany(args))[0];']],
    ['a relation that has to be there', ["return (await prisma.post.findMany({ orderBy: { id: 'asc' }, include: { author: true } }))[0];"]],
  ])('leaves %s alone', (_, lines) => {
    expect(rewritten(fn(...lines))).toBeUndefined();
  });

  it('leaves what TypeORM loads with the rows to two queries of its own', () => {
    const head = "import { Column, Entity, OneToMany, PrimaryColumn, Repository } from 'typeorm';\n@Entity() class Post { @PrimaryColumn() id!: number; @Column() authorId!: number; @OneToMany(() => Post, post => post.id) answers!: Post[]; }\n";
    const of = (options: string): string => `export async function run(posts: Repository<Post>) {\n  return (await posts.find({ ${options}order: { id: 'ASC' } }))[0];\n}\n`;
    const manifest = { 'package.json': JSON.stringify({ dependencies: { typeorm: '1.0.0' } }) };
    expect(rewritten(of(''), head, manifest)).toBe(of('').replace("'ASC' } }", "'ASC' }, take: 1 }"));
    expect(rewritten(of('relations: { answers: true }, '), head, manifest)).toBeUndefined();
  });

  it('finds the rows of a condition with a limit', () => {
    const head = "import { Column, Entity, PrimaryColumn, Repository } from 'typeorm';\n@Entity() class Post { @PrimaryColumn() id!: number; @Column() authorId!: number; }\n";
    const of = (find: string): string => `export async function run(posts: Repository<Post>, authorId: number) {\n  const [post] = await posts.${find};\n  return post;\n}\n`;
    expect(rewritten(of('findBy({ authorId })'), head, { 'package.json': JSON.stringify({ dependencies: { typeorm: '1.0.0' } }) })).toBe(of('find({ where: { authorId }, take: 1 })'));
  });
});

describe('by the version of the ORM', () => {
  const entity = "import { Entity, PrimaryColumn, Repository } from 'typeorm';\n@Entity() class Post { @PrimaryColumn() id!: number; authorId!: number; }\n";
  const has = fn('return (await (globalThis as any as { posts: Repository<Post> }).posts.countBy({ authorId })) > 0;').replace('(globalThis as any as { posts: Repository<Post> }).posts', 'posts').replace('authorId: number', 'authorId: number, posts: Repository<Post>');
  const manifest = (version: string): Files => ({ 'package.json': JSON.stringify({ dependencies: { typeorm: version } }) });

  it.each(['^0.3.18', '1.0.0', 'catalog:', '~0.4'])('asks `existsBy` in %s', version => {
    expect(rewritten(has, entity, manifest(version))).toBe(has.replace('(await posts.countBy({ authorId })) > 0', 'await posts.existsBy({ authorId })'));
  });

  it.each(['^0.3.17', '0.3.11'])('leaves it alone in %s, which has no such method', version => {
    expect(rewritten(has, entity, manifest(version))).toBeUndefined();
  });

  const tables = "import { eq } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/libsql';\nimport { integer, sqliteTable } from 'drizzle-orm/sqlite-core';\nconst posts = sqliteTable('posts', { id: integer().primaryKey(), authorId: integer() });\nconst db = drizzle('file:x');\n";
  const length = fn('return (await db.select().from(posts).where(eq(posts.authorId, authorId)).orderBy(posts.id)).length;');
  it.each([['^0.45.0', fn('return await db.$count(posts, eq(posts.authorId, authorId));')], ['^0.30.0', undefined]])('counts with `$count` in %s where there is one', (version, after) => {
    expect(rewritten(length, tables, { 'package.json': JSON.stringify({ dependencies: { 'drizzle-orm': version } }) })).toBe(after);
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import { projectWith, type Files } from '../harness.ts';
import { BUILDERS, HEAD, manifest, ORMS, type Orm } from './orms.ts';

const { relationFindings, rowLoadFindings } = await import('../../../src/analysis/index.ts');

/** The relations that are found to be missing in modules, by path. */
function found({ files, head }: Orm, own: Files): readonly string[] {
  const texts = Object.fromEntries(Object.entries(own).map(([path, text]) => [path, `${HEAD}${head}${text}`]));
  const dir = projectWith({ ...files, ...texts });
  return Object.entries(texts).flatMap(([path, text]) => relationFindings({ filename: join(dir, path), text, cwd: dir, settings: readSettings(undefined) }).map(({ relation, kind }) => `${path.slice(4, -3)} ${kind} ${relation}`));
}

const inOne = (body: string, before = ''): Files => ({ 'src/a.ts': `${before}\nexport async function run(id: number, given: any) {\n${body}\n}` });

describe.each(Object.entries(ORMS))('%s', (_, orm) => {
  const { posts, post, loaded, users, user, options, withOptions, load, key, write } = orm;

  it.each<[string, Files, string]>([
    ['in a callback', inOne(`return (await ${posts}).map(post => post.author.name);`), 'a unloaded author'],
    ['in a loop', inOne(`for (const post of await ${posts}) unknown(post.author.name);`), 'a unloaded author'],
    ['on one row', inOne(`const post = await ${post};\nreturn post.author.name;`), 'a unloaded author'],
    ['destructured', inOne(`const { author } = await ${post};\nreturn author.name;`), 'a unloaded author'],
    ['destructured in a parameter', inOne(`return (await ${posts}).map(({ author }) => author.name);`), 'a unloaded author'],
    ['through optional chaining', inOne(`const post = await ${post};\nreturn post?.author?.name;`), 'a unloaded author'],
    ['a list, through `?.map`', inOne(`const user = await ${user};\nreturn user?.posts?.map(post => post.title);`), 'a unloaded posts'],
    ['nested', inOne(`return (await ${loaded}).map(post => post.author.team.name);`), 'a unloaded author.team'],
    ['in a helper', inOne(`return (await ${posts}).map(post => nameOf(post));`, 'const nameOf = (post: any) => post.author.name;'), 'a unloaded author'],
    ['in a callback that is named', inOne(`return (await ${posts}).map(nameOf);`, 'function nameOf(post: any) { return post.author.name; }'), 'a unloaded author'],
    ['in a spread', inOne(`const post = await ${post};\nconst all = { ...post, seen: true };\nreturn all.author.name;`), 'a unloaded author'],
    ['through `Promise.all`', inOne(`const [all, one] = await Promise.all([${posts}, ${post}]);\nreturn [all.length, one.author.name];`), 'a unloaded author'],
    ['behind a function of another file', { 'src/list.ts': `export const list = () => ${posts};`, 'src/run.ts': "import { list } from './list';\nexport async function run() { return (await list()).map(post => post.author.name); }" }, 'run unloaded author'],
    ['behind a service', { 'src/list.ts': `export class Posts { async all() { return await ${posts}; } }`, 'src/run.ts': "import { Posts } from './list';\nexport class Run { constructor(private readonly posts_: Posts) {}\n async run() { return (await this.posts_.all()).map(post => post.author.name); } }" }, 'run unloaded author'],
    ['in a function of another file', { 'src/dto.ts': 'export const dto = (post: any) => ({ author: post.author.name });', 'src/run.ts': `import { dto } from './dto';\nexport async function run() { return (await ${posts}).map(dto); }` }, 'run read-elsewhere author'],
    ['of users', inOne(`for (const user of await ${users}) for (const post of user.posts) unknown(post.title);`), 'a unloaded posts'],
  ])('reports what is read %s, once', (_name, files, report) => {
    expect(found(orm, files)).toEqual([report]);
  });

  it.each<[string, Files]>([
    ['loaded', inOne(`return (await ${loaded}).map(post => post.author.name);`)],
    ['loaded by a constant that is spread', inOne(`return (await ${withOptions('{ ...withAuthor }')}).map(post => post.author.name);`, `const withAuthor = ${options} as const;`)],
    ['loaded by what cannot be resolved', inOne(`return (await ${withOptions('given')}).map(post => post.author.name);`)],
    ['of rows of unknown origin', inOne('return given.map((post: any) => post.author.name);')],
    ['only the key', inOne(`return (await ${posts}).map(post => post.${key});`)],
    ['written', inOne(`const post = await ${post};\n${write}\nreturn post.author.name;`)],
    ['guarded by a truth', inOne(`const post = await ${post};\nif (post.author) return post.author.name;`)],
    ['guarded by `in`', inOne(`const post = await ${post};\nif ('author' in post) return post.author.name;`)],
    ['guarded by `??`', inOne(`const post = await ${post};\nconst author = post.author ?? unknown;\nreturn author.name;`)],
    ['loaded in between', inOne(`const post = await ${post};\nawait ${load('post')};\nreturn post.author.name;`)],
    ['read again in between', inOne(`let post = await ${post};\npost = await unknown.reload(post);\nreturn post.author.name;`)],
    ['serialised whole', inOne(`return JSON.stringify(await ${posts});`)],
  ])('says nothing of what is %s', (_name, files) => {
    expect(found(orm, files)).toEqual([]);
  });
});

/** The relations that are loaded row by row in the body of a function. */
function rowLoads({ files, head }: Orm, body: string): readonly (string | undefined)[] {
  const text = `${HEAD}${head}export async function run() {\n${body}\n}`;
  const dir = projectWith({ ...files, 'src/a.ts': text });
  return rowLoadFindings({ filename: join(dir, 'src/a.ts'), text, cwd: dir, settings: readSettings(undefined) }).map(({ finding }) => finding.relation);
}

describe('relations that are loaded row by row', () => {
  it.each<[string, string, string]>([
    ['Sequelize', 'user.getPosts()', 'posts'],
    ['Sequelize', 'user.countPosts()', 'posts'],
    ['Mongoose', "user.populate('posts')", 'posts'],
    ['MikroORM', 'user.posts.init()', '…'],
    ['MikroORM', 'user.posts.load()', '…'],
    ['MikroORM', 'user.posts.loadItems()', '…'],
    ['Objection', "user.$relatedQuery('posts')", 'posts'],
    ['Objection', "user.$fetchGraph('posts')", 'posts'],
  ])('%s: %s', (name, load, relation) => {
    const orm = ORMS[name]!;
    expect(rowLoads(orm, `for (const user of await ${orm.users}) unknown(await ${load});`)).toEqual([relation]);
    expect(rowLoads(orm, `await Promise.all((await ${orm.users}).map(async user => unknown(await ${load})));`)).toEqual([relation]);
    expect(rowLoads(orm, `const [user] = await ${orm.users};\nunknown(await ${load});`), 'near miss: of one row').toEqual([]);
  });

  it('MikroORM: of what elements lead to, and of no entity beside them', () => {
    const orm = ORMS['MikroORM']!;
    expect(rowLoads(orm, `const user = await em.findOneOrFail(User, { name: '' });\nfor (const name of ['posts', 'drafts']) await user[name].init();`)).toEqual([]);
    expect(rowLoads(orm, `for (const post of await em.find(Post, {})) { const { author } = post; await author.posts.init(); }`)).toEqual(['…']);
  });

  it('Prisma: fluent reads, where they are not merged', () => {
    const prisma: Orm = { ...ORMS['Sequelize']!, files: { 'package.json': manifest('@prisma/client'), 'prisma/schema.prisma': 'model User {\n  id Int @id\n  posts Post[]\n}\nmodel Post {\n  id Int @id\n  authorId Int\n  author User @relation(fields: [authorId], references: [id])\n}\n' }, head: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n" };
    expect(rowLoads(prisma, 'for (const user of await prisma.user.findMany()) unknown(await prisma.user.findUnique({ where: { id: user.id } }).posts());')).toEqual(['posts']);
    const byKey = "await prisma.user.findUnique({ where: { id: part.ownerId } }).posts()";
    expect(rowLoads(prisma, `for (const part of unknown.parts) unknown(${byKey});`), 'of no rows that are read').toEqual([]);
    expect(rowLoads(prisma, `for (const part of await prisma.post.findMany()) unknown(${byKey});`), 'of other rows').toEqual([]);
    expect(rowLoads(prisma, 'await Promise.all((await prisma.user.findMany()).map(user => prisma.user.findUnique({ where: { id: user.id } }).posts()));'), 'merged').toEqual([]);
  });
});

describe('rows that load nothing by themselves: queries by a key of theirs', () => {
  const drizzle: Orm = { ...ORMS['Sequelize']!, ...BUILDERS.Drizzle };
  const knex: Orm = { ...ORMS['Sequelize']!, ...BUILDERS.Knex };

  it.each<[string, Orm, string, readonly string[]]>([
    ['Drizzle: the row of a foreign key', drizzle, 'for (const post of await db.query.posts.findMany()) unknown(await db.query.users.findFirst({ where: eq(users.id, post.authorId) }));', ['author']],
    ['Drizzle: in a `Promise.all`', drizzle, 'await Promise.all((await db.query.posts.findMany()).map(async post => unknown(await db.query.users.findFirst({ where: eq(users.id, post.authorId) }))));', ['author']],
    ['Drizzle: the rows that have the key', drizzle, 'for (const user of await db.select().from(users)) unknown(await db.select().from(posts).where(eq(posts.authorId, user.id)));', ['posts']],
    ['Drizzle, silent: by another condition too', drizzle, "for (const user of await db.select().from(users)) unknown(await db.select().from(posts).where(and(eq(posts.authorId, user.id), eq(posts.title, 'a'))));", []],
    ['Drizzle, silent: by a column that is no key', drizzle, 'for (const user of await db.select().from(users)) unknown(await db.select().from(posts).where(eq(posts.title, user.name)));', []],
    ['Drizzle, silent: one of those that have the key', drizzle, 'for (const user of await db.query.users.findMany()) unknown(await db.query.posts.findFirst({ where: eq(posts.authorId, user.id) }));', []],
    ['Drizzle, silent: of no rows that are read', drizzle, 'for (const part of unknown.parts) unknown(await db.query.users.findFirst({ where: eq(users.id, part.authorId) }));', []],
    ['Knex: the row of a foreign key', knex, "for (const post of await knex('posts')) unknown(await knex('users').where({ id: post.author_id }).first());", ['…']],
    ['Knex: the rows that have the key', knex, "for (const user of await knex('users')) unknown(await knex('posts').where({ author_id: user.id }));", ['…']],
    ['Knex, silent: columns that are no keys', knex, "for (const user of await knex('users')) unknown(await knex('posts').where({ title: user.name }));", []],
  ])('%s', (_, orm, body, expected) => {
    expect(rowLoads(orm, body)).toEqual(expected);
  });
});

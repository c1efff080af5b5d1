import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { loadForAll } from '../../src/fixes/load-for-all.ts';
import { loadRelation } from '../../src/fixes/load-relation.ts';
import { editedText } from '../../src/fixes/edits.ts';
import { readSettings } from '../../src/settings.ts';
import type { Rewrite } from '../../src/vocabulary/rewrite.ts';
import { projectWith, type Files } from '../analysis/harness.ts';

const { relationFindings, rowLoadFindings } = await import('../../src/analysis/index.ts');

type Around = { readonly files: Files; readonly head: string; readonly path?: string };

/** The body of a function as its rewrite leaves it, with what differs then; `undefined` where nothing is offered. */
function rewritten({ files, head, path = 'src/service.ts' }: Around, body: string): string | undefined {
  const before = `${head}\nexport async function run(id: number, options: any) {\n`.replace(/: (?:number|any)/g, each => (path.endsWith('.js') ? '' : each));
  const text = `${before}${body}\n}\n`;
  const dir = projectWith({ ...files, [path]: text });
  const file = { filename: join(dir, path), text, cwd: dir, settings: readSettings(undefined) };
  const made: (Rewrite | undefined)[] = [...relationFindings(file).map(({ site }) => site && loadRelation(site)), ...rowLoadFindings(file).map(({ finding, site, relation }) => (site && loadRelation(site)) ?? (finding.site && loadForAll(finding.site, relation)))];
  expect(made.length, 'something is found').toBeGreaterThan(0);
  const [first] = made;
  if (!first) return undefined;
  const after = editedText(text, 0, text.length, first.edits);
  return `${after.slice(before.length, -3)}${first.differences.length === 0 ? '' : ` // ${first.differences.join(', ')}`}`;
}

function check(around: Around, cases: readonly (readonly [name: string, body: string, expected: string | undefined])[]): void {
  it.each(cases)('%s', (_, body, expected) => {
    expect(rewritten(around, body)).toBe(expected);
  });
}

const manifest = (name: string, version: string): string => JSON.stringify({ name: 'app', dependencies: { [name]: version } });

describe('options of TypeORM', () => {
  const around = (version: string): Around => ({
    files: {
      'package.json': manifest('typeorm', version),
      'src/entities.ts': `
        import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
        @Entity() export class Company { @PrimaryGeneratedColumn() id: number; @Column() name: string; }
        @Entity() export class User { @PrimaryGeneratedColumn() id: number; @Column() name: string; @ManyToOne(() => Company) company: Company; @OneToMany(() => Post, post => post.author) posts: Post[]; @OneToMany(() => Post, post => post.editor) edited: Promise<Post[]>; }
        @Entity() export class Post { @PrimaryGeneratedColumn() id: number; @Column() title: string; @ManyToOne(() => User, user => user.posts) author: User; @ManyToOne(() => User, user => user.edited) editor: User; }`,
    },
    head: "import { EntityManager, Repository } from 'typeorm';\nimport { Post, User } from './entities';\ndeclare const posts: Repository<Post>;\ndeclare const users: Repository<User>;\ndeclare const manager: EntityManager;",
  });
  check(around('1.0.0'), [
    ['none', 'return (await posts.find()).map(post => post.author.name);', 'return (await posts.find({ relations: { author: true } })).map(post => post.author.name); // now-loaded, join-order'],
    ['others', 'return (await posts.find({ take: 10 })).map(post => post.author.name);', 'return (await posts.find({ take: 10, relations: { author: true } })).map(post => post.author.name); // now-loaded, join-order'],
    ['another relation', 'return (await posts.find({ relations: { editor: true } })).map(post => post.author.name);', 'return (await posts.find({ relations: { editor: true, author: true } })).map(post => post.author.name); // now-loaded, join-order'],
    ['a list of relations', "return (await posts.find({ relations: ['editor'] })).map(post => post.author.name);", "return (await posts.find({ relations: ['editor', 'author'] })).map(post => post.author.name); // now-loaded, join-order"],
    ['behind another one', 'return (await posts.find({ relations: { author: true } })).map(post => post.author.company.name);', 'return (await posts.find({ relations: { author: { company: true } } })).map(post => post.author.company.name); // now-loaded, join-order'],
    ['conditions alone', 'const post = await posts.findOneByOrFail({ id });\nreturn post.author.name;', 'const post = await posts.findOneOrFail({ where: { id }, relations: { author: true } });\nreturn post.author.name; // now-loaded'],
    ['a manager', 'return (await manager.find(Post)).map(post => post.author.name);', 'return (await manager.find(Post, { relations: { author: true } })).map(post => post.author.name); // now-loaded, join-order'],
    ['many of each, by queries of their own', 'return (await users.find()).map(user => user.posts.length);', "return (await users.find({ relations: { posts: true }, relationLoadStrategy: 'query' })).map(user => user.posts.length); // now-loaded"],
    ['a lazy one', 'for (const user of await users.find()) console.log((await user.edited).length);', "for (const user of await users.find({ relations: { edited: true }, relationLoadStrategy: 'query' })) console.log((await user.edited).length); // related-order"],
    ['a builder', "const rows = await posts.createQueryBuilder('p').where('p.id > 1').getMany();\nreturn rows.map(row => row.author.name);", "const rows = await posts.createQueryBuilder('p').leftJoinAndSelect('p.author', 'author').where('p.id > 1').getMany();\nreturn rows.map(row => row.author.name); // now-loaded, join-order"],
    ['rows that are returned', 'const rows = await posts.find();\nconsole.log(rows.map(row => row.author.name));\nreturn rows;', 'const rows = await posts.find({ relations: { author: true } });\nconsole.log(rows.map(row => row.author.name));\nreturn rows; // now-loaded, join-order, whole-rows'],
    ['columns that are chosen', 'return (await posts.find({ select: { id: true } })).map(post => post.author.name);', undefined],
    ['a comment behind the options', 'return (await posts.find({ take: 10 /* the newest */ })).map(post => post.author.name);', undefined],
    ['an alias that is taken', "const rows = await posts.createQueryBuilder('author').getMany();\nreturn rows.map(row => row.author.name);", undefined],
    ['pages of a builder, and many of each', "const rows = await users.createQueryBuilder('u').limit(5).getMany();\nreturn rows.map(row => row.posts.length);", undefined],
  ]);
  describe('before 0.3', () => {
    check(around('0.2.45'), [
      ['none', 'return (await posts.find()).map(post => post.author.name);', "return (await posts.find({ relations: ['author'] })).map(post => post.author.name); // now-loaded, join-order"],
      ['conditions where options stand', "return (await posts.find({ title: 'x' })).map(post => post.author.name);", undefined],
    ]);
  });
});

describe('include of Sequelize', () => {
  check({
    path: 'src/service.js',
    files: {
      'package.json': manifest('sequelize', '6.0.0'),
      'models/index.js': `
        const { Sequelize, DataTypes } = require('sequelize');
        const sequelize = new Sequelize('sqlite::memory:');
        const Company = sequelize.define('Company', { name: DataTypes.STRING });
        const User = sequelize.define('User', { name: DataTypes.STRING });
        const Post = sequelize.define('Post', { title: DataTypes.STRING });
        User.hasMany(Post, { as: 'posts' });
        User.belongsTo(Company, { as: 'company' });
        Post.belongsTo(User, { as: 'author' });
        Post.belongsTo(User, { as: 'editor' });
        module.exports = { User, Post };`,
    },
    head: "const { Post, User } = require('../models');",
  }, [
    ['none', 'return (await Post.findAll()).map(post => post.author.name);', "return (await Post.findAll({ include: ['author'] })).map(post => post.author.name); // now-loaded, join-order"],
    ['behind a key', 'const post = await Post.findByPk(id);\nreturn post.author.name;', "const post = await Post.findByPk(id, { include: ['author'] });\nreturn post.author.name; // now-loaded"],
    ['another one', "return (await Post.findAll({ include: ['editor'] })).map(post => post.author.name);", "return (await Post.findAll({ include: ['editor', 'author'] })).map(post => post.author.name); // now-loaded, join-order"],
    ['behind another one', "return (await Post.findAll({ include: ['author'] })).map(post => post.author.company.name);", "return (await Post.findAll({ include: [{ association: 'author', include: ['company'] }] })).map(post => post.author.company.name); // now-loaded, join-order"],
    ['behind a model that is named', "return (await Post.findAll({ include: [{ model: User, as: 'author' }] })).map(post => post.author.company.name);", "return (await Post.findAll({ include: [{ model: User, as: 'author', include: ['company'] }] })).map(post => post.author.company.name); // now-loaded, join-order"],
    ['many of each, by a query of its own', 'return (await User.findAll()).map(user => user.posts.length);', "return (await User.findAll({ include: [{ association: 'posts', separate: true }] })).map(user => user.posts.length); // now-loaded"],
    ['loaded for each row', 'const users = await User.findAll();\nfor (const user of users) {\n  console.log((await user.getPosts()).length);\n}', "const users = await User.findAll({ include: [{ association: 'posts', separate: true }] });\nfor (const user of users) {\n  console.log(user.posts.length);\n} // related-order"],
    ['loaded for each row, with conditions', "const users = await User.findAll();\nfor (const user of users) console.log(await user.getPosts({ where: { id } }));", undefined],
    ['a list that is changed', "const users = await User.findAll();\nfor (const user of users) { const posts = await user.getPosts(); posts.pop(); console.log(posts.length); }", undefined],
    ['rows of two queries', "const rows = options ? await User.findAll() : await User.findAll({ where: { id } });\nfor (const user of rows) console.log((await user.getPosts()).length);", undefined],
    ['columns that are chosen', "return (await Post.findAll({ attributes: ['id'] })).map(post => post.author.name);", undefined],
  ]);
});

describe('populate of Mongoose', () => {
  check({
    files: { 'package.json': manifest('mongoose', '8.0.0'), 'src/models.ts': "import { model, Schema } from 'mongoose';\nexport const Company = model('Company', new Schema({ name: String }));\nexport const User = model('User', new Schema({ name: String, company: { type: Schema.Types.ObjectId, ref: 'Company' } }));\nexport const Post = model('Post', new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' }, editor: { type: Schema.Types.ObjectId, ref: 'User' } }));" },
    head: "import { Post } from './models';",
  }, [
    ['before what ends the chain', 'return (await Post.find().lean()).map(post => post.author.name);', "return (await Post.find().populate('author').lean()).map(post => post.author.name); // now-loaded, unproven"],
    ['beside another one', "return (await Post.find().populate('editor')).map(post => post.author.name);", "return (await Post.find().populate('editor').populate('author')).map(post => post.author.name); // now-loaded, unproven"],
    ['behind another one', "return (await Post.find().populate('author')).map(post => post.author.company.name);", "return (await Post.find().populate({ path: 'author', populate: 'company' })).map(post => post.author.company.name); // now-loaded, unproven"],
    ['document by document', "const posts = await Post.find();\nfor (const post of posts) {\n  await post.populate('author');\n}\nreturn posts.length;", "const posts = await Post.find().populate('author');\nreturn posts.length; // unproven"],
    ['fields that are chosen', "return (await Post.find().select('title')).map(post => post.author.name);", undefined],
  ]);
});

describe('populate of MikroORM', () => {
  const around = (version: string): Around => ({
    files: { 'package.json': manifest('@mikro-orm/core', version), 'src/entities.ts': "import { Collection, Entity, ManyToOne, OneToMany, PrimaryKey, Property, Ref } from '@mikro-orm/core';\n@Entity() export class User { @PrimaryKey() id: number; @Property() name: string; @OneToMany(() => Post, post => post.author) posts = new Collection<Post>(this); }\n@Entity() export class Tag { @PrimaryKey() id: number; @Property() name: string; }\n@Entity() export class Post { @PrimaryKey() id: number; @Property() title: string; @ManyToOne(() => User) author: User; @ManyToOne(() => User) editor: Ref<User>; @ManyToOne(() => Tag) tag: Tag; }" },
    head: "import { EntityManager } from '@mikro-orm/core';\nimport { Post, User } from './entities';\ndeclare const em: EntityManager;",
  });
  check(around('7.0.0'), [
    ['none', 'return (await em.find(Post, {})).map(post => post.author.name);', "return (await em.find(Post, {}, { populate: ['author'] })).map(post => post.author.name); // now-loaded, join-order"],
    ['another one', "return (await em.find(Post, {}, { populate: ['tag'] })).map(post => post.author.name);", "return (await em.find(Post, {}, { populate: ['tag', 'author'] })).map(post => post.author.name); // now-loaded, join-order"],
    ['items for each row', 'const users = await em.find(User, {});\nfor (const user of users) console.log((await user.posts.loadItems()).length);', "const users = await em.find(User, {}, { populate: ['posts'] });\nfor (const user of users) console.log(user.posts.getItems().length); // related-order"],
    ['a reference for each row', 'const posts = await em.find(Post, {});\nfor (const post of posts) console.log((await post.editor.load())?.name);', "const posts = await em.find(Post, {}, { populate: ['editor'] });\nfor (const post of posts) console.log(post.editor.getEntity()?.name); // join-order"],
    ['fields that are chosen', "return (await em.find(Post, {}, { fields: ['title'] })).map(post => post.author.name);", undefined],
  ]);
  describe('before 6', () => {
    check(around('5.9.0'), [['none', 'return (await em.find(Post, {})).map(post => post.author.name);', "return (await em.find(Post, {}, { populate: ['author'] })).map(post => post.author.name); // now-loaded"]]);
  });
});

describe('graphs of Objection', () => {
  check({
    files: { 'package.json': manifest('objection', '3.0.0'), 'src/models.ts': "import { Model } from 'objection';\nexport class User extends Model { static tableName = 'users'; id!: number; posts?: Post[]; static relationMappings = () => ({ posts: { relation: Model.HasManyRelation, modelClass: Post, join: { from: 'users.id', to: 'posts.authorId' } } }); }\nexport class Post extends Model { static tableName = 'posts'; id!: number; author!: User; static relationMappings = () => ({ author: { relation: Model.BelongsToOneRelation, modelClass: User, join: { from: 'posts.authorId', to: 'users.id' } } }); }" },
    head: "import { Post, User } from './models';\nimport { all } from './all';",
  }, [
    ['none', 'return (await Post.query().limit(20)).map(post => post.author.id);', "return (await Post.query().limit(20).withGraphFetched('author')).map(post => post.author.id); // now-loaded"],
    ['for each row', "const users = await User.query();\nfor (const user of users) {\n  const posts = await user.$relatedQuery('posts');\n  console.log(posts.length);\n}", "const users = await User.query().withGraphFetched('posts');\nfor (const user of users) {\n  const posts = user.posts!;\n  console.log(posts.length);\n} // related-order"],
    ['for each row, with an order', "const users = await User.query();\nfor (const user of users) console.log(await user.$relatedQuery('posts').orderBy('id'));", undefined],
    ['put into each row', "const posts = await Post.query();\nfor (const post of posts) await post.$fetchGraph('author');\nreturn posts.map(post => post.author.id);", "const posts = await Post.query().withGraphFetched('author');\nreturn posts.map(post => post.author.id);"],
    ['put into some rows', "const posts = await Post.query();\nfor (const post of posts) {\n  if (post.id > 1) {\n    await post.$fetchGraph('author');\n  }\n}\nreturn posts.map(post => post.author.id);", undefined],
    ['put into rows that are not passed over', "const posts = await Post.query();\nfor (const post of posts) {\n  if (post.id > 1) continue;\n  await post.$fetchGraph('author');\n}\nreturn posts.map(post => post.author.id);", undefined],
    ['put into rows beside others', "const posts = await Post.query();\nposts.push(options);\nfor (const post of posts) await post.$fetchGraph('author');\nreturn posts.map(post => post.author.id);", "const posts = await Post.query();\nposts.push(options);\nawait Post.fetchGraph(posts, 'author');\nreturn posts.map(post => post.author.id); // shared-rows"],
    ['put into rows that may be others', "const posts = options ?? (await Post.query());\nfor (const post of posts) await post.$fetchGraph('author');\nreturn posts.map(post => post.author.id);", undefined],
    ['alone behind a test of its own', "const posts = await Post.query();\nif (options)\n  for (const post of posts) await post.$fetchGraph('author');\nreturn posts.map(post => post.author.id);", undefined],
    ['put into each row of a query that chooses columns', "const users = await User.query().select('id');\nfor (const user of users) await user.$fetchGraph('posts');\nreturn users.length;", "const users = await User.query().select('id');\nawait User.fetchGraph(users, 'posts');\nreturn users.length; // related-order"],
    ['joined graphs', "return (await Post.query().withGraphJoined('editor')).map(post => post.author.id);", undefined],
  ]);
});

describe('include of Prisma', () => {
  check({
    files: { 'package.json': manifest('@prisma/client', '6.0.0'), 'prisma/schema.prisma': 'model User {\n  id Int @id\n  email String\n  posts Post[] @relation("of")\n  authorId Int?\n  author Post? @relation("by", fields: [authorId], references: [id])\n}\nmodel Post {\n  id Int @id\n  authorId Int\n  author User @relation("of", fields: [authorId], references: [id])\n  by User[] @relation("by")\n}\n' },
    head: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();",
  }, [
    ['a fluent read for each row', 'const users = await prisma.user.findMany();\nfor (const user of users) console.log((await prisma.user.findUnique({ where: { id: user.id } }).posts())?.length);', 'const users = await prisma.user.findMany({ include: { posts: true } });\nfor (const user of users) console.log(user.posts?.length); // related-order'],
    ['of one', 'const posts = await prisma.post.findMany({ select: { id: true } });\nfor (const post of posts) console.log(await prisma.post.findUnique({ where: { id: post.id } }).author());', 'const posts = await prisma.post.findMany({ select: { id: true, author: true } });\nfor (const post of posts) console.log(post.author);'],
    ['by another column', 'const users = await prisma.user.findMany();\nfor (const user of users) console.log(await prisma.user.findUnique({ where: { email: user.email } }).posts());', undefined],
  ]);
});

describe('with of Drizzle', () => {
  check({
    files: {
      'package.json': manifest('drizzle-orm', '0.44.0'),
      'src/db.ts': "import { relations } from 'drizzle-orm';\nimport { integer, numeric, pgTable, serial, text } from 'drizzle-orm/pg-core';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nexport const users = pgTable('users', { id: serial('id').primaryKey(), name: text('name') });\nexport const posts = pgTable('posts', { id: serial('id').primaryKey(), title: text('title'), authorId: integer('author_id'), priceId: integer('price_id') });\nexport const prices = pgTable('prices', { id: serial('id').primaryKey(), amount: numeric('amount') });\nexport const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));\nexport const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }), price: one(prices, { fields: [posts.priceId], references: [prices.id] }) }));\nexport const db = drizzle('', { schema: { users, posts, prices, usersRelations, postsRelations } });",
    },
    head: "import { asc, eq } from 'drizzle-orm';\nimport { db, posts, prices, users } from './db';",
  }, [
    ['the row of a foreign key', 'const rows = await db.query.posts.findMany();\nfor (const row of rows) {\n  const author = await db.query.users.findFirst({ where: eq(users.id, row.authorId) });\n  console.log(author?.name);\n}', 'const rows = await db.query.posts.findMany({ with: { author: true } });\nfor (const row of rows) {\n  const author = row.author;\n  console.log(author?.name);\n} // null-for-none'],
    ['beside another relation', 'const rows = await db.query.posts.findMany({ with: { price: true }, limit: 100 });\nfor (const row of rows) console.log((await db.query.users.findFirst({ where: eq(users.id, row.authorId) }))?.name);', 'const rows = await db.query.posts.findMany({ with: { price: true, author: true }, limit: 100 });\nfor (const row of rows) console.log(row.author?.name); // null-for-none'],
    ['the rows that have the key', 'const rows = await db.query.users.findMany({ columns: { id: true } });\nfor (const row of rows) console.log((await db.select().from(posts).where(eq(posts.authorId, row.id))).length);', 'const rows = await db.query.users.findMany({ columns: { id: true }, with: { posts: true } });\nfor (const row of rows) console.log(row.posts.length); // related-order'],
    ['as an object', 'const rows = await db.query.users.findMany();\nfor (const row of rows) console.log((await db.query.posts.findMany({ where: { authorId: row.id } })).length);', 'const rows = await db.query.users.findMany({ with: { posts: true } });\nfor (const row of rows) console.log(row.posts.length); // related-order'],
    ['of rows of another kind of query', 'const rows = await db.select().from(posts);\nfor (const row of rows) console.log((await db.query.users.findFirst({ where: eq(users.id, row.authorId) }))?.name);', undefined],
    ['with numbers that JSON writes in another way', 'const rows = await db.query.posts.findMany();\nfor (const row of rows) console.log((await db.query.prices.findFirst({ where: eq(prices.id, row.priceId) }))?.amount);', undefined],
    ['with an order', 'const rows = await db.query.users.findMany();\nfor (const row of rows) console.log((await db.query.posts.findMany({ where: eq(posts.authorId, row.id), orderBy: asc(posts.id) })).length);', undefined],
  ]);
});

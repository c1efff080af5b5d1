import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import { projectWith, type Files } from '../harness.ts';

const { relationFindings, rowLoadFindings } = await import('../../../src/analysis/index.ts');

/** The same words for each ORM: posts with an `author`, who has a `team` and `posts`. */
type Orm = {
  readonly files: Files;
  readonly head: string;
  /** Some posts, a post, and posts with their author, as expressions that are waited for; `by` are the options given. */
  readonly posts: string;
  readonly post: string;
  readonly loaded: string;
  readonly users: string;
  readonly user: string;
  /** How options that load the author are written; and a query with options, spread from a constant, from what nobody knows, or in a variable. */
  readonly options: string;
  readonly withOptions: (options: string) => string;
  /** What loads the author of a post that is there already. */
  readonly load: (post: string) => string;
  /** The members that say who the author is without the author. */
  readonly key: string;
  /** A write of the author that counts as one. */
  readonly write: string;
};

const manifest = (name: string): string => JSON.stringify({ name: 'app', dependencies: { [name]: '6.0.0' } });
const HEAD = 'declare const unknown: any;\n';

const ORMS: Readonly<Record<string, Orm>> = {
  TypeORM: {
    files: {
      'package.json': JSON.stringify({ name: 'app', dependencies: { typeorm: '1.0.0' } }),
      'src/post.ts': "import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';\nimport { User } from './user';\n@Entity() export class Post { @PrimaryGeneratedColumn() id: number; @Column() title: string; @Column() authorId: number; @ManyToOne(() => User, user => user.posts) author: User; }",
      'src/user.ts': "import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';\nimport { Post } from './post';\n@Entity() export class Team { @PrimaryGeneratedColumn() id: number; @Column() name: string; }\n@Entity() export class User { @PrimaryGeneratedColumn() id: number; @Column() name: string; @ManyToOne(() => Team) team: Team; @OneToMany(() => Post, post => post.author) posts: Post[]; }",
    },
    head: "import { Repository } from 'typeorm';\nimport { Post } from './post';\nimport { User } from './user';\ndeclare const posts: Repository<Post>;\ndeclare const users: Repository<User>;\n",
    posts: 'posts.find()', post: 'posts.findOneBy({ id })', loaded: 'posts.find({ relations: { author: true } })', users: 'users.find()', user: 'users.findOneBy({ id })',
    options: '{ relations: { author: true } }', withOptions: options => `posts.find(${options})`,
    load: post => `unknown.load(${post})`, key: 'authorId', write: 'post.author = unknown;',
  },
  Sequelize: {
    files: {
      'package.json': manifest('sequelize'),
      'src/models/index.js': "const { Sequelize, DataTypes } = require('sequelize');\nconst sequelize = new Sequelize('sqlite::memory:');\nconst Team = sequelize.define('Team', { name: DataTypes.STRING });\nconst User = sequelize.define('User', { name: DataTypes.STRING });\nconst Post = sequelize.define('Post', { title: DataTypes.STRING });\nUser.hasMany(Post, { as: 'posts', foreignKey: 'authorId' });\nUser.belongsTo(Team, { as: 'team' });\nPost.belongsTo(User, { as: 'author', foreignKey: 'authorId' });\nmodule.exports = { Post, User };",
    },
    head: "import { Post, User } from './models';\n",
    posts: 'Post.findAll()', post: 'Post.findByPk(id)', loaded: "Post.findAll({ include: ['author'] })", users: 'User.findAll()', user: 'User.findByPk(id)',
    options: "{ include: ['author'] }", withOptions: options => `Post.findAll(${options})`,
    load: post => `${post}.reload({ include: ['author'] })`, key: 'authorId', write: 'post.author = unknown;',
  },
  Mongoose: {
    files: {
      'package.json': manifest('mongoose'),
      'src/models/post.ts': "import { model, Schema } from 'mongoose';\nconst schema = new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' } });\nexport const Post = model('Post', schema);",
      'src/models/user.ts': "import { model, Schema } from 'mongoose';\nexport const Team = model('Team', new Schema({ name: String }));\nconst userSchema = new Schema({ name: String, team: { type: Schema.Types.ObjectId, ref: 'Team' } });\nuserSchema.virtual('posts', { ref: 'Post', localField: '_id', foreignField: 'author' });\nexport const User = model('User', userSchema);",
    },
    head: "import { Post } from './models/post';\nimport { Team, User } from './models/user';\n",
    posts: 'Post.find()', post: 'Post.findById(id)', loaded: "Post.find().populate('author')", users: 'User.find()', user: 'User.findById(id)',
    options: "{ path: 'author' }", withOptions: options => `Post.find().populate(${options})`,
    load: post => `${post}.populate('author')`, key: 'author._id', write: 'post.author = unknown;',
  },
  MikroORM: {
    files: {
      'package.json': manifest('@mikro-orm/core'),
      'src/post.ts': "import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/core';\nimport { User } from './user';\n@Entity() export class Post { @PrimaryKey() id: number; @Property() title: string; @ManyToOne(() => User) author: User; }",
      'src/user.ts': "import { Collection, Entity, ManyToOne, OneToMany, PrimaryKey, Property } from '@mikro-orm/core';\nimport { Post } from './post';\n@Entity() export class Team { @PrimaryKey() id: number; @Property() name: string; }\n@Entity() export class User { @PrimaryKey() id: number; @Property() name: string; @ManyToOne(() => Team) team: Team; @OneToMany(() => Post, post => post.author) posts = new Collection<Post>(this); }",
    },
    head: "import { EntityManager } from '@mikro-orm/core';\nimport { Post } from './post';\nimport { User } from './user';\ndeclare const em: EntityManager;\n",
    posts: 'em.find(Post, {})', post: 'em.findOne(Post, { title: given })', loaded: "em.find(Post, {}, { populate: ['author'] })", users: 'em.find(User, {})', user: 'em.findOne(User, { name: given })',
    options: "{ populate: ['author'] }", withOptions: options => `em.find(Post, {}, ${options})`,
    load: post => `em.populate(${post}, ['author'])`, key: 'author.id', write: 'post.author = unknown;',
  },
  Objection: {
    files: {
      'package.json': manifest('objection'),
      'src/models.ts': "import { Model } from 'objection';\nexport class Team extends Model { static tableName = 'teams'; id!: number; name!: string; }\nexport class User extends Model { static tableName = 'users'; id!: number; name!: string; static relationMappings = () => ({ team: { relation: Model.BelongsToOneRelation, modelClass: Team, join: { from: 'users.teamId', to: 'teams.id' } }, posts: { relation: Model.HasManyRelation, modelClass: Post, join: { from: 'users.id', to: 'posts.authorId' } } }); }\nexport class Post extends Model { static tableName = 'posts'; id!: number; title!: string; authorId!: number; static relationMappings = () => ({ author: { relation: Model.BelongsToOneRelation, modelClass: User, join: { from: 'posts.authorId', to: 'users.id' } } }); }",
    },
    head: "import { Post, User } from './models';\n",
    posts: 'Post.query()', post: 'Post.query().findById(id)', loaded: "Post.query().withGraphFetched('author')", users: 'User.query()', user: 'User.query().findById(id)',
    options: '{ author: true }', withOptions: options => `Post.query().withGraphFetched(${options})`,
    load: post => `${post}.$fetchGraph('author')`, key: 'authorId', write: 'post.author = unknown;',
  },
};

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
  const drizzle: Orm = {
    ...ORMS['Sequelize']!,
    files: {
      'package.json': JSON.stringify({ name: 'app', dependencies: { 'drizzle-orm': '0.44.0' } }),
      'src/db.ts': "import { relations } from 'drizzle-orm';\nimport { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nexport const users = pgTable('users', { id: serial('id').primaryKey(), name: text('name') });\nexport const posts = pgTable('posts', { id: serial('id').primaryKey(), title: text('title'), authorId: integer('author_id') });\nexport const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));\nexport const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));\nexport const db = drizzle('', { schema: { users, posts, usersRelations, postsRelations } });",
    },
    head: "import { and, eq } from 'drizzle-orm';\nimport { db, posts, users } from './db';\n",
  };
  const knex: Orm = { ...drizzle, files: { 'package.json': manifest('knex') }, head: "import makeKnex from 'knex';\nconst knex = makeKnex({ client: 'pg' });\n" };

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

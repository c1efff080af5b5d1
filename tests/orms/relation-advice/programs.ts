import type { Files } from '../../analysis/harness.ts';

/** What a function asks for, one query after the other; every ORM has a program for each. */
export const SITUATIONS = [
  'the children of a row',
  'some of the children, in order',
  'the parent of a row',
  'the parents of a list',
  'the children of a list',
  'a row that is read for its key alone',
  'the same row twice',
  'a relation that nothing reads',
] as const;

export type Situation = (typeof SITUATIONS)[number];

/** The body of `async function run(id)`; `silent`: why nothing is said of it. */
export type Program = string | { readonly body: string; readonly silent: string } | { readonly none: string };

export type Programs = { readonly dependency: string; readonly files?: Files; readonly head: string; readonly bodies: { readonly [S in Situation]: Program } };

const JOINED_LIST = 'a join would repeat each row of the list once for each of its children';
const TWO_ANYWAY = '`populate` sends the second query itself';

export const prisma: Programs = {
  dependency: '@prisma/client',
  head: "import { prisma } from './db';",
  bodies: {
    'the children of a row': 'const user = await prisma.user.findUnique({ where: { id } });\nconst posts = await prisma.post.findMany({ where: { authorId: user!.id } });\nreturn { user, posts };',
    'some of the children, in order': "const user = await prisma.user.findUnique({ where: { id } });\nconst posts = await prisma.post.findMany({ where: { authorId: user!.id, status: 'OPEN' }, orderBy: { views: 'desc' }, take: 3 });\nreturn { user, posts };",
    'the parent of a row': 'const post = await prisma.post.findUnique({ where: { id } });\nconst author = await prisma.user.findUnique({ where: { id: post!.authorId } });\nreturn { post, author };',
    'the parents of a list': { body: 'const posts = await prisma.post.findMany();\nconst users = await prisma.user.findMany({ where: { id: { in: posts.map(post => post.authorId) } } });\nreturn { posts, users };', silent: '`include` sends the second query itself' },
    'the children of a list': { body: 'const users = await prisma.user.findMany();\nconst posts = await prisma.post.findMany({ where: { authorId: { in: users.map(user => user.id) } } });\nreturn { users, posts };', silent: '`include` sends the second query itself' },
    'a row that is read for its key alone': 'const user = await prisma.user.findUnique({ where: { email: id } });\nreturn prisma.post.findMany({ where: { authorId: user!.id }, skip: 20, take: 10 });',
    'the same row twice': 'const user = await prisma.user.findUnique({ where: { id } });\nconst again = await prisma.user.findUnique({ where: { id }, include: { posts: true } });\nreturn { user, again };',
    'a relation that nothing reads': 'const posts = await prisma.post.findMany({ include: { author: true } });\nreturn posts.map(post => post.title);',
  },
};

export const typeorm: Programs = {
  dependency: 'typeorm',
  files: {
    'src/entities.ts': `import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) email: string;
  @OneToMany(() => Post, post => post.author) posts: Post[];
}

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
  @Column() authorId: number;
  @ManyToOne(() => User, user => user.posts) author: User;
}
`,
  },
  head: "import { DataSource, In } from 'typeorm';\nimport { Post, User } from './entities';\n\nconst source = new DataSource({ type: 'postgres', entities: [User, Post] });\nconst users_ = source.getRepository(User);\nconst posts_ = source.getRepository(Post);",
  bodies: {
    'the children of a row': 'const user = await users_.findOneBy({ id });\nconst posts = await posts_.findBy({ authorId: user!.id });\nreturn { user, posts };',
    'some of the children, in order': "const user = await users_.findOneBy({ id });\nconst posts = await posts_.find({ where: { authorId: user!.id, title: 'x' }, order: { id: 'DESC' } });\nreturn { user, posts };",
    'the parent of a row': 'const post = await posts_.findOne({ where: { id } });\nconst author = await users_.findOne({ where: { id: post!.authorId } });\nreturn { post, author };',
    'the parents of a list': 'const posts = await posts_.find();\nconst users = await users_.findBy({ id: In(posts.map(post => post.authorId)) });\nreturn { posts, users };',
    'the children of a list': { body: 'const users = await users_.find();\nconst posts = await posts_.findBy({ authorId: In(users.map(user => user.id)) });\nreturn { users, posts };', silent: JOINED_LIST },
    'a row that is read for its key alone': 'const user = await users_.findOneBy({ email: `${id}` });\nreturn posts_.find({ where: { author: { id: user!.id } }, skip: 20, take: 10 });',
    'the same row twice': 'const user = await users_.findOneBy({ id });\nconst again = await users_.findOne({ where: { id }, relations: { posts: true } });\nreturn { user, again };',
    'a relation that nothing reads': 'const posts = await posts_.find({ relations: { author: true } });\nreturn posts.map(post => post.title);',
  },
};

export const sequelize: Programs = {
  dependency: 'sequelize',
  files: {
    'src/models.ts': `import { DataTypes, Sequelize } from 'sequelize';

const sequelize = new Sequelize('sqlite::memory:');
export const User = sequelize.define('User', { email: { type: DataTypes.STRING, unique: true } });
export const Post = sequelize.define('Post', { title: DataTypes.STRING, authorId: DataTypes.INTEGER });
User.hasMany(Post, { as: 'posts', foreignKey: 'authorId' });
Post.belongsTo(User, { as: 'author', foreignKey: 'authorId' });
`,
  },
  head: "import { Op } from 'sequelize';\nimport { Post, User } from './models';",
  bodies: {
    'the children of a row': 'const user = await User.findByPk(id);\nconst posts = await Post.findAll({ where: { authorId: user!.id } });\nreturn { user, posts };',
    'some of the children, in order': "const user = await User.findByPk(id);\nconst posts = await Post.findAll({ where: { authorId: user!.id, title: 'x' }, order: [['id', 'DESC']] });\nreturn { user, posts };",
    'the parent of a row': 'const post = await Post.findByPk(id);\nconst author = await User.findByPk(post!.authorId);\nreturn { post, author };',
    'the parents of a list': 'const posts = await Post.findAll();\nconst users = await User.findAll({ where: { id: { [Op.in]: posts.map(post => post.authorId) } } });\nreturn { posts, users };',
    'the children of a list': { body: 'const users = await User.findAll();\nconst posts = await Post.findAll({ where: { authorId: { [Op.in]: users.map(user => user.id) } } });\nreturn { users, posts };', silent: JOINED_LIST },
    'a row that is read for its key alone': 'const user = await User.findOne({ where: { email: id } });\nreturn Post.findAll({ where: { authorId: user!.id }, offset: 20, limit: 10 });',
    'the same row twice': "const user = await User.findByPk(id);\nconst again = await User.findOne({ where: { id }, include: ['posts'] });\nreturn { user, again };",
    'a relation that nothing reads': "const posts = await Post.findAll({ include: ['author'] });\nreturn posts.map(post => post.title);",
  },
};

export const mikroorm: Programs = {
  dependency: '@mikro-orm/core',
  files: {
    'src/entities.ts': `import { Collection, Entity, ManyToOne, OneToMany, PrimaryKey, Property, Unique } from '@mikro-orm/core';

@Entity()
export class User {
  @PrimaryKey() id: number;
  @Property() @Unique() email: string;
  @OneToMany(() => Post, post => post.author) posts = new Collection<Post>(this);
}

@Entity()
export class Post {
  @PrimaryKey() id: number;
  @Property() title: string;
  @ManyToOne(() => User) author: User;
}
`,
  },
  head: "import { EntityManager } from '@mikro-orm/core';\nimport { Post, User } from './entities';\n\ndeclare const em: EntityManager;",
  bodies: {
    'the children of a row': 'const user = await em.findOne(User, { id });\nconst posts = await em.find(Post, { author: user!.id });\nreturn { user, posts };',
    'some of the children, in order': "const user = await em.findOne(User, { id });\nconst posts = await em.find(Post, { author: user!.id, title: 'x' }, { orderBy: { id: 'DESC' } });\nreturn { user, posts };",
    'the parent of a row': 'const post = await em.findOne(Post, { id });\nconst author = await em.findOne(User, { id: post!.author.id });\nreturn { post, author };',
    'the parents of a list': 'const posts = await em.find(Post, {});\nconst users = await em.find(User, { id: { $in: posts.map(post => post.author.id) } });\nreturn { posts, users };',
    'the children of a list': { body: 'const users = await em.find(User, {});\nconst posts = await em.find(Post, { author: { $in: users.map(user => user.id) } });\nreturn { users, posts };', silent: JOINED_LIST },
    'a row that is read for its key alone': 'const user = await em.findOne(User, { email: `${id}` });\nreturn em.find(Post, { author: user!.id }, { offset: 20, limit: 10 });',
    'the same row twice': { body: 'const user = await em.findOne(User, { id });\nconst again = await em.findOne(User, { id });\nreturn { user, again };', silent: 'the identity map has the row' },
    'a relation that nothing reads': "const posts = await em.find(Post, {}, { populate: ['author'] });\nreturn posts.map(post => post.title);",
  },
};

export const mongoose: Programs = {
  dependency: 'mongoose',
  head: `import { model, Schema } from 'mongoose';

const User = model('User', new Schema({ email: { type: String, unique: true } }));
const Post = model('Post', new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' } }));`,
  bodies: {
    'the children of a row': { body: 'const user = await User.findById(id);\nconst posts = await Post.find({ author: user!._id });\nreturn { user, posts };', silent: TWO_ANYWAY },
    'some of the children, in order': { body: "const user = await User.findById(id);\nconst posts = await Post.find({ author: user!._id, title: 'x' }).sort({ title: 1 });\nreturn { user, posts };", silent: TWO_ANYWAY },
    'the parent of a row': { body: 'const post = await Post.findById(id);\nconst author = await User.findById(post!.author);\nreturn { post, author };', silent: TWO_ANYWAY },
    'the parents of a list': { body: 'const posts = await Post.find();\nconst users = await User.find({ _id: { $in: posts.map(post => post.author) } });\nreturn { posts, users };', silent: TWO_ANYWAY },
    'the children of a list': { body: 'const users = await User.find();\nconst posts = await Post.find({ author: { $in: users.map(user => user._id) } });\nreturn { users, posts };', silent: TWO_ANYWAY },
    'a row that is read for its key alone': { body: 'const user = await User.findOne({ email: id });\nreturn Post.find({ author: user!._id });', silent: 'a query has no condition on another collection' },
    'the same row twice': 'const user = await User.findById(id);\nconst again = await User.findById(id);\nreturn { user, again };',
    'a relation that nothing reads': "const posts = await Post.find().populate('author');\nreturn posts.map(post => post.title);",
  },
};

export const objection: Programs = {
  dependency: 'objection',
  files: {
    'src/models.ts': `import { Model } from 'objection';

export class User extends Model {
  static tableName = 'users';
  id!: number;
  email!: string;
  static relationMappings = () => ({ posts: { relation: Model.HasManyRelation, modelClass: Post, join: { from: 'users.id', to: 'posts.authorId' } } });
}

export class Post extends Model {
  static tableName = 'posts';
  id!: number;
  title!: string;
  authorId!: number;
  static relationMappings = () => ({ author: { relation: Model.BelongsToOneRelation, modelClass: User, join: { from: 'posts.authorId', to: 'users.id' } } });
}
`,
  },
  head: "import { Post, User } from './models';",
  bodies: {
    'the children of a row': "const user = await User.query().findById(id);\nconst posts = await Post.query().where('authorId', user!.id);\nreturn { user, posts };",
    'some of the children, in order': "const user = await User.query().findById(id);\nconst posts = await Post.query().where('authorId', user!.id).where('title', 'x').orderBy('id');\nreturn { user, posts };",
    'the parent of a row': 'const post = await Post.query().findById(id);\nconst author = await User.query().findById(post!.authorId);\nreturn { post, author };',
    'the parents of a list': 'const posts = await Post.query();\nconst users = await User.query().findByIds(posts.map(post => post.authorId));\nreturn { posts, users };',
    'the children of a list': { body: "const users = await User.query();\nconst posts = await Post.query().whereIn('authorId', users.map(user => user.id));\nreturn { users, posts };", silent: JOINED_LIST },
    'a row that is read for its key alone': "const user = await User.query().findOne({ email: id });\nreturn Post.query().where('authorId', user!.id).offset(20).limit(10);",
    'the same row twice': "const user = await User.query().findById(id);\nconst again = await User.query().findById(id).withGraphFetched('posts');\nreturn { user, again };",
    'a relation that nothing reads': "const posts = await Post.query().withGraphFetched('author');\nreturn posts.map(post => post.title);",
  },
};

const TABLES = `import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';
import { relations } from 'drizzle-orm';

export const users = pgTable('users', { id: serial('id').primaryKey(), email: text('email').unique() });
export const posts = pgTable('posts', { id: serial('id').primaryKey(), title: text('title'), authorId: integer('author_id') });
export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
export const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));
`;

export const drizzle: Programs = {
  dependency: 'drizzle-orm',
  files: { 'drizzle.config.ts': "export default { schema: './src/schema.ts', dialect: 'postgresql' };", 'src/schema.ts': TABLES },
  head: "import { eq, inArray } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nimport * as schema from './schema';\nimport { posts, users } from './schema';\n\nconst db = drizzle('', { schema });",
  bodies: {
    'the children of a row': 'const user = await db.query.users.findFirst({ where: eq(users.id, id) });\nconst all = await db.query.posts.findMany({ where: eq(posts.authorId, user!.id) });\nreturn { user, all };',
    'some of the children, in order': 'const user = await db.query.users.findFirst({ where: eq(users.id, id) });\nconst all = await db.query.posts.findMany({ where: eq(posts.authorId, user!.id), orderBy: posts.id, limit: 3 });\nreturn { user, all };',
    'the parent of a row': 'const [post] = await db.select().from(posts).where(eq(posts.id, id));\nconst [author] = await db.select().from(users).where(eq(users.id, post.authorId));\nreturn { post, author };',
    'the parents of a list': 'const all = await db.query.posts.findMany();\nconst authors = await db.select().from(users).where(inArray(users.id, all.map(post => post.authorId)));\nreturn { all, authors };',
    'the children of a list': 'const all = await db.query.users.findMany();\nconst theirs = await db.select().from(posts).where(inArray(posts.authorId, all.map(user => user.id)));\nreturn { all, theirs };',
    'a row that is read for its key alone': 'const [user] = await db.select().from(users).where(eq(users.email, `${id}`));\nreturn db.select().from(posts).where(eq(posts.authorId, user.id)).offset(20).limit(10);',
    'the same row twice': 'const user = await db.query.users.findFirst({ where: eq(users.id, id) });\nconst again = await db.query.users.findFirst({ where: eq(users.id, id), with: { posts: true } });\nreturn { user, again };',
    'a relation that nothing reads': 'const all = await db.query.posts.findMany({ with: { author: true } });\nreturn all.map(post => post.title);',
  },
};

export const knex: Programs = {
  dependency: 'knex',
  head: "import makeKnex from 'knex';\n\nconst knex = makeKnex({ client: 'pg' });",
  bodies: {
    'the children of a row': { body: "const user = await knex('users').where({ id }).first();\nconst posts = await knex('posts').where({ author_id: user.id });\nreturn { user, posts };", silent: 'a join would repeat the row once for each of its children' },
    'some of the children, in order': { body: "const user = await knex('users').where({ id }).first();\nconst posts = await knex('posts').where({ author_id: user.id, title: 'x' }).orderBy('id');\nreturn { user, posts };", silent: 'a join would repeat the row once for each of its children' },
    'the parent of a row': "const post = await knex('posts').where({ id }).first();\nconst author = await knex('users').where({ id: post.author_id }).first();\nreturn { post, author };",
    'the parents of a list': "const posts = await knex('posts').select();\nconst users = await knex('users').whereIn('id', posts.map(post => post.author_id));\nreturn { posts, users };",
    'the children of a list': { body: "const users = await knex('users').select();\nconst posts = await knex('posts').whereIn('author_id', users.map(user => user.id));\nreturn { users, posts };", silent: JOINED_LIST },
    'a row that is read for its key alone': "const user = await knex('users').where({ email: id }).first();\nreturn knex('posts').where({ author_id: user.id }).offset(20).limit(10);",
    'the same row twice': "const user = await knex('users').where({ id }).first();\nconst again = await knex('users').where({ id }).first();\nreturn { user, again };",
    'a relation that nothing reads': { none: 'Knex has no relations' },
  },
};

export const kysely: Programs = {
  dependency: 'kysely',
  head: "import { Kysely, PostgresDialect } from 'kysely';\n\nconst db = new Kysely<any>({ dialect: new PostgresDialect({} as any) });",
  bodies: {
    'the children of a row': { body: "const user = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();\nconst posts = await db.selectFrom('posts').selectAll().where('author_id', '=', user!.id).execute();\nreturn { user, posts };", silent: 'a join would repeat the row once for each of its children' },
    'some of the children, in order': { body: "const user = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();\nconst posts = await db.selectFrom('posts').selectAll().where('author_id', '=', user!.id).where('title', '=', 'x').orderBy('id').execute();\nreturn { user, posts };", silent: 'a join would repeat the row once for each of its children' },
    'the parent of a row': "const post = await db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst();\nconst author = await db.selectFrom('users').selectAll().where('id', '=', post!.author_id).executeTakeFirst();\nreturn { post, author };",
    'the parents of a list': "const posts = await db.selectFrom('posts').selectAll().execute();\nconst users = await db.selectFrom('users').selectAll().where('id', 'in', posts.map(post => post.author_id)).execute();\nreturn { posts, users };",
    'the children of a list': { body: "const users = await db.selectFrom('users').selectAll().execute();\nconst posts = await db.selectFrom('posts').selectAll().where('author_id', 'in', users.map(user => user.id)).execute();\nreturn { users, posts };", silent: JOINED_LIST },
    'a row that is read for its key alone': "const user = await db.selectFrom('users').selectAll().where('email', '=', `${id}`).executeTakeFirst();\nreturn db.selectFrom('posts').selectAll().where('author_id', '=', user!.id).offset(20).limit(10).execute();",
    'the same row twice': "const user = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();\nconst again = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();\nreturn { user, again };",
    'a relation that nothing reads': { none: 'Kysely has no relations' },
  },
};

import type { Files } from '../harness.ts';

/** The same words for each ORM: posts with an `author`, who has a `team` and `posts`. */
export type Orm = {
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

/** A manifest with one dependency. */
export const manifest = (name: string): string => JSON.stringify({ name: 'app', dependencies: { [name]: '6.0.0' } });
/** The beginning of each module. */
export const HEAD = 'declare const unknown: any;\n';

/** The ORMs whose rows have relations that may be missing. */
export const ORMS: Readonly<Record<string, Orm>> = {
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

/** What stands around the programs of ORMs that have no such rows. */
export const BUILDERS: Readonly<Record<'Prisma' | 'Drizzle' | 'Knex' | 'Kysely', { readonly files: Files; readonly head: string }>> = {
  Prisma: {
    files: {
      'package.json': manifest('@prisma/client'),
      'prisma/schema.prisma': 'model Team {\n  id Int @id\n  name String\n  users User[]\n}\nmodel User {\n  id Int @id\n  name String @unique\n  teamId Int\n  team Team @relation(fields: [teamId], references: [id])\n  posts Post[]\n}\nmodel Post {\n  id Int @id\n  title String\n  authorId Int\n  author User @relation(fields: [authorId], references: [id])\n}\n',
    },
    head: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n",
  },
  Drizzle: {
    files: {
      'package.json': JSON.stringify({ name: 'app', dependencies: { 'drizzle-orm': '0.44.0' } }),
      'drizzle.config.ts': "export default { schema: './src/db.ts', dialect: 'postgresql' };",
      'src/db.ts': "import { relations } from 'drizzle-orm';\nimport { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nexport const teams = pgTable('teams', { id: serial('id').primaryKey(), name: text('name') });\nexport const users = pgTable('users', { id: serial('id').primaryKey(), name: text('name').unique(), teamId: integer('team_id') });\nexport const posts = pgTable('posts', { id: serial('id').primaryKey(), title: text('title'), authorId: integer('author_id') });\nexport const usersRelations = relations(users, ({ many, one }) => ({ posts: many(posts), team: one(teams, { fields: [users.teamId], references: [teams.id] }) }));\nexport const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));\nexport const db = drizzle('', { schema: { teams, users, posts, usersRelations, postsRelations } });",
    },
    head: "import { and, eq } from 'drizzle-orm';\nimport { db, posts, users } from './db';\n",
  },
  Knex: { files: { 'package.json': manifest('knex') }, head: "import makeKnex from 'knex';\nconst knex = makeKnex({ client: 'pg' });\n" },
  Kysely: { files: { 'package.json': manifest('kysely') }, head: "import { Kysely } from 'kysely';\ndeclare const db: Kysely<any>;\n" },
};

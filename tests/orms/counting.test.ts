import { describe, expect, it } from 'vitest';

import { countedIn, wordsOf } from '../analysis/counting.ts';
import type { Files } from '../analysis/harness.ts';

type Row = readonly [name: string, code: string, what?: string, advice?: string];

const manifest = (dependencies: Record<string, string>): string => JSON.stringify({ name: 'app', private: true, dependencies });

/** Each row is the body of an async function that has `id`; what is found in it, and what is to be written instead. */
function inProject(name: string, files: Files, head: string, rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows)('%s', (_, body, what, advice) => {
      const found = countedIn({ ...files, 'src/service.ts': `${head}\nexport async function run(id: number, em: any, repo: any) {\n${body}\n}\n` }).filter(({ file }) => file === 'src/service.ts');
      expect(found.map(finding => [wordsOf(finding), finding.advice])).toEqual(what === undefined ? [] : [[what, advice]]);
    });
  });
}

inProject('Prisma', {}, "import { prisma } from './db';", [
  ['all rows', 'return (await prisma.user.findMany()).length;', 'number', 'Count in the database: `prisma.user.count()`.'],
  ['a filter', 'return (await prisma.user.findMany({ where: { teamId: "x" }, include: { posts: true } })).length;', 'number', 'Count in the database: `prisma.user.count({ where: … })`.'],
  ['any', 'return (await prisma.setting.findMany({ where: { orgId: "x" } })).length > 0;', 'any', 'Ask for one: `prisma.setting.findFirst({ where: …, select: { id: true } }) !== null`.'],
  ['those that pass', 'return (await prisma.user.findMany({ where: { teamId: "x" } })).filter(user => user.score > 3).length;', 'passing score', 'Count in the database, with the test as a condition: `prisma.user.count({ where: { …, score: … } })`.'],
  ['one that passes', 'return (await prisma.user.findMany()).some(user => user.score > 3);', 'any-passing score', 'Ask for one, with the test as a condition: `prisma.user.findFirst({ where: { score: … }, select: { id: true } }) !== null`.'],
  ['a sum', 'return (await prisma.order.findMany()).reduce((sum, order) => sum + order.total, 0);', 'sum total', 'Add up in the database: `prisma.order.aggregate({ _sum: { total: true } })`; the sum of no rows is `null` there.'],
  ['a tally', 'const n: any = {};\nfor (const order of await prisma.order.findMany()) n[order.status] = (n[order.status] ?? 0) + 1;\nreturn n;', 'tally status', "Group in the database: `prisma.order.groupBy({ by: ['status'], _count: true })`; a key without rows has no group."],
  ['a cursor', 'return (await prisma.user.findMany({ cursor: { id: "x" } })).length;'],
  ['a count', 'return (await prisma.user.count({ where: { teamId: "x" } })) > 0;', 'count', 'Ask for the first one: `prisma.user.findFirst({ where: …, select: { id: true } }) !== null`.'],
]);

const TYPEORM: Files = {
  'package.json': manifest({ typeorm: '^1.0.0' }),
  'src/user.ts': "import { Column, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';\n@Entity() export class User {\n@PrimaryGeneratedColumn() id!: number;\n@Column() teamId!: number;\n@Column() score!: number;\n@OneToMany(() => User, user => user.id) friends!: User[];\n}\n",
};
inProject('TypeORM', TYPEORM, "import { DataSource, MoreThan } from 'typeorm';\nimport { User } from './user';\nconst users = new DataSource({} as any).getRepository(User);", [
  ['find', 'return (await users.find({ where: { teamId: id }, relations: { friends: true } })).length;', 'number', 'Count in the database: `users.count({ where: … })`.'],
  ['findBy', 'return (await users.findBy({ teamId: id })).length > 0;', 'any', 'Ask for one: `users.existsBy(…)`.'],
  ['a limit', 'return (await users.find({ take: 100 })).length;'],
  ['a lock', 'return (await users.find({ where: { teamId: id }, lock: { mode: "pessimistic_write" } })).length;'],
  ['a builder', 'return (await users.createQueryBuilder("u").where("u.teamId = :id", { id }).getMany()).length;', 'number', 'Count in the database: end the builder with `.getCount()` in place of `.getMany()`.'],
  ['a locking builder', 'return (await users.createQueryBuilder("u").setLock("pessimistic_write").where("u.teamId = :id", { id }).getMany()).length;'],
  ['a limited builder', 'return (await users.createQueryBuilder("u").limit(20).getMany()).length;'],
  ['a sum', 'return (await users.findBy({ teamId: id })).reduce((sum, user) => sum + user.score, 0);', 'sum score', "Add up in the database: `users.sum('score', …)`; the sum of no rows is `null` there."],
  ['a page of rows', 'const [, total] = await users.findAndCount({ take: 10 });\nreturn total;'],
  ['a count', 'return (await users.count({ where: { teamId: id } })) > 0;', 'count', 'Ask for one: `users.exists({ where: … })`.'],
  ['a count of a builder', 'return (await users.createQueryBuilder("u").where("u.teamId = :id", { id }).getCount()) === 0;', 'count', 'Ask for one: end the builder with `.getExists()` in place of `.getCount()`.'],
  ['one row', 'if (await users.findOneBy({ teamId: id })) throw new Error("taken");', 'row', 'Ask for one: `users.existsBy(…)`.'],
  ['a count by the key', 'return (await users.countBy({ id })) > 0;'],
]);

const SEQUELIZE: Files = {
  'package.json': manifest({ sequelize: '^6.0.0' }),
  'src/user.ts': "import { DataTypes, Model, Sequelize } from 'sequelize';\nexport const sequelize = new Sequelize('');\nexport class User extends Model {}\nUser.init({ id: { type: DataTypes.INTEGER, primaryKey: true }, teamId: DataTypes.INTEGER }, { sequelize });\nexport class Post extends Model {}\nPost.init({ userId: DataTypes.INTEGER }, { sequelize });\nUser.hasMany(Post);\n",
};
inProject('Sequelize', SEQUELIZE, "import { Post, User } from './user';", [
  ['findAll', 'return (await User.findAll({ where: { teamId: id } })).length;', 'number', 'Count in the database: `User.count({ where: … })`.'],
  ['an include', 'return (await User.findAll({ where: { teamId: id }, include: [Post] })).length;', 'number', 'Count in the database: `User.count({ where: …, include: …, distinct: true })`.'],
  ['any', 'return (await User.findAll()).length === 0;', 'any', "Ask for one: `User.findOne({ attributes: ['id'] }) !== null`."],
  ['a limit', 'return (await User.findAll({ limit: 50 })).length;'],
  ['groups', "return (await User.findAll({ attributes: ['teamId'], group: ['teamId'] })).length;"],
  ['a lock', 'return (await User.findAll({ where: { teamId: id }, lock: true })).length;'],
  ['a count', 'return (await User.count({ where: { teamId: id } })) > 0;', 'count', "Ask for the first one: `User.findOne({ where: …, attributes: ['id'] }) !== null`."],
  ['a count in a transaction', 'return (await User.count({ where: { teamId: id }, transaction: em })) > 0;', 'count', "Ask for the first one: `User.findOne({ where: …, transaction: …, attributes: ['id'] }) !== null`."],
  ['one row', 'return (await User.findOne({ where: { teamId: id } })) !== null;'],
]);

inProject('Mongoose', { 'package.json': manifest({ mongoose: '^8.0.0' }), 'src/user.ts': "import { Schema, model } from 'mongoose';\nexport const User = model('User', new Schema({ name: String, team: String, score: Number }));\n" }, "import { User } from './user';", [
  ['find', 'return (await User.find({ team: id }).populate("posts").lean()).length;', 'number', 'Count in the database: `User.countDocuments(…)`.'],
  ['exec', 'const all = await User.find().exec();\nreturn all.length;', 'number', 'Count in the database: `User.countDocuments()`.'],
  ['any', 'const all = await User.find({ team: id });\nif (all.length) throw new Error("taken");', 'any', 'Ask for one: `User.exists(…)`.'],
  ['a limit', 'return (await User.find({ team: id }).limit(100)).length;'],
  ['distinct values', "return (await User.distinct('team')).length;"],
  ['a sum', 'return (await User.find({ team: id })).reduce((sum, user) => sum + user.score, 0);', 'sum score', "Add up in the database: `User.aggregate([{ $match: … }, { $group: { _id: null, sum: { $sum: '$score' } } }])`; the sum of no rows is `null` there."],
  ['a count', 'return (await User.countDocuments({ team: id })) > 0;', 'count', 'Ask for one: `User.exists(…)`.'],
  ['one row', 'const user = await User.findOne({ team: id });\nif (user) throw new Error("taken");', 'row', 'Ask for its key only: `User.exists(…)`.'],
  ['one row of one field', 'return (await User.findOne({ team: id }).select("_id")) !== null;'],
]);

const DRIZZLE: Files = {
  'package.json': manifest({ 'drizzle-orm': '^0.45.0' }),
  'src/db.ts': "import { drizzle } from 'drizzle-orm/node-postgres';\nimport * as schema from './schema';\nexport const db = drizzle('', { schema });\n",
  'src/schema.ts': "import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const users = pgTable('users', { id: integer('id').primaryKey(), teamId: integer('team_id'), score: integer('score') });\nexport const posts = pgTable('posts', { id: integer('id').primaryKey(), authorId: integer('author_id') });\n",
};
inProject('Drizzle', DRIZZLE, "import { count, eq } from 'drizzle-orm';\nimport { db } from './db';\nimport { posts, users } from './schema';", [
  ['a select', 'return (await db.select().from(users).where(eq(users.teamId, id))).length;', 'number', 'Count in the database: `db.$count(users, …)`.'],
  ['a join', 'return (await db.select().from(users).innerJoin(posts, eq(posts.authorId, users.id))).length;', 'number', 'Count in the database: `db.select({ n: count() }).from(users).innerJoin(…)`.'],
  ['a relational query', 'const all = await db.query.users.findMany({ columns: { id: true } });\nreturn all.length;', 'number', 'Count in the database: `db.$count(users)`.'],
  ['any', 'return (await db.select().from(users).where(eq(users.teamId, id))).length > 0;', 'any', 'Ask for one: ``db.select({ one: sql`1` }).from(users).where(…).limit(1)``.'],
  ['a limit', 'return (await db.select().from(users).limit(100)).length;'],
  ['groups', 'return (await db.select({ team: users.teamId }).from(users).groupBy(users.teamId)).length;'],
  ['a lock', "return (await db.select().from(users).where(eq(users.teamId, id)).for('update')).length;"],
  ['one row', 'const [user] = await db.select().from(users).where(eq(users.teamId, id)).limit(1);\nif (!user) throw new Error("none");'],
  ['a count', 'const [row] = await db.select({ n: count() }).from(users).where(eq(users.teamId, id));\nreturn row!.n > 0;', 'count', 'Ask for the first one: ``db.select({ one: sql`1` }).from(users).where(…).limit(1)`` has a row or none.'],
  ['$count', 'return (await db.$count(users)) > 0;', 'count', 'Ask for the first one: ``db.select({ one: sql`1` }).from(users).limit(1)`` has a row or none.'],
  ['in a transaction', 'return db.transaction(async tx => (await tx.select().from(users)).length);', 'number', 'Count in the database: `tx.$count(users)`.'],
]);

inProject('Knex', { 'package.json': manifest({ knex: '3.1.0' }), 'src/db.ts': "import knexpkg from 'knex';\nconst { knex } = knexpkg;\nexport const db = knex({ client: 'pg' });\n" }, "import { db } from './db';", [
  ['a table', "return (await db('users').where({ team_id: id })).length;", 'number', "Count in the database: `Number((await db('users').where(…).count('* as n').first()).n)`."],
  ['any', "const rows = await db('users').select('id').where({ team_id: id });\nreturn rows.length > 0;", 'any', "Ask for one: `(await db('users').where(…).first(db.raw('1'))) !== undefined`."],
  ['a limit', "return (await db('users').where({ team_id: id }).limit(50)).length;"],
  ['distinct rows', "return (await db('users').distinct('team_id')).length;"],
  ['a lock', "return (await db('users').where({ team_id: id }).forUpdate()).length;"],
  ['a count', "const [row] = await db('users').where({ team_id: id }).count('* as n');\nreturn Number(row.n) > 0;", 'count', "Ask for the first one: `(await db('users').where(…).first(db.raw('1'))) !== undefined`."],
]);

inProject('Kysely', { 'package.json': manifest({ kysely: '^0.28.0' }), 'src/db.ts': "import { Kysely, PostgresDialect } from 'kysely';\nexport const db = new Kysely<{ user: { id: number; team_id: number } }>({ dialect: new PostgresDialect({}) });\n" }, "import { db } from './db';", [
  ['a table', "return (await db.selectFrom('user').selectAll().where('team_id', '=', id).execute()).length;", 'number', "Count in the database: `Number((await db.selectFrom('user').where(…).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)`."],
  ['any', "return (await db.selectFrom('user').select('id').execute()).length > 0;", 'any', "Ask for one: ``(await db.selectFrom('user').select(sql`1`.as('one')).limit(1).executeTakeFirst()) !== undefined``."],
  ['a limit', "return (await db.selectFrom('user').selectAll().limit(50).execute()).length;"],
  ['a lock', "return (await db.selectFrom('user').selectAll().forUpdate().execute()).length;"],
  ['a count', "const { n } = await db.selectFrom('user').select(eb => eb.fn.countAll().as('n')).executeTakeFirstOrThrow();\nreturn Number(n) > 0;", 'count', "Ask for the first one: ``(await db.selectFrom('user').select(sql`1`.as('one')).limit(1).executeTakeFirst()) !== undefined``."],
]);

const MIKROORM: Files = {
  'package.json': manifest({ '@mikro-orm/core': '^6.0.0', '@mikro-orm/postgresql': '^6.0.0' }),
  'src/user.ts': "import { Entity, PrimaryKey, Property } from '@mikro-orm/core';\n@Entity() export class User {\n@PrimaryKey() id!: number;\n@Property() team!: number;\n@Property() score!: number;\n}\n",
};
inProject('MikroORM', MIKROORM, "import { EntityManager } from '@mikro-orm/postgresql';\nimport { User } from './user';\ndeclare const manager: EntityManager;", [
  ['find', 'return (await manager.find(User, { team: id }, { orderBy: { id: "asc" } })).length;', 'number', 'Count in the database: `manager.count(User, …)`.'],
  ['any', 'return (await manager.find(User, { team: id })).length > 0;', 'any', "Ask for one: `manager.findOne(User, …, { fields: ['id'] }) !== null`."],
  ['a limit', 'return (await manager.find(User, { team: id }, { limit: 50 })).length;'],
  ['a lock', 'return (await manager.find(User, { team: id }, { lockMode: 4 })).length;'],
  ['a count', 'return (await manager.count(User, { team: id })) > 0;', 'count', "Ask for the first one: `manager.findOne(User, …, { fields: ['id'] }) !== null`."],
  ['one row', 'return (await manager.findOne(User, { team: id })) !== null;'],
]);

inProject('Objection', { 'package.json': manifest({ objection: '^3.0.0', knex: '3.1.0' }), 'src/user.ts': "import { Model } from 'objection';\nexport class User extends Model { static tableName = 'users'; }\n" }, "import { User } from './user';", [
  ['query', "return (await User.query().where('team_id', id).withGraphFetched('posts')).length;", 'number', 'Count in the database: `User.query(…).where(…).resultSize()`.'],
  ['any', "return (await User.query().where('team_id', id)).length > 0;", 'any', "Ask for one: `(await User.query(…).where(…).select('id').limit(1).first()) !== undefined`."],
  ['a limit', 'return (await User.query().limit(50)).length;'],
  ['a lock', "return (await User.query().where('team_id', id).forUpdate()).length;"],
  ['a count', "return (await User.query().where('team_id', id).resultSize()) > 0;", 'count', "Ask for the first one: `(await User.query(…).where(…).select('id').limit(1).first()) !== undefined`."],
]);

inProject('drivers', { 'package.json': manifest({ mongodb: '^6.0.0', pg: '^8.0.0' }) }, "import { MongoClient } from 'mongodb';\nimport { Pool } from 'pg';\nconst db = new MongoClient('').db();\nconst pool = new Pool();", [
  ['documents', "return (await db.collection('users').find({ team: id }).toArray()).length;", 'number', "Count in the database: `db.collection('users').countDocuments(…)`."],
  ['any', "return (await db.collection('users').find({ team: id }).toArray()).length > 0;", 'any', "Ask for one: `db.collection('users').findOne(…, { projection: { _id: 1 } }) !== null`."],
  ['a limit', "return (await db.collection('users').find({ team: id }).limit(20).toArray()).length;"],
  ['a statement', "return (await pool.query('SELECT * FROM users')).rows.length;"],
  ['a count', "return (await db.collection('users').countDocuments({ team: id })) > 0;", 'count', "Ask for the first one: `db.collection('users').findOne(…, { projection: { _id: 1 } }) !== null`."],
]);

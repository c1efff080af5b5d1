import { describe, expect, it } from 'vitest';

import { aggregatesOf } from './harness.ts';

/** A program of an ORM that asks three times, and the advice for each group of questions. */
type Program = { orm: string; dependencies: readonly string[]; code: string; path?: string; advice: readonly string[] };

const PROGRAMS: readonly Program[] = [
  {
    orm: 'prisma',
    dependencies: ['@prisma/client'],
    code: `import { prisma } from './db';
export async function stats(userId: string, since: Date) {
  const [total, open, closed] = await Promise.all([
    prisma.post.count({ where: { authorId: userId } }),
    prisma.post.count({ where: { authorId: userId, status: 'OPEN' } }),
    prisma.post.count({ where: { authorId: userId, status: 'CLOSED', createdAt: { gte: since } } }),
  ]);
  const paid = await prisma.order.count({ where: { userId, status: 'paid' } });
  const sent = await prisma.order.count({ where: { userId, status: 'sent' } });
  const all = { jobs: await prisma.product.count(), stock: await prisma.product.aggregate({ _sum: { stock: true }, _avg: { price: true } }) };
  return { total, open, closed, paid, sent, all };
}
`,
    advice: [
      'Ask once with ``prisma.$queryRaw`SELECT COUNT(*) AS "total", COUNT(*) FILTER (WHERE "status" = \'OPEN\') AS "open", COUNT(*) FILTER (WHERE "status" = \'CLOSED\' AND "createdAt" >= ${since}) AS "closed" FROM "Post" WHERE "authorId" = ${userId}` ``; the counts come as `bigint`.',
      "Ask once with `prisma.order.groupBy({ by: ['status'], where: { userId, status: { in: ['paid', 'sent'] } }, _count: true })`; a value without rows has no group and counts 0.",
      'Ask once with `prisma.product.aggregate({ _count: true, _sum: { stock: true }, _avg: { price: true } })`.',
    ],
  },
  {
    orm: 'typeorm',
    dependencies: ['typeorm'],
    code: `import { Column, DataSource, Entity, In, MoreThan, PrimaryGeneratedColumn } from 'typeorm';
@Entity()
class Order {
  @PrimaryGeneratedColumn() id: number;
  @Column() userId: string;
  @Column() status: string;
  @Column() total: number;
}
const orders = new DataSource({ type: 'postgres', entities: [Order] }).getRepository(Order);
export async function stats(userId: string, least: number) {
  const total = await orders.countBy({ userId });
  const large = await orders.count({ where: { userId, total: MoreThan(least) } });
  const paid = await orders.countBy({ userId, status: 'paid' });
  return { total, large, paid };
}
export const byStatus = () => Promise.all([orders.countBy({ status: 'paid' }), orders.countBy({ status: 'sent' })]);
export async function sums(userId: string) {
  const count = await orders.createQueryBuilder('o').select('COUNT(*)', 'n').where('o.userId = :userId', { userId }).getRawOne();
  const users = await orders.createQueryBuilder('o').select('SUM(o.total)', 'n').where('o.userId = :userId', { userId }).getRawOne();
  return { count, users };
}
`,
    advice: [
      "Ask once with `orders.createQueryBuilder('order').select('COUNT(*)', 'total').addSelect('COUNT(CASE WHEN order.total > :least THEN 1 END)', 'large').addSelect(\"COUNT(CASE WHEN order.status = 'paid' THEN 1 END)\", 'paid').where({ userId }).setParameters({ least }).getRawOne()`; the numbers come as strings on PostgreSQL and MySQL.",
      "Ask once with `orders.createQueryBuilder('order').select('order.status', 'status').addSelect('COUNT(*)', 'count').where({ status: In(['paid', 'sent']) }).groupBy('order.status').getRawMany()`; a value without rows has no group and counts 0; the numbers come as strings on PostgreSQL and MySQL.",
      "Ask once with `orders.createQueryBuilder('order').select('COUNT(*)', 'count').addSelect('SUM(order.total)', 'users').where({ userId }).getRawOne()`; the numbers come as strings on PostgreSQL and MySQL.",
    ],
  },
  {
    orm: 'drizzle',
    dependencies: ['drizzle-orm'],
    code: `import { and, count, eq, gt, sql, sum } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
const orders = pgTable('orders', { id: integer('id'), userId: text('user_id'), status: text('status'), total: integer('total') });
const db = drizzle(process.env.DATABASE_URL!);
export async function stats(userId: string, least: number) {
  const total = await db.$count(orders, eq(orders.userId, userId));
  const [large] = await db.select({ n: count() }).from(orders).where(and(eq(orders.userId, userId), gt(orders.total, least)));
  const [paid] = await db.select({ n: sql<number>\`count(*)\` }).from(orders).where(and(eq(orders.userId, userId), eq(orders.status, 'paid')));
  return { total, large, paid };
}
export const byStatus = () => Promise.all([db.$count(orders, eq(orders.status, 'paid')), db.$count(orders, eq(orders.status, 'sent'))]);
export const sums = (userId: string) => db.transaction(async tx => {
  const all = await tx.select({ n: count() }).from(orders).where(eq(orders.userId, userId));
  const total = await tx.select({ n: sum(orders.total) }).from(orders).where(eq(orders.userId, userId));
  return { all, total };
});
`,
    advice: [
      "Ask once with ``db.select({ total: count(), large: count(sql`case when ${orders.total} > ${least} then 1 end`), paid: count(sql`case when ${orders.status} = 'paid' then 1 end`) }).from(orders).where(eq(orders.userId, userId))``.",
      "Ask once with `db.select({ status: orders.status, count: count() }).from(orders).where(inArray(orders.status, ['paid', 'sent'])).groupBy(orders.status)`; a value without rows has no group and counts 0.",
      'Ask once with `tx.select({ all: count(), total: sum(orders.total) }).from(orders).where(eq(orders.userId, userId))`.',
    ],
  },
  {
    orm: 'sequelize',
    dependencies: ['sequelize'],
    code: `import { DataTypes, Op, Sequelize, col, fn } from 'sequelize';
const sequelize = new Sequelize('sqlite::memory:');
const Order = sequelize.define('Order', { userId: DataTypes.STRING, status: DataTypes.STRING, total: DataTypes.INTEGER });
export async function stats(userId: string, least: number) {
  const total = await Order.count({ where: { userId } });
  const large = await Order.count({ where: { userId, total: { [Op.gt]: least } } });
  const paid = await Order.count({ where: { userId, status: 'paid' } });
  return { total, large, paid };
}
export const byStatus = () => Promise.all([Order.count({ where: { status: 'paid' } }), Order.count({ where: { status: 'sent' } })]);
export async function sums(userId: string) {
  const total = await Order.sum('total', { where: { userId } });
  const users = await Order.findOne({ attributes: [[fn('COUNT', fn('DISTINCT', col('status'))), 'n']], where: { userId }, raw: true });
  return { total, users };
}
`,
    advice: [
      "Ask once with `` Order.findOne({ attributes: [[fn('COUNT', col('*')), 'total'], [literal(`COUNT(CASE WHEN total > ${sequelize.escape(least)} THEN 1 END)`), 'large'], [literal(\"COUNT(CASE WHEN status = 'paid' THEN 1 END)\"), 'paid']], where: { userId }, raw: true }) ``; the numbers come as strings on PostgreSQL.",
      "Ask once with `Order.count({ where: { status: ['paid', 'sent'] }, group: ['status'] })`, which gives a row per value; a value without rows has no group and counts 0.",
      "Ask once with `Order.findOne({ attributes: [[fn('SUM', col('total')), 'total'], [fn('COUNT', fn('DISTINCT', col('status'))), 'users']], where: { userId }, raw: true })`; the numbers come as strings on PostgreSQL.",
    ],
  },
  {
    orm: 'mikroorm',
    dependencies: ['@mikro-orm/core', '@mikro-orm/postgresql'],
    code: `import { Entity, MikroORM, PrimaryKey, Property } from '@mikro-orm/postgresql';
@Entity()
class Order {
  @PrimaryKey() id: number;
  @Property() userId: string;
  @Property() status: string;
  @Property() total: number;
}
const orm = await MikroORM.init();
export async function stats(userId: string, least: number) {
  const em = orm.em.fork();
  const total = await em.count(Order, { userId });
  const large = await em.count(Order, { userId, total: { $gt: least } });
  const paid = await em.count(Order, { userId, status: 'paid' });
  return { total, large, paid };
}
export async function byStatus() {
  const em = orm.em.fork();
  return Promise.all([em.count(Order, { status: 'paid' }), em.count(Order, { status: 'sent' })]);
}
`,
    advice: [
      "Ask once with ``em.createQueryBuilder(Order, 'o').select([sql`COUNT(*)`.as('total'), sql`COUNT(CASE WHEN o.total > ${least} THEN 1 END)`.as('large'), sql`COUNT(CASE WHEN o.status = 'paid' THEN 1 END)`.as('paid')]).where({ userId }).execute('get')``; the numbers come as strings on PostgreSQL.",
      "Ask once with `em.createQueryBuilder(Order, 'o').select(['status', raw('COUNT(*) as count')]).where({ status: { $in: ['paid', 'sent'] } }).groupBy('status').execute('all')`; a value without rows has no group and counts 0.",
    ],
  },
  {
    orm: 'mongoose',
    dependencies: ['mongoose'],
    code: `import { model, Schema } from 'mongoose';
const Order = model('Order', new Schema({ userId: String, status: String, total: Number }));
export async function stats(userId: string, least: number) {
  const total = await Order.countDocuments({ userId });
  const large = await Order.countDocuments({ userId, total: { $gt: least } });
  const paid = await Order.countDocuments({ userId, status: 'paid' });
  return { total, large, paid };
}
export const byStatus = () => Promise.all([Order.countDocuments({ status: 'paid' }), Order.countDocuments({ status: 'sent' }).exec()]);
export async function sums(userId: string) {
  const orders = await Order.countDocuments({ userId });
  const [{ total }] = await Order.aggregate([{ $match: { userId } }, { $group: { _id: null, total: { $sum: '$total' } } }]);
  return { orders, total };
}
`,
    advice: [
      "Ask once with `Order.aggregate([{ $match: { userId } }, { $group: { _id: null, total: { $sum: 1 }, large: { $sum: { $cond: [{ $gt: ['$total', least] }, 1, 0] } }, paid: { $sum: { $cond: [{ $eq: ['$status', 'paid'] }, 1, 0] } } } }])`; without documents it gives no group, which counts 0; `aggregate` casts nothing to the types of the schema.",
      "Ask once with `Order.aggregate([{ $match: { status: { $in: ['paid', 'sent'] } } }, { $group: { _id: '$status', count: { $sum: 1 } } }])`; a value without documents has no group and counts 0; `aggregate` casts nothing to the types of the schema.",
      "Ask once with `Order.aggregate([{ $match: { userId } }, { $group: { _id: null, orders: { $sum: 1 }, total: { $sum: '$total' } } }])`; without documents it gives no group, which counts 0; `aggregate` casts nothing to the types of the schema.",
    ],
  },
  {
    orm: 'objection',
    dependencies: ['objection', 'knex'],
    code: `import { Model } from 'objection';
class Order extends Model {
  static tableName = 'orders';
}
export async function stats(userId: string, least: number) {
  const total = await Order.query().where({ user_id: userId }).resultSize();
  const large = await Order.query().where({ user_id: userId }).where('total', '>', least).resultSize();
  const paid = await Order.query().where({ user_id: userId, status: 'paid' }).count('* as n').first();
  return { total, large, paid };
}
export const byStatus = () => Promise.all([Order.query().where('status', 'paid').resultSize(), Order.query().where('status', 'sent').resultSize()]);
`,
    advice: [
      "Ask once with `Order.query().where('user_id', userId).count('* as total').select(raw('COUNT(CASE WHEN total > ? THEN 1 END) as large', [least])).select(raw(\"COUNT(CASE WHEN status = 'paid' THEN 1 END) as paid\")).first()`; the numbers come as strings on PostgreSQL.",
      "Ask once with `Order.query().whereIn('status', ['paid', 'sent']).select('status').count('* as count').groupBy('status')`; a value without rows has no group and counts 0.",
    ],
  },
  {
    orm: 'knex',
    dependencies: ['knex'],
    code: `import knex from 'knex';
const db = knex({ client: 'pg' });
export async function stats(userId: string, least: number) {
  const [total] = await db('orders').where({ user_id: userId }).count('* as n');
  const [large] = await db('orders').where({ user_id: userId }).where('total', '>', least).count('* as n');
  const paid = await db('orders').where({ user_id: userId, status: 'paid' }).count({ n: '*' }).first();
  return { total, large, paid };
}
export const byStatus = () => Promise.all([db('orders').where('status', 'paid').count('*'), db('orders').where('status', 'sent').count('*')]);
export async function sums(userId: string) {
  const all = await db('orders').where('user_id', userId).count('*').first();
  const total = await db('orders').where('user_id', userId).sum('total').first();
  return { all, total };
}
`,
    advice: [
      "Ask once with `db('orders').where('user_id', userId).count('* as total').select(db.raw('COUNT(CASE WHEN total > ? THEN 1 END) as large', [least])).select(db.raw(\"COUNT(CASE WHEN status = 'paid' THEN 1 END) as paid\")).first()`; the numbers come as strings on PostgreSQL.",
      "Ask once with `db('orders').whereIn('status', ['paid', 'sent']).select('status').count('* as count').groupBy('status')`; a value without rows has no group and counts 0.",
      "Ask once with `db('orders').where('user_id', userId).count('* as all').sum('total as total').first()`; the numbers come as strings on PostgreSQL.",
    ],
  },
  {
    orm: 'kysely',
    dependencies: ['kysely'],
    code: `import { Kysely } from 'kysely';
interface Database { orders: { id: number; user_id: string; status: string; total: number } }
const db = new Kysely<Database>({} as never);
export async function stats(userId: string, least: number) {
  const total = await db.selectFrom('orders').select(eb => eb.fn.countAll().as('n')).where('user_id', '=', userId).executeTakeFirstOrThrow();
  const large = await db.selectFrom('orders').select(eb => eb.fn.countAll().as('n')).where('user_id', '=', userId).where('total', '>', least).executeTakeFirstOrThrow();
  const paid = await db.selectFrom('orders').select(({ fn }) => [fn.countAll().as('n')]).where('user_id', '=', userId).where('status', '=', 'paid').executeTakeFirstOrThrow();
  return { total, large, paid };
}
export const byStatus = () => Promise.all([
  db.selectFrom('orders').select(db.fn.countAll().as('n')).where('status', '=', 'paid').executeTakeFirst(),
  db.selectFrom('orders').select(db.fn.countAll().as('n')).where('status', '=', 'sent').executeTakeFirst(),
]);
export const sums = (userId: string) => db.transaction().execute(async trx => {
  const total = await trx.selectFrom('orders').select(eb => eb.fn.sum('total').as('n')).where('user_id', '=', userId).executeTakeFirst();
  const kinds = await trx.selectFrom('orders').select(eb => eb.fn.count('status').distinct().as('n')).where('user_id', '=', userId).executeTakeFirst();
  return { total, kinds };
});
`,
    advice: [
      "Ask once with `db.selectFrom('orders').select(({ fn }) => [fn.countAll().as('total'), fn.countAll().filterWhere('total', '>', least).as('large'), fn.countAll().filterWhere('status', '=', 'paid').as('paid')]).where('user_id', '=', userId).executeTakeFirstOrThrow()`.",
      "Ask once with `db.selectFrom('orders').select(({ fn }) => ['status', fn.countAll().as('count')]).where('status', 'in', ['paid', 'sent']).groupBy('status').execute()`; a value without rows has no group and counts 0.",
      "Ask once with `trx.selectFrom('orders').select(({ fn }) => [fn.sum('total').as('total'), fn.count('status').distinct().as('kinds')]).where('user_id', '=', userId).executeTakeFirstOrThrow()`.",
    ],
  },
  {
    orm: 'drivers',
    dependencies: ['mongodb'],
    code: `import { MongoClient } from 'mongodb';
const orders = new MongoClient('').db().collection('orders');
export async function stats(userId: string, least: number) {
  const total = await orders.countDocuments({ userId });
  const large = await orders.countDocuments({ userId, total: { $gt: least } });
  const paid = await orders.countDocuments({ userId, status: 'paid' });
  return { total, large, paid };
}
export const byStatus = () => Promise.all([orders.countDocuments({ status: 'paid' }), orders.countDocuments({ status: 'sent' })]);
export async function ages(userId: string, day: Date) {
  const total = await orders.countDocuments({ userId });
  const old = await orders.countDocuments({ userId, createdAt: { $lt: day } });
  const open = await orders.countDocuments({ userId, paidAt: null });
  return { total, old, open };
}
`,
    advice: [
      "Ask once with `orders.aggregate([{ $match: { userId } }, { $group: { _id: null, total: { $sum: 1 }, large: { $sum: { $cond: [{ $gt: ['$total', least] }, 1, 0] } }, paid: { $sum: { $cond: [{ $eq: ['$status', 'paid'] }, 1, 0] } } } }]).toArray()`; without documents it gives no group, which counts 0.",
      "Ask once with `orders.aggregate([{ $match: { status: { $in: ['paid', 'sent'] } } }, { $group: { _id: '$status', count: { $sum: 1 } } }]).toArray()`; a value without documents has no group and counts 0.",
      "Ask once with `orders.aggregate([{ $match: { userId } }, { $facet: { total: [{ $count: 'n' }], old: [{ $match: { createdAt: { $lt: day } } }, { $count: 'n' }], open: [{ $match: { paidAt: null } }, { $count: 'n' }] } }]).toArray()`; a list without documents is empty, and counts 0.",
    ],
  },
];

describe('what to ask instead', () => {
  it.each(PROGRAMS.map(each => [each.orm, each] as const))('%s', (_, { dependencies, code, path = 'src/service.ts', advice }) => {
    const manifest = JSON.stringify({ name: 'app', private: true, dependencies: Object.fromEntries(dependencies.map(name => [name, '*'])) });
    const found = aggregatesOf({ 'package.json': manifest, [path]: code }, path);
    expect(found.map(each => each.advice)).toEqual(advice);
  });
});

it('writes no comparison in SQL with what may be a filter of its own', () => {
  const code = (createdAt: string): string => `export async function run(from: Date | undefined) {
  const one = await prisma.post.count({ where: { createdAt: ${createdAt} } });
  const two = await prisma.post.count({ where: { createdAt: ${createdAt}, status: 'OPEN' } });
  const three = await prisma.post.count({ where: { createdAt: ${createdAt}, views: 3 } });
  return [one, two, three];
}
`;
  expect(aggregatesOf(code('from ? { gte: from } : undefined'))[0]?.advice).toMatch(/FROM "Post" WHERE …/);
  expect(aggregatesOf(code('from'))[0]?.advice).toContain('WHERE "createdAt" = ${from}');
});

import { describe, expect, it } from 'vitest';

import { aggregatesOf, type Files } from './harness.ts';

// Counts of distinct values: one query answers them by a group for each value, or by a condition within `DISTINCT`.

/** A module that asks three times; `%` stands for each of the conditions. */
const asked = (dependency: string, head: string, one: string, conditions: readonly string[]): Files => ({
  'package.json': JSON.stringify({ dependencies: { [dependency]: '*' } }),
  'src/service.ts': `${head}\nexport async function run() {\n${['a', 'b', 'c'].map((name, at) => `  const ${name} = await ${one.replace('%', conditions[at]!)};\n`).join('')}  return [a, b, c];\n}\n`,
});

type Way = { orm: string; dependency: string; head: string; one: string; equal: (value: string) => string; other: string; grouped: string; conditional: string };

const WAYS: readonly Way[] = [
  {
    orm: 'Sequelize', dependency: 'sequelize',
    head: "import { DataTypes, Op, Sequelize } from 'sequelize';\nconst sequelize = new Sequelize('url');\nconst Order = sequelize.define('Order', { status: DataTypes.STRING, userId: DataTypes.INTEGER });",
    one: "Order.count({ where: %, distinct: true, col: 'userId' })",
    equal: value => `{ status: '${value}' }`, other: '{ total: { [Op.gt]: 3 } }',
    grouped: "[fn('COUNT', fn('DISTINCT', col('userId'))), 'count']], where: { status: ['open', 'done', 'sent'] }, group: ['status']",
    conditional: "[literal('COUNT(DISTINCT CASE WHEN total > 3 THEN userId END)'), 'b']",
  },
  {
    orm: 'Knex', dependency: 'knex',
    head: "import knex from 'knex';\nconst db = knex({ client: 'pg' });",
    one: "db('orders').countDistinct('user_id as n').where(%).first()",
    equal: value => `{ status: '${value}' }`, other: "'total', '>', 3",
    grouped: "db('orders').whereIn('status', ['open', 'done', 'sent']).select('status').countDistinct('user_id as count').groupBy('status')",
    conditional: "db.raw('COUNT(DISTINCT CASE WHEN total > 3 THEN user_id END) as b')",
  },
  {
    orm: 'Drizzle', dependency: 'drizzle-orm',
    head: "import { countDistinct, eq, gt } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nimport { integer, pgTable, text } from 'drizzle-orm/pg-core';\nconst db = drizzle('url');\nconst orders = pgTable('orders', { id: integer().primaryKey(), status: text(), userId: integer() });",
    one: 'db.select({ n: countDistinct(orders.userId) }).from(orders).where(%)',
    equal: value => `eq(orders.status, '${value}')`, other: 'gt(orders.id, 3)',
    grouped: "db.select({ status: orders.status, count: countDistinct(orders.userId) }).from(orders).where(inArray(orders.status, ['open', 'done', 'sent'])).groupBy(orders.status)",
    conditional: 'b: countDistinct(sql`case when ${orders.id} > 3 then ${orders.userId} end`)',
  },
  {
    orm: 'Kysely', dependency: 'kysely',
    head: "import { Kysely } from 'kysely';\ninterface DB { orders: { id: number; status: string; userId: number } }\ndeclare const db: Kysely<DB>;",
    one: "db.selectFrom('orders').select(eb => eb.fn.count('userId').distinct().as('n')).where(%).executeTakeFirst()",
    equal: value => `'status', '=', '${value}'`, other: "'id', '>', 3",
    grouped: "['status', fn.count('userId').distinct().as('count')]).where('status', 'in', ['open', 'done', 'sent']).groupBy('status')",
    conditional: "fn.count('userId').distinct().filterWhere('id', '>', 3).as('b')",
  },
  {
    orm: 'Objection', dependency: 'objection',
    head: "import { Model } from 'objection';\nclass Order extends Model { static tableName = 'orders'; }",
    one: "Order.query().countDistinct('userId as n').where(%)",
    equal: value => `{ status: '${value}' }`, other: "'total', '>', 3",
    grouped: "Order.query().whereIn('status', ['open', 'done', 'sent']).select('status').countDistinct('userId as count').groupBy('status')",
    conditional: "raw('COUNT(DISTINCT CASE WHEN total > 3 THEN userId END) as b')",
  },
  {
    orm: 'TypeORM', dependency: 'typeorm',
    head: "import { Column, Entity, getRepository, PrimaryGeneratedColumn } from 'typeorm';\n@Entity() class Order { @PrimaryGeneratedColumn() id: number; @Column() status: string; @Column() userId: number; }\nconst orders = getRepository(Order);",
    one: "orders.createQueryBuilder('o').select('COUNT(DISTINCT o.userId)', 'n').where(%).getRawOne()",
    equal: value => `"o.status = '${value}'"`, other: "'o.id > 3'",
    grouped: ".addSelect('COUNT(DISTINCT order.userId)', 'count').where({ status: In(['open', 'done', 'sent']) }).groupBy('order.status')",
    conditional: ".addSelect('COUNT(DISTINCT CASE WHEN order.id > 3 THEN order.userId END)', 'b')",
  },
];

describe.each(WAYS)('counts of distinct values in $orm', ({ dependency, head, one, equal, other, grouped, conditional }) => {
  it('by the values of one column', () => {
    const found = aggregatesOf(asked(dependency, head, one, ['open', 'done', 'sent'].map(equal)));
    expect(found).toMatchObject([{ kind: 'values' }]);
    expect(found[0]!.advice).toContain(grouped);
  });

  it('by conditions', () => {
    const found = aggregatesOf(asked(dependency, head, one, [equal('open'), other, equal('sent')]));
    expect(found).toMatchObject([{ kind: 'conditions' }]);
    expect(found[0]!.advice).toContain(conditional);
  });

  it('leaves the counts to a person', () => {
    expect(aggregatesOf(asked(dependency, head, one, ['open', 'done', 'sent'].map(equal))).map(({ site }) => site)).toEqual([undefined]);
  });
});

it('is no question for an aggregate where each of them is the list of values', () => {
  const head = "import mongoose, { Schema } from 'mongoose';\nconst Order = mongoose.model('Order', new Schema({ status: String, userId: String }));";
  expect(aggregatesOf(asked('mongoose', head, "Order.distinct('userId', %)", ['open', 'done', 'sent'].map(value => `{ status: '${value}' }`)))).toEqual([]);
});

it('is none where Prisma has rows that are distinct', () => {
  expect(aggregatesOf(`export async function run() {\n${['OPEN', 'CLOSED', 'NEW'].map((status, n) => `  const r${n} = await prisma.post.findMany({ where: { status: '${status}' }, distinct: ['authorId'] });\n`).join('')}  return [r0.length, r1.length, r2.length];\n}\n`)).toEqual([]);
});

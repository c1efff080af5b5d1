import { describe, expect, it } from 'vitest';

import { check, findingsOf, type Case, type Files } from '../../analysis/harness.ts';

const PROJECT: Files = {
  'package.json': JSON.stringify({ name: 'app', private: true, dependencies: { 'drizzle-orm': '^0.45.0' } }),
  'drizzle.config.ts': "export default { schema: './src/schema.ts', out: './drizzle', dialect: 'postgresql' };\n",
  'src/schema.ts': `import { integer, pgTable, text } from 'drizzle-orm/pg-core';

export const users = pgTable('users', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  teamId: integer('team_id'),
});

export const posts = pgTable('posts', {
  id: integer('id').primaryKey(),
  authorId: integer('author_id').notNull(),
  title: text('title').notNull(),
});
`,
  'src/db.ts': `import { drizzle } from 'drizzle-orm/node-postgres';
import * as schema from './schema';

export const db = drizzle(process.env.DATABASE_URL!, { schema });
export type Database = typeof db;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
`,
};

const HEAD = `import { and, count, desc, eq, exists, inArray, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { db, type Database, type Transaction } from './db';
import { posts, users } from './schema';
import * as schema from './schema';
`;

/** One module of a project with Drizzle. */
function module(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { ...PROJECT, 'src/service.ts': HEAD + code }, reports: reports.map(each => `src/service.ts: ${each}`) };
}

describe('queries', () => {
  check([
    module('a select in a loop', 'export async function f(ids: number[]) {\n  for (const id of ids) {\n    const [user] = await db.select().from(users).where(eq(users.id, id)).limit(1);\n    console.log(user);\n  }\n}\n', 'driven db.select().from(users).where(eq(users.id, id)).limit'),
    module('a relational query in a map', 'export const f = (ids: number[]) => Promise.all(ids.map(id => db.query.users.findFirst({ where: (user, { eq }) => eq(user.id, id) })));\n', 'driven db.query.users.findFirst'),
    module('the object filter of relational queries v2', 'export async function f(ids: number[]) {\n  for (const id of ids) await db.query.posts.findMany({ where: { authorId: id } });\n}\n', 'driven db.query.posts.findMany'),
    module('a count', 'export async function f(ids: number[]) {\n  for (const id of ids) console.log(await db.$count(posts, eq(posts.authorId, id)));\n}\n', 'driven db.$count'),
    module('an insert', 'export async function f(names: string[]) {\n  for (const name of names) await db.insert(users).values({ id: 1, name }).returning();\n}\n', 'driven db.insert(users).values(…).returning'),
    module('an update with a value of its own', 'export async function f(rows: { id: number; name: string }[]) {\n  for (const row of rows) await db.update(users).set({ name: row.name }).where(eq(users.id, row.id));\n}\n', 'row-by-row db.update(users).set(…).where'),
    module('an update with the same value', 'export async function f(ids: number[]) {\n  for (const id of ids) await db.update(users).set({ name: "x" }).where(eq(users.id, id));\n}\n', 'driven db.update(users).set(…).where'),
    module('a delete', 'export async function f(ids: number[]) {\n  for (const id of ids) await db.delete(users).where(eq(users.id, id));\n}\n', 'driven db.delete(users).where'),
    module('a statement', 'export async function f(ids: number[]) {\n  for (const id of ids) await db.execute(sql`select * from users where id = ${id}`);\n}\n', 'driven db.execute'),
    module('a prepared statement', 'const byId = db.select().from(users).where(eq(users.id, sql.placeholder("id"))).prepare("by_id");\nexport async function f(ids: number[]) {\n  for (const id of ids) await byId.execute({ id });\n}\n', 'driven byId.execute'),
    module('a read that is the same in each round', 'export async function f(rows: { name: string }[]) {\n  for (const row of rows) console.log(row.name, await db.select().from(users).where(eq(users.name, "admin")));\n}\n', 'invariant db.select().from(users).where'),
    module('the rows of one query drive the next', 'export async function f() {\n  const all = await db.select().from(users);\n  return Promise.all(all.map(async user => ({ user, posts: await db.select().from(posts).where(eq(posts.authorId, user.id)) })));\n}\n', 'driven db.select().from(posts).where'),
    module('rows of relational queries and of several at once', 'export async function f() {\n  const [all] = await Promise.all([db.query.users.findMany(), db.select().from(posts)]);\n  for (const user of all) await db.delete(posts).where(eq(posts.authorId, user.id));\n}\n', 'driven db.delete(posts).where'),
  ]);
});

describe('what one round leaves to the next', () => {
  const balance = (read: string) => `export async function f(rows: { id: number; teamId: number }[]) {\n  for (const row of rows) {\n    const prior = await ${read};\n    let name = 'none';\n    if (prior.length > 0) name = prior[0]!.name;\n    await db.insert(users).values({ id: row.id, name: name + '!', teamId: row.teamId });\n  }\n}\n`;
  const progress = (id: string) => `export async function f(rows: { id: number }[]) {\n  const done: number[] = [];\n  for (const row of rows) {\n    done.push(row.id);\n    await db.insert(users).values({ id: ${id}, name: done.join() + row.id }).onConflictDoUpdate({ target: users.id, set: { name: done.join() + row.id } });\n  }\n}\n`;
  check([
    module('a row made of the rows of its model', balance('db.select({ name: users.name }).from(users).where(eq(users.teamId, row.teamId))'), 'driven db.select(…).from(users).where', 'row-by-row db.insert(users).values'),
    module('near miss: of the rows of another', balance('db.select({ name: posts.title }).from(posts).where(eq(posts.authorId, row.teamId))'), 'driven db.select(…).from(posts).where', 'driven db.insert(users).values'),
    module('one row that says how far it has come', progress('1'), 'row-by-row db.insert(users).values(…).onConflictDoUpdate'),
    module('near miss: a row of each round', progress('row.id'), 'driven db.insert(users).values(…).onConflictDoUpdate'),
  ]);
});

describe('builders', () => {
  check([
    module('silent: a filter that is put together behind the call is not known to be the same in each round', 'function conditionsOf(filters: { ids?: number[] }) {\n  const conditions = [];\n  if (filters.ids) conditions.push(inArray(posts.id, filters.ids));\n  return conditions;\n}\nasync function postsOf(filters: { ids?: number[] }, limit?: number) {\n  const query = db.select().from(posts);\n  query.where(and(...conditionsOf(filters)));\n  if (limit) query.limit(limit);\n  return query;\n}\nexport async function f(ids: number[]) {\n  for (const id of ids) console.log(await postsOf({ ids: [id] }));\n}\n'),
    module('over several statements', 'export async function f(ids: number[]) {\n  for (const id of ids) {\n    const query = db.select().from(posts).where(eq(posts.authorId, id));\n    console.log(await query.orderBy(desc(posts.id)));\n  }\n}\n', 'driven query.orderBy'),
    module('added to in a branch', 'export async function f(ids: number[], title?: string) {\n  for (const id of ids) {\n    let query = db.select().from(posts).$dynamic();\n    if (title) query = query.where(and(eq(posts.authorId, id), eq(posts.title, title)));\n    console.log(await query);\n  }\n}\n', 'driven db.select().from(posts).$dynamic'),
    module('silent: added to in a loop, awaited once', 'export async function f(titles: string[]) {\n  let query = db.select().from(posts).$dynamic();\n  for (const title of titles) query = query.where(eq(posts.title, title));\n  return await query;\n}\n'),
    module('made in a loop, awaited together', 'export async function f(ids: number[]) {\n  const all = [];\n  for (const id of ids) all.push(db.select().from(posts).where(eq(posts.authorId, id)));\n  return Promise.all(all);\n}\n', 'driven db.select().from(posts).where'),
    module('silent: never awaited', 'export function f(ids: number[]) {\n  for (const id of ids) {\n    const query = db.select().from(posts).where(eq(posts.authorId, id));\n    console.log(query.toSQL());\n  }\n}\n'),
    module('silent: a batch is one round trip', 'export async function f(ids: number[]) {\n  const statements = ids.map(id => db.delete(posts).where(eq(posts.authorId, id)));\n  await db.batch(statements);\n  const more = [];\n  for (const id of ids) more.push(db.delete(users).where(eq(users.id, id)));\n  await db.batch(more);\n}\n'),
    module('silent: a batch of what is left, after a test', 'export async function f(rows: { id: number; name?: string }[]) {\n  const statements = rows.map(row => (row.name ? db.update(users).set({ name: row.name }).where(eq(users.id, row.id)) : null)).filter(each => each !== null);\n  if (statements.length === 0 || !isNonEmpty(statements)) return;\n  await db.batch(statements);\n}\nfunction isNonEmpty<T>(list: T[]): list is [T, ...T[]] {\n  return list.length > 0;\n}\n'),
    module('tested, then awaited together', 'export async function f(ids: number[]) {\n  const statements = ids.map(id => db.delete(users).where(eq(users.id, id)));\n  if (!statements) return;\n  await Promise.all(statements);\n}\n', 'driven db.delete(users).where'),
    module('a batch for each element', 'export async function f(ids: number[]) {\n  for (const id of ids) await db.batch([db.delete(posts).where(eq(posts.authorId, id)), db.delete(users).where(eq(users.id, id))]);\n}\n', 'driven db.batch'),
    module('silent: sub-queries run no query of their own', 'export async function f(teams: number[]) {\n  const conditions = teams.map(team => inArray(posts.authorId, db.select({ id: users.id }).from(users).where(eq(users.teamId, team))));\n  const others = teams.map(team => exists(db.select().from(users).where(eq(users.teamId, team))));\n  return await db.select().from(posts).where(and(...conditions, ...others));\n}\n'),
    module('a sub-query and its query are one', 'export async function f(teams: number[]) {\n  for (const team of teams) {\n    const inTeam = db.select({ id: users.id }).from(users).where(eq(users.teamId, team)).as("t");\n    const recent = db.$with("recent").as(qb => qb.select().from(posts));\n    await db.with(recent).select().from(posts).innerJoin(inTeam, eq(posts.authorId, inTeam.id));\n  }\n}\n', 'row-by-row db.with(recent).select().from(posts).innerJoin'),
    module('silent: a chunk is written at once', 'export async function f(rows: { id: number; name: string }[]) {\n  for (let i = 0; i < rows.length; i += 100) await db.insert(users).values(rows.slice(i, i + 100));\n}\n'),
    module('silent: methods of collections', 'export async function f(ids: number[], seen: Map<number, string>) {\n  const found = await db.select().from(users);\n  const byId = new Map(found.map(user => [user.id, user]));\n  for (const id of ids) {\n    seen.set(id, byId.get(id)!.name);\n    seen.delete(id);\n    [...seen.values()].map(name => name.at(0));\n  }\n}\n'),
    module('silent: a free name is looked for', 'export async function f() {\n  let name: string | undefined;\n  while (!name) {\n    name = String(Math.random());\n    const [taken] = await db.select().from(users).where(eq(users.name, name));\n    if (taken) name = undefined;\n  }\n  return name;\n}\n'),
    module('silent: pages', 'export async function f() {\n  let after = 0;\n  for (;;) {\n    const page = await db.select().from(users).where(sql`${users.id} > ${after}`).limit(100);\n    if (page.length === 0) return;\n    after = page.at(-1)!.id;\n  }\n}\n'),
  ]);
});

describe('clients', () => {
  const LOOP = 'export async function all(ids: number[]) {\n  for (const id of ids) await one(db, id);\n}\n';
  const READ = 'await client.select().from(users).where(eq(users.id, id));';
  check([
    module('rows that a query locks', "export async function f(ids: number[]) {\n  await db.transaction(async tx => {\n    for (const id of ids) await tx.select().from(users).where(eq(users.id, id)).for('update');\n  });\n}\n"),
    module('near miss: rows that it does not', "export async function f(ids: number[]) {\n  await db.transaction(async tx => {\n    for (const id of ids) await tx.select().from(users).where(eq(users.id, id));\n  });\n}\n", 'driven tx.select().from(users).where'),
    module('a transaction', 'export async function f(ids: number[]) {\n  await db.transaction(async tx => {\n    for (const id of ids) await tx.delete(users).where(eq(users.id, id));\n  });\n}\n', 'driven tx.delete(users).where'),
    ...[
      'typeof db',
      'Database',
      'Transaction',
      'Database | Transaction',
      'NodePgDatabase<typeof schema>',
      'Pick<Database, "select">',
      'Parameters<Parameters<typeof db.transaction>[0]>[0]',
      'Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0] | Database',
      'NodePgDatabase & { $client: object }',
    ].map(type => module(`a parameter of type ${type}`, `export async function f(client: ${type}, ids: number[]) {\n  for (const id of ids) ${READ}\n}\n`, 'driven client.select().from(users).where')),
    module('a transaction of a parameter that is more than a client', 'export async function f(client: Database & { extra: string }, ids: number[]) {\n  await client.transaction(async tx => {\n    for (const id of ids) await tx.delete(users).where(eq(users.id, id));\n  });\n}\n', 'driven tx.delete(users).where'),
    module('a helper that takes the client', `async function one(client: Database | Transaction, id: number) {\n  return ${READ}\n}\n${LOOP}`, 'driven one'),
    module('a helper that returns a builder', `const one = (client: Database, id: number) => client.select().from(users).where(eq(users.id, id));\n${LOOP}`, 'driven one'),
    module('a factory', 'import { drizzle } from "drizzle-orm/node-postgres";\nconst createDb = (url: string) => drizzle(url, { schema });\nexport async function f(client: ReturnType<typeof createDb>, ids: number[]) {\n  const other = createDb("x");\n  for (const id of ids) {\n    await client.delete(users).where(eq(users.id, id));\n    await other.delete(posts).where(eq(posts.id, id));\n  }\n}\n', 'driven client.delete(users).where', 'driven other.delete(posts).where'),
    module('replicas', 'import { withReplicas } from "drizzle-orm/pg-core";\nconst both = withReplicas(db, [db]);\nexport async function f(ids: number[]) {\n  for (const id of ids) await both.$primary.delete(users).where(eq(users.id, id));\n}\n', 'driven both.$primary.delete(users).where'),
    module('a copy of a client with methods of its own', "const pick = () => db;\nconst both = { ...db, get select() {\n  const chosen = pick();\n  return chosen.select.bind(chosen);\n}, close() {} };\nexport async function f(ids: number[]) {\n  for (const id of ids) {\n    await both.select().from(users).where(eq(users.id, id));\n    await both.delete(posts).where(eq(posts.id, id));\n    both.close();\n  }\n}\n", 'driven both.select().from(users).where', 'driven both.delete(posts).where'),
    module('tables that a driver chooses', "const choose = (by: Record<string, () => unknown>) => by[process.env.DRIVER!]() as typeof schema;\nconst tables = choose({ pg: () => schema, sqlite: () => schema });\nexport async function f(ctx: any, ids: number[]) {\n  for (const id of ids) await ctx.db.delete(tables.posts).where(eq(tables.posts.id, id));\n}\n", 'driven ctx.db.delete(tables.posts).where'),
    module('a context of which nothing is known', 'export async function f(ctx: any, ids: number[]) {\n  for (const id of ids) {\n    await ctx.db.select().from(users).where(eq(users.id, id));\n    await ctx.db.query.users.findFirst({ where: eq(users.id, id) });\n    await ctx.db.transaction(async (tx: any) => tx.insert(users).values({ id, name: "x" }));\n  }\n}\n', 'driven ctx.db.select().from(users).where', 'driven ctx.db.query.users.findFirst', 'driven tx.insert(users).values'),
    module('silent: a context whose table is unknown', 'export async function f(ctx: any, ids: number[]) {\n  for (const id of ids) {\n    await ctx.db.query.orders.findFirst({ where: { id } });\n    await ctx.cache.delete(id);\n    await ctx.db.insert(ctx.table).values({ id });\n  }\n}\n'),
    {
      name: 'a repository whose client is injected',
      code: {
        ...PROJECT,
        'src/users.ts': `${HEAD}export class UserRepository {\n  constructor(private readonly db: NodePgDatabase<typeof schema>) {}\n  byId(id: number) {\n    return this.db.query.users.findFirst({ where: eq(users.id, id) });\n  }\n}\n`,
        'src/service.ts': `import { UserRepository } from './users';\nexport class Service {\n  constructor(private readonly users: UserRepository) {}\n  async f(ids: number[]) {\n    for (const id of ids) console.log(await this.users.byId(id));\n  }\n}\n`,
      },
      reports: ['src/service.ts: driven this.users.byId'],
    },
    {
      name: 'silent: one client per tenant',
      code: {
        ...PROJECT,
        'src/service.ts': `${HEAD}import { drizzle } from 'drizzle-orm/node-postgres';\nexport async function f(urls: string[]) {\n  for (const url of urls) await drizzle(url).select().from(users).where(eq(users.id, 1)).limit(1);\n}\n`,
      },
      reports: [],
    },
  ]);
});

describe('advice', () => {
  const adviceOf = (code: string): string | undefined => findingsOf(module('advice', code))[0]?.advice;
  const loop = 'for (const id of ids) await tx.delete(posts).where(eq(posts.authorId, id));';
  const set = 'delete(posts).where(inArray(posts.authorId, authorIds))';

  it('stays in the transaction around the loop', () => {
    expect(adviceOf(`export const f = (ids: number[]) => db.transaction(async tx => { ${loop} });\n`)).toContain(`\`tx.${set}\``);
  });

  it('does not name the transaction of one round', () => {
    expect(adviceOf('export async function f(ids: number[]) {\n  for (const id of ids) await db.transaction(async tx => { await tx.delete(posts).where(eq(posts.authorId, id)); });\n}\n')).toContain(`\`db.${set}\``);
  });
});

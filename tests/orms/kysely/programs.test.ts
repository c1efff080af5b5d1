import { describe } from 'vitest';

import { check, type Case, type Files } from '../../analysis/harness.ts';

const PROJECT: Files = {
  'package.json': JSON.stringify({ name: 'app', private: true, dependencies: { kysely: '^0.28.0' } }),
  'src/db.ts': `import { Kysely, PostgresDialect } from 'kysely';
import type { Generated } from 'kysely';

export interface UserTable { id: Generated<number>; name: string; team_id: number | null }
export interface PostTable { id: Generated<number>; author_id: number; title: string }
export interface DB { user: UserTable; post: PostTable }

export const db = new Kysely<DB>({ dialect: new PostgresDialect({}) });
`,
};

const HEAD = `import { sql, CompiledQuery } from 'kysely';
import type { Kysely, Transaction, SelectQueryBuilder } from 'kysely';
import { db, type DB } from './db';
`;

/** One module of a project with Kysely. */
function module(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { ...PROJECT, 'src/service.ts': HEAD + code }, reports: reports.map(each => `src/service.ts: ${each}`) };
}

const each = (statement: string) => `export async function f(ids: number[]) {\n  for (const id of ids) {\n    ${statement}\n  }\n}\n`;

describe('queries', () => {
  check([
    module('a select', each("console.log(await db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst());"), "driven db.selectFrom('user').selectAll().where('id', '=', id).exec…"),
    module('a select in a map', "export const f = (ids: number[]) => Promise.all(ids.map(id => db.selectFrom('post').selectAll().where('author_id', '=', id).execute()));\n", "driven db.selectFrom('post').selectAll().where('author_id', '=', i…"),
    module('an insert of what a query selects', "export async function f(ids: number[]) {\n  for (const id of ids) await db.insertInto('user').columns(['name']).expression(db.selectFrom('post').select('title').where('author_id', '=', id)).execute();\n}\n", "row-by-row db.insertInto('user').columns(…).expression(…).execute"),
    module('an insert', "export async function f(names: string[]) {\n  for (const name of names) await db.insertInto('user').values({ name, team_id: 1 }).execute();\n}\n", "driven db.insertInto('user').values(…).execute"),
    module('an update with a value of its own', "export async function f(rows: { id: number; name: string }[]) {\n  for (const row of rows) await db.updateTable('user').set({ name: row.name }).where('id', '=', row.id).execute();\n}\n", "row-by-row db.updateTable('user').set(…).where('id', '=', row.id).exec…"),
    module('a delete', each("await db.deleteFrom('user').where('id', '=', id).execute();"), "driven db.deleteFrom('user').where('id', '=', id).execute"),
    module('a statement', each('await sql`select * from "user" where id = ${id}`.execute(db);'), 'driven sql`…`.execute'),
    module('a compiled query', each('await db.executeQuery(CompiledQuery.raw("select * from users where id = $1", [id]));'), 'driven db.executeQuery'),
    module('a stream', each("for await (const post of db.selectFrom('post').selectAll().where('author_id', '=', id).stream()) console.log(post);"), "driven db.selectFrom('post').selectAll().where('author_id', '=', i…"),
    module('a read that is the same in each round', "export async function f(rows: { name: string }[]) {\n  for (const row of rows) console.log(row.name, await db.selectFrom('user').selectAll().where('name', '=', 'admin').execute());\n}\n", "invariant db.selectFrom('user').selectAll().where('name', '=', 'admin…"),
    module('the rows of one query drive the next', "export async function f() {\n  const users = await db.selectFrom('user').selectAll().execute();\n  for (const user of users) await db.deleteFrom('post').where('author_id', '=', user.id).execute();\n}\n", "driven db.deleteFrom('post').where(…).execute"),
  ]);
});

describe('builders over several statements', () => {
  check([
    module('a variable that is assigned anew in branches', each("let query = db.selectFrom('post').selectAll().where('author_id', '=', id);\n    if (id > 1) query = query.where('title', '=', 'x');\n    query = query.limit(10);\n    console.log(await query.execute());"), 'row-by-row query.execute'),
    module('a variable that is assigned anew many times', "async function one(id: number, options: { a?: true; b?: true; c?: true }) {\n  let query = db.selectFrom('post').select('id');\n  if (options.a) query = query.select('title');\n  if (options.b) {\n    query = query.select((eb) => eb.ref('author_id').as('author'));\n  }\n  if (options.c) query = query.forUpdate();\n  if (id > 0) query = query.where('id', '=', id);\n  else query = query.where('author_id', '=', id);\n  return query.executeTakeFirst();\n}\nexport const f = (ids: number[]) => Promise.all(ids.map((id) => one(id, {})));\n", 'driven one'),
    module('a condition that is added by $if', each("console.log(await db.selectFrom('post').selectAll().$if(id > 1, (qb) => qb.where('author_id', '=', id)).execute());"), "driven db.selectFrom('post').selectAll().$if(…).execute"),
    module('a helper that adds to a builder it is given', "const byAuthor = (query: SelectQueryBuilder<DB, 'post', object>, id: number) => query.where('author_id', '=', id);\n" + each("console.log(await byAuthor(db.selectFrom('post').selectAll(), id).execute());"), 'driven byAuthor(…).execute'),
    module('nothing when it is not run', each("console.log(db.selectFrom('post').selectAll().where('author_id', '=', id).compile());")),
    module('nothing for sub-queries', "export const f = (ids: number[]) => db.selectFrom('user').selectAll().where(eb => eb.or(ids.map(id => eb.exists(eb.selectFrom('post').select('id').where('author_id', '=', id))))).execute();\n"),
  ]);
});

describe('clients', () => {
  check([
    module('a transaction', "export async function f(ids: number[]) {\n  await db.transaction().execute(async (trx) => {\n    for (const id of ids) await trx.deleteFrom('user').where('id', '=', id).execute();\n  });\n}\n", "driven trx.deleteFrom('user').where('id', '=', id).execute"),
    module('a transaction with settings, and a connection', "export async function f(ids: number[]) {\n  await db.transaction().setIsolationLevel('serializable').execute(async (trx) => {\n    for (const id of ids) await trx.deleteFrom('user').where('id', '=', id).execute();\n  });\n  await db.connection().execute(async (one) => {\n    for (const id of ids) await one.deleteFrom('post').where('id', '=', id).execute();\n  });\n}\n", "driven trx.deleteFrom('user').where('id', '=', id).execute", "driven one.deleteFrom('post').where('id', '=', id).execute"),
    module('a controlled transaction', "export async function f(ids: number[]) {\n  const trx = await db.startTransaction().execute();\n  for (const id of ids) await trx.deleteFrom('user').where('id', '=', id).execute();\n  await trx.commit().execute();\n}\n", "driven trx.deleteFrom('user').where('id', '=', id).execute"),
    module('a parameter of its type', "export async function f(trx: Transaction<DB>, ids: number[]) {\n  for (const id of ids) await trx.deleteFrom('user').where('id', '=', id).execute();\n}\n", "driven trx.deleteFrom('user').where('id', '=', id).execute"),
    module('a class that holds it', "class Database { constructor(public db: Kysely<DB>) {} }\nexport class Service {\n  constructor(private db: Database) {}\n  async f(ids: number[]) {\n    for (const id of ids) await this.db.db.deleteFrom('user').where('id', '=', id).execute();\n  }\n}\n", "driven this.db.db.deleteFrom('user').where('id', '=', id).execute"),
    module('a class that is one', "import { Kysely as Base } from 'kysely';\nclass Database extends Base<DB> {}\nexport class Service {\n  constructor(private db: Database) {}\n  async f(ids: number[]) {\n    for (const id of ids) await this.db.deleteFrom('user').where('id', '=', id).execute();\n  }\n}\n", "driven this.db.deleteFrom('user').where('id', '=', id).execute"),
    module('a client with a schema or a plugin', each("await db.withSchema('app').deleteFrom('user').where('id', '=', id).execute();"), "driven db.withSchema('app').deleteFrom('user').where('id', '=', id…"),
    module('a common table expression', each("console.log(await db.with('own', qb => qb.selectFrom('post').select('id').where('author_id', '=', id)).selectFrom('own').selectAll().execute());"), "row-by-row db.with(…).selectFrom('own').selectAll().execute"),
    module('a client of which nothing is known, and a table of the schema', "export async function f({ ctx }: any, ids: number[]) {\n  for (const id of ids) await ctx.db.deleteFrom('user').where('id', '=', id).execute();\n}\n", "driven ctx.db.deleteFrom('user').where('id', '=', id).execute"),
  ]);
});

describe('types of clients', () => {
  const own: Files = {
    ...PROJECT,
    'src/client.ts': "import type { Kysely } from 'kysely';\nimport type { DB } from './db';\n\ntype Client = Kysely<DB>;\nexport default Client;\n",
    'src/database.ts': "import Client from './client';\n\nexport class Database {\n  constructor(public db: Client) {}\n}\nexport default Database;\n",
  };
  check([
    { name: 'are exported by default', code: { ...own, 'src/a.ts': "import Database from './database';\n\nexport async function f(database: Database, ids: number[]) {\n  for (const id of ids) await database.db.deleteFrom('user').where('id', '=', id).execute();\n}\n" }, reports: ["src/a.ts: driven database.db.deleteFrom('user').where('id', '=', id).execute"] },
  ]);
});

describe('silence', () => {
  check([
    module('of chunks, also through a helper that runs a statement', "import { chunkArray } from '@acme/common';\nconst run = async <T,>(query: { execute(): Promise<T> }) => query.execute();\nexport async function f(rows: { name: string }[]) {\n  for (const chunk of chunkArray(rows, 50)) await db.insertInto('user').values(chunk).execute();\n  await Promise.all(chunkArray(rows, 50).map((chunk) => run(db.insertInto('user').values(chunk))));\n}\n"),
    module('of chunks that a function of the program makes by reduce', "const chunkArray = <T,>(rows: T[], size: number): T[][] => rows.reduce((all, row, i) => {\n  const at = Math.floor(i / size);\n  if (!all[at]) all[at] = [];\n  all[at].push(row);\n  return all;\n}, [] as T[][]);\nexport async function f(rows: { name: string }[]) {\n  for (const chunk of chunkArray(rows, 50)) await db.insertInto('user').values(chunk).execute();\n}\n"),
    module('of commands that execute', 'export async function f(commands: { execute(): Promise<void> }[]) {\n  for (const command of commands) await command.execute();\n}\n'),
    module('of what is no table', "export async function f(builder: any, ids: number[]) {\n  for (const id of ids) await builder.deleteFrom('cache').where('id', '=', id).execute();\n}\n"),
    module('of statements about no rows', 'export async function f(names: string[]) {\n  for (const name of names) await sql`truncate table ${sql.table(name)}`.execute(db);\n}\n'),
    module('of tables that are made', "export async function f(names: string[]) {\n  for (const name of names) await db.schema.createTable(name).addColumn('id', 'integer').execute();\n}\n"),
    module('of one query over all keys', "export async function f(ids: number[]) {\n  const users = await db.selectFrom('user').selectAll().where('id', 'in', ids).execute();\n  for (const user of users) console.log(user.name);\n}\n"),
  ]);
});

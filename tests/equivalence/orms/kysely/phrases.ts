import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [{ line: "import { db } from '../db/index.ts';" }],
  client: 'db',
  posts: client => `await ${client}.selectFrom('Post').selectAll().limit(100).execute()`,
  user: key => `await db.selectFrom('User').selectAll().where('id', '=', ${key}).executeTakeFirst()`,
  written: key => `await db.selectFrom('Post').selectAll().where('authorId', '=', ${key}).execute()`,
  constant: "await db.selectFrom('User').selectAll().orderBy('id').limit(1).executeTakeFirst()",
  throwing: "await db.selectFrom('User').selectAll().orderBy('id').limit(1).executeTakeFirstOrThrow()",
  setAge: (key, age) => `db.updateTable('User').set({ age: ${age} }).where('id', '=', ${key}).execute()`,
  insert: (client, row) => `${client}.insertInto('User').values(${row}).execute()`,
  update: (client, key) => `${client}.updateTable('User').set({ status: 'seen' }).where('id', '=', ${key}).execute()`,
  remove: (client, key) => `${client}.deleteFrom('User').where('id', '=', ${key}).execute()`,
  inTransaction: 'trx',
  transaction: body => `await db.transaction().execute(async trx => {${body}\n});`,
  relating: { users: "db.selectFrom('User').selectAll().execute()", posts: "db.selectFrom('Post').selectAll().execute()", keyed: true },
  counting: {
    first: { total: "db.selectFrom('User').selectAll().where('age', 'is not', null).orderBy('id', 'desc').execute()", loose: "db.selectFrom('User').select(['id', 'status']).orderBy('status').execute()" },
    rows: "db.selectFrom('User').selectAll().where('status', '=', 'old').execute()",
    posts: "db.selectFrom('Post').select('id').execute()",
    ordered: `db
  .selectFrom('User')
  .where('status', '=', status)
  .select(['id', 'name'])
  .orderBy('name')
  .execute()`,
    counts: [{ what: 'a count of all rows', query: "db.selectFrom('User').select(eb => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()", bound: '{ n }', number: 'Number(n)' }, { what: 'a count in a row', query: "db.selectFrom('User').select(eb => eb.fn.countAll().as('n')).where('status', '=', 'old').executeTakeFirstOrThrow()", bound: '{ n }', number: 'Number(n)' }],
    together: [
      { what: 'counts by the value of a column', count: value => `db.selectFrom('User').select(eb => eb.fn.countAll<number>().as('n')).where('status', '=', ${value}).executeTakeFirstOrThrow()`, conditions: ["'old'", "'seen'", "'new'"], all: "db.selectFrom('User').select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()", bound: name => `{ n: ${name} }`, number: name => `Number(${name})`, inside: query => `Number((await ${query}).n)` },
      { what: 'counts by different conditions', count: condition => `db.selectFrom('User').where('id', '>', 1).select(({ fn }) => [fn.countAll().as('n')]).where(${condition}).executeTakeFirstOrThrow()`, conditions: ["'status', '=', 'old'", "'age', '>', 31).where('age', '<', 60", "'age', 'is', null"], all: "db.selectFrom('User').where('id', '>', 1).select(({ fn }) => [fn.countAll().as('n')]).executeTakeFirstOrThrow()", number: name => `Number(${name}.n)`, inside: query => `Number((await ${query}).n)` },
    ],
  },
};

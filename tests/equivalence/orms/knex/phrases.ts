import type { Phrases } from '../../cells.ts';

export const phrases: Phrases = {
  imports: [{ line: "import { knex } from '../db/index.ts';" }],
  client: 'knex',
  posts: client => `await ${client}('Post').select().limit(100)`,
  user: key => `await knex('User').where({ id: ${key} }).first()`,
  written: key => `await knex('Post').where('authorId', ${key})`,
  constant: "await knex('User').where('status', 'old').first()",
  setAge: (key, age) => `knex('User').where({ id: ${key} }).update({ age: ${age} })`,
  insert: (client, row) => `${client}('User').insert(${row})`,
  update: (client, key) => `${client}('User').where({ id: ${key} }).update({ status: 'seen' })`,
  updateOf: key => `knex('User').where({ ${key} }).update({ age: 20 })`,
  remove: (client, key) => `${client}('User').where('id', ${key}).del()`,
  inTransaction: 'trx',
  transaction: body => `await knex.transaction(async trx => {${body}\n});`,
  relating: { users: "knex('User').select()", posts: "knex('Post').select()", keyed: true },
  counting: {
    first: { total: "knex('User').where('active', true).orderBy('id', 'desc')", loose: "knex('User').select('id', 'code').orderBy('status')" },
    rows: "knex('User').where('status', 'old')",
    posts: "knex('Post').select()",
    ordered: "knex('User').where({ status }).select('id').orderBy('name')",
    counts: [{ what: 'a count of all rows', query: "knex('User').count({ n: '*' })", bound: '[{ n }]', number: 'Number(n)' }, { what: 'a count in a row', query: "knex('User').where('status', 'old').count({ n: '*' })", bound: '[{ n }]', number: 'Number(n)' }],
    together: [
      { what: 'counts by the value of a column', count: value => `knex('User').where({ status: ${value} }).count({ n: '*' })`, conditions: ["'old'", "'seen'", "'new'"], all: "knex('User').count({ n: '*' })", bound: name => `[{ n: ${name} }]`, number: name => `Number(${name})`, inside: query => `Number((await ${query})[0]?.n)` },
      { what: 'counts by different conditions', count: condition => `knex('User').where('id', '>', 1).where(${condition}).count({ n: '*' }).first()`, conditions: ["{ status: 'old', active: true }", "'age', '>', 31).whereNotNull('name'", "'age', null"], all: "knex('User').where('id', '>', 1).count({ n: '*' }).first()", number: name => `Number(${name}?.n)`, inside: query => `Number((await ${query})?.n)` },
      { what: 'counts by values of the program', count: value => `knex('User').where('name', ${value}).count({ n: '*' })`, conditions: ['codes[0]', 'codes[1]'], all: "knex('User').count({ n: '*' })", bound: name => `[{ n: ${name} }]`, number: name => `Number(${name})`, inside: query => `Number((await ${query})[0]?.n)` },
    ],
  },
};

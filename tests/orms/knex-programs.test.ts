import { describe, expect, it } from 'vitest';

import { check, lint, type Case } from '../analysis/harness.ts';

const DB = `import knexpkg from 'knex';
const { knex } = knexpkg;
export const db = knex({ client: 'pg' });
`;

/** One module beside `db.ts`. */
function program(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { 'package.json': '{ "dependencies": { "knex": "3.1.0" } }', 'src/db.ts': DB, 'src/users.ts': `import { db } from './db';\n${code}` }, reports: reports.map(each => `src/users.ts: ${each}`) };
}

describe('queries', () => {
  check([
    program('awaited in a loop', `export async function load(ids: number[]) {
  const rows = [];
  for (const id of ids) rows.push(await db('users').where({ id }).first());
  return rows;
}`, "driven db('users').where(…).first"),
    program('returned to Promise.all', `export const load = (ids: number[]) => Promise.all(ids.map(id => db('users').where({ id }).first()));`, "driven db('users').where(…).first"),
    program('chained by then', `export function load(ids: number[]) {
  for (const id of ids) db('users').where('id', id).then(rows => console.log(rows));
}`, "driven db('users').where"),
    program('never awaited', `export function load(ids: number[]) {
  for (const id of ids) db('users').where('id', id);
}`),
    program('of another database each, by functions that are made for it', `import type { Knex } from 'knex';
const users = (client: Knex) => client('users');
const insert = (deps: { db: Knex }) => async (user: object) => { await users(deps.db).insert(user); };
const total = ({ db: client }: { db: Knex }) => async () => client('users').count();
export const addAll = (regions: Knex[], user: object) => Promise.all(regions.map(region => insert({ db: region })(user)));
export const totals = (regions: Knex[]) => Promise.all(regions.map(async region => { const count = total({ db: region }); return count(); }));`),
    program('of one database, by a function that is made for it', `import type { Knex } from 'knex';
const users = (client: Knex) => client('users');
const insert = (deps: { db: Knex }) => async (user: object) => { await users(deps.db).insert(user); };
export const addAll = (added: object[]) => Promise.all(added.map(user => insert({ db })(user)));`, 'driven insert(…)'),
    program('that claim a row each', `const claim = (id: number) => db.transaction(trx => trx('jobs').where({ id }).forUpdate().skipLocked().first());
export const work = (ids: number[]) => Promise.all(ids.map(id => claim(id)));`),
    program('in a transaction each, without a claim', `const read = (id: number) => db.transaction(trx => trx('jobs').where({ id }).first());
export const work = (ids: number[]) => Promise.all(ids.map(id => read(id)));`, 'row-by-row read'),
    program('over the rows of a stream, which come one by one', `export async function copy() {
  const rows = db('users').select().stream();
  for await (const row of rows) await db('copies').insert(row);
}`),
    program('over rows that were waited for', `export async function copy() {
  const rows = await db('users').select();
  for await (const row of rows) await db('copies').insert(row);
}`, "driven db('copies').insert"),
    program('behind a helper', `const find = (id: number) => db.select('*').from('users').where({ id }).first();
export async function load(ids: number[]) {
  for (const id of ids) console.log(await find(id));
}`, 'driven find'),
    program('in a transaction', `export async function rename(users: { id: number; name: string }[]) {
  await db.transaction(async trx => {
    for (const { id, name } of users) await trx('users').where({ id }).update({ name });
  });
}`, "row-by-row trx('users').where(…).update"),
    program('in a transaction that is a value', `export async function save(users: { id: number }[]) {
  const trx = await db.transaction();
  for (const user of users) await db('users').transacting(trx).insert(user);
  await trx.commit();
}`, "driven db('users').transacting(trx).insert"),
    program('by a statement', `export async function save(ids: number[]) {
  for (const id of ids) await db.raw('update users set seen = true where id = ?', [id]);
}`, 'driven db.raw'),
    program('of one table and another', `export async function clear(tables: string[]) {
  for (const table of tables) await db(table).del();
  for (const table of tables) await db.from(table).where('old', true).del();
  for (const table of tables) await db(table).truncate();
}`),
    program('of a table that is handed in', `async function remove(table: string, id: number) {
  await db(table).where({ id }).del();
}
export async function removeAll(ids: number[]) {
  for (const id of ids) await remove('users', id);
}`, 'driven remove'),
    program('in chunks', `export async function save(rows: { id: number }[]) {
  for (let at = 0; at < rows.length; at += 100) await db('users').insert(rows.slice(at, at + 100));
}`),
  ]);
});

describe('stores', () => {
  check([
    {
      name: 'hold a client that is annotated through an alias',
      code: {
        'package.json': '{ "dependencies": { "knex": "3.1.0" } }',
        'src/db.ts': `import type { Knex } from 'knex';
export type Db = Knex | Knex.Transaction;
`,
        'src/tag-store.ts': `import type { Db } from './db';
const TABLE = 'feature_tag';
export class TagStore {
  private db: Db;
  constructor(db: Db) {
    this.db = db;
  }
  async tagsOf(feature: string) {
    return this.db.select(['tag']).from(TABLE).where({ feature });
  }
}
`,
        'src/service.ts': `import type { TagStore } from './tag-store';
export class Service {
  constructor(private store: TagStore) {}
  async enhance(events: { feature: string; tags: unknown }[]) {
    for (const event of events) event.tags = await this.store.tagsOf(event.feature);
  }
}
`,
      },
      reports: ['src/service.ts: driven this.store.tagsOf'],
    },
    {
      name: 'of CommonJS require it',
      code: {
        'package.json': '{ "dependencies": { "knex": "3.1.0" } }',
        'src/knex.js': "const knex = require('knex');\nconst db = knex({ client: 'pg' });\nmodule.exports = db;\n",
        'src/links.js': `const knex = require('./knex');
async function find(id) {
  return knex('links').where('id', id).first();
}
module.exports = { find };
`,
        'src/all.js': `const links = require('./links');
module.exports = async ids => {
  for (const id of ids) console.log(await links.find(id));
};
`,
      },
      reports: ['src/all.js: driven links.find'],
    },
  ]);
});

describe('builders that functions give back', () => {
  check([
    program('run as they are', `const byTeam = (teamId: number) => db('users').where({ team_id: teamId });
const again = (id: number) => byTeam(id);
export async function load(ids: number[]) {
  for (const id of ids) console.log(await again(id));
  return Promise.all(ids.map(byTeam));
}`, 'driven again', 'driven byTeam'),
    program('are one query with what is called of them', `const byTeam = (teamId: number) => db('users').where({ team_id: teamId });
export async function load(ids: number[]) {
  for (const id of ids) console.log(await byTeam(id).orderBy('name').first());
}`, "driven byTeam(id).orderBy('name').first"),
    program('are a part of the query that they are handed to', `const inTeam = (teamId: number) => db('members').select('user_id').where({ team_id: teamId });
export async function load(ids: number[]) {
  for (const id of ids) console.log(await db('users').whereIn('id', inTeam(id)));
}`, "driven db('users').whereIn"),
    program('run where the function waits itself', `const byTeam = async (teamId: number) => db('users').where({ team_id: teamId });
export async function load(ids: number[]) {
  for (const id of ids) byTeam(id);
}`, 'driven byTeam'),
    program('and that nobody waits for', `const byTeam = (teamId: number) => db('users').where({ team_id: teamId });
export async function load(ids: number[]) {
  for (const id of ids) byTeam(id).where('active', true);
}`),
    program('changed by a function that they are handed to', `import type { Knex } from 'knex';
const users = (filter: (query: Knex.QueryBuilder) => Knex.QueryBuilder) => filter(db('users'));
export async function load(ids: number[]) {
  for (const id of ids) console.log(await users(query => query.where({ id })));
}`, 'row-by-row users'),
  ]);
});

describe('builders over several statements', () => {
  check([
    program('run with what each of them said', `export async function load(filters: { teamId: number; name?: string }[]) {
  for (const filter of filters) {
    const query = db('users').select('id');
    query.where('team_id', filter.teamId);
    if (filter.name) query.andWhere('name', filter.name);
    console.log(await query);
  }
}`, "driven db('users').select"),
    program('are assigned again', `export async function load(ids: number[]) {
  for (const id of ids) {
    let query = db('users').select('id');
    if (id > 0) query = query.where({ id });
    console.log(await query);
  }
}`, "driven db('users').select"),
    program('are built in a loop and run after it', `export async function load(filters: { column: string; value: string }[]) {
  let query = db('users');
  for (const { column, value } of filters) query = query.where(column, value);
  for (const { column, value } of filters) query.orWhere(column, value);
  return query;
}`),
    program('are handed to functions that add to them', `import type { Knex } from 'knex';
function newer(query: Knex.QueryBuilder, date: string) {
  return query.andWhere('created_at', '>', date);
}
function byName(query: any, name: string) {
  return query.andWhere({ name });
}
export async function load(filters: { date: string; name: string }[]) {
  let query = db('users').select('id');
  for (const filter of filters) {
    query = newer(query, filter.date);
    query = byName(query, filter.name);
  }
  return query;
}`),
  ]);
});

describe('parts of a query run none', () => {
  check([
    program('sub-queries', `export async function load(names: string[]) {
  const query = db('users').whereIn('team_id', db('teams').select('id'));
  for (const name of names) query.orWhereIn('team_id', db('teams').select('id').where({ name }));
  return query;
}`),
    program('callbacks', `export async function load(words: string[]) {
  return db('users').where(qb => {
    for (const word of words) qb.orWhere('name', 'like', word);
  }).where(function () {
    for (const word of words) this.orWhere('email', 'like', word);
  });
}`),
    program('a list that a sub-query takes whole', `export async function seen(names: Record<string, string[]>) {
  for (const [env, features] of Object.entries(names)) {
    await db('features').update({ seen: true }).where('env', env).whereIn('name', db('features').select('name').whereIn('name', features).forUpdate().skipLocked());
  }
}`),
    program('a function that is compared with is not read', `export async function clear(ids: number[]) {
  for (const id of ids) await db('logs').whereIn('id', function (sub) { sub.select('id').from('logs').where({ sync: id }).limit(10); }).del();
}`, "row-by-row db('logs').whereIn(…).del"),
    program('raw expressions', `export async function load(words: string[]) {
  return db('users').select(words.map(word => db.raw('name = ?', [word])));
}`),
    program('schemas', `export async function up(tables: string[]) {
  for (const table of tables) await db.schema.createTable(table, t => { t.increments('id'); });
}`),
  ]);
});

describe('advice', () => {
  it('names what later statements said', () => {
    const { code } = program('', `export async function load(teams: number[]) {
  for (const team of teams) {
    const query = db('users as u');
    query.where('u.team_id', team).andWhere('active', true);
    console.log(await query);
  }
}`);
    expect(lint(code as { [path: string]: string }).map(({ advice }) => advice)).toEqual(["Read them all before the loop with `db('users').whereIn('team_id', teamIds).where(…)` and group them by `team_id` in a `Map`."]);
  });

  it('says what a client that is called asks', () => {
    const { code } = program('', `export const load = (teams: number[]) => Promise.all(teams.map(async team => (await db('users', { only: true })).length + team));`);
    expect(lint(code as { [path: string]: string }).map(({ subject }) => subject)).toEqual(["knex('users').select"]);
  });

  it('names a table by the constant that holds it', () => {
    const { code } = program('', `const TABLE = process.env.PREFIX + 'users';
export async function load(ids: number[]) {
  for (const id of ids) console.log(await db.from(TABLE).where({ id }).first());
}`);
    expect(lint(code as { [path: string]: string }).map(({ advice }) => advice)).toEqual(["Read them all before the loop with `db(TABLE).whereIn('id', ids)` and look them up in a `Map` by `id`."]);
  });
});

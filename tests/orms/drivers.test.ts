import { describe, expect, it } from 'vitest';

import { drivers } from '../../src/orms/drivers/index.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { check, lint, type Case } from '../analysis/harness.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, opaque, sql } from './views.ts';

const PLACE: Place = { importer: '/app/src/a.ts', schemas: () => [] };
const PG = drivers.client('proved', 'client');

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of a driver: ${JSON.stringify(value)}`);
  return value;
}

function on(value: Value | undefined, method: string, ...args: readonly unknown[]): Outcome | undefined {
  return drivers.call(ormOf(value), method, argumentsOf(...args));
}

const mongo = on(on(drivers.claim({ from: 'mongodb', name: 'MongoClient', path: [] }, PLACE), 'new', 'mongodb://…')?.value, 'db')?.value;
const users = on(mongo, 'collection', 'User')?.value;
const id = opaque('id');
const row = { name: opaque('name'), teamId: 1 };

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => on(users, 'findOne', { id }),
    'reads many rows by a column': () => on(on(users, 'find', { teamId: id })?.value, 'toArray'),
    'reads many rows by a list of keys': () => on(users, 'find', { id: { $in: opaque('ids') } }),
    'reads every row': () => on(on(on(users, 'find')?.value, 'sort', { name: 1 })?.value, 'toArray'),
    'reads the first row of many': () => on(users, 'findOne', { teamId: id }, { sort: { name: 1 } }),
    'reads a few of many rows': () => on(on(on(users, 'find', { teamId: id })?.value, 'limit', 3)?.value, 'toArray'),
    'counts rows': () => on(users, 'countDocuments', { teamId: id }),
    'sums a column': () => on(on(users, 'aggregate', [{ $match: { teamId: id } }, { $group: { _id: null, sum: { $sum: '$score' } } }])?.value, 'toArray'),
    'writes one new row': () => on(users, 'insertOne', row),
    'writes many new rows': () => on(users, 'insertMany', [row]),
    'changes one row by key': () => on(users, 'updateOne', { id }, { $set: { name: 'x' } }),
    'changes many rows': () => on(users, 'updateMany', { teamId: id }, { $set: { name: 'x' } }),
    'writes a row or changes it': () => on(users, 'updateOne', { id }, { $set: row }, { upsert: true }),
    'deletes one row by key': () => on(users, 'deleteOne', { id }),
    'deletes many rows': () => on(users, 'deleteMany', { teamId: id }),
    'reads by a statement': () => on(PG, 'query', sql('SELECT * FROM users WHERE id = $1'), [id]),
    'writes by a statement': () => on(PG, 'query', { text: sql('update users set name = $1'), values: [id] }),
    'reads inside a transaction': () => on(users, 'findOne', { id }, { session: opaque('session') }),
  });
});

describe('claims', () => {
  it.each([
    ['pg', 'Pool', [], 'connection'],
    ['pg', 'default', ['Client'], 'connection'],
    ['pg-pool', 'default', [], 'connection'],
    ['mysql2', '*', ['createPool'], 'connection'],
    ['mysql2/promise', 'createConnection', [], 'connection'],
    ['better-sqlite3', 'default', [], 'connection'],
    ['mongodb', 'MongoClient', [], 'client'],
  ])('%s %s %j makes a %s', (from, name, path, role) => {
    const made = ormOf(drivers.claim({ from, name, path }, PLACE));
    expect(on(made, made.role === 'maker' ? '' : 'new')?.value).toMatchObject({ role, evidence: 'proved' });
  });

  it.each([
    ['pg', 'PoolClient', [], 'connection'],
    ['pg', 'default', ['Pool'], 'connection'],
    ['mysql2/promise', 'PoolConnection', [], 'connection'],
    ['better-sqlite3', 'default', ['Database'], 'connection'],
    ['better-sqlite3', 'Database', ['Statement'], 'statement'],
    ['mongodb', 'Db', [], 'db'],
    ['mongodb', 'Collection', [], 'collection'],
  ])('the type %s %s %j is a %s', (from, name, path, role) => {
    expect(drivers.fromType({ from, name, path }, PLACE)).toMatchObject({ role, evidence: 'declared' });
  });

  it('says nothing of what is no connection', () => {
    expect(drivers.claim({ from: 'pg', name: 'types', path: [] }, PLACE)).toBeUndefined();
    expect(drivers.claim({ from: 'pg-promise', name: 'default', path: [] }, PLACE)).toBeUndefined();
    expect(drivers.fromType({ from: 'mongodb', name: 'ObjectId', path: [] }, PLACE)).toBeUndefined();
  });
});

describe('statements', () => {
  it.each(['BEGIN', 'COMMIT', 'rollback', 'SET search_path TO app', 'CREATE TABLE t (id int)', 'TRUNCATE t'])('%s is no query', text => {
    expect(on(PG, 'query', sql(text))?.query).toBeUndefined();
  });

  it('go through connections of a pool, and through what is prepared', () => {
    expect(on(PG, 'connect')?.value).toEqual(PG);
    expect(drivers.callbackParam?.(PG, 'connect', 0, 1)).toEqual(PG);
    expect(drivers.callbackParam?.(PG, 'connect', 0, 0)).toBeUndefined();
    const statement = on(ormOf(drivers.fromType({ from: 'better-sqlite3', name: 'Database', path: [] }, PLACE)), 'prepare', sql('select * from users where id = ?'))?.value;
    expect(statement).toMatchObject({ role: 'statement' });
    for (const method of ['get', 'all', 'iterate', 'run']) expect(on(statement, method, id)?.query).toMatchObject({ operation: 'read', method, form: 'better-sqlite3 users id' });
    expect(on(on(statement, 'pluck')?.value, 'get', id)?.query).toMatchObject({ operation: 'read' });
  });
});

const MANIFEST = '{ "dependencies": { "pg": "8", "mysql2": "3", "better-sqlite3": "12", "mongodb": "6" } }';

function program(name: string, code: string, ...reports: readonly string[]): Case {
  return { name, code: { 'package.json': MANIFEST, 'src/users.ts': code }, reports: reports.map(each => `src/users.ts: ${each}`) };
}

/** Functions of the program that send what they are given. */
const HELPERS = `import pg from 'pg';
const pool = new pg.Pool();
const query = (text: string, values?: unknown[]) => pool.query(text, values);
const send = (text: string, values?: unknown[]) => query(text, values);
const run = (config: { text: string; values?: unknown[] }) => pool.query(config);
async function one(text: string, ...values: unknown[]) { return (await pool.query(text, values)).rows[0]; }
`;

describe('statements that a function of the program is handed', () => {
  check([
    program('a read with the list of its values', `${HELPERS}export async function load(ids: number[]) {
  for (const id of ids) console.log(await query('SELECT * FROM users WHERE id = $1', [id]));
}`, 'driven query'),
    program('a write, behind two of them', `${HELPERS}export async function remove(ids: number[]) {
  for (const id of ids) await send('DELETE FROM users WHERE id = $1', [id]);
}`, 'driven send'),
    program('in a constant, a template, an object and single values', `${HELPERS}const BY_ID = 'SELECT * FROM users WHERE id = $1';
export async function load(ids: number[]) {
  for (const id of ids) console.log(await query(BY_ID, [id]));
  for (const id of ids) console.log(await query(\`SELECT * FROM users WHERE id = \${id}\`));
  for (const id of ids) console.log(await run({ text: 'SELECT * FROM users WHERE id = $1', values: [id] }));
  for (const id of ids) console.log(await one('SELECT * FROM users WHERE id = $1', id));
}`, 'driven query', 'driven query', 'driven run', 'driven one'),
    program('each value at its place', `${HELPERS}export async function load(days: number[], team: number) {
  for (const day of days) console.log(await query('SELECT * FROM users WHERE team_id = $1 AND created_at > $2', [team, day]));
}`, 'row-by-row query'),
    program('the same each time, which cannot be told of a filter behind a call', `${HELPERS}export async function load(ids: number[], team: number) {
  for (const id of ids) console.log(id, await query('SELECT * FROM users WHERE team_id = $1', [team]));
}`),
    program('about no rows, or of another table each time', `${HELPERS}export async function clear(ids: number[], tables: string[]) {
  for (const id of ids) {
    await query('BEGIN');
    console.log(id);
    await query('COMMIT');
  }
  for (const table of tables) await query(\`DELETE FROM \${table}\`);
  for (const table of tables) await query(\`TRUNCATE \${table}\`);
}`),
  ]);
});

it('names the column that follows the element, and the statement that a function sends', () => {
  const found = (body: string) =>
    lint({ 'package.json': MANIFEST, 'src/a.ts': `${HELPERS}export async function f(ids: number[], team: number) {\n  for (const id of ids) console.log(id, await ${body});\n}\n` })
      .map(({ queries, advice }) => `${queries.join()}: ${advice}`);
  expect(found("pool.query('SELECT * FROM users WHERE role_id = $1 AND team_id = $2', [id, team])")).toEqual([expect.stringContaining("`pool.query('SELECT … FROM users WHERE role_id = ANY($1) AND …', [roleIds])`, and group them by `role_id`")]);
  expect(found("query('SELECT count(*) FROM users WHERE team_id = $1 AND role_id = $2', [team, id])")).toEqual([expect.stringMatching(/^SELECT … FROM users: .*`client\.query\('SELECT role_id, count\(\*\) FROM users WHERE role_id = ANY\(\$1\) AND … GROUP BY role_id', \[roleIds\]\)`/)]);
  expect(found("query('INSERT INTO users (id) VALUES ($1) ON CONFLICT (id) DO NOTHING', [id])")).toEqual([expect.stringMatching(/^INSERT INTO users: .*ON CONFLICT … DO NOTHING`/)]);
  expect(found("query('DELETE FROM users WHERE id = $1 AND lower(email) = lower($2)', [id, id])")).toEqual([expect.stringMatching(/^DELETE FROM users: .*`client\.query\('DELETE FROM users WHERE id = ANY\(\$1\) AND …', \[ids\]\)`/)]);
});

describe('programs', () => {
  check([
    program('pg, by a pool and in a transaction', `import pg from 'pg';
const pool = new pg.Pool();
export async function load(ids: number[]) {
  for (const id of ids) console.log(await pool.query('select * from users where id = $1', [id]));
  const client = await pool.connect();
  await client.query('BEGIN');
  for (const id of ids) await client.query('delete from users where id = $1', [id]);
  await client.query('COMMIT');
  client.release();
}`, 'driven pool.query', 'driven client.query'),
    program('pg, by a client that is handed in', `import type { PoolClient } from 'pg';
async function find(client: PoolClient, id: number) {
  const { rows } = await client.query({ text: 'select * from users where id = $1', values: [id] });
  return rows[0];
}
export const load = (client: PoolClient, ids: number[]) => Promise.all(ids.map(id => find(client, id)));
`, 'driven find'),
    program('mysql2', `import mysql from 'mysql2/promise';
const pool = mysql.createPool('mysql://…');
export async function load(ids: number[]) {
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  for (const id of ids) await connection.execute('select * from users where id = ?', [id]);
  await connection.commit();
}`, 'driven connection.execute'),
    program('better-sqlite3, which has no round trip', `import Database from 'better-sqlite3';
const db = new Database('app.db');
const insert = db.prepare('insert into users (name) values (?)');
export function save(names: string[]) {
  for (const name of names) insert.run(name);
}`, 'row-by-row insert.run'),
    program('mongodb', `import { MongoClient, type Collection } from 'mongodb';
const client = new MongoClient('mongodb://…');
const users: Collection<{ _id: string }> = client.db('app').collection('users');
export async function load(ids: string[]) {
  for (const id of ids) console.log(await users.findOne({ _id: id }));
  for (const id of ids) console.log(await client.db().collection('posts').find({ authorId: id }).toArray());
  for (const id of ids) await users.updateOne({ _id: id }, { $set: { seen: true } });
}`, 'driven users.findOne', "driven client.db().collection('posts').find(…).toArray", 'driven users.updateOne'),
    program('mongodb, in bulk', `import type { Db } from 'mongodb';
export async function save(db: Db, names: string[]) {
  const operations = [];
  for (const name of names) operations.push({ insertOne: { document: { name } } });
  await db.collection('users').bulkWrite(operations);
  for await (const user of db.collection('users').find()) console.log(user);
}`),
    program('what is no driver', `const cache = new Map<number, string>();
export function load(ids: number[], router: { query(text: string): void }) {
  for (const id of ids) router.query('select ' + id);
  return ids.map(id => cache.get(id));
}`),
  ]);

  it('say the list in the way of their driver', () => {
    const advice = (code: string) => lint({ 'package.json': MANIFEST, 'src/a.ts': code }).map(each => each.advice);
    expect(advice(`import { Pool } from 'pg';
const pool = new Pool();
export const load = (ids: number[]) => Promise.all(ids.map(id => pool.query('select * from users where team_id = $1 order by id', [id])));`))
      .toEqual(["Read all rows before the loop with one statement, `pool.query('SELECT … FROM users WHERE team_id = ANY($1) ORDER BY …', [teamIds])`, and group them by `team_id` in a `Map`."]);
    expect(advice(`import type { Collection } from 'mongodb';
export async function count(posts: Collection, ids: string[]) {
  for (const id of ids) console.log(await posts.countDocuments({ authorId: id }));
}`)).toEqual(["Count all before the loop with `collection.aggregate([{ $match: { authorId: { $in: authorIds } } }, { $group: { _id: '$authorId', count: { $sum: 1 } } }])` and look them up in a `Map`; a key without documents counts 0."]);
  });
});

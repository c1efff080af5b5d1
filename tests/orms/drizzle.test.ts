import { describe, expect, it } from 'vitest';

import { drizzle } from '../../src/orms/drizzle/index.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { Schema } from '../../src/vocabulary/schema.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, called, opaque, returning, sql } from './views.ts';

const PLACE: Place = { importer: '/app/src/a.ts', schemas: () => [] };
const CLIENT = drizzle.client('proved', 'client');

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

/** What `name` of `drizzle-orm/pg-core` is. */
function exported(name: string, from = 'drizzle-orm/pg-core'): OrmValue {
  return ormOf(drizzle.claim({ from, name, path: [] }, PLACE));
}

function on(value: Value | undefined, method: string, ...args: readonly unknown[]): Outcome | undefined {
  return drizzle.call(ormOf(value), method, argumentsOf(...args));
}

/** `db.select().from(users).where(…)`: each step on what the one before gave. */
function chain(start: Value, ...steps: readonly (readonly [method: string, ...args: unknown[]])[]): Outcome | undefined {
  return steps.reduce<Outcome | undefined>((outcome, [method, ...args]) => on(outcome?.value, method, ...args), { value: start });
}

const users = ormOf(drizzle.named?.(ormOf(on(exported('pgTable'), '', 'users', {})?.value), 'User'));
const table = opaque('users', users);
const column = (name: string) => opaque(name, drizzle.get(users, name));
const id = opaque('id');
const eq = (name: string, value: unknown) => called(exported('eq', 'drizzle-orm'), '', [column(name), value]);
const row = { name: opaque('name'), teamId: 1 };
const aggregate = (name: string) => opaque(name, on(exported(name, 'drizzle-orm'), '', column('id'))?.value);

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => chain(CLIENT, ['select'], ['from', table], ['where', eq('id', id)], ['limit', 1]),
    'reads many rows by a column': () => chain(CLIENT, ['select'], ['from', table], ['where', eq('teamId', id)]),
    'reads many rows by a list of keys': () => chain(CLIENT, ['select'], ['from', table], ['where', called(exported('inArray', 'drizzle-orm'), '', [column('id'), opaque('ids')])]),
    'reads every row': () => chain(CLIENT, ['select'], ['from', table]),
    'reads the first row of many': () => on(drizzle.get(ormOf(drizzle.get(CLIENT, 'query')), 'User'), 'findFirst', { where: returning(eq('teamId', id)), orderBy: opaque('order') }),
    'reads a few of many rows': () => chain(CLIENT, ['select'], ['from', table], ['where', eq('teamId', id)], ['limit', 3]),
    'counts rows': () => on(CLIENT, '$count', table, eq('teamId', id)),
    'sums a column': () => chain(CLIENT, ['select', { total: aggregate('sum') }], ['from', table], ['where', eq('teamId', id)]),
    'writes one new row': () => chain(CLIENT, ['insert', table], ['values', row]),
    'writes many new rows': () => chain(CLIENT, ['insert', table], ['values', [row]]),
    'changes one row by key': () => chain(CLIENT, ['update', table], ['set', { name: 'x' }], ['where', eq('id', id)]),
    'changes many rows': () => chain(CLIENT, ['update', table], ['set', { name: 'x' }], ['where', eq('teamId', id)]),
    'writes a row or changes it': () => chain(CLIENT, ['insert', table], ['values', row], ['onConflictDoUpdate', { target: column('id'), set: { name: 'x' } }]),
    'deletes one row by key': () => chain(CLIENT, ['delete', table], ['where', eq('id', id)]),
    'deletes many rows': () => chain(CLIENT, ['delete', table], ['where', eq('teamId', id)]),
    'reads by a statement': () => on(CLIENT, 'execute', opaque('read', on(exported('sql', 'drizzle-orm'), '', sql('SELECT * FROM users WHERE id = ?'))?.value)),
    'writes by a statement': () => on(CLIENT, 'run', sql('update users set name = ? where id = ?')),
    'reads inside a transaction': () => {
      const tx = drizzle.callbackParam?.(CLIENT, 'transaction', 0, 0);
      return chain(ormOf(tx), ['select'], ['from', table], ['where', eq('id', id)], ['limit', 1]);
    },
  });
});

describe('claims', () => {
  it.each([
    ['drizzle-orm/node-postgres', 'drizzle', 'drizzle', 'pg'],
    ['drizzle-orm/postgres-js', 'drizzle', 'drizzle', 'pg'],
    ['drizzle-orm/neon-http', 'drizzle', 'drizzle', 'pg'],
    ['drizzle-orm/pglite', 'drizzle', 'drizzle', 'pg'],
    ['drizzle-orm/mysql2', 'drizzle', 'drizzle', 'mysql'],
    ['drizzle-orm/planetscale-serverless', 'drizzle', 'drizzle', 'mysql'],
    ['drizzle-orm/better-sqlite3', 'drizzle', 'drizzle', 'sqlite'],
    ['drizzle-orm/bun-sqlite', 'drizzle', 'drizzle', 'sqlite'],
    ['drizzle-orm/libsql', 'drizzle', 'drizzle', 'sqlite'],
    ['drizzle-orm/libsql/http', 'drizzle', 'drizzle', 'sqlite'],
    ['drizzle-orm/d1', 'drizzle', 'drizzle', 'sqlite'],
  ])('%s %s is a %s of %s', (from, name, role, dialect) => {
    const value = exported(name, from);
    expect(value).toMatchObject({ role, evidence: 'proved' });
    expect(on(value, '')?.value).toMatchObject({ role: 'client', state: { dialect } });
  });

  it.each([
    ['drizzle-orm', 'eq', 'operator'],
    ['drizzle-orm', 'count', 'operator'],
    ['drizzle-orm', 'sql', 'sql-tag'],
    ['drizzle-orm/pg-core', 'pgTable', 'table-maker'],
    ['drizzle-orm/mysql-core', 'mysqlTable', 'table-maker'],
    ['drizzle-orm/sqlite-core', 'sqliteTable', 'table-maker'],
    ['drizzle-orm/pg-core', 'pgSchema', 'schema-maker'],
    ['drizzle-orm/pg-core', 'pgTableCreator', 'creator-maker'],
    ['drizzle-orm/pg-core', 'alias', 'alias'],
    ['drizzle-orm/pg-core', 'union', 'set-operator'],
    ['drizzle-orm/pg-core', 'withReplicas', 'with-replicas'],
  ])('%s %s is a %s', (from, name, role) => {
    expect(exported(name, from).role).toBe(role);
  });

  it.each([
    ['drizzle-orm-mock', 'drizzle'],
    ['drizzle-zod', 'createInsertSchema'],
    ['drizzle-orm/pg-core', 'integer'],
    ['./drizzle', 'drizzle'],
  ])('%s %s is none of its values', (from, name) => {
    expect(drizzle.claim({ from, name, path: [] }, PLACE)).toBeUndefined();
  });

  it.each([
    ['drizzle-orm/node-postgres', 'NodePgDatabase', 'client'],
    ['drizzle-orm/postgres-js', 'PostgresJsDatabase', 'client'],
    ['drizzle-orm/better-sqlite3', 'BetterSQLite3Database', 'client'],
    ['drizzle-orm/d1', 'DrizzleD1Database', 'client'],
    ['drizzle-orm/pg-core', 'PgTransaction', 'client'],
    ['drizzle-orm/pg-core', 'PgTable', 'table'],
    ['drizzle-orm/pg-core', 'AnyPgColumn', 'column'],
    ['drizzle-orm/pg-core', 'PgSelect', 'select-type'],
    ['drizzle-orm', 'SQL', 'sql'],
  ])('the type %s %s is a %s', (from, name, role) => {
    expect(drizzle.fromType({ from, name, path: [] }, PLACE)).toMatchObject({ role, evidence: 'declared' });
  });

  it('says nothing about types of rows and of other packages', () => {
    expect(drizzle.fromType({ from: 'drizzle-orm', name: 'InferSelectModel', path: [] }, PLACE)).toBeUndefined();
    expect(drizzle.fromType({ from: './db', name: 'NodePgDatabase', path: [] }, PLACE)).toBeUndefined();
  });
});

describe('tables', () => {
  it('are made by a table function, a schema or a creator, and go by their variable', () => {
    expect(users).toMatchObject({ role: 'table', model: 'User', state: { sql: 'users' } });
    const schema = on(exported('pgSchema'), '', 'auth')?.value;
    expect(on(schema, 'table', 'users', {})?.value).toMatchObject({ role: 'table' });
    const create = on(exported('pgTableCreator'), '', opaque('name'))?.value;
    expect(on(create, '', 'users', {})?.value).toMatchObject({ role: 'table' });
    expect(on(exported('alias'), '', table, 'u')?.value).toEqual(users);
    expect(drizzle.named?.(users, 'other')).toBeUndefined();
  });

  it('name the columns of conditions, and the table of another', () => {
    const posts = ormOf(drizzle.named?.({ ...users, model: undefined } as unknown as OrmValue, 'posts'));
    const joined = called(exported('eq', 'drizzle-orm'), '', [opaque('authorId', drizzle.get(posts, 'authorId')), id]);
    expect(chain(CLIENT, ['select'], ['from', table], ['where', joined])?.query?.filter?.conditions).toMatchObject([{ field: 'posts.authorId', op: '=' }]);
  });
});

describe('builders', () => {
  it('are no query before they say what they read or write', () => {
    expect(on(CLIENT, 'select')?.query).toBeUndefined();
    expect(on(CLIENT, 'insert', table)?.query).toBeUndefined();
    expect(on(CLIENT, 'update', table)?.query).toBeUndefined();
    expect(on(CLIENT, 'delete', table)?.query).toMatchObject({ operation: 'delete', runs: 'awaited' });
  });

  it('add up over their methods', () => {
    const and = called(exported('and', 'drizzle-orm'), '', [eq('teamId', id), eq('name', 'x')]);
    const query = chain(CLIENT, ['select'], ['from', table], ['leftJoin', opaque('posts'), opaque('on')], ['where', and], ['orderBy', column('id')], ['limit', 5])?.query;
    expect(query).toMatchObject({ model: 'User', cardinality: 'many', options: ['leftJoin', 'orderBy', 'limit'] });
    expect(query?.filter?.conditions.map(({ field }) => field)).toEqual(['teamId', 'name']);
  });

  it('run when awaited, or by a method that runs them at once', () => {
    const select = ['from', table] as const;
    expect(chain(CLIENT, ['select'], select)?.query?.runs).toBe('awaited');
    for (const method of ['execute', 'all', 'get', 'run', 'values']) expect(chain(CLIENT, ['select'], select, [method])?.query?.runs).toBe('called');
    expect(chain(CLIENT, ['select'], select, ['get'])?.query?.cardinality).toBe('one');
  });

  it('give rows when they are awaited', () => {
    const built = ormOf(chain(CLIENT, ['select'], ['from', table])?.value);
    expect(drizzle.awaited?.(built)).toEqual({ k: 'list', of: { k: 'plain' } });
    expect(drizzle.awaited?.(ormOf(chain(CLIENT, ['insert', table], ['values', row])?.value))).toEqual({ k: 'plain' });
    expect(drizzle.awaited?.(ormOf(chain(CLIENT, ['insert', table], ['values', row], ['returning'])?.value))).toMatchObject({ k: 'list' });
    expect(drizzle.awaited?.(CLIENT)).toBeUndefined();
    expect(drizzle.callbackParam?.(built, 'then', 0, 0)).toMatchObject({ k: 'list' });
  });

  it('become sub-queries by `as`, and common table expressions by `$with`', () => {
    expect(chain(CLIENT, ['select'], ['from', table], ['as', 'sq'])).toMatchObject({ value: { role: 'subquery' } });
    const cte = ormOf(on(CLIENT, '$with', 'sq')?.value);
    const inner = ormOf(drizzle.callbackParam?.(cte, 'as', 0, 0));
    expect(chain(inner, ['select'], ['from', table])).not.toHaveProperty('query');
    expect(on(cte, 'as', opaque('query'))).toMatchObject({ value: { role: 'subquery' }, embeds: true });
  });

  it('count in the database, alone or by group', () => {
    expect(chain(CLIENT, ['select', { n: aggregate('count') }], ['from', table])?.query).toMatchObject({ operation: 'count', cardinality: 'one' });
    expect(chain(CLIENT, ['select', { n: aggregate('count') }], ['from', table], ['groupBy', column('teamId')])?.query).toMatchObject({ operation: 'aggregate', cardinality: 'many' });
    const text = opaque('count', on(exported('sql', 'drizzle-orm'), '', sql('count(*)'))?.value);
    expect(chain(CLIENT, ['select', { n: text }], ['from', table])?.query?.operation).toBe('count');
  });

  it('take the values of placeholders when a prepared statement is executed', () => {
    const name = opaque('placeholder', on(exported('sql', 'drizzle-orm'), 'placeholder', 'id')?.value);
    const prepared = chain(CLIENT, ['select'], ['from', table], ['where', eq('id', name)], ['prepare', 'byId']);
    expect(prepared?.query).toBeUndefined();
    const query = on(prepared?.value, 'execute', { id: opaque('given') })?.query;
    expect(query).toMatchObject({ runs: 'called', model: 'User' });
    expect(query?.filter?.conditions).toMatchObject([{ field: 'id', op: '=', value: { m: 'given' } }]);
  });

  it('are one statement in a batch', () => {
    const insert = opaque('insert', chain(CLIENT, ['insert', table], ['values', row])?.value);
    expect(on(CLIENT, 'batch', [insert, insert])).toMatchObject({ embeds: true, query: { method: 'batch', operation: 'create', model: 'User', runs: 'called' } });
  });

  it('say nothing of methods that they do not have', () => {
    expect(chain(CLIENT, ['select'], ['from', table], ['map', opaque('f')])).toBeUndefined();
    expect(on(CLIENT, 'close')).toBeUndefined();
    expect(on(CLIENT, 'transaction', opaque('f'))?.query).toBeUndefined();
  });
});

describe('relational queries', () => {
  const relation = drizzle.get(ormOf(drizzle.get(CLIENT, 'query')), 'User');

  it('read filters by callback, by operators and by object', () => {
    const operators = ormOf(drizzle.optionParam?.(ormOf(relation), 'findMany', ['where'], 1));
    const callback = returning(called(operators, 'eq', [column('id'), id]));
    expect(on(relation, 'findMany', { where: callback })?.query?.filter?.conditions).toMatchObject([{ field: 'id', op: '=' }]);
    expect(on(relation, 'findMany', { where: eq('id', id) })?.query?.filter?.conditions).toMatchObject([{ field: 'id', op: '=' }]);
    const object = { teamId: id, name: { like: 'a%' }, OR: [{ id }], posts: { title: 'x' } };
    const query = on(relation, 'findMany', { where: object, with: { posts: { with: { author: true } } }, limit: 5 })?.query;
    expect(query?.filter?.conditions.map(({ field, op }) => `${field} ${op}`)).toEqual(['teamId =', 'name like', 'OR or', 'posts.title =']);
    expect(query).toMatchObject({ form: 'v2', loads: ['posts', 'posts.author'], options: ['with', 'limit'] });
  });

  it('hand the table and the operators to a callback', () => {
    expect(drizzle.optionParam?.(ormOf(relation), 'findMany', ['where'], 0)).toMatchObject({ role: 'table', model: 'User' });
    expect(drizzle.optionParam?.(ormOf(relation), 'findMany', ['with', 'posts', 'where'], 0)).toMatchObject({ role: 'table' });
    expect(drizzle.optionParam?.(CLIENT, 'transaction', ['where'], 0)).toBeUndefined();
  });
});

describe('shape', () => {
  const schema: Schema = { orm: 'drizzle', files: [], models: [{ name: 'users', file: 'a.ts', at: 0, columns: [], keys: [] }], clients: [], problems: [] };
  const shape = (members: readonly string[], method: string, ...args: readonly unknown[]) => drizzle.shape({ members, method, args: argumentsOf(...args) }, [schema]);

  it('takes what is given one of its tables or statements', () => {
    expect(shape(['ctx', 'db'], 'delete', table)?.query).toMatchObject({ model: 'User', evidence: 'shaped' });
    expect(chain(ormOf(shape(['ctx', 'db'], 'insert', table)?.value), ['values', row])?.query).toMatchObject({ model: 'User', evidence: 'shaped' });
    expect(chain(ormOf(shape(['ctx', 'db'], 'select')?.value), ['from', table])?.query).toMatchObject({ model: 'User', evidence: 'shaped' });
    expect(shape(['db'], 'execute', opaque('read', on(exported('sql', 'drizzle-orm'), '', sql('select 1'))?.value))?.query).toMatchObject({ operation: 'read' });
    expect(shape(['db', 'query', 'users'], 'findMany', {})?.query).toMatchObject({ model: 'users', evidence: 'shaped' });
  });

  it.each([
    ['a cache', ['cache'], 'delete', [id]],
    ['a set', ['seen'], 'values', []],
    ['a router', ['router'], 'delete', ['/users']],
    ['Prisma', ['prisma', 'users'], 'findMany', [{}]],
    ['a table that is not in the schema', ['db', 'query', 'posts'], 'findMany', [{}]],
    ['an unknown table', ['db'], 'insert', [opaque('rows')]],
    ['a hash', ['hash'], 'update', ['text']],
    ['a statement of something else', ['pool'], 'execute', ['select 1']],
  ])('leaves %s alone', (_, members, method, args) => {
    expect(shape(members, method, ...args)?.query).toBeUndefined();
  });

  it('selects nothing from what is no table', () => {
    expect(on(shape(['d3'], 'select')?.value, 'from', opaque('rows'))).toBeUndefined();
  });
});

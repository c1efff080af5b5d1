import { describe, expect, it } from 'vitest';

import { kysely } from '../../src/orms/kysely/index.ts';
import { readSchema } from '../../src/orms/kysely/schema.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { Schema } from '../../src/vocabulary/schema.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, called, opaque, returning, sql } from './views.ts';

const PLACE: Place = { importer: '/app/src/a.ts', schemas: () => [] };
const CLIENT = kysely.client('proved', 'client');

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

/** What `name` of `kysely` is. */
function exported(name: string): OrmValue {
  return ormOf(kysely.claim({ from: 'kysely', name, path: [] }, PLACE));
}

function on(value: Value | undefined, method: string, ...args: readonly unknown[]): Outcome | undefined {
  return kysely.call(ormOf(value), method, argumentsOf(...args));
}

/** `db.selectFrom('User').where(…)`: each step on what the one before gave. */
function chain(start: Value, ...steps: readonly (readonly [method: string, ...args: unknown[]])[]): Outcome | undefined {
  return steps.reduce<Outcome | undefined>((outcome, [method, ...args]) => on(outcome?.value, method, ...args), { value: start });
}

const id = opaque('id');
const row = { name: opaque('name'), teamId: 1 };
const from = ['selectFrom', 'User'] as const;
const byId = ['where', 'id', '=', id] as const;
const ofTeam = ['where', 'teamId', '=', id] as const;
const aggregate = (name: string) => returning(opaque(name, chain(CLIENT, ['selectFrom', 'User']) && on(kysely.get(CLIENT, 'fn'), name, 'id')?.value));
const expressions = ormOf(kysely.callbackParam?.(ormOf(chain(CLIENT, from)?.value), 'where', 0, 0));
const conditionsOf = (outcome: Outcome | undefined) => outcome?.query?.filter?.conditions.map(({ field, op }) => `${field} ${op}`);

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => chain(CLIENT, from, ['selectAll'], byId, ['executeTakeFirst']),
    'reads many rows by a column': () => chain(CLIENT, from, ['selectAll'], ofTeam, ['execute']),
    'reads many rows by a list of keys': () => chain(CLIENT, from, ['where', 'id', 'in', opaque('ids')], ['execute']),
    'reads every row': () => chain(CLIENT, from, ['selectAll'], ['execute']),
    'reads the first row of many': () => chain(CLIENT, from, ofTeam, ['orderBy', 'id'], ['limit', 1], ['execute']),
    'reads a few of many rows': () => chain(CLIENT, from, ofTeam, ['limit', 3], ['execute']),
    'counts rows': () => chain(CLIENT, from, ['select', aggregate('countAll')], ofTeam, ['executeTakeFirstOrThrow']),
    'sums a column': () => chain(CLIENT, from, ['select', aggregate('sum')], ofTeam, ['executeTakeFirstOrThrow']),
    'writes one new row': () => chain(CLIENT, ['insertInto', 'User'], ['values', row], ['execute']),
    'writes many new rows': () => chain(CLIENT, ['insertInto', 'User'], ['values', [row]], ['execute']),
    'changes one row by key': () => chain(CLIENT, ['updateTable', 'User'], ['set', { name: 'x' }], byId, ['execute']),
    'changes many rows': () => chain(CLIENT, ['updateTable', 'User'], ['set', 'name', 'x'], ofTeam, ['execute']),
    'writes a row or changes it': () => {
      const conflict = kysely.callbackParam?.(ormOf(chain(CLIENT, ['insertInto', 'User'])?.value), 'onConflict', 0, 0);
      const does = chain(ormOf(conflict), ['column', 'id'], ['doUpdateSet', { name: 'x' }])?.value;
      return chain(CLIENT, ['insertInto', 'User'], ['values', row], ['onConflict', returning(opaque('oc', does))], ['execute']);
    },
    'deletes one row by key': () => chain(CLIENT, ['deleteFrom', 'User'], byId, ['executeTakeFirst']),
    'deletes many rows': () => chain(CLIENT, ['deleteFrom', 'User'], ofTeam, ['execute']),
    'reads by a statement': () => on(on(exported('sql'), '', sql('SELECT * FROM users WHERE id = ?'))?.value, 'execute', opaque('db', CLIENT)),
    'writes by a statement': () => on(CLIENT, 'executeQuery', opaque('query', on(exported('CompiledQuery'), 'raw', sql('update users set name = ? where id = ?'))?.value)),
    'reads inside a transaction': () => {
      const trx = kysely.callbackParam?.(ormOf(on(CLIENT, 'transaction')?.value), 'execute', 0, 0);
      return chain(ormOf(trx), from, byId, ['executeTakeFirst']);
    },
  });
});

describe('claims', () => {
  it.each([
    ['kysely', 'Kysely', 'client-class'],
    ['kysely', 'sql', 'sql-tag'],
    ['kysely', 'CompiledQuery', 'compiled-class'],
    ['kysely', 'expressionBuilder', 'expressions-maker'],
    ['@vercel/postgres-kysely', 'createKysely', 'client-maker'],
    ['kysely/helpers/postgres', 'jsonArrayFrom', 'helper'],
  ])('%s %s is a %s', (module, name, role) => {
    expect(kysely.claim({ from: module, name, path: [] }, PLACE)).toMatchObject({ role });
  });

  it.each([
    ['kysely', 'PostgresDialect'],
    ['kysely', 'Migrator'],
    ['kysely-codegen', 'generate'],
    ['./kysely', 'Kysely'],
  ])('%s %s is none of its values', (module, name) => {
    expect(kysely.claim({ from: module, name, path: [] }, PLACE)).toBeUndefined();
  });

  it.each([
    ['Kysely', 'client'],
    ['Transaction', 'client'],
    ['ControlledTransaction', 'client'],
    ['SelectQueryBuilder', 'builder'],
    ['InsertQueryBuilder', 'builder'],
    ['ExpressionBuilder', 'expressions'],
    ['RawBuilder', 'raw'],
    ['CompiledQuery', 'compiled'],
    ['Expression', 'expression'],
  ])('the type %s is a %s', (name, role) => {
    expect(kysely.fromType({ from: 'kysely', name, path: [] }, PLACE)).toMatchObject({ role, evidence: 'declared' });
  });

  it('says nothing about types of rows and of other packages', () => {
    expect(kysely.fromType({ from: 'kysely', name: 'Selectable', path: [] }, PLACE)).toBeUndefined();
    expect(kysely.fromType({ from: './db', name: 'Kysely', path: [] }, PLACE)).toBeUndefined();
  });
});

describe('builders', () => {
  it('are no query before one of their methods runs them', () => {
    expect(chain(CLIENT, from, ['selectAll'], byId)).not.toHaveProperty('query');
    expect(chain(CLIENT, from, ['compile'])).not.toHaveProperty('query');
    for (const method of ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream', 'explain']) expect(chain(CLIENT, from, [method])?.query?.runs).toBe('called');
  });

  it('give rows when they run', () => {
    expect(chain(CLIENT, from, ['execute'])?.value).toEqual({ k: 'list', of: { k: 'plain' } });
    expect(chain(CLIENT, from, ['executeTakeFirst'])?.value).toEqual({ k: 'plain' });
  });

  it('know their table by its name, and their columns without it', () => {
    const query = chain(CLIENT, ['selectFrom', 'post as p'], ['where', 'p.author_id', '=', id], ['where', 'author.name', '=', 'x'], ['whereRef', 'p.id', '=', 'author.id'], ['execute']);
    expect(query?.query?.model).toBe('post');
    expect(conditionsOf(query)).toEqual(['author_id =', 'author.name =', '* column']);
  });

  it('read conditions of callbacks', () => {
    const equal = (column: string) => called(expressions, '', [column, '=', id]);
    expect(conditionsOf(chain(CLIENT, from, ['where', returning(called(expressions, 'and', [[equal('teamId'), equal('name')]]))], ['execute']))).toEqual(['teamId =', 'name =']);
    expect(conditionsOf(chain(CLIENT, from, ['where', returning(called(expressions, 'and', [{ teamId: id }]))], ['execute']))).toEqual(['teamId =']);
    expect(conditionsOf(chain(CLIENT, from, ['where', returning(called(ormOf(kysely.get(expressions, 'and')), '', [[equal('id')]]))], ['execute']))).toEqual(['id =']);
    const either = chain(CLIENT, from, ['where', returning(called(expressions, 'or', [[equal('teamId')]]))], ['execute']);
    expect(either?.query?.filter).toMatchObject({ open: true, conditions: [{ op: 'or' }] });
  });

  it('compare with columns, sub-queries and nothing', () => {
    expect(conditionsOf(chain(CLIENT, from, ['where', 'id', '=', called(expressions, 'ref', ['post.author_id'])], ['execute']))).toEqual(['id column']);
    const inner = opaque('inner', chain(CLIENT, ['selectFrom', 'Post'], ['select', 'id'])?.value);
    expect(chain(CLIENT, from, ['where', 'id', 'in', inner], ['execute'])?.query?.filter).toMatchObject({ open: true, conditions: [{ field: 'id', op: '?' }] });
    expect(conditionsOf(chain(CLIENT, from, ['where', 'teamId', 'is', null], ['execute']))).toEqual(['teamId =']);
    expect(conditionsOf(chain(CLIENT, from, byId, ['clearWhere'], ['execute']))).toEqual([]);
  });

  it('count in the database, alone or by group', () => {
    expect(chain(CLIENT, from, ['select', aggregate('countAll')], ['execute'])?.query).toMatchObject({ operation: 'count', cardinality: 'one' });
    expect(chain(CLIENT, from, ['select', aggregate('countAll')], ['groupBy', 'teamId'], ['execute'])?.query).toMatchObject({ operation: 'aggregate', cardinality: 'many' });
    expect(chain(CLIENT, from, ['select', 'teamId'], ['select', aggregate('countAll')], ['execute'])?.query).toMatchObject({ operation: 'read' });
  });

  it('write what is not there yet, or nothing', () => {
    const conflict = ormOf(kysely.callbackParam?.(ormOf(chain(CLIENT, ['insertInto', 'User'])?.value), 'onConflict', 0, 0));
    const nothing = opaque('oc', on(conflict, 'doNothing')?.value);
    expect(chain(CLIENT, ['insertInto', 'User'], ['values', row], ['onConflict', returning(nothing)], ['execute'])?.query).toMatchObject({ operation: 'create', options: ['doNothing'] });
    expect(chain(CLIENT, ['replaceInto', 'User'], ['values', row], ['execute'])?.query?.operation).toBe('upsert');
    expect(chain(CLIENT, ['mergeInto', 'User'], ['using', 'Post', opaque('on')], ['execute'])?.query?.operation).toBe('upsert');
    expect(chain(CLIENT, ['insertInto', 'User'], ['values', row], ['onDuplicateKeyUpdate', { name: 'x' }], ['execute'])?.query?.operation).toBe('upsert');
  });
});

describe('clients', () => {
  it('run nothing about transactions, tables or themselves', () => {
    const controlled = chain(CLIENT, ['startTransaction'], ['setIsolationLevel', 'serializable'], ['execute']);
    expect(controlled).toMatchObject({ value: { role: 'client' } });
    for (const method of ['commit', 'rollback', 'savepoint']) expect(chain(ormOf(controlled?.value), [method], ['execute'])).not.toHaveProperty('query');
    expect(chain(ormOf(kysely.get(CLIENT, 'schema')), ['createTable', 'x'], ['execute'])).not.toHaveProperty('query');
    expect(on(CLIENT, 'destroy')).not.toHaveProperty('query');
    expect(on(CLIENT, 'map', opaque('f'))).toBeUndefined();
  });

  it('keep what common table expressions read', () => {
    const query = chain(CLIENT, ['with', 'own', opaque('callback')], ['selectFrom', 'own'], ['execute'])?.query;
    expect(query?.filter).toMatchObject({ open: true, conditions: [{ field: '*', value: { m: 'callback' } }] });
  });
});

describe('shape', () => {
  const schema: Schema = { orm: 'kysely', files: [], models: [{ name: 'user', file: 'a.ts', at: 0, columns: [], keys: [] }], clients: [], problems: [] };
  const shape = (method: string, ...args: readonly unknown[]) => kysely.shape({ members: ['ctx', 'db'], method, args: argumentsOf(...args) }, [schema]);

  it('takes statements over a table of the schema', () => {
    expect(chain(ormOf(shape('selectFrom', 'user as u')?.value), ['execute'])?.query).toMatchObject({ model: 'user', evidence: 'shaped' });
  });

  it('leaves everything else alone', () => {
    expect(shape('selectFrom', 'post')).toBeUndefined();
    expect(shape('selectFrom', opaque('table'))).toBeUndefined();
    expect(shape('execute', 'user')).toBeUndefined();
    expect(shape('delete', 'user')).toBeUndefined();
  });
});

describe('schema', () => {
  it('reads the interface that clients are given, and the one that is generated', () => {
    const text = `
export interface App { users: UserTable; 'auth.session': SessionTable }
interface UserTable { id: Generated<number>; name: string | null; tags: string[] }
export type DB = {
  post: Post;
};
export interface Settings { post: Post; limit: number }
const db = new Kysely<App>({});
`;
    const { models } = readSchema([{ path: 'db.ts', text }]);
    expect(models.map(({ name }) => name)).toEqual(['users', 'auth.session', 'post']);
    expect(models[0]).toMatchObject({ file: 'db.ts', keys: [{ columns: ['id'], primary: true }], columns: [{ name: 'id' }, { name: 'name', nullable: true }, { name: 'tags', list: true }] });
    expect(text.slice(models[1]?.at)).toMatch(/^'auth\.session'/);
  });

  it('is found where the scripts and the configuration say', () => {
    expect(kysely.schema?.fromManifest?.({ scripts: { types: 'kysely-codegen --dialect postgres --out-file src/db.d.ts' } })).toEqual(['src/db.d.ts']);
    expect(kysely.schema?.fromConfig?.('{ "outFile": "./src/types.ts" }')).toEqual(['./src/types.ts']);
  });
});

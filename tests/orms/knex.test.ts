import { describe, expect, it } from 'vitest';

import { knex } from '../../src/orms/knex/index.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, opaque, sql } from './views.ts';

const PLACE: Place = { importer: '/app/src/a.ts', schemas: () => [] };
const CLIENT = knex.client('proved', 'client');

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

function on(value: Value | undefined, method: string, ...args: readonly unknown[]): Outcome | undefined {
  return knex.call(ormOf(value), method, argumentsOf(...args));
}

/** `knex('User').where(…)`: each step on what the one before gave. */
function chain(...steps: readonly (readonly [method: string, ...args: unknown[]])[]): Outcome | undefined {
  return steps.reduce<Outcome | undefined>((outcome, [method, ...args]) => on(outcome?.value, method, ...args), { value: CLIENT });
}

const id = opaque('id');
const users = ['', 'User'] as const;
const row = { name: opaque('name'), teamId: 1 };
const fieldsOf = (outcome: Outcome | undefined) => outcome?.query?.filter?.conditions.map(({ field, op }) => `${field} ${op}`);

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => chain(users, ['where', { id }], ['first']),
    'reads many rows by a column': () => chain(users, ['where', 'teamId', id], ['select', 'name']),
    'reads many rows by a list of keys': () => chain(users, ['whereIn', 'id', opaque('ids')]),
    'reads every row': () => chain(['select'], ['from', 'User']),
    'reads the first row of many': () => chain(users, ['where', 'User.teamId', '=', id], ['orderBy', 'name'], ['limit', 1]),
    'reads a few of many rows': () => chain(users, ['where', 'User.teamId', '=', id], ['limit', 3]),
    'counts rows': () => chain(users, ['where', { teamId: id }], ['count', '* as n'], ['first']),
    'sums a column': () => chain(users, ['sum', 'score'], ['where', { teamId: id }]),
    'writes one new row': () => chain(users, ['insert', row]),
    'writes many new rows': () => on(CLIENT, 'batchInsert', 'User', [row], 100),
    'changes one row by key': () => chain(users, ['where', 'id', id], ['update', { name: 'x' }]),
    'changes many rows': () => chain(users, ['where', { teamId: id }], ['update', 'name', 'x']),
    'writes a row or changes it': () => chain(users, ['insert', row], ['onConflict', 'id'], ['merge']),
    'deletes one row by key': () => chain(users, ['where', { id }], ['del']),
    'deletes many rows': () => chain(users, ['where', { teamId: id }], ['delete']),
    'reads by a statement': () => on(CLIENT, 'raw', sql('SELECT * FROM users WHERE id = ?'), [id]),
    'writes by a statement': () => on(CLIENT, 'raw', sql('update users set name = ? where id = ?')),
    'reads inside a transaction': () => {
      const trx = knex.callbackParam?.(CLIENT, 'transaction', 0, 0);
      return on(on(on(trx, '', 'User')?.value, 'where', { id })?.value, 'first');
    },
  });
});

describe('claims', () => {
  it.each(['knex', 'default', '*'])('%s of knex makes a client', name => {
    const maker = knex.claim({ from: 'knex', name, path: [] }, PLACE);
    expect(maker).toMatchObject({ role: 'maker', evidence: 'proved' });
    expect(on(maker, '', {})?.value).toMatchObject({ role: 'client' });
  });

  it.each([
    ['Knex', [], 'client'],
    ['Knex', ['Transaction'], 'client'],
    ['default', [], 'client'],
    ['default', ['Transaction'], 'client'],
    ['Transaction', [], 'client'],
    ['Knex', ['QueryBuilder'], 'part'],
    ['QueryBuilder', [], 'part'],
    ['Knex', ['Raw'], 'part'],
  ])('the type %s %j is a %s', (name, path, role) => {
    expect(knex.fromType({ from: 'knex', name, path }, PLACE)).toMatchObject({ role, evidence: 'declared' });
  });

  it('says nothing of its other types and of other packages', () => {
    expect(knex.fromType({ from: 'knex', name: 'Knex', path: ['Config'] }, PLACE)).toBeUndefined();
    expect(knex.fromType({ from: './knex', name: 'Knex', path: [] }, PLACE)).toBeUndefined();
    expect(knex.claim({ from: 'knex-mock-client', name: 'default', path: [] }, PLACE)).toBeUndefined();
  });
});

describe('clients', () => {
  it('are a transaction without a callback, and what a provider gives', () => {
    expect(on(CLIENT, 'transaction')?.value).toEqual(CLIENT);
    expect(on(on(CLIENT, 'transactionProvider')?.value, '')?.value).toMatchObject({ role: 'client' });
  });

  it.each([['table'], ['from'], ['into']])('take the table by %s', method => {
    expect(on(CLIENT, method, 'User')?.query).toMatchObject({ model: 'User', operation: 'read' });
  });

  it('ask for nothing by what has no rows', () => {
    for (const name of ['schema', 'migrate', 'seed', 'fn']) {
      const besides = knex.get(CLIENT, name);
      expect(on(besides, 'now')?.query).toBeUndefined();
    }
    expect(on(CLIENT, 'destroy')?.query).toBeUndefined();
    expect(on(CLIENT, 'raw', sql('BEGIN'))?.query).toBeUndefined();
    for (const expression of ['to_json(?::json)', ' now()', '?? + 1', '"a" || ?']) expect(on(CLIENT, 'raw', sql(expression))?.query).toBeUndefined();
    for (const statement of ['values (1)', 'select(1)', '(select 1)', 'call touch(?)', 'explain select 1']) expect(on(CLIENT, 'raw', sql(statement))?.query).toBeDefined();
    expect(on(CLIENT, 'raw', sql('create index a on b (c)'))?.query).toBeUndefined();
  });
});

describe('builders', () => {
  it('are no query before they have a table', () => {
    expect(chain(['select', 'id'])?.query).toBeUndefined();
    expect(chain(['insert', row])?.query).toBeUndefined();
    expect(chain(['insert', row], ['into', 'User'])?.query).toMatchObject({ model: 'User', operation: 'create' });
    expect(chain(['withSchema', 'auth'], ['table', 'User'])?.query).toMatchObject({ model: 'User' });
  });

  it('are lazy, unless a method runs them', () => {
    expect(chain(users)?.query?.runs).toBe('awaited');
    expect(chain(users, ['stream'])?.query?.runs).toBe('called');
    expect(chain(users, ['toSQL'])?.query).toBeUndefined();
    expect(chain(users, ['as', 'u'])?.query).toBeUndefined();
  });

  it('name the table behind an alias, or keep its expression', () => {
    for (const table of ['User as u', 'User AS u', 'User u', { u: 'User' }]) {
      expect(fieldsOf(chain(['', table], ['where', 'u.id', id]))).toEqual(['id =']);
      expect(chain(['', table])?.query?.model).toBe('User');
    }
    expect(chain(['', opaque('table')])?.query).toMatchObject({ target: { m: 'table' } });
    expect(chain(['', opaque('table')])?.query).not.toHaveProperty('model');
  });

  it.each([
    [['where', 'id', '>', id], ['id >']],
    [['where', { 'posts.id': id, teamId: 1 }], ['posts.id =', 'teamId =']],
    [['andWhere', 'id', id], ['id =']],
    [['orWhere', { id }], ['OR or']],
    [['whereNot', 'id', id], ['id not =']],
    [['whereNotIn', 'id', id], ['id not in']],
    [['whereNull', 'id'], ['id is null']],
    [['whereBetween', 'id', [1, id]], ['id between']],
    [['whereILike', 'name', id], ['name like']],
    [['whereIn', ['id', 'teamId'], id], ['id in', 'teamId in']],
    [['whereRaw', 'lower(name) = ?', [id]], ['* ?', '* ?']],
    [['where', opaque('function')], ['* ?']],
    [['whereColumn', 'a', 'b'], []],
    [['where', true], []],
  ] as const)('read %j', (step, expected) => {
    expect(fieldsOf(chain(users, [step[0], ...step.slice(1)]))).toEqual(expected);
  });

  it('count by group as a list', () => {
    expect(chain(users, ['count', '*'], ['groupBy', 'teamId'])?.query).toMatchObject({ operation: 'aggregate', cardinality: 'many' });
    expect(chain(users, ['groupBy', 'teamId'], ['count', '*'])?.query).toMatchObject({ operation: 'aggregate', cardinality: 'many' });
    expect(chain(users, ['countDistinct', 'name'])?.query).toMatchObject({ operation: 'count', cardinality: 'one' });
  });

  it('write what exists, and by steps', () => {
    expect(chain(users, ['insert', row], ['onConflict', 'id'], ['ignore'])?.query).toMatchObject({ operation: 'create', options: ['onConflict', 'ignore'] });
    expect(chain(users, ['upsert', row])?.query).toMatchObject({ operation: 'upsert' });
    expect(chain(users, ['where', { id }], ['increment', 'score', 2])?.query).toMatchObject({ operation: 'update', method: 'increment', payload: { assignments: [{ field: 'score' }] } });
    expect(chain(users, ['where', { id }], ['decrement', { score: 2 }])?.query?.payload?.assignments).toMatchObject([{ field: 'score' }]);
  });

  it('are handed to callbacks as parts, that run no query', () => {
    const builder = ormOf(chain(users)?.value);
    for (const method of ['where', 'join', 'modify', 'with']) {
      const part = knex.callbackParam?.(builder, method, 0, 0);
      expect(part).toMatchObject({ role: 'part' });
      expect(on(part, 'select', 'id')).toMatchObject({ value: { role: 'part' }, embeds: true });
    }
    expect(knex.callbackParam?.(builder, 'then', 0, 0)).toEqual({ k: 'list', of: { k: 'plain' } });
  });

  it('embed what they are given', () => {
    expect(chain(users, ['whereIn', 'id', opaque('query')])?.embeds).toBe(true);
    expect(on(CLIENT, 'raw', sql('select 1'))).toMatchObject({ embeds: true, query: { runs: 'awaited' } });
    expect(knex.awaited?.(ormOf(chain(users, ['first'])?.value))).toEqual({ k: 'plain' });
    expect(knex.awaited?.(CLIENT)).toBeUndefined();
  });

  it('have no truncate among what could be one query, and nothing that they do not know', () => {
    expect(chain(users, ['truncate'])).toMatchObject({ value: { role: 'part' } });
    expect(chain(users, ['truncate'])).not.toHaveProperty('query');
    expect(chain(users, ['map', opaque('f')])).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';

import { mikroorm } from '../../src/orms/mikroorm/index.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, classNamed, opaque, spread, sql } from './views.ts';

const PLACE: Place = { importer: '/app/src/a.ts', schemas: () => [] };
const EM = mikroorm.client('proved', 'client');
const User = classNamed('User');
const id = 1;
const row = { name: opaque('name'), teamId: 1 };

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

function on(value: Value | undefined, method: string, ...args: readonly unknown[]): Outcome | undefined {
  return mikroorm.call(ormOf(value), method, argumentsOf(...args));
}

/** `em.qb(User).where(…)`: each step on what the one before gave. */
function chain(start: Value, ...steps: readonly (readonly [method: string, ...args: unknown[]])[]): Outcome | undefined {
  return steps.reduce<Outcome | undefined>((outcome, [method, ...args]) => on(outcome?.value, method, ...args), { value: start });
}

const em = (method: string, ...args: readonly unknown[]) => on(EM, method, ...args);
const users = ormOf(em('getRepository', User)?.value);
const conditionsOf = (outcome: Outcome | undefined) => outcome?.query?.filter?.conditions.map(({ field, op }) => `${field} ${op}`);

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => em('findOne', User, id),
    'reads many rows by a column': () => em('find', User, { teamId: id }),
    'reads many rows by a list of keys': () => em('find', User, { id: { $in: opaque('ids') } }),
    'reads every row': () => on(users, 'findAll'),
    'reads the first row of many': () => em('findOne', User, { teamId: id }, { orderBy: opaque('order') }),
    'reads a few of many rows': () => em('find', User, { teamId: id }, { limit: 3 }),
    'counts rows': () => on(users, 'count', { teamId: id }),
    'sums a column': { notOffered: 'a sum is written as SQL in a query builder' },
    'writes one new row': () => em('insert', User, row),
    'writes many new rows': () => em('insertMany', User, [row]),
    'changes one row by key': () => em('nativeUpdate', User, { id }, { name: 'x' }),
    'changes many rows': () => on(users, 'nativeUpdate', { teamId: id }, { name: 'x' }),
    'writes a row or changes it': () => em('upsert', User, row),
    'deletes one row by key': () => em('nativeDelete', User, id),
    'deletes many rows': () => em('nativeDelete', User, { teamId: id }),
    'reads by a statement': () => em('execute', sql('select * from users where id = ?')),
    'writes by a statement': () => on(em('getConnection')?.value, 'execute', sql('update users set name = ? where id = ?')),
    'reads inside a transaction': () => on(mikroorm.callbackParam?.(EM, 'transactional', 0, 0), 'findOne', User, id),
  });
});

describe('claims', () => {
  it.each([
    ['@mikro-orm/core', 'MikroORM', 'orm-class'],
    ['@mikro-orm/postgresql', 'EntityManager', 'manager'],
    ['@mikro-orm/knex', 'SqlEntityManager', 'manager'],
    ['@mikro-orm/core', 'EntityRepository', 'repository'],
    ['@mikro-orm/core', 'Collection', 'collection'],
    ['@mikro-orm/core', 'EntitySchema', 'schema-maker'],
    ['@mikro-orm/core', 'defineEntity', 'schema-maker'],
    ['@mikro-orm/core', 'wrap', 'wrap'],
  ])('%s %s is a %s', (from, name, role) => {
    expect(mikroorm.claim({ from, name, path: [] }, PLACE)).toMatchObject({ role });
  });

  it.each([
    ['typeorm', 'EntityManager'],
    ['@mikro-orm/nestjs', 'MikroOrmModule'],
    ['@mikro-orm/migrations', 'Migration'],
    ['./mikro-orm', 'MikroORM'],
  ])('%s %s is none of its values', (from, name) => {
    expect(mikroorm.claim({ from, name, path: [] }, PLACE)).toBeUndefined();
  });

  it.each([
    ['EntityManager', 'manager'],
    ['SqlEntityManager', 'manager'],
    ['EntityRepository', 'repository'],
    ['Collection', 'collection'],
    ['Ref', 'reference'],
    ['Reference', 'reference'],
    ['QueryBuilder', 'builder'],
    ['MikroORM', 'orm'],
  ])('the type %s is a %s', (name, role) => {
    expect(mikroorm.fromType({ from: '@mikro-orm/core', name, path: [] }, PLACE)).toMatchObject({ role, evidence: 'declared' });
  });
});

describe('filters', () => {
  it('are read from conditions, operators and keys', () => {
    expect(conditionsOf(em('find', User, { author: { id }, name: { $like: 'x%' }, $and: [{ teamId: { $ne: 1 } }] }))).toEqual(['author.id =', 'name like', 'teamId !=']);
    expect(conditionsOf(em('find', User, [1, 2]))).toEqual(['id in']);
    expect(conditionsOf(em('find', User, { team: [1, 2] }))).toEqual(['team in']);
  });

  it('are open where a part cannot be read', () => {
    expect(em('find', User, { $or: [{ id }] })?.query?.filter).toMatchObject({ open: true, conditions: [{ op: 'or' }] });
    expect(em('find', User, spread({ id }))?.query?.filter?.open).toBe(true);
    expect(em('find', User, opaque('where'))?.query?.filter).toMatchObject({ open: true, conditions: [{ field: '*', op: '?' }] });
  });

  it('keep what is loaded, and the limit', () => {
    expect(em('find', User, {}, { populate: ['posts'], limit: 5, orderBy: {} })?.query).toMatchObject({ loads: ['posts'], options: ['limit', 'orderBy'], limit: { e: 0 } });
  });
});

describe('the unit of work', () => {
  it('runs nothing before it is flushed', () => {
    for (const method of ['persist', 'remove', 'create', 'assign', 'getReference', 'begin', 'commit', 'clear', 'fork']) expect(em(method, User, row)).not.toHaveProperty('query');
  });

  it('writes what was noted', () => {
    expect(chain(EM, ['persist', opaque('user')], ['flush'])?.query).toMatchObject({ method: 'flush', operation: 'update', payload: { assignments: [{ value: { m: 'user' } }] } });
    expect(chain(EM, ['remove', opaque('user')], ['flush'])?.query?.operation).toBe('delete');
    expect(em('persistAndFlush', opaque('user'))?.query).toMatchObject({ operation: 'upsert', payload: { whole: { m: 'user' } } });
    expect(em('removeAndFlush', opaque('user'))?.query?.operation).toBe('delete');
  });
});

describe('rows', () => {
  const collection = ormOf(mikroorm.fromType({ from: '@mikro-orm/core', name: 'Collection', path: [] }, PLACE));
  const reference = ormOf(mikroorm.fromType({ from: '@mikro-orm/core', name: 'Ref', path: [] }, PLACE));

  it('read their collections, which otherwise work in memory', () => {
    for (const method of ['init', 'load', 'loadItems', 'matching']) expect(on(collection, method)?.query).toMatchObject({ operation: 'read', onRow: true });
    expect(on(collection, 'loadCount')?.query).toMatchObject({ operation: 'count', onRow: true });
    for (const method of ['add', 'remove', 'count', 'getItems', 'find', 'filter', 'exists', 'contains', 'isInitialized']) expect(on(collection, method)).not.toHaveProperty('query');
  });

  it('load what they refer to', () => {
    for (const method of ['load', 'loadOrFail', 'loadProperty']) expect(on(reference, method)?.query).toMatchObject({ operation: 'read', onRow: true });
    expect(on(reference, 'unwrap')).not.toHaveProperty('query');
    const wrapped = on(mikroorm.claim({ from: '@mikro-orm/core', name: 'wrap', path: [] }, PLACE), '', opaque('user'))?.value;
    expect(on(wrapped, 'init')?.query).toMatchObject({ operation: 'read', onRow: true });
    expect(on(wrapped, 'toObject')).not.toHaveProperty('query');
  });
});

describe('builders', () => {
  it('run when they end or are awaited', () => {
    const qb = chain(EM, ['createQueryBuilder', User, 'u'], ['where', { 'u.id': id }]);
    expect(qb?.query).toMatchObject({ model: 'User', operation: 'read', runs: 'awaited' });
    expect(conditionsOf(qb)).toEqual(['id =']);
    expect(on(qb?.value, 'getSingleResult')?.query).toMatchObject({ runs: 'called', cardinality: 'one' });
    expect(on(qb?.value, 'getCount')?.query?.operation).toBe('count');
    expect(on(qb?.value, 'getQuery')).not.toHaveProperty('query');
  });

  it('write', () => {
    expect(chain(EM, ['qb', User], ['insert', row])?.query).toMatchObject({ operation: 'create', payload: { list: false } });
    expect(chain(EM, ['qb', User], ['update', { name: 'x' }], ['where', { id }], ['execute'])?.query).toMatchObject({ operation: 'update', runs: 'called' });
    expect(conditionsOf(chain(EM, ['qb', User], ['delete', { id }]))).toEqual(['id =']);
  });
});

describe('shape', () => {
  const shape = (method: string, ...args: readonly unknown[]) => mikroorm.shape({ members: ['ctx', 'em'], method, args: argumentsOf(...args) }, []);

  it('takes what is asked for one of its entities', () => {
    const entity = classNamed('User', '@mikro-orm/core');
    expect(shape('find', entity, { teamId: id })?.query).toMatchObject({ model: 'User', evidence: 'shaped' });
    expect(shape('getRepository', entity)?.value).toMatchObject({ role: 'repository', evidence: 'shaped' });
  });

  it('leaves everything else alone', () => {
    expect(shape('find', classNamed('User', 'typeorm'), {})).toBeUndefined();
    expect(shape('find', User, {})).toBeUndefined();
    expect(shape('flush')).toBeUndefined();
  });
});

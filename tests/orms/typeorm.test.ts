import { describe, expect, it } from 'vitest';

import { typeorm } from '../../src/orms/typeorm/index.ts';
import type { ClassView, TypeView } from '../../src/vocabulary/declaration.ts';
import type { Arguments, Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, classNamed, eachOf, opaque, operator, spreadArguments, sql } from './views.ts';

const PLACE: Place = { importer: '/app/src/a.ts', schemas: () => [] };
const orm = (role: string, rest: Partial<OrmValue> = {}): OrmValue => ({ k: 'orm', orm: 'typeorm', role, evidence: 'proved', ...rest });
const SOURCE = orm('source');
const MANAGER = orm('manager');
const USER = classNamed('User');

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

const REPOSITORY = ormOf(typeorm.call(SOURCE, 'getRepository', argumentsOf(USER))?.value);
const user = (method: string, ...args: readonly unknown[]): Outcome | undefined => typeorm.call(REPOSITORY, method, argumentsOf(...args));
const onManager = (method: string, ...args: readonly unknown[]): Outcome | undefined => typeorm.call(MANAGER, method, argumentsOf(...args));

/** A builder after some calls. */
function built(...calls: readonly (readonly [string, ...unknown[]])[]): Outcome | undefined {
  return calls.reduce<Outcome | undefined>((before, [method, ...args]) => typeorm.call(before ? ormOf(before.value) : REPOSITORY, method, argumentsOf(...args)), undefined);
}

const conditions = (outcome: Outcome | undefined) => outcome?.query?.filter?.conditions.map(({ field, op, value }) => `${field} ${op} ${value?.m ?? ''}`);

const id = opaque('id');
const In = (value: unknown) => operator('In', orm('operator', { state: { name: 'In' } }), value);
const row = { name: opaque('name'), teamId: 1 };

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => user('findOneBy', { id }),
    'reads many rows by a column': () => user('findBy', { teamId: id }),
    'reads many rows by a list of keys': () => user('find', { where: { id: In(opaque('ids')) } }),
    'reads every row': () => user('find'),
    'reads the first row of many': () => user('findOne', { where: { teamId: id }, order: { id: 'ASC' } }),
    'reads a few of many rows': () => user('find', { where: { teamId: id }, take: 3 }),
    'counts rows': () => user('countBy', { teamId: id }),
    'sums a column': () => user('sum', 'id', { teamId: id }),
    'writes one new row': () => user('insert', row),
    'writes many new rows': () => user('insert', [row]),
    'changes one row by key': () => user('update', id, { name: 'x' }),
    'changes many rows': () => user('update', { teamId: id }, { name: 'x' }),
    'writes a row or changes it': () => user('upsert', row, ['id']),
    'deletes one row by key': () => user('delete', id),
    'deletes many rows': () => user('delete', { teamId: id }),
    'reads by a statement': () => typeorm.call(SOURCE, 'query', argumentsOf(sql('SELECT * FROM users WHERE id = $1'), [id])),
    'writes by a statement': () => onManager('query', sql('update users set name = $1 where id = $2'), [id]),
    'reads inside a transaction': () => {
      const manager = ormOf(typeorm.callbackParam?.(SOURCE, 'transaction', 0, 0));
      return typeorm.call(manager, 'findOneBy', argumentsOf(USER, { id }));
    },
  });
});

describe('claims', () => {
  it.each([
    ['typeorm', 'DataSource', 'class'],
    ['typeorm', 'Connection', 'class'],
    ['typeorm', 'Repository', 'class'],
    ['typeorm', 'BaseEntity', 'entity-base'],
    ['typeorm', 'getRepository', 'function'],
    ['typeorm', 'getManager', 'function'],
    ['typeorm', 'In', 'operator'],
    ['typeorm', '*', 'module'],
    ['typeorm/browser', 'DataSource', 'class'],
    ['@nestjsx/crud-typeorm', 'TypeOrmCrudService', 'crud-class'],
  ])('%s %s is a %s', (from, name, role) => {
    expect(typeorm.claim({ from, name, path: [] }, PLACE)).toMatchObject({ role, evidence: 'proved' });
  });

  it.each([
    ['typeorm', 'Entity'],
    ['typeorm', 'Column'],
    ['typeorm', 'constructor'],
    ['@mikro-orm/core', 'EntityManager'],
    ['typeorm-seeding', 'Factory'],
  ])('%s %s is none of its values', (from, name) => {
    expect(typeorm.claim({ from, name, path: [] }, PLACE)).toBeUndefined();
  });

  const type = (name: string): TypeView => ({ text: name, nullable: false, value: () => ({ k: 'external', m: '/a.ts', from: './x', name, path: [], instance: true }), class: () => undefined });

  it.each([
    ['Repository', 'repository', 'User'],
    ['TreeRepository', 'repository', 'User'],
    ['SelectQueryBuilder', 'builder', 'User'],
    ['EntityManager', 'manager', undefined],
    ['DataSource', 'source', undefined],
    ['QueryRunner', 'runner', undefined],
  ])('the type %s is a %s', (name, role, model) => {
    expect(typeorm.fromType({ from: 'typeorm', name, path: [] }, PLACE, model === undefined ? [] : [type('User')])).toMatchObject({ role, evidence: 'declared', ...(model !== undefined && { model }) });
  });

  it('says nothing about types of options, and of other packages', () => {
    expect(typeorm.fromType({ from: 'typeorm', name: 'FindOptionsWhere', path: [] }, PLACE, [type('User')])).toBeUndefined();
    expect(typeorm.fromType({ from: './types', name: 'Repository', path: [] }, PLACE, [type('User')])).toBeUndefined();
  });
});

describe('what extends its classes', () => {
  const view: ClassView = { name: 'User', declared: { m: '/user.ts', e: 1, c: 0 }, decorators: [], members: [], parent: () => undefined, root: () => undefined, called: () => undefined, instance: { k: 'instance', m: '/user.ts', c: 0 } };

  it('is the entity itself for `BaseEntity`, whose rows have methods', () => {
    const entity = typeorm.inherit!(orm('entity-base'), view, [])!;
    expect(entity).toMatchObject({ role: 'entity-class', model: 'User', declared: { m: '/user.ts' } });
    expect(typeorm.call(entity, 'findOneBy', argumentsOf({ id }))).toMatchObject({ value: { k: 'instance', m: '/user.ts' }, query: { operation: 'read', model: 'User' } });
    const one = ormOf(typeorm.call(entity, 'new', argumentsOf())?.value);
    expect(typeorm.call(one, 'save', argumentsOf())?.query).toMatchObject({ operation: 'upsert', model: 'User', onRow: true });
    expect(typeorm.call(one, 'remove', argumentsOf())?.query).toMatchObject({ operation: 'delete', onRow: true });
    expect(typeorm.call(one, 'hasId', argumentsOf())).toBeUndefined();
  });

  it('is a repository of the entity that the type argument or the decorator names', () => {
    const users: TypeView = { text: 'User', nullable: false, value: () => view.instance, class: () => view };
    expect(typeorm.inherit!(orm('repository'), { ...view, name: 'UserRepository' }, [users])).toMatchObject({ role: 'repository', model: 'User' });
    const decorated = { ...view, name: 'UserRepository', decorators: [{ name: 'EntityRepository', value: () => ({ k: 'plain' }) as Value, args: argumentsOf(USER) }] };
    expect(typeorm.inherit!(orm('repository'), decorated, [])).toMatchObject({ model: 'User' });
  });
});

describe('transitions', () => {
  it('leads from a data source to managers, repositories and runners', () => {
    const made = ormOf(typeorm.call(ormOf(typeorm.claim({ from: 'typeorm', name: 'DataSource', path: [] }, PLACE)), 'new', argumentsOf({}))?.value);
    expect(made.role).toBe('source');
    expect(typeorm.call(made, 'initialize', argumentsOf())?.value).toEqual(made);
    const runner = ormOf(typeorm.call(made, 'createQueryRunner', argumentsOf())?.value);
    expect(typeorm.get(runner, 'manager')).toMatchObject({ role: 'manager' });
    expect(typeorm.get(made, 'manager')).toMatchObject({ role: 'manager' });
    expect(typeorm.get(REPOSITORY, 'manager')).toMatchObject({ role: 'manager' });
    expect(typeorm.call(MANAGER, 'getRepository', argumentsOf(USER))?.value).toMatchObject({ role: 'repository', model: 'User' });
    expect(typeorm.call(MANAGER, 'getRepository', argumentsOf('User'))?.value).toMatchObject({ role: 'repository', model: 'User' });
    expect(typeorm.get(orm('crud-class', { model: 'User' }), 'repo')).toMatchObject({ role: 'repository', model: 'User' });
  });

  it.each(['startTransaction', 'commitTransaction', 'rollbackTransaction', 'release'])('runner.%s is no query', (method) => {
    const outcome = typeorm.call(orm('runner'), method, argumentsOf());
    expect(outcome?.query).toBeUndefined();
  });

  it('takes custom repositories as they are given', () => {
    const repository = opaque('x', REPOSITORY);
    expect(typeorm.call(MANAGER, 'withRepository', argumentsOf(repository))?.value).toEqual(REPOSITORY);
    expect(typeorm.call(MANAGER, 'getCustomRepository', argumentsOf(classNamed('UserRepository')))?.value).toMatchObject({ k: 'instance' });
    expect(typeorm.call(REPOSITORY, 'extend', argumentsOf(opaque('methods', { k: 'object', m: '/a.ts', e: 1 })))?.value).toMatchObject({ k: 'object', over: REPOSITORY });
  });

  it('only makes objects with `create` and `merge`, and reads with `preload`', () => {
    expect(user('create', row)).toMatchObject({ value: { role: 'row', model: 'User' } });
    expect(user('create', row)?.query).toBeUndefined();
    expect(user('merge', opaque('user'), row)?.query).toBeUndefined();
    expect(onManager('create', USER, row)).toMatchObject({ value: { role: 'row', model: 'User' } });
    expect(user('preload', { id, name: 'x' })?.query).toMatchObject({ operation: 'read', filter: { conditions: [{ field: 'id' }] } });
  });

  it('says of `save` whether it writes a new row, as far as it is seen', () => {
    const fresh = opaque('fresh', user('create', row)!.value);
    expect(user('save', fresh)?.query?.operation).toBe('create');
    expect(user('save', row)?.query?.operation).toBe('create');
    expect(user('save', { id, ...row })?.query?.operation).toBe('upsert');
    expect(user('save', opaque('row'))?.query?.operation).toBe('upsert');
    expect(user('save', eachOf(row))?.query).toMatchObject({ cardinality: 'many', payload: { list: true } });
    expect(onManager('save', fresh)?.query).toMatchObject({ operation: 'create', model: 'User' });
    expect(onManager('save', USER, fresh)?.query).toMatchObject({ operation: 'create', model: 'User' });
    expect(onManager('save', fresh, { reload: false })?.query).toMatchObject({ model: 'User', payload: { whole: { m: 'fresh' } } });
  });

  it('hands a manager to transactions, whichever argument they are', () => {
    expect(typeorm.callbackParam?.(MANAGER, 'transaction', 1, 0)).toMatchObject({ role: 'manager', state: { transaction: true } });
    expect(typeorm.callbackParam?.(MANAGER, 'find', 0, 0)).toBeUndefined();
    expect(typeorm.callbackParam?.(SOURCE, 'transaction', 0, 1)).toBeUndefined();
  });

  it('says nothing of methods that it does not know', () => {
    expect(user('get', id)).toBeUndefined();
    expect(typeorm.call(REPOSITORY, 'find', spreadArguments)?.query?.filter?.open).toBe(true);
  });
});

describe('filters', () => {
  it('reads operators, nested relations and lists of conditions', () => {
    expect(conditions(user('findBy', { team: { id: opaque('t') }, id: In(opaque('ids')) }))).toEqual(['team.id = t', 'id in ids']);
    expect(user('findBy', [{ id }, { name: id }])?.query?.filter).toMatchObject({ open: true, conditions: [{ op: 'or' }] });
    expect(user('findBy', [{ id }])?.query?.filter).toMatchObject({ open: false, conditions: [{ field: 'id', op: '=' }] });
  });

  it('takes the conditions and keys of 0.2 as such', () => {
    expect(conditions(user('findOne', { name: opaque('n') }))).toEqual(['name = n']);
    expect(conditions(user('findOne', 7))).toEqual(['id = 7']);
    expect(conditions(user('findByIds', opaque('ids', { k: 'list', of: { k: 'plain' } })))).toEqual(['id in ids']);
    expect(conditions(user('delete', opaque('ids', { k: 'list', of: { k: 'plain' } })))).toEqual(['id in ids']);
  });

  it('names the relations that are loaded', () => {
    expect(user('find', { relations: { posts: { comments: true } }, where: { id } })?.query?.loads).toEqual(['posts', 'posts.comments']);
    expect(user('find', { relations: ['posts'] })?.query?.loads).toEqual(['posts']);
  });

  it('leaves a filter that it cannot read open', () => {
    expect(user('find', opaque('options'))?.query?.filter).toMatchObject({ open: true, conditions: [{ field: '*', value: { m: 'options' } }] });
  });
});

describe('query builders', () => {
  it('grow, and run with their last call', () => {
    const outcome = built(['createQueryBuilder', 'user'], ['where', 'user.id = :id', { id: opaque('a') }], ['andWhere', 'user.teamId IN (:...teams)', { teams: opaque('b') }], ['orderBy', 'user.name'], ['getMany']);
    expect(conditions(outcome)).toEqual(['id = a', 'teamId in b']);
    expect(outcome?.query).toMatchObject({ model: 'User', operation: 'read', cardinality: 'many', filter: { open: false }, options: ['select builder', 'orderBy'] });
  });

  it.each(['where', 'leftJoinAndSelect', 'select', 'take', 'clone', 'setLock'])('%s runs nothing', (method) => {
    const outcome = built(['createQueryBuilder', 'user'], [method, 'x']);
    expect(outcome).toMatchObject({ value: { role: 'builder', builder: true } });
    expect(outcome?.query).toBeUndefined();
  });

  it('find parameters that are given later, and keep what cannot be read', () => {
    expect(conditions(built(['createQueryBuilder', 'u'], ['where', 'u.id = :id'], ['setParameter', 'id', opaque('a')], ['getOne']))).toEqual(['id = a']);
    expect(conditions(built(['createQueryBuilder', 'u'], ['where', 'u.id = :id'], ['setParameters', { id: opaque('a') }], ['getOne']))).toEqual(['id = a']);
    const unclear = built(['createQueryBuilder', 'u'], ['where', 'u.a = :a OR u.b = :b', { a: id, b: id }], ['getCount']);
    expect(unclear?.query).toMatchObject({ operation: 'count', filter: { open: true, conditions: [{ op: '?' }, { op: '?' }] } });
  });

  it('read comparisons with what stands in the text', () => {
    const where = (text: string) => built(['createQueryBuilder', 'u'], ['where', text], ['getCount'])?.query?.filter;
    expect(where("u.status = 'open' AND u.score >= 2")).toEqual({ open: false, conditions: [{ field: 'status', op: '=', literal: 'open' }, { field: 'score', op: '>=', literal: 2 }] });
    expect(where('u.deletedAt IS NULL and u.readAt IS NOT NULL and u.active = true')).toEqual({ open: false, conditions: [{ field: 'deletedAt', op: 'is null' }, { field: 'readAt', op: 'is not null' }, { field: 'active', op: '=', literal: true }] });
    expect(where('u.score <= u.best')).toMatchObject({ open: true, conditions: [{ field: '*', op: '?' }] });
  });

  it.each([
    [['update'], ['set', row], 'update'],
    [['insert'], ['values', [row]], 'create'],
    [['delete'], ['where', 'id = :id', { id }], 'delete'],
    [['softDelete'], ['where', { id }], 'delete'],
  ] as const)('%s writes', (kind, then, operation) => {
    expect(built(['createQueryBuilder'], kind, then, ['execute'])?.query).toMatchObject({ model: 'User', operation });
  });

  it('name the entity of their own', () => {
    const builder = typeorm.call(SOURCE, 'createQueryBuilder', argumentsOf());
    const from = typeorm.call(ormOf(builder?.value), 'from', argumentsOf(USER, 'u'));
    expect(typeorm.call(ormOf(from?.value), 'getRawMany', argumentsOf())?.query?.model).toBe('User');
    expect(built(['createQueryBuilder'], ['insert'], ['into', USER], ['values', row], ['orIgnore'], ['execute'])?.query).toMatchObject({ model: 'User', operation: 'upsert' });
  });

  it('write relations with the call that names the rows', () => {
    expect(built(['createQueryBuilder'], ['relation', USER, 'posts'], ['of', id], ['add', opaque('post')])?.query).toMatchObject({ operation: 'update', method: 'add', model: 'User' });
    expect(built(['createQueryBuilder'], ['relation', USER, 'posts'], ['of', id], ['loadMany'])?.query).toMatchObject({ operation: 'read' });
  });
});

describe('unknown receivers', () => {
  const entity = classNamed('User', 'typeorm');
  const shape = (method: string, args: Arguments) => typeorm.shape({ members: ['connection'], method, args }, []);

  it('is TypeORM where the entity is', () => {
    expect(shape('getRepository', argumentsOf(entity))?.value).toMatchObject({ role: 'repository', model: 'User', evidence: 'shaped' });
    expect(shape('getRepository', argumentsOf(opaque('ctx'), entity))?.value).toMatchObject({ model: 'User' });
    expect(shape('find', argumentsOf(entity, { where: { id } }))?.query).toMatchObject({ model: 'User', evidence: 'shaped' });
  });

  it('is nobody’s elsewhere', () => {
    expect(shape('getRepository', argumentsOf(USER))).toBeUndefined();
    expect(shape('getRepository', argumentsOf('User'))).toBeUndefined();
    expect(shape('find', argumentsOf(entity))).toBeUndefined();
    expect(shape('get', argumentsOf(entity, id))).toBeUndefined();
    expect(shape('delete', argumentsOf(id))).toBeUndefined();
  });
});

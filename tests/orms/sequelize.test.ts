import { describe, expect, it } from 'vitest';

import { sequelize } from '../../src/orms/sequelize/index.ts';
import type { ClassView } from '../../src/vocabulary/declaration.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { Column, Model, Schema } from '../../src/vocabulary/schema.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, opaque, spreadArguments, sql } from './views.ts';

const CLIENT: OrmValue = { k: 'orm', orm: 'sequelize', role: 'client', evidence: 'proved' };
const USER: OrmValue = { ...CLIENT, role: 'model', model: 'User' };
const ROW: OrmValue = { ...CLIENT, role: 'row', model: 'User' };
const OP: OrmValue = { ...CLIENT, role: 'operators' };

const column = (name: string, relation?: string, list = false): Column => ({ name, type: relation ?? 'INTEGER', nullable: true, list, at: 0, ...(relation !== undefined && { relation }) });
const MODELS: readonly Model[] = [
  { name: 'User', file: '/app/models/User.js', at: 0, columns: [column('id'), column('name'), column('teamId'), column('team', 'Team'), column('posts', 'Post', true)], keys: [{ columns: ['id'], primary: true }] },
  { name: 'tag', file: '/app/models/Tag.js', at: 0, columns: [column('id')], keys: [] },
];
const SCHEMA: Schema = { orm: 'sequelize', files: [], models: MODELS, clients: [], problems: [] };

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

const user = (method: string, ...args: readonly unknown[]): Outcome | undefined => sequelize.call(USER, method, argumentsOf(...args), () => MODELS);
const onRow = (method: string, ...args: readonly unknown[]): Outcome | undefined => sequelize.call(ROW, method, argumentsOf(...args), () => MODELS);
const onClient = (method: string, ...args: readonly unknown[]): Outcome | undefined => sequelize.call(CLIENT, method, argumentsOf(...args));

const id = opaque('id');
const row = { name: opaque('name'), teamId: 1 };

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => user('findByPk', id),
    'reads many rows by a column': () => user('findAll', { where: { teamId: id } }),
    'reads many rows by a list of keys': () => user('findAll', { where: { id: opaque('ids', { k: 'list', of: { k: 'plain' } }) } }),
    'reads every row': () => user('findAll'),
    'reads the first row of many': () => user('findOne', { where: { teamId: id }, order: ['id'] }),
    'reads a few of many rows': () => user('findAll', { where: { teamId: id }, limit: 3 }),
    'counts rows': () => user('count', { where: { teamId: id } }),
    'sums a column': () => user('sum', 'score', { where: { teamId: id } }),
    'writes one new row': () => user('create', row),
    'writes many new rows': () => user('bulkCreate', [row]),
    'changes one row by key': () => user('update', { name: 'x' }, { where: { id } }),
    'changes many rows': () => user('update', { name: 'x' }, { where: { teamId: id } }),
    'writes a row or changes it': () => user('upsert', row),
    'deletes one row by key': () => user('destroy', { where: { id } }),
    'deletes many rows': () => user('destroy', { where: { teamId: id } }),
    'reads by a statement': () => onClient('query', sql('SELECT * FROM users WHERE id = ?')),
    'writes by a statement': () => onClient('query', sql('update users set name = ? where id = ?')),
    'reads inside a transaction': () => user('findByPk', id, { transaction: opaque('t') }),
  });
});

describe('claims', () => {
  const place: Place = { importer: '/app/src/a.js', schemas: () => [] };

  it.each([
    ['sequelize', '*', 'library'],
    ['sequelize', 'default', 'library'],
    ['sequelize', 'Sequelize', 'library'],
    ['sequelize', 'Model', 'base'],
    ['sequelize', 'Op', 'operators'],
    ['sequelize-typescript', 'Model', 'base'],
    ['@sequelize/core', 'Sequelize', 'library'],
    ['@subql/x-sequelize', 'Model', 'base'],
  ])('%s %s is a %s', (from, name, role) => {
    expect(sequelize.claim({ from, name, path: [] }, place)).toEqual({ k: 'orm', orm: 'sequelize', role, evidence: 'proved' });
  });

  it.each([
    ['sequelize', 'DataTypes'],
    ['sequelize-typescript', 'Table'],
    ['sequelize-mock', 'default'],
    ['./sequelize', 'default'],
    ['objection', 'Model'],
  ])('%s %s is none of its values', (from, name) => {
    expect(sequelize.claim({ from, name, path: [] }, place)).toBeUndefined();
  });

  it.each([
    ['Sequelize', [], 'client'],
    ['Model', [], 'row'],
    ['ModelStatic', [], 'model'],
    ['Transaction', [], 'transaction'],
    ['*', ['Sequelize'], 'client'],
    ['HasManyGetAssociationsMixin', [], 'mixin'],
  ])('the type %s %j is a %s', (name, path, role) => {
    expect(sequelize.fromType({ from: 'sequelize', name, path }, place)).toMatchObject({ role, evidence: 'declared' });
  });

  it('says nothing about types of options and attributes', () => {
    expect(sequelize.fromType({ from: 'sequelize', name: 'FindOptions', path: [] }, place)).toBeUndefined();
    expect(sequelize.fromType({ from: './model', name: 'Model', path: [] }, place)).toBeUndefined();
  });
});

describe('transitions', () => {
  it('follows the library to its instances and their models', () => {
    const library = { ...CLIENT, role: 'library' };
    expect(sequelize.call(library, 'new', argumentsOf())?.value).toEqual(CLIENT);
    expect(onClient('define', 'User', {})?.value).toMatchObject({ role: 'model', model: 'User' });
    expect(onClient('model', 'User')?.value).toMatchObject({ role: 'model', model: 'User' });
    expect(sequelize.get(ormOf(sequelize.get(CLIENT, 'models')), 'User')).toMatchObject({ role: 'model', model: 'User' });
    expect(sequelize.get(USER, 'sequelize')).toEqual(CLIENT);
    expect(sequelize.get(USER, 'name')).toEqual({ k: 'lit', v: 'User' });
  });

  it('keeps the model through scopes, and builds rows without a query', () => {
    for (const method of ['unscoped', 'schema']) expect(user(method, 'active')).toEqual({ value: USER });
    // What a scope loads is not read.
    expect(user('scope', 'active')).toEqual({ value: { ...USER, state: { ...USER.state, scoped: true } } });
    expect(user('build', row)).toEqual({ value: ROW });
    expect(user('bulkBuild', [row])?.query).toBeUndefined();
    expect(user('hasMany', opaque('Post'))).toEqual({ value: { k: 'plain' } });
  });

  it('gives rows: one, a list, a page, a row with a flag', () => {
    expect(user('findOne')?.value).toEqual(ROW);
    expect(user('findAll')?.value).toEqual({ k: 'list', of: ROW });
    expect(sequelize.get(ormOf(user('findAndCountAll')?.value), 'rows')).toEqual({ k: 'list', of: ROW });
    expect(user('findOrCreate', { where: { name: 'x' } })?.value).toEqual({ k: 'list', of: ROW });
    expect(user('findOrCreate', { where: { name: 'x' }, defaults: { teamId: 1 } })?.query?.payload?.assignments.map(({ field }) => field)).toEqual(['name', 'teamId']);
  });

  it('gives instances of the class where one declares the model', () => {
    const declared = { m: '/app/user.js', e: 3, c: 1 };
    expect(sequelize.call({ ...USER, declared }, 'findByPk', argumentsOf(id))?.value).toEqual({ k: 'instance', m: '/app/user.js', c: 1, declared: true });
    expect(sequelize.call({ ...USER, declared }, 'unscoped', argumentsOf())?.value).toEqual({ k: 'class', m: '/app/user.js', c: 1 });
  });

  it('knows what a class that extends `Model` is', () => {
    const by = { name: 'User', declared: { m: '/app/user.js', e: 3, c: 1 }, called: () => undefined } as unknown as ClassView;
    expect(sequelize.inherit?.({ ...CLIENT, role: 'base' }, by, [])).toMatchObject({ role: 'model', model: 'User', declared: by.declared });
    expect(sequelize.inherit?.({ ...CLIENT, role: 'library' }, by, [])).toBeUndefined();
  });

  it.each([
    ['save', 'update'],
    ['update', 'update'],
    ['destroy', 'delete'],
    ['restore', 'update'],
    ['reload', 'read'],
    ['increment', 'update'],
  ])('runs a query by row.%s()', (method, operation) => {
    expect(onRow(method)?.query).toMatchObject({ method, operation, onRow: true, cardinality: 'one', model: 'User', runs: 'called' });
  });

  it('inserts what was made by `new`, and has no query in columns', () => {
    const made = ormOf(user('new', row)?.value);
    expect(sequelize.call(made, 'save', argumentsOf())?.query?.operation).toBe('create');
    for (const method of ['get', 'set', 'toJSON', 'changed', 'validate']) expect(onRow(method)).toEqual({ value: { k: 'plain' } });
    expect(sequelize.get(ROW, 'name', () => MODELS)).toEqual({ k: 'plain' });
  });

  it('knows the methods of associations that are declared, and of no others', () => {
    expect(onRow('getPosts')).toMatchObject({ value: { k: 'list', of: { role: 'row', model: 'Post' } }, query: { operation: 'read', cardinality: 'many' } });
    expect(onRow('getTeam')).toMatchObject({ value: { role: 'row', model: 'Team' }, query: { operation: 'read', cardinality: 'one' } });
    expect(onRow('countPosts')?.query?.operation).toBe('count');
    expect(onRow('addPost', opaque('post'))?.query?.operation).toBe('update');
    expect(onRow('createPost', row)?.query).toMatchObject({ operation: 'create', payload: { list: false } });
    expect(onRow('$get', 'posts')?.query?.operation).toBe('read');
    for (const method of ['getName', 'getFullName', 'setRole', 'getTableName']) expect(onRow(method)).toBeUndefined();
    expect(sequelize.get(ROW, 'posts', () => MODELS)).toMatchObject({ k: 'list', of: { role: 'row', model: 'Post' } });
  });

  it('hands on the transaction, and gives what a managed one gives', () => {
    expect(sequelize.callbackParam?.(CLIENT, 'transaction', 0, 0)).toMatchObject({ role: 'transaction' });
    expect(sequelize.callbackParam?.(CLIENT, 'transaction', 1, 0)).toMatchObject({ role: 'transaction' });
    expect(sequelize.callbackParam?.(CLIENT, 'query', 1, 0)).toBeUndefined();
    const transaction = ormOf(onClient('transaction')?.value);
    expect(sequelize.call(transaction, 'commit', argumentsOf())).toEqual({ value: { k: 'plain' } });
  });

  it('reads nothing, and throws nothing, from spread arguments', () => {
    expect(sequelize.call(USER, 'update', spreadArguments)?.query).toMatchObject({ filter: { conditions: [], open: true }, payload: { open: true } });
  });

  it('says what `this` is where a program adds members', () => {
    expect(sequelize.self?.(USER, ['prototype'])).toEqual(ROW);
    expect(sequelize.self?.(USER, ['instanceMethods'])).toEqual(ROW);
    expect(sequelize.self?.(USER, [])).toEqual(USER);
    expect(sequelize.self?.(USER, ['validate'])).toBeUndefined();
  });
});

describe('arguments', () => {
  const conditions = (where: unknown): readonly string[] | undefined => user('findAll', { where })?.query?.filter?.conditions.map(({ field, op }) => `${field} ${op}`);

  it('reads operators, branches and columns of other models', () => {
    expect(conditions({ id: [1, 2], '$team.name$': 'x' })).toEqual(['id in', 'team.name =']);
    expect(conditions({ id: { $in: opaque('ids') }, $or: [{ a: 1 }] })).toEqual(['id in', 'OR or']);
    expect(sequelize.get(OP, 'in')).toMatchObject({ role: 'operator', state: { name: 'in' } });
    expect(conditions(opaque('where'))).toEqual(['* ?']);
  });

  it('reads what is included', () => {
    const model = opaque('Post', { ...CLIENT, role: 'model', model: 'Post' });
    expect(user('findAll', { include: [model, { model, as: 'posts', include: ['comments'] }] })?.query?.loads).toEqual(['Post', 'posts', 'posts.comments']);
  });
});

describe('shape', () => {
  const shape = (members: readonly string[], method: string, ...args: readonly unknown[]) => sequelize.shape({ members, method, args: argumentsOf(...args) }, [SCHEMA])?.query;

  it.each([
    [['db', 'User'], 'findByPk', [id]],
    [['User'], 'findAndCountAll', []],
    [['models', 'User'], 'bulkCreate', [opaque('rows')]],
    [['User'], 'update', [row, { where: { id } }]],
    [['User'], 'create', [row, { transaction: opaque('t') }]],
    [['db', 'Tag'], 'findOne', [{ where: { id } }]],
  ])('%j.%s is Sequelize’s', (members, method, args) => {
    expect(shape(members, method, ...args)).toMatchObject({ method, evidence: 'shaped' });
  });

  it.each([
    ['a map', ['User'], 'get', [id]],
    ['a cache', ['User'], 'destroy', [id]],
    ['a creation without options', ['User'], 'create', [row]],
    ['a model that is not in the schema', ['Post'], 'findByPk', [id]],
    ['no member', [], 'findAll', []],
  ])('%s is not', (_, members, method, args) => {
    expect(shape(members, method, ...args)).toBeUndefined();
  });

  it('knows `define` by its columns', () => {
    const define = (columns: unknown) => sequelize.shape({ members: [], method: 'define', args: argumentsOf('User', columns) }, []);
    expect(define({ name: { type: opaque('STRING', { k: 'unknown', why: '' }) } })).toBeUndefined();
    expect(define({ name: 'x' })).toBeUndefined();
  });
});

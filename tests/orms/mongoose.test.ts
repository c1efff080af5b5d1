import { describe, expect, it } from 'vitest';

import { mongoose } from '../../src/orms/mongoose/index.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { Schema } from '../../src/vocabulary/schema.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, classNamed, opaque, spreadArguments } from './views.ts';

const LIBRARY: OrmValue = { k: 'orm', orm: 'mongoose', role: 'library', evidence: 'proved' };
const USER: OrmValue = { ...LIBRARY, role: 'model', model: 'User' };
const ROW: OrmValue = { ...LIBRARY, role: 'row', model: 'User' };
const SCHEMA_VALUE: OrmValue = { ...LIBRARY, role: 'schema', model: 'User', declared: { m: '/app/user.js', e: 3 } };
const SCHEMA: Schema = { orm: 'mongoose', files: [], models: [{ name: 'User', file: '/app/models/user.js', at: 0, columns: [], keys: [] }], clients: [], problems: [] };
const FUNCTION: Value = { k: 'fn', m: '/app/a.js', f: 1 };

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

const call = (value: OrmValue, method: string, ...args: readonly unknown[]): Outcome | undefined => mongoose.call(value, method, argumentsOf(...args));
const user = (method: string, ...args: readonly unknown[]): Outcome | undefined => call(USER, method, ...args);
const onRow = (method: string, ...args: readonly unknown[]): Outcome | undefined => call(ROW, method, ...args);
/** `User.find(…).sort(…)…`, step by step. */
const chain = (first: Outcome | undefined, ...steps: readonly (readonly [string, ...unknown[]])[]): Outcome | undefined => steps.reduce((so, [method, ...args]) => call(ormOf(so?.value), method, ...args), first);
const conditions = (outcome: Outcome | undefined): readonly string[] | undefined => outcome?.query?.filter?.conditions.map(({ field, op }) => `${field} ${op}`);

const id = opaque('id');
const row = { name: opaque('name'), teamId: 1 };

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => user('findOne', { id }),
    'reads many rows by a column': () => user('find', { teamId: id }),
    'reads many rows by a list of keys': () => user('find', { id: { $in: opaque('ids') } }),
    'reads every row': () => user('find'),
    'reads the first row of many': () => chain(user('findOne', { teamId: id }), ['sort', 'name']),
    'reads a few of many rows': () => chain(user('find', { teamId: id }), ['limit', 3]),
    'counts rows': () => user('countDocuments', { teamId: id }),
    'sums a column': () => user('aggregate', [{ $match: { teamId: id } }, { $group: { _id: null, sum: { $sum: '$score' } } }]),
    'writes one new row': () => user('create', row),
    'writes many new rows': () => user('insertMany', [row]),
    'changes one row by key': () => user('updateOne', { id }, { $set: { name: 'x' } }),
    'changes many rows': () => user('updateMany', { teamId: id }, { name: 'x' }),
    'writes a row or changes it': () => user('findOneAndUpdate', { name: id }, { $set: { teamId: 1 } }, { upsert: true }),
    'deletes one row by key': () => user('deleteOne', { id }),
    'deletes many rows': () => user('deleteMany', { teamId: id }),
    'reads by a statement': { notOffered: 'MongoDB has no statements' },
    'writes by a statement': { notOffered: 'MongoDB has no statements' },
    'reads inside a transaction': () => chain(user('findOne', { id }), ['session', opaque('session')]),
  });
});

describe('claims', () => {
  const place: Place = { importer: '/app/a.js', schemas: () => [] };

  it.each([
    ['mongoose', '*', 'library'],
    ['mongoose', 'default', 'library'],
    ['mongoose', 'Schema', 'schema-class'],
    ['mongoose', 'model', 'model-function'],
    ['mongoose', 'connection', 'connection'],
    ['mongoose', 'createConnection', 'connect-function'],
    ['@nestjs/mongoose', 'SchemaFactory', 'schema-factory'],
    ['@typegoose/typegoose', 'getModelForClass', 'class-function'],
  ])('%s %s is a %s', (from, name, role) => {
    expect(mongoose.claim({ from, name, path: [] }, place)).toEqual({ k: 'orm', orm: 'mongoose', role, evidence: 'proved' });
  });

  it.each([
    ['mongodb', 'MongoClient'],
    ['./mongoose', 'default'],
    ['mongoose', 'Types'],
    ['@nestjs/mongoose', 'InjectModel'],
    ['mongoose-paginate', 'default'],
  ])('%s %s is none of its values', (from, name) => {
    expect(mongoose.claim({ from, name, path: [] }, place)).toBeUndefined();
  });

  it.each([
    ['mongoose', 'Model', [], 'model'],
    ['mongoose', 'HydratedDocument', [], 'row'],
    ['mongoose', 'Connection', [], 'connection'],
    ['mongoose', '*', ['Model'], 'model'],
    ['@typegoose/typegoose', 'ReturnModelType', [], 'model'],
  ])('the type %s %s %j is a %s', (from, name, path, role) => {
    expect(mongoose.fromType({ from, name, path }, place)).toMatchObject({ role, evidence: 'declared' });
  });

  it.each([
    ['IUserDocument', 'User'],
    ['UserDoc', 'User'],
    ['Invoice', 'Invoice'],
    ['T', undefined],
    ['any', undefined],
  ])('%s is a type of the model %s', (text, model) => {
    const type = { text, nullable: false, value: (): Value => ({ k: 'unknown', why: '' }), class: () => undefined };
    expect(mongoose.fromType({ from: 'mongoose', name: 'Model', path: [] }, place, [type])?.model).toBe(model);
  });

  it('says nothing about types of options and filters', () => {
    expect(mongoose.fromType({ from: 'mongoose', name: 'FilterQuery', path: [] }, place)).toBeUndefined();
    expect(mongoose.fromType({ from: './model', name: 'Model', path: [] }, place)).toBeUndefined();
  });
});

describe('models', () => {
  it('are made by the library, by connections and by classes', () => {
    const schema = opaque('userSchema', SCHEMA_VALUE);
    expect(call(LIBRARY, 'model', 'User', schema)?.value).toMatchObject({ role: 'model', model: 'User', state: { schema: { m: '/app/user.js', e: 3 } } });
    const connection = ormOf(call(LIBRARY, 'createConnection', 'url')?.value);
    expect(call(connection, 'model', 'User', schema)?.value).toMatchObject({ role: 'model', model: 'User' });
    expect(user('discriminator', 'Admin', schema)?.value).toMatchObject({ role: 'model', model: 'Admin' });
    expect(call({ ...LIBRARY, role: 'class-function' }, '', classNamed('User'))?.value).toMatchObject({ role: 'model', model: 'User' });
    expect(call({ ...LIBRARY, role: 'schema-factory' }, 'createForClass', classNamed('User'))?.value).toMatchObject({ role: 'schema', model: 'User' });
    expect(mongoose.get(ormOf(mongoose.get(connection, 'models')), 'User')).toMatchObject({ role: 'model', model: 'User' });
  });

  it('have members that are given to their schemas', () => {
    const value = opaque('Users', { k: 'class', m: '/app/user.js', c: 0 });
    expect(mongoose.gives?.(SCHEMA_VALUE, 'loadClass', argumentsOf(value))).toMatchObject([{ path: ['statics'] }, { path: ['methods'], instances: true }]);
    expect(mongoose.gives?.(SCHEMA_VALUE, 'static', argumentsOf('byName', opaque('fn', FUNCTION)))).toMatchObject([{ path: ['statics'], name: 'byName' }]);
    expect(mongoose.gives?.(SCHEMA_VALUE, 'method', argumentsOf({ rename: 1 }))).toMatchObject([{ path: ['methods'] }]);
    expect(mongoose.gives?.(SCHEMA_VALUE, 'index', argumentsOf({ name: 1 }))).toEqual([]);
    expect(mongoose.self?.(SCHEMA_VALUE, ['statics'])).toMatchObject({ role: 'model', model: 'User' });
    expect(mongoose.self?.(SCHEMA_VALUE, ['methods'])).toMatchObject({ role: 'row', model: 'User' });
    expect(mongoose.partOf?.({ ...USER, state: { schema: { m: '/app/user.js', e: 3 } } })).toEqual({ m: '/app/user.js', e: 3 });
  });

  it('ask nothing where they are only described', () => {
    for (const method of ['createIndexes', 'syncIndexes', 'watch', 'init']) expect(user(method)).toEqual({ value: { k: 'plain' } });
    expect(user('paginate', {})).toBeUndefined();
  });
});

describe('queries', () => {
  it('are lazy, and give rows when they are waited for', () => {
    const found = user('find', { teamId: id });
    expect(found?.query?.runs).toBe('awaited');
    expect(mongoose.awaited?.(ormOf(found?.value))).toEqual({ k: 'list', of: ROW });
    expect(mongoose.awaited?.(ormOf(user('findById', id)?.value))).toEqual(ROW);
    expect(mongoose.awaited?.(ormOf(chain(found, ['lean'])?.value))).toEqual({ k: 'list', of: { k: 'plain' } });
    expect(conditions(user('findById', id))).toEqual(['_id =']);
  });

  it('grow, and run by `exec`, `cursor` and callbacks', () => {
    const grown = chain(user('find', { teamId: id }), ['where', 'age'], ['gte', 18], ['populate', 'team'], ['limit', 3]);
    expect(conditions(grown)).toEqual(['teamId =', 'age >=']);
    expect(grown?.query).toMatchObject({ loads: ['team'], runs: 'awaited', options: ['populate', 'limit'] });
    expect(chain(grown, ['exec'])?.query?.runs).toBe('called');
    expect(chain(grown, ['cursor'])).toMatchObject({ value: { role: 'cursor' }, query: { runs: 'called' } });
    expect(chain(grown, ['countDocuments'])?.query).toMatchObject({ operation: 'count', method: 'countDocuments' });
    expect(user('findOne', { id }, opaque('callback', FUNCTION))?.query?.runs).toBe('called');
    expect(mongoose.callbackParam?.(USER, 'findOne', 1, 1)).toEqual(ROW);
    expect(mongoose.callbackParam?.(ormOf(grown?.value), 'then', 0, 0)).toEqual({ k: 'list', of: ROW });
  });

  it('read filters, and what is open in them', () => {
    expect(conditions(user('find', { a: 1, b: { $ne: id }, $and: [{ c: id }], 'd.e': id }))).toEqual(['a =', 'b not', 'c =', 'd.e =']);
    expect(user('find', { $or: [{ a: id }] })?.query?.filter?.open).toBe(true);
    expect(conditions(user('find', { items: { $elemMatch: { sku: id } } }))).toEqual(['items.sku =']);
    expect(conditions(user('find', opaque('filter')))).toEqual(['* ?']);
    expect(mongoose.call(USER, 'updateOne', spreadArguments)?.query).toMatchObject({ filter: { open: true }, payload: { open: true } });
  });

  it('write one row, a list, or what `new` was given', () => {
    expect(user('create', [row])?.query).toMatchObject({ cardinality: 'many', payload: { list: true } });
    expect(user('create', row, row)?.query?.cardinality).toBe('many');
    expect(user('bulkWrite', opaque('writes'))?.query).toMatchObject({ operation: 'update', cardinality: 'many', runs: 'called' });
    const made = ormOf(user('new', row)?.value);
    expect(call(made, 'save')?.query).toMatchObject({ operation: 'create', onRow: true });
    expect(call(made, 'save')?.query?.payload?.assignments.map(({ field }) => field)).toEqual(['name', 'teamId']);
  });

  it.each([
    ['save', 'update', 'called'],
    ['deleteOne', 'delete', 'awaited'],
    ['remove', 'delete', 'called'],
    ['updateOne', 'update', 'awaited'],
    ['populate', 'read', 'called'],
  ])('runs a query by row.%s()', (method, operation, runs) => {
    expect(onRow(method, 'x')?.query).toMatchObject({ operation, runs, onRow: true, model: 'User' });
  });

  it('have no query in columns, and none in what a session does', () => {
    for (const method of ['set', 'toObject', 'isModified', 'validate']) expect(onRow(method)?.query).toBeUndefined();
    expect(mongoose.get(ROW, 'name')).toEqual({ k: 'plain' });
    const session = ormOf(call(LIBRARY, 'startSession')?.value);
    for (const method of ['startTransaction', 'commitTransaction', 'endSession']) expect(call(session, method)).toEqual({ value: { k: 'plain' } });
  });

  it('go to the driver by collections, whose cursors run when rows are taken', () => {
    const collection = ormOf(call(ormOf(mongoose.get(ormOf(mongoose.get(LIBRARY, 'connection')), 'db')), 'collection', 'users')?.value);
    const found = call(collection, 'find', { teamId: id });
    expect(found?.query).toBeUndefined();
    expect(chain(found, ['sort', { name: 1 }], ['toArray'])?.query).toMatchObject({ method: 'find', runs: 'called', model: 'users' });
    expect(call(collection, 'findOne', { id })?.query).toMatchObject({ operation: 'read', runs: 'called' });
    expect(mongoose.get(USER, 'collection')).toMatchObject({ role: 'collection', model: 'User' });
  });
});

describe('shape', () => {
  const shape = (members: readonly string[], method: string, ...args: readonly unknown[]) => mongoose.shape({ members, method, args: argumentsOf(...args) }, [SCHEMA])?.query;

  it.each([
    [['db', 'User'], 'findById', [id]],
    [['User'], 'findOne', [{ _id: id }]],
    [['models', 'User'], 'updateMany', [{ teamId: id }, { $set: { name: 'x' } }]],
    [['User'], 'find', [{ teamId: { $in: id } }]],
  ])('%j.%s is Mongoose’s', (members, method, args) => {
    expect(shape(members, method, ...args)).toMatchObject({ method, evidence: 'shaped' });
  });

  it.each([
    ['a list', ['User'], 'find', [opaque('fn')]],
    ['a cache', ['User'], 'create', [row]],
    ['a model that is not in the schema', ['Post'], 'findById', [id]],
    ['no member', [], 'findById', [id]],
  ])('%s is not', (_, members, method, args) => {
    expect(shape(members, method, ...args)).toBeUndefined();
  });
});

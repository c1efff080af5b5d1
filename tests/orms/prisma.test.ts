import { describe, expect, it } from 'vitest';

import { prisma } from '../../src/orms/prisma/index.ts';
import type { Outcome, Place } from '../../src/vocabulary/orm.ts';
import type { Schema } from '../../src/vocabulary/schema.ts';
import type { OrmValue, Value } from '../../src/vocabulary/value.ts';
import { checkSituations } from './situations.ts';
import { argumentsOf, opaque, spreadArguments, sql } from './views.ts';

const CLIENT: OrmValue = { k: 'orm', orm: 'prisma', role: 'client', evidence: 'proved' };
const SCHEMA: Schema = prisma.schema!.read([
  {
    path: '/app/prisma/schema.prisma',
    text: [
      'generator client {\n  provider = "prisma-client"\n  output = "../src/generated/prisma"\n}',
      'model User {\n  id Int @id\n  name String\n  teamId Int\n}',
      'model user_session {\n  id Int @id\n}',
    ].join('\n'),
  },
]);

function ormOf(value: Value | undefined): OrmValue {
  if (value?.k !== 'orm') throw new Error(`no value of the ORM: ${JSON.stringify(value)}`);
  return value;
}

function user(method: string, ...args: readonly unknown[]): Outcome | undefined {
  return prisma.call(ormOf(prisma.get(CLIENT, 'user')), method, argumentsOf(...args));
}

function onClient(method: string, ...args: readonly unknown[]): Outcome | undefined {
  return prisma.call(CLIENT, method, argumentsOf(...args));
}

const id = opaque('id');
const row = { name: opaque('name'), teamId: 1 };

describe('situations', () => {
  checkSituations({
    'reads one row by key': () => user('findUnique', { where: { id } }),
    'reads many rows by a column': () => user('findMany', { where: { teamId: id } }),
    'reads many rows by a list of keys': () => user('findMany', { where: { id: { in: opaque('ids') } } }),
    'reads every row': () => user('findMany'),
    'reads the first row of many': () => user('findFirst', { where: { teamId: id }, orderBy: { id: 'asc' } }),
    'reads a few of many rows': () => user('findMany', { where: { teamId: id }, take: 3 }),
    'counts rows': () => user('count', { where: { teamId: id } }),
    'sums a column': () => user('aggregate', { where: { teamId: id }, _sum: { id: true } }),
    'writes one new row': () => user('create', { data: row }),
    'writes many new rows': () => user('createMany', { data: [row] }),
    'changes one row by key': () => user('update', { where: { id }, data: { name: 'x' } }),
    'changes many rows': () => user('updateMany', { where: { teamId: id }, data: { name: 'x' } }),
    'writes a row or changes it': () => user('upsert', { where: { id }, create: row, update: { name: 'x' } }),
    'deletes one row by key': () => user('delete', { where: { id } }),
    'deletes many rows': () => user('deleteMany', { where: { teamId: id } }),
    'reads by a statement': () => onClient('$queryRaw', sql('SELECT * FROM users WHERE id = ?')),
    'writes by a statement': () => onClient('$executeRaw', sql('update users set name = ? where id = ?')),
    'reads inside a transaction': () => {
      const tx = ormOf(prisma.callbackParam?.(CLIENT, '$transaction', 0, 0));
      return prisma.call(ormOf(prisma.get(tx, 'user')), 'findUnique', argumentsOf({ where: { id } }));
    },
  });
});

describe('claims', () => {
  const GENERATED = '/app/src/generated/prisma';
  const place = (path?: string, schemas: readonly Schema[] = [SCHEMA]): Place => ({
    importer: '/app/src/a.ts',
    ...(path === undefined ? {} : { path }),
    schemas: () => schemas,
  });

  it.each([
    ['@prisma/client', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['@prisma/client/edge', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['@prisma/client/default', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['.prisma/client', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['../../node_modules/.prisma/client', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['@prisma/client', 'Prisma', undefined, 'namespace', 'proved'],
    ['@prisma/client', '*', undefined, 'module', 'proved'],
    ['@prisma/client', 'default', undefined, 'module', 'proved'],
    ['nestjs-prisma', 'PrismaService', undefined, 'client-class', 'proved'],
    ['@zenstackhq/runtime', 'enhance', undefined, 'enhance', 'proved'],
    ['./generated/prisma', 'PrismaClient', GENERATED, 'client-class', 'proved'],
    ['./generated/prisma/client', 'PrismaClient', `${GENERATED}/client.ts`, 'client-class', 'proved'],
    ['./generated/prisma/client.js', 'PrismaClient', `${GENERATED}/client.js`, 'client-class', 'proved'],
    ['./generated/prisma', 'Prisma', `${GENERATED}/index.d.ts`, 'namespace', 'proved'],
    ['@/generated/prisma', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['~/generated/prisma/client', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['#prisma', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['@generated/prisma', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['@acme/generated/prisma', 'PrismaClient', undefined, 'client-class', 'proved'],
    ['@acme/db/generated/client', 'PrismaClient', undefined, 'client-class', 'declared'],
    ['../other/__generated__/db', 'PrismaClient', '/app/other/__generated__/db', 'client-class', 'declared'],
  ])('%s %s (%s) is a %s', (from, name, path, role, evidence) => {
    expect(prisma.claim({ from, name, path: [] }, place(path))).toEqual({ k: 'orm', orm: 'prisma', role, evidence });
  });

  it.each([
    ['@prisma/client', 'Role', undefined],
    ['@prisma/client-runtime-utils', 'PrismaClient2', undefined],
    ['@prisma/extension-accelerate', 'withAccelerate', undefined],
    ['@prisma/adapter-pg', 'PrismaPg', undefined],
    ['./db', 'PrismaClient', '/app/src/db.ts'],
    ['./generated/prisma/models', 'User', `${GENERATED}/models.ts`],
    ['./generated/prisma-zod', 'Prisma', '/app/src/generated/prisma-zod'],
    ['@/db', 'prisma', undefined],
    ['@acme/prisma', 'default', undefined],
    ['@acme/db', 'PrismaClient', undefined],
    ['@zenstackhq/orm', 'enhance', undefined],
  ])('%s %s (%s) is none of its values', (from, name, path) => {
    expect(prisma.claim({ from, name, path: [] }, place(path))).toBeUndefined();
  });

  it.each([
    ['PrismaClient', [], 'client', undefined],
    ['Prisma', ['TransactionClient'], 'client', undefined],
    ['Prisma', ['DefaultPrismaClient'], 'client', undefined],
    ['Prisma', ['UserDelegate'], 'delegate', 'User'],
    ['*', ['Prisma', 'UserDelegate'], 'delegate', 'User'],
    ['Prisma', ['PrismaPromise'], 'rows', undefined],
  ])('the type %s %s is a %s', (name, path, role, model) => {
    expect(prisma.fromType({ from: '@prisma/client', name, path }, place())).toMatchObject({ role, ...(model ? { model } : {}), evidence: 'declared' });
  });

  it('says nothing about types of rows, inputs and other packages', () => {
    expect(prisma.fromType({ from: '@prisma/client', name: 'User', path: [] }, place())).toBeUndefined();
    expect(prisma.fromType({ from: '@prisma/client', name: 'Prisma', path: ['UserWhereInput'] }, place())).toBeUndefined();
    expect(prisma.fromType({ from: './types', name: 'PrismaClient', path: [] }, place('/app/src/types.ts'))).toBeUndefined();
  });
});

describe('transitions', () => {
  it('follows a client from its class to its delegates', () => {
    const client = prisma.call({ ...CLIENT, role: 'client-class' }, 'new', argumentsOf());
    expect(client?.value).toEqual(CLIENT);
    expect(prisma.call(CLIENT, '$extends', argumentsOf({}))?.value).toEqual(CLIENT);
    expect(prisma.get(CLIENT, 'postTag')).toMatchObject({ role: 'delegate', model: 'PostTag' });
    expect(prisma.get(CLIENT, '$transaction')).toBeUndefined();
    expect(prisma.get({ ...CLIENT, role: 'module' }, 'PrismaClient')).toMatchObject({ role: 'client-class' });
  });

  it('hands a client to transactions and extensions only', () => {
    expect(prisma.callbackParam?.(CLIENT, '$transaction', 0, 0)).toMatchObject({ role: 'client', state: { transaction: true } });
    expect(prisma.callbackParam?.(CLIENT, '$extends', 0, 0)).toEqual(CLIENT);
    expect(prisma.callbackParam?.({ ...CLIENT, role: 'namespace' }, 'defineExtension', 0, 0)).toEqual(CLIENT);
    expect(prisma.callbackParam?.(CLIENT, '$on', 1, 0)).toBeUndefined();
  });

  it('keeps the client through `enhance`', () => {
    const enhance: OrmValue = { ...CLIENT, role: 'enhance', evidence: 'declared' };
    expect(prisma.call(enhance, '', argumentsOf(opaque('prisma', CLIENT), {}))?.value).toEqual(CLIENT);
    expect(prisma.call(enhance, '', argumentsOf(opaque('db')))?.value).toMatchObject({ role: 'client' });
  });

  it('reads a relation by a fluent call, and nothing by a promise method', () => {
    const one = ormOf(user('findUnique', { where: { id } })?.value);
    expect(prisma.call(one, 'posts', argumentsOf())?.query).toMatchObject({ operation: 'read', method: 'posts', batched: true });
    expect(prisma.call(one, 'posts', argumentsOf({ take: 3 }))?.query).toMatchObject({ options: ['take'] });
    expect(prisma.call(one, 'then', argumentsOf())).toBeUndefined();
    expect(prisma.call(one, 'catch', argumentsOf())).toEqual({ value: one });
    expect(prisma.call(one, 'toString', argumentsOf())).toBeUndefined();
    expect(prisma.get(one, 'name')).toEqual({ k: 'plain' });
    expect(prisma.call(ormOf(user('findFirst')?.value), 'posts', argumentsOf())?.query?.batched).toBe(false);
  });

  it('runs no query by `$connect`, `fields` or an unknown method', () => {
    expect(onClient('$connect')?.query).toBeUndefined();
    expect(onClient('$transaction', [opaque('a')])).toEqual({ value: { k: 'list', of: { k: 'plain' } } });
    expect(onClient('enableShutdownHooks', opaque('app'))).toBeUndefined();
    expect(user('signUp', { email: 'x' })).toBeUndefined();
  });

  it('reads nothing, and throws nothing, from spread arguments', () => {
    const query = prisma.call(ormOf(prisma.get(CLIENT, 'user')), 'update', spreadArguments)?.query;
    expect(query).toMatchObject({ filter: { conditions: [], open: true }, payload: { open: true }, options: ['...'] });
  });
});

describe('shape', () => {
  const shape = (members: readonly string[], method: string, ...args: readonly unknown[]) =>
    prisma.shape({ members, method, args: argumentsOf(...args) }, [SCHEMA])?.query;

  it.each([
    [['user'], 'findMany', []],
    [['db', 'user'], 'findUnique', [{ where: { id } }]],
    [['user'], 'findFirstOrThrow', [opaque('args')]],
    [['user'], 'create', [{ data: row }]],
    [['user'], 'update', [{ where: { id }, data: {} }]],
    [['user'], 'updateMany', [{ data: {} }]],
    [['user'], 'delete', [{ where: { id } }]],
    [['user'], 'count', [{ where: { id } }]],
    [['user'], 'aggregate', [{ _sum: { id: true } }]],
    [['user'], 'groupBy', [{ by: ['teamId'] }]],
    [['prisma', 'user_session'], 'findMany', [{}]],
  ])('%j.%s is Prisma’s', (members, method, args) => {
    expect(shape(members, method, ...args)).toMatchObject({ method, evidence: 'shaped' });
  });

  it('names the model as the schema does', () => {
    expect(shape(['user_session'], 'findMany')?.model).toBe('user_session');
  });

  it.each([
    ['a map', ['user'], 'get', [id]],
    ['a cache', ['user'], 'delete', [id]],
    ['a cache with a key', ['cache', 'user'], 'delete', [{ key: 'x' }]],
    ['Drizzle', ['query', 'user'], 'findMany', [{ where: {} }]],
    ['a repository', ['repository'], 'find', []],
    ['a layer above', ['services', 'user'], 'findMany', [{ where: {} }]],
    ['a model that is not in the schema', ['post'], 'findMany', []],
    ['a count without options', ['user'], 'count', []],
    ['Mongoose', ['user'], 'updateMany', [{ where: id }, { name: 'x' }]],
    ['Sequelize', ['user'], 'findOne', [{ where: { id } }]],
    ['other options', ['user'], 'create', [{ data: row, transaction: id }]],
    ['a key', ['user'], 'findFirst', ['x']],
    ['an unread argument', ['user'], 'findMany', [opaque('query')]],
    ['no member', [], 'findMany', []],
  ])('%s is not', (_, members, method, args) => {
    expect(shape(members, method, ...args)).toBeUndefined();
  });

  it('knows statements only where a schema is', () => {
    expect(shape([], '$queryRaw', sql('SELECT 1'))).toMatchObject({ operation: 'read', evidence: 'shaped' });
    expect(prisma.shape({ members: [], method: '$queryRaw', args: argumentsOf(sql('SELECT 1')) }, [])).toBeUndefined();
    expect(prisma.shape({ members: ['user'], method: 'findMany', args: argumentsOf() }, [{ ...SCHEMA, orm: 'other' }])).toBeUndefined();
  });
});

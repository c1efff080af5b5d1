import { describe, expect, it } from 'vitest';

import { prisma } from '../../../src/orms/prisma/index.ts';
import { delegateMethods } from '../../../src/orms/prisma/methods.ts';
import type { QueryCall } from '../../../src/vocabulary/query.ts';
import { argumentsOf, eachOf, opaque, spread, sql } from '../views.ts';

const id = opaque('id');

function query(method: string, ...args: readonly unknown[]): QueryCall {
  const value = method.startsWith('$') ? ({ role: 'client' } as const) : ({ role: 'delegate', model: 'Post' } as const);
  const found = prisma.call({ k: 'orm', orm: 'prisma', evidence: 'proved', ...value }, method, argumentsOf(...args))?.query;
  if (!found) throw new Error(`${method} is no query`);
  return found;
}

function where(filter: unknown): string {
  const { conditions, open } = query('findMany', { where: filter }).filter ?? { conditions: [], open: true };
  return [...conditions.map(({ field, op, value }) => `${field} ${op} ${value?.m ?? ''}`), ...(open ? ['open'] : [])].join(' · ');
}

describe('methods', () => {
  it.each([
    ['findUnique', 'read', 'one'],
    ['findUniqueOrThrow', 'read', 'one'],
    ['findFirst', 'read', 'one'],
    ['findFirstOrThrow', 'read', 'one'],
    ['findMany', 'read', 'many'],
    ['groupBy', 'aggregate', 'many'],
    ['count', 'count', 'one'],
    ['aggregate', 'aggregate', 'one'],
    ['create', 'create', 'one'],
    ['createMany', 'create', 'many'],
    ['createManyAndReturn', 'create', 'many'],
    ['update', 'update', 'one'],
    ['updateMany', 'update', 'many'],
    ['updateManyAndReturn', 'update', 'many'],
    ['upsert', 'upsert', 'one'],
    ['delete', 'delete', 'one'],
    ['deleteMany', 'delete', 'many'],
    ['findRaw', 'read', 'many'],
    ['aggregateRaw', 'aggregate', 'many'],
  ])('%s is a %s of %s', (method, operation, cardinality) => {
    expect(query(method, {})).toMatchObject({ method, operation, cardinality, model: 'Post', runs: 'awaited' });
  });

  it('are all in the table above', () => {
    expect(delegateMethods.size).toBe(19);
  });
});

describe('filters', () => {
  it.each([
    [{ id }, 'id = id'],
    [{ id: { equals: id } }, 'id = id'],
    [{ id: { in: opaque('ids') } }, 'id in ids'],
    [{ at: { gte: id, lt: 2 } }, 'at >= id · at < 2'],
    [{ name: { contains: id, mode: 'insensitive' } }, 'name contains id'],
    [{ name: { equals: id, mode: 'insensitive' } }, 'name equals id'],
    [{ author: { id } }, 'author.id = id'],
    [{ author: { is: { team: { id } } } }, 'author.team.id = id'],
    [{ file: { path: id } }, 'file.path = id'],
    [{ author: { is: null } }, 'author = null'],
    [{ userId_postId: { userId: id, postId: 1 } }, 'userId_postId.userId = id · userId_postId.postId = 1'],
    [{ AND: [{ id }, { x: 1 }] }, 'id = id · x = 1'],
    [{ AND: { id } }, 'id = id'],
    [{ AND: eachOf({ id }) }, 'AND and each · open'],
    [{ OR: [{ id }] }, 'OR or list · open'],
    [{ NOT: { id } }, 'NOT not object · open'],
    [{ posts: { some: { id } } }, 'posts some object'],
    [{ id: {} }, ''],
    [spread({ id }), 'id = id · open'],
    [opaque('where'), '* ? where · open'],
  ])('%j', (filter, expected) => {
    expect(where(filter)).toBe(expected);
  });

  it.each([
    ['a key', { where: { id } }, true],
    ['a compound key', { where: { a_b: { a: 1, b: id } } }, true],
    ['a key and a column', { where: { id, active: true } }, true],
    ['a key it cannot read', { where: opaque('where') }, true],
    ['a branch', { where: { id, OR: [{ a: 1 }] } }, false],
    ['AND', { where: { id, AND: [{ a: 1 }] } }, false],
    ['a relation filter', { where: { id, author: { id } } }, false],
    ['an operator', { where: { id, at: { lt: 1 } } }, false],
  ])('findUnique with %s is batched: %s', (_, options, batched) => {
    expect(query('findUnique', options).batched).toBe(batched);
    expect(query('findFirst', options).batched).toBe(false);
  });
});

describe('payloads', () => {
  const written = (method: string, options: unknown) => {
    const { payload, nestedWrites } = query(method, options);
    return { fields: payload?.assignments.map(({ field, value }) => `${field} ${value.m}`), list: payload?.list, open: payload?.open, nestedWrites };
  };

  it.each([
    ['create', { data: { a: id } }, { fields: ['a id'], list: false, open: false, nestedWrites: false }],
    ['create', { data: { author: { connect: { id } } } }, { fields: ['author object'], list: false, open: false, nestedWrites: true }],
    ['create', { data: spread({ a: 1 }) }, { fields: ['* spread', 'a 1'], list: false, open: true, nestedWrites: false }],
    ['create', { data: opaque('dto') }, { fields: ['* dto'], list: false, open: true, nestedWrites: false }],
    ['createMany', { data: [{ a: 1 }, { a: 2 }] }, { fields: ['a 1', 'a 2'], list: true, open: false, nestedWrites: false }],
    ['createMany', { data: eachOf({ a: id }) }, { fields: ['a id'], list: true, open: false, nestedWrites: false }],
    ['update', { data: { n: { increment: 1 } } }, { fields: ['n object'], list: false, open: false, nestedWrites: false }],
    ['update', { data: { tags: { set: [] } } }, { fields: ['tags object'], list: false, open: false, nestedWrites: false }],
    ['update', { data: { tags: { set: [{ id: 1 }] } } }, { fields: ['tags object'], list: false, open: false, nestedWrites: true }],
    ['upsert', { create: { a: 1 }, update: { b: 2 } }, { fields: ['a 1', 'b 2'], list: false, open: false, nestedWrites: false }],
  ])('%s %j', (method, options, expected) => {
    expect(written(method, options)).toEqual(expected);
  });

  it('are absent from reads', () => {
    expect(query('findMany', { where: { id } })).not.toHaveProperty('payload');
    expect(query('delete', opaque('args'))).not.toHaveProperty('payload');
  });
});

describe('options', () => {
  it('names the other options, and says when there may be more', () => {
    expect(query('findMany', { where: {}, take: 1, orderBy: {} }).options).toEqual(['take', 'orderBy']);
    expect(query('findMany', spread({ take: 1 }))).toMatchObject({ options: ['take', '...'], filter: { open: true } });
  });

  it('tells an empty `update` of `upsert` from one that writes', () => {
    expect(query('upsert', { where: { id }, create: {}, update: {} }).options).toEqual([]);
    expect(query('upsert', { where: { id }, create: {}, update: { a: 1 } }).options).toEqual(['update']);
  });

  it('lists the relations that are loaded', () => {
    const options = { include: { author: true, tags: { include: { tag: true } }, x: false, _count: { select: { y: true } } } };
    expect(query('findMany', options).loads).toEqual(['author', 'tags', 'tags.tag']);
    expect(query('findMany', { select: { id: true, author: { select: { id: true } } } }).loads).toEqual(['author']);
  });
});

describe('statements', () => {
  it('are what their text asks for', () => {
    expect(query('$queryRaw', sql('SELECT * FROM a WHERE id = ?')).operation).toBe('read');
    expect(query('$executeRaw', sql('DELETE FROM a')).operation).toBe('delete');
  });

  it('about tables are no queries', () => {
    expect(() => query('$executeRawUnsafe', sql('CREATE TABLE a (id INT)'))).toThrow('no query');
  });

  it('are raw when their text cannot be read', () => {
    expect(query('$executeRawUnsafe', opaque('statement'), id)).toMatchObject({
      operation: 'raw',
      filter: { conditions: [{ value: { m: 'statement' } }, { value: { m: 'id' } }], open: true },
    });
  });
});

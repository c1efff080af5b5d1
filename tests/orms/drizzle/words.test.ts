import { describe, expect, it } from 'vitest';

import { drizzle } from '../../../src/orms/drizzle/index.ts';
import type { Driven } from '../../../src/vocabulary/orm.ts';
import type { Condition, QueryCall } from '../../../src/vocabulary/query.ts';
import type { Schema } from '../../../src/vocabulary/schema.ts';

const SCHEMA: Schema = drizzle.schema!.read([
  { path: '/app/schema.ts', text: "export const posts = pgTable('posts', { id: integer('id').primaryKey(), slug: text('slug').unique(), authorId: integer('author_id'), parentId: integer('parent_id') });" },
]);

const { words } = drizzle;

function query(more: Partial<QueryCall> = {}): QueryCall {
  return { orm: 'drizzle', method: 'select', operation: 'read', cardinality: 'many', model: 'posts', filter: { conditions: [], open: false }, loads: [], nestedWrites: false, options: [], runs: 'awaited', batched: false, evidence: 'proved', ...more };
}

function driven(fields: readonly string[], more: Partial<Driven> = {}): Driven {
  return { conditions: fields.map((field): Condition => ({ field, op: field === '*' ? '?' : '=' })), fixed: [], open: false, payload: 'none', used: false, ...more };
}

const FIXED: Partial<Driven> = { fixed: [{ field: 'published', op: '=' }] };
const payload = { assignments: [{ field: 'title', value: { m: 'a', e: 0 } }], open: false, list: false };

describe('one query for all', () => {
  it.each<[string, QueryCall, Driven]>([
    ['db.select().from(posts).where(inArray(posts.authorId, authorIds))', query(), driven(['authorId'])],
    ['db.select().from(posts).where(and(inArray(posts.authorId, authorIds), …)).orderBy(…)', query({ options: ['orderBy'] }), driven(['authorId'], FIXED)],
    ['db.select({ authorId: posts.authorId, … }).from(posts).leftJoin(…).where(inArray(posts.authorId, authorIds))', query({ options: ['fields', 'leftJoin'] }), driven(['authorId'])],
    ['db.select().from(posts).where(or(...keys.map((key) => and(eq(posts.authorId, key.authorId), eq(posts.slug, key.slug)))))', query(), driven(['authorId', 'slug'])],
    ['db.select().from(posts).where(inArray(users.teamId, teamIds))', query(), driven(['users.teamId'])],
    ['db.query.posts.findMany({ where: inArray(posts.id, ids), with: … })', query({ method: 'findFirst', cardinality: 'one', options: ['with'] }), driven(['id'])],
    ['db.query.posts.findMany({ where: { authorId: { in: authorIds } } })', query({ method: 'findMany', form: 'pg v2' }), driven(['authorId'])],
    ['db.query.posts.findMany({ where: { OR: keys.map(({ authorId, slug }) => ({ authorId, slug })) } })', query({ method: 'findMany', form: 'v2' }), driven(['authorId', 'slug'])],
    ['db.selectDistinctOn([posts.authorId]).from(posts).where(inArray(posts.authorId, authorIds)).orderBy(posts.authorId, …)', query({ cardinality: 'one', form: 'pg', options: ['orderBy', 'limit'] }), driven(['authorId'])],
    ['db.select({ authorId: posts.authorId, count: count() }).from(posts).where(inArray(posts.authorId, authorIds)).groupBy(posts.authorId)', query({ method: '$count', operation: 'count', cardinality: 'one' }), driven(['authorId'])],
    ['db.insert(posts).values(rows).onConflictDoNothing().returning()', query({ method: 'insert', operation: 'create', options: ['onConflictDoNothing', 'returning'], payload }), driven([], { payload: 'driven' })],
    ['db.insert(posts).values(rows).onConflictDoUpdate({ target: …, set: { title: sql.raw(`excluded.${posts.title.name}`), … } })', query({ method: 'insert', operation: 'upsert', payload }), driven([], { payload: 'driven' })],
    ['db.insert(posts).values(rows).onDuplicateKeyUpdate({ set: { title: sql`values(${posts.title})`, … } })', query({ method: 'insert', operation: 'upsert', options: ['onDuplicateKeyUpdate'], payload }), driven([], { payload: 'driven' })],
    ['db.update(posts).set({ title: … }).where(inArray(posts.id, ids))', query({ method: 'update', operation: 'update', payload }), driven(['id'], { payload: 'same' })],
    ['db.delete(posts).where(inArray(posts.id, ids))', query({ method: 'delete', operation: 'delete' }), driven(['id'])],
    ['db.batch(statements)', query({ method: 'batch', operation: 'delete' }), driven(['*'])],
    ['sql`… WHERE … IN ${ids}`', { ...query({ method: 'execute' }), model: undefined } as unknown as QueryCall, driven(['*'])],
  ])('%s', (code, asked, by) => {
    expect(words.setBased(asked, by, SCHEMA)?.text).toContain(code);
  });

  it('looks up one row by a unique column, and groups by others', () => {
    expect(words.setBased(query(), driven(['slug']), SCHEMA)?.text).toContain('look them up in a `Map` by `slug`');
    expect(words.setBased(query(), driven(['authorId']), SCHEMA)?.text).toContain('group them by `authorId` in a `Map`');
  });

  it('warns of an empty list where Drizzle throws', () => {
    expect(words.setBased(query({ method: 'insert', operation: 'create', payload }), driven([], { payload: 'driven' }), SCHEMA)?.text).toContain('`values([])` throws');
  });

  it.each<[string, QueryCall, Driven]>([
    ['a limit for each element', query({ options: ['limit'] }), driven(['authorId'])],
    ['a filter that cannot be read', query(), driven(['*'])],
    ['values that differ by row', query({ method: 'update', operation: 'update', payload }), driven(['id'], { payload: 'driven' })],
  ])('is not claimed for %s', (_, asked, by) => {
    expect(words.setBased(asked, by, SCHEMA)).toBeUndefined();
  });
});

it.each<[string, QueryCall, Driven]>([
  ['leftJoinLateral', query({ options: ['limit'] }), driven(['authorId'])],
  ['`or(...conditions)`', query(), { ...driven([]), conditions: [{ field: 'slug', op: 'like' }] }],
  ['inArray', query(), driven(['*'])],
  ['``db.update(posts).set({ title: sql`case ${posts.id} … end` }).where(inArray(…))``', query({ method: 'update', operation: 'update', payload }), driven(['id'], { payload: 'driven' })],
  ['db.delete(posts).where(or(...conditions))', query({ method: 'delete', operation: 'delete' }), driven(['*'])],
  ['count(*) filter (where …)', query({ operation: 'count' }), driven(['*'])],
])('says what is left: %s', (code, asked, by) => {
  expect(words.rowByRow(asked, by, SCHEMA).text).toContain(code);
});

it('reads a tree level by level', () => {
  expect(words.recursion(query(), SCHEMA).text).toContain('db.select().from(posts).where(inArray(posts.parentId, ids))');
  expect(words.recursion(query({ method: 'delete', operation: 'delete' }), SCHEMA).text).toContain('db.delete(posts)');
});

it.each([
  ['db.select().from(posts)', query()],
  ['db.query.posts.findFirst', query({ method: 'findFirst' })],
  ['db.insert(posts)', query({ method: 'insert', operation: 'create' })],
  ['db.$count(posts)', query({ method: '$count', operation: 'count' })],
  ['db.batch', query({ method: 'batch' })],
])('displays %s', (code, asked) => {
  expect(words.display(asked)).toBe(code);
});

describe('the client of the query', () => {
  const said = (written: string): string | undefined => words.setBased(query({ written, operation: 'delete', method: 'delete' }), driven(['authorId']), undefined)?.text;

  it('stays the client of the advice', () => {
    expect(said('tx')).toContain('`tx.delete(posts)');
    expect(said('this.db')).toContain('`this.db.delete(posts)');
  });

  it('is not taken from a relational query', () => {
    expect(said('tx.query.posts')).toContain('`tx.delete(posts)');
  });
});

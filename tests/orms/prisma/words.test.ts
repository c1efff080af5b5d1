import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

import { prisma } from '../../../src/orms/prisma/index.ts';
import type { Driven } from '../../../src/vocabulary/orm.ts';
import type { Condition, QueryCall } from '../../../src/vocabulary/query.ts';
import { argumentsOf, opaque, spread, sql } from '../views.ts';

const SCHEMA = prisma.schema!.read([
  {
    path: '/app/schema.prisma',
    text: `
model User {
  id Int @id
  code Int @unique
  posts Post[] @relation("author")
  edited Post[] @relation("editor")
  notes Note[]
}
model Post {
  id Int @id
  slug String @unique
  authorId Int
  author User @relation("author", fields: [authorId], references: [id])
  editorKey Int
  editor User @relation("editor", fields: [editorKey], references: [id])
  lang String
  @@unique([authorId, lang], name: "byLang")
}
model Note {
  id Int @id
  writerKey Int
  writer User @relation(fields: [writerKey], references: [code])
}
model Category {
  id Int @id
  upId Int?
  up Category? @relation("tree", fields: [upId], references: [id])
  downs Category[] @relation("tree")
}`,
  },
]);

const x = opaque('driven');
const isDriven = ({ value }: Condition) => value?.m === 'driven' || value?.m === 'object' || value?.m === 'list';

function asked(method: string, options: unknown, model = 'Post'): { query: QueryCall; driven: Driven } {
  const value = method.startsWith('$') ? ({ role: 'client' } as const) : ({ role: 'delegate', model } as const);
  const query = prisma.call({ k: 'orm', orm: 'prisma', evidence: 'proved', ...value }, method, argumentsOf(options))?.query;
  if (!query) throw new Error(`${method} is no query`);
  const conditions = query.filter?.conditions ?? [];
  const payload = !query.payload ? 'none' : query.payload.assignments.some((each) => isDriven({ op: '=', ...each })) ? 'driven' : 'same';
  const driven = { conditions: conditions.filter(isDriven), fixed: conditions.filter((each) => !isDriven(each)), open: query.filter?.open ?? false, payload, used: false } as const;
  return { query, driven };
}

function advice(method: string, options: unknown, schema = true, model = 'Post'): string {
  const { query, driven } = asked(method, options, model);
  const given = schema ? SCHEMA : undefined;
  const set = prisma.words.setBased(query, driven, given);
  return set ? set.text : `(row by row) ${prisma.words.rowByRow(query, driven, given).text}`;
}

const CASES: readonly (readonly [string, unknown])[] = [
  ['findUnique', { where: { id: x } }],
  ['findUnique', { where: { id: x, lang: 'en' } }],
  ['findUnique', { where: { byLang: { authorId: x, lang: x } } }],
  ['findUnique', { where: { authorId_lang: { authorId: x, lang: 'en' } } }],
  ['findUnique', { where: x }],
  ['findFirst', { where: { slug: x } }],
  ['findFirst', { where: { authorId: x }, orderBy: { id: 'desc' } }],
  ['findFirst', { where: { author: { id: x } }, orderBy: { id: 'desc' } }],
  ['findMany', { where: { authorId: x } }],
  ['findMany', { where: { slug: x } }],
  ['findMany', { where: { authorId: x }, select: { id: true }, orderBy: { id: 'asc' } }],
  ['findMany', { where: { author: { team: { id: x } } }, include: { tags: true } }],
  ['findMany', { where: { id: { in: x } } }],
  ['findMany', { where: { author: { id: x }, lang: 'en' } }],
  ['findMany', { where: { authorId: x, lang: x } }],
  ['findMany', { where: { author: { id: x }, lang: x } }],
  ['findMany', { where: { authorId: x }, take: 3, orderBy: { id: 'desc' } }],
  ['findMany', { where: { lang: x }, take: 3 }],
  ['findMany', { where: { createdAt: { gte: x, lt: x } } }],
  ['findMany', { where: { OR: [{ id: x }] } }],
  ['findMany', { where: x }],
  ['findMany', spread({})],
  ['count', { where: { authorId: x } }],
  ['count', { where: { editor: { id: x } } }],
  ['count', { where: { authorId: x }, take: 1 }],
  ['count', { where: { authorId: x, lang: x } }],
  ['count', { where: { author: { id: x } } }],
  ['count', { where: { createdAt: { gte: x } } }],
  ['aggregate', { where: { authorId: x }, _sum: { views: true }, _count: true }],
  ['groupBy', { by: ['lang'], where: { authorId: x } }],
  ['$queryRaw', sql('SELECT 1')],
  ['create', { data: { slug: x } }],
  ['create', { data: { slug: x, author: { connect: { id: 1 } } } }],
  ['create', { data: { slug: x }, include: { author: true } }],
  ['createMany', { data: [{ slug: x }] }],
  ['createManyAndReturn', { data: [{ slug: x }] }],
  ['update', { where: { id: x }, data: { lang: 'en' } }],
  ['update', { where: { id: x }, data: { lang: 'en' }, select: { id: true } }],
  ['update', { where: { byLang: { authorId: x, lang: x } }, data: { lang: 'en' } }],
  ['update', { where: { id: x }, data: { lang: x } }],
  ['update', { where: { id: x }, data: { tags: { create: [] } } }],
  ['updateMany', { where: { authorId: x }, data: { lang: 'en' } }],
  ['updateMany', { where: { authorId: 1, createdAt: { lt: x } }, data: { lang: 'en' } }],
  ['updateManyAndReturn', { where: { authorId: x }, data: { lang: 'en' } }],
  ['updateMany', { where: x, data: { lang: 'en' } }],
  ['upsert', { where: { slug: x }, create: { slug: x }, update: {} }],
  ['upsert', { where: { slug: x }, create: { slug: x }, update: { lang: 'en' } }],
  ['delete', { where: { id: x } }],
  ['deleteMany', { where: { authorId: x } }],
  ['deleteMany', { where: x }],
  ['$executeRaw', sql('INSERT INTO a VALUES (?)')],
  ['$executeRaw', sql('UPDATE a SET b = ?')],
  ['$executeRaw', sql('DELETE FROM a')],
  ['$executeRaw', x],
  ['findFirst', { where: { author: { email: x, name: x } }, orderBy: { id: 'desc' } }],
];

describe('advice', () => {
  it.each(CASES)('%s %#', (method, options) => {
    expect(advice(method, options)).toMatchSnapshot();
  });

  it.each(CASES)('%s %# is whole, short and never to run them all at once', (method, options) => {
    for (const schema of [true, false]) {
      const text = advice(method, options, schema).replace('(row by row) ', '');
      expect(text).toMatch(/^[A-Z`].*\.$/);
      expect(text).not.toMatch(/Promise\.all|should|please|undefined|`\*`|\*:/i);
      expect(text.split('`').length % 2).toBe(1);
      expect(text.replace(/`[^`]*`/g, 'code').split(/\s+/).length).toBeLessThanOrEqual(35);
    }
  });

  it.each(CASES)('%s %# can be pasted', (method, options) => {
    const code = [...advice(method, options).matchAll(/`(prisma\.[^`]*\([^`]*)`/g)].map(([, text = '']) => text);
    for (const text of code) {
      const filled = text.replaceAll('key.…', 'key.k').replaceAll('…:', 'k:').replaceAll(', …', '').replaceAll(': …', ': x').replaceAll('{ … }', '{}');
      expect(filled).not.toContain('…');
      expect(parseSync('a.js', filled).errors).toEqual([]);
    }
  });

  it('reads limited rows and counts by their parents when the schema leaves one way', () => {
    const [limited, counted] = [{ where: { writerId: x }, take: 2 }, { where: { writer: { code: x } } }];
    expect(advice('findMany', limited, true, 'Note')).toContain('include: { notes: { take: … } }');
    expect(advice('count', counted, true, 'Note')).toContain('include: { _count: { select: { notes: true } } }');
    expect(advice('findMany', { where: { authorId: x }, take: 2 })).toContain('(row by row)');
  });

  it('groups or maps by what the method says when there is no schema', () => {
    expect(advice('findMany', { where: { authorId: x } }, false)).toContain('group them by `authorId`');
    expect(advice('findMany', { where: { authorId: x }, take: 3 }, false)).toContain('(row by row)');
  });
});

describe('recursion', () => {
  it.each([
    ['findMany', 'Category', { where: { upId: x } }],
    ['findMany', 'Category', { where: { id: x } }],
    ['findMany', 'Folder', { where: { folderId: x } }],
    ['delete', 'Category', { where: { id: x } }],
  ])('%s %s %#', (method, model, options) => {
    expect(prisma.words.recursion(asked(method, options, model).query, SCHEMA).text).toMatchSnapshot();
  });
});

describe('display', () => {
  it('writes a call as the program does', () => {
    expect(prisma.words.display(asked('findMany', {}, 'PostTag').query)).toBe('prisma.postTag.findMany');
    expect(prisma.words.display(asked('$queryRaw', sql('SELECT 1')).query)).toBe('prisma.$queryRaw');
  });
});

describe('rows that are needed back', () => {
  const { query, driven } = asked('create', { data: { slug: x } });
  const set = (database: string, used: boolean, version?: readonly number[]): string | undefined =>
    prisma.words.setBased({ ...query, ...(version && { version }) }, { ...driven, used }, { ...SCHEMA, database })?.text;

  it.each(['mysql', 'mongodb', 'sqlserver'])('come from no `createMany` on %s', database => {
    expect(set(database, true)).toBeUndefined();
    expect(set(database, false)).toContain('createMany');
    expect(prisma.words.rowByRow(query, { ...driven, used: true }, { ...SCHEMA, database }).text).toContain('ids of your own');
  });

  it('come from `createManyAndReturn` since 5.14', () => {
    expect(set('postgresql', true, [5, 13, 0])).toBeUndefined();
    expect(set('postgresql', true, [5, 14, 0])).toContain('createManyAndReturn');
    expect(set('postgresql', false, [5, 13, 0])).toContain('createMany');
  });
});

import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readSettings } from '../../src/settings.ts';
import { projectWith, type Files } from './harness.ts';

const { explain } = await import('../../src/analysis/index.ts');

/** What is said of the line that ends in `// here`, call by call. */
function said(code: string, { path = 'src/service.ts', files = {}, settings = {} }: { path?: string; files?: Files; settings?: object } = {}): readonly string[] {
  const dir = projectWith({ ...files, [path]: code });
  const line = code.split('\n').findIndex(text => text.endsWith('// here')) + 1;
  return explain({ filename: join(dir, path), text: code, cwd: dir, settings: readSettings({ orm: settings }) }, line).map(({ subject, facts }) => [subject, ...facts].join('\n'));
}

const IMPORT = "import { prisma } from './db';\n";

describe('a query', () => {
  it('is named with its evidence, what repeats it, what drives it, and the rule', () => {
    const code = `${IMPORT}export async function work(ids: string[]) {
  for (const id of ids) await prisma.post.findMany({ where: { authorId: id } }); // here
}`;
    expect(said(code)).toEqual([
      `prisma.post.findMany
It is a query: \`findMany\` of Post (read). The evidence is proved: its receiver was followed to the package or the generated client.
It is repeated by the \`for…of\` loop on line 3 over \`ids\`.
The element of the \`for…of\` loop on line 3 over \`ids\` reaches the input of \`findMany\` of Post (read): it is driven.
\`orm/no-query-in-loop\` reports it (driven).`,
    ]);
  });

  it('is named across files, with the way to it', () => {
    const files = { 'src/posts.ts': `${IMPORT}export const postsOf = (authorId: string) => prisma.post.findMany({ where: { authorId } });\n` };
    const [found] = said("import { postsOf } from './posts';\nexport const work = (ids: string[]) => Promise.all(ids.map(id => postsOf(id))); // here", { files }).filter(each => each.startsWith('postsOf'));
    expect(found).toContain('It enters `postsOf` (posts.ts).');
    expect(found).toContain('It runs `findMany` of Post (read), by way of `postsOf` (posts.ts).');
    expect(found).toContain('It is repeated by the callback on line 2 over `ids`.');
    expect(found).toContain('`orm/no-query-in-loop` reports it (driven).');
  });

  it('is silent for a named reason', () => {
    const [found] = said(`${IMPORT}export async function work() {
  for (const status of ['OPEN', 'CLOSED']) await prisma.post.findMany({ where: { status } }); // here
}`);
    expect(found).toContain('The `for…of` loop on line 3');
    expect(found).toContain('does not count for `findMany` of Post (read):');
    expect(found).toContain('So `findMany` of Post (read) is not reported.');
  });

  it('is loop-invariant, or may not move', () => {
    const loop = (body: string): string => `${IMPORT}export async function work(ids: string[]) {\n  for (const id of ids) {\n    await prisma.setting.findMany({ where: { key: 'x' } }); // here\n    ${body}\n  }\n}`;
    expect(said(loop('console.log(id);'))[0]).toContain('it is loop-invariant.\n`orm/no-query-in-loop` reports it (invariant).');
    expect(said(loop("await prisma.setting.create({ data: { orgId: id, key: 'x', value: '' } });"))[0]).toContain('it cannot be shown that it may move before the loop');
  });

  it('says that the preset without `rounds` leaves it out', () => {
    expect(said(`${IMPORT}export async function run(n: number) {
  for (let i = 0; i < n; i++) await prisma.post.create({ data: { position: i } }); // here
}`)[0]).toContain('reports it (driven, only with `rounds`)');
  });

  it('says that the preset without `perRowWrites` leaves it out', () => {
    expect(said(`${IMPORT}export async function work(posts: { id: string; title: string }[]) {
  for (const { id, title } of posts) await prisma.post.update({ where: { id }, data: { title } }); // here
}`)[0]).toContain('reports it (row-by-row, only with `perRowWrites`)');
  });

  it('stands alone', () => {
    expect(said(`${IMPORT}export const all = () => prisma.post.findMany(); // here`)[0]).toContain('Nothing repeats it here.');
  });
});

describe('what is no query', () => {
  it.each([
    ['a package', "import cache from 'lru';\nexport const one = (id: string) => cache.entries.find(id); // here", 'its receiver is from the package `lru`', "If `cache` is a client of an ORM, `settings.orm.clients: [{ member: 'cache', orm: '…' }]` says so."],
    ['a parameter', 'export const one = (db, id: string) => db.posts.find(id); // here', 'its receiver is', "[{ member: 'db', orm: '…' }]"],
    ['a list', 'const list = [1, 2];\nexport const one = () => list.indexOf(1); // here', 'its receiver is a list', ''],
    ['an instance', "class Box { open() {} }\nconst box = new Box();\nexport const one = () => box.shut(1); // here", 'its receiver is an instance of `Box` (service.ts)', ''],
    ['an object', "const box = { open: () => 1 };\nexport const one = () => box.shut(1); // here", 'its receiver is an object made in service.ts', ''],
    ['a namespace', "import * as box from './box';\nexport const one = () => box.shut(1); // here", 'its receiver is the module box.ts', ''],
    ['this', 'export function one() { return this.db.posts.find(1); } // here', 'its receiver is unknown', "[{ member: 'this.db', orm: '…' }]"],
  ])('%s says what it is, and which setting would help', (_, code, receiver, setting) => {
    const [found] = said(code, { files: { 'src/box.ts': 'export const open = () => 1;\n' } });
    expect(found).toContain(`It is no known query and enters no known function: ${receiver}`);
    expect(found).toContain(setting);
  });
});

describe('where nothing can be said', () => {
  it('a line without a call', () => {
    expect(said('export const one = 1; // here')).toEqual(['line 1\nThere is no call on this line.']);
  });

  it('a file that cannot be parsed', () => {
    expect(said('export const = ; // here')).toEqual(['service.ts\nThe file cannot be parsed, so nothing is said about it.']);
  });

  it('offline code', () => {
    expect(said(`${IMPORT.replace('./db', '../src/db')}await prisma.post.findMany(); // here`, { path: 'scripts/once.ts' })[0]).toContain('The file is offline code');
  });

  it('a project without an ORM', () => {
    expect(said('go(); // here', { files: { 'package.json': '{}', 'prisma/schema.prisma': '', 'src/db.ts': '' } })[0]).toContain('names an ORM');
  });
});

describe('relations', () => {
  it('says why a query that goes by another one is no finding', () => {
    const code = (between: string): string => `${IMPORT}export async function show(id: string, me: any) {
  const user = await prisma.user.findUnique({ where: { id } });
  ${between}
  return { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) }; // here
}`;
    expect(said(code("if (user!.teamId !== me.teamId) throw new Error('forbidden');"))[0]).toContain('It goes by rows of `prisma.user.findUnique`, and `orm/prefer-include` says nothing of that: a check between them may end the function.');
    expect(said(code("if (!user) throw new Error('missing');"))[0]).not.toContain('orm/prefer-include');
  });

  it('says why a row that is read again is no finding', () => {
    const code = `${IMPORT}export async function rename(id: string, name: string) {
  const before = await prisma.user.findUnique({ where: { id } });
  await prisma.user.update({ where: { id }, data: { name } });
  return { before, after: await prisma.user.findUnique({ where: { id } }) }; // here
}`;
    expect(said(code)[0]).toContain('`prisma.user.findUnique` has read the row by the same key, and `orm/prefer-include` says nothing of that: rows are written between them');
  });

  it('says why a relation that is loaded is no finding', () => {
    const code = `${IMPORT}export async function feed() {
  const posts = await prisma.post.findMany({ include: { author: true, comments: true } }); // here
  return posts.map(post => ({ title: post.title, by: post.author }));
}`;
    expect(said(code)[0]).toContain('It loads `author`, and `orm/no-unused-eager-load` says nothing of that: the program reads it.');
    expect(said(code)[0]).not.toContain('`comments`, and');
  });
});

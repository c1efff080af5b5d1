import { expect, it } from 'vitest';

import { findingsOf } from './harness.ts';

const adviceFor = (body: string): string | undefined =>
  findingsOf({ code: `export async function work(ids: string[], note: (id: string) => void) {\n  await prisma.$transaction(async tx => {\n    for (const id of ids) {\n${body}\n    }\n  });\n}\n` })[0]?.advice;

it('names the client of the transaction that the query runs in', () => {
  expect(adviceFor('await tx.post.delete({ where: { id } });')).toBe('Collect the keys and delete all rows with one `tx.post.deleteMany({ where: { id: { in: ids } } })`.');
});

it('names the usual client when the query stands in another function', () => {
  const [found] = findingsOf({
    code: `const drop = (db, id) => db.post.delete({ where: { id } });
export async function work(ids: string[]) {
  for (const id of ids) await drop(prisma, id);
}
`,
  });
  expect(found?.advice).toContain('`prisma.post.deleteMany(');
});

it('keeps the answer of a write that decides how the round goes on', () => {
  const write = "await tx.post.updateMany({ where: { id, title: 'new' }, data: { title: 'taken' } });";
  expect(adviceFor(write)).not.toContain('updateManyAndReturn');
  expect(adviceFor(`const { count } = ${write}\nif (count > 0) note(id);`)).toContain('`updateManyAndReturn` gives back the rows that were changed');
  expect(adviceFor(`if ((${write.slice(0, -1)}).count > 0) note(id);`)).toContain('updateManyAndReturn');
});

it('does not write one random value into all rows, also behind a helper', () => {
  const kinds = (value: string): readonly string[] =>
    findingsOf({
      code: `import { nanoid } from 'nanoid';
const reset = (id: string) => change(id, { slug: ${value} });
const change = (id: string, data: { slug: string }) => prisma.post.update({ where: { id }, data });
export async function work(ids: string[]) {
  for (const id of ids) await reset(id);
}
`,
    }).map(({ kind }) => kind);
  expect(kinds('nanoid()')).toEqual(['row-by-row']);
  expect(kinds("'new'")).toEqual(['driven']);
});

it('does not move a read before the writes of its own round', () => {
  const kindOf = (body: string): string => findingsOf({ code: `export async function work(ids: string[]) {\n  for (const id of ids) {\n${body}\n  }\n}\n` }).map(({ kind, subject }) => `${kind} ${subject}`).join(', ');
  const write = "await prisma.post.updateMany({ where: { authorId: id }, data: { title: 'new' } });";
  const read = "console.log(await prisma.post.findMany({ where: { authorId: id } }));";
  expect(kindOf(write + read)).toBe('driven prisma.post.updateMany, row-by-row prisma.post.findMany');
  expect(kindOf(read + write)).toBe('driven prisma.post.findMany, driven prisma.post.updateMany');
  expect(kindOf(`if (id) { ${write} } ${read}`)).toBe('driven prisma.post.updateMany, driven prisma.post.findMany');
  expect(kindOf(write.replace('post', 'user') + read)).toContain('driven prisma.post.findMany');
});

it('asks for what is known only in the round after all rounds', () => {
  const adviceOf = (body: string): string | undefined => findingsOf({ code: `export async function work(ids: string[], api: { ownerOf(id: string): Promise<string> }) {\n  for (const id of ids) {\n${body}\n  }\n}\n` })[0]?.advice;
  expect(adviceOf('const owner = await api.ownerOf(id);\nconsole.log(await prisma.user.findFirst({ where: { id: owner } }));')).toBe('Let the rounds make their keys first, then read all rows with `prisma.user.findMany({ where: { id: { in: ids } } })` and look them up in a `Map` by `id`.');
  expect(adviceOf('console.log(await prisma.user.findFirst({ where: { id } }));')).toContain('Read them all before the loop with');
});

it('keeps what a round has done outside', () => {
  const adviceOf = (body: string): string | undefined => findingsOf({ code: `export async function work(ids: string[], mail: (id: string) => Promise<string>) {\n  for (const id of ids) {\n${body}\n  }\n}\n` })[0]?.advice;
  const write = 'await prisma.job.delete({ where: { id } });';
  const kept = 'Do it in a `finally`, so that a round that fails does not lose what the rounds before it did.';
  expect(adviceOf(`await mail(id);\n${write}`)).toContain(kept);
  expect(adviceOf(`const message = await mail(id);\nawait prisma.auditLog.create({ data: { message } });`)).toContain(kept);
  expect(adviceOf(write)).not.toContain('finally');
  expect(adviceOf(`${write}\nawait mail(id);`)).not.toContain('finally');
});

it('writes other values per row where a parameter has a default', () => {
  const code = `const update = (id: string, data = {}) => prisma.post.update({ where: { id }, data });
export async function work(rows: { id: string; title: string }[]) {
  for (const { id, title } of rows) await update(id, { title });
}
`;
  expect(findingsOf({ code }).map(({ kind }) => kind)).toEqual(['row-by-row']);
  expect(findingsOf({ code: code.replace('{ title })', "{ title: '' })") }).map(({ kind }) => kind)).toEqual(['driven']);
});

it('takes the part of an argument that a variable holds', () => {
  const code = `async function titleOf({ path, author }: { path: string; author: string }) {
  const post = await prisma.post.findFirst({ where: { authorId: author } });
  return post?.title + path;
}
export async function work(paths: string[], author: string) {
  for (const path of paths) {
    const request = { path, author };
    console.log(await titleOf(request));
  }
}
`;
  expect(findingsOf({ code }).map(({ kind }) => kind)).toEqual(['invariant']);
  expect(findingsOf({ code: code.replace('authorId: author', 'slug: path') }).map(({ kind }) => kind)).toEqual(['driven']);
});

it('says since when SQLite takes many rows', () => {
  const advice = (database: string, version = '^6.0.0'): string | undefined =>
    findingsOf({
      code: {
        'package.json': JSON.stringify({ dependencies: { '@prisma/client': version } }),
        'prisma/schema.prisma': `generator client {\n  provider = "prisma-client-js"\n}\ndatasource db {\n  provider = "${database}"\n}\nmodel Post {\n  id String @id\n}\n`,
        'src/posts.ts': "import { prisma } from './db';\nexport async function add(ids: string[]) {\n  for (const id of ids) await prisma.post.create({ data: { id } });\n}\n",
      },
    })[0]?.advice;
  expect(advice('sqlite')).toContain('SQLite has both since Prisma 5.14');
  expect(advice('mysql')).not.toContain('5.14');
  expect(advice('sqlite', '5.13.0')).toContain('one `$transaction` around the rounds');
});

it('names what a loop goes through, and no elements of a number', () => {
  const collectionOf = (head: string): string | undefined =>
    findingsOf({ code: `export async function work(ids: string[], pages: number) {\n  for (${head}) await prisma.post.findMany({ where: { authorId: ids[i] } });\n}\n` })[0]?.collection;
  expect(collectionOf('let i = 0; i < ids.length; i++')).toBe('ids');
  expect(collectionOf('let i = 0; i < pages; i++')).toBeUndefined();
});

it('reads what a function writes that a query is made with', () => {
  const of = (body: string) =>
    findingsOf({
      code: `const byAuthor = (author: string) => ({ authorId: author, title: 'new' });
const options = (author: string) => ({ where: byAuthor(author) });
const nested = (name: string) => ({ name, posts: { create: [{ title: name }] } });
export async function work(ids: string[]) {
  for (const id of ids) {
${body}
  }
}
`,
    }).map(({ kind, advice }) => `${kind} ${advice}`);
  expect(of('console.log(await prisma.post.findMany({ where: byAuthor(id) }));')).toEqual([expect.stringMatching(/^driven .*`prisma\.post\.findMany\(\{ where: \{ authorId: \{ in: authorIds \}, … \} \}\)`/)]);
  expect(of('console.log(await prisma.post.findMany(options(id)));')).toEqual([expect.stringMatching(/^driven .*`prisma\.post\.findMany\(\{ where: \{ authorId: \{ in: authorIds \}, … \} \}\)`/)]);
  expect(of('await prisma.user.create({ data: nested(id) });')).toEqual([expect.stringMatching(/^row-by-row .*takes no nested writes/)]);
});

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

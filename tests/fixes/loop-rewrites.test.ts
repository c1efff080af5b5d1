import { join } from 'node:path';

import { expect, it } from 'vitest';

import { loopRewrites } from '../../src/fixes/loop-rewrites.ts';
import { editedText } from '../../src/fixes/edits.ts';
import { readSettings } from '../../src/settings.ts';
import { moduleOf, projectWith } from '../analysis/harness.ts';

const { loopFindings } = await import('../../src/analysis/index.ts');

const SCHEMA = `
model User {
  id    Int     @id
  email String  @unique
  name  String?
  data  Json?
  posts Post[]
}

model Post {
  id       Int   @id
  title    String
  authorId Int?
  author   User? @relation(fields: [authorId], references: [id])
}
`;

/** What becomes of the text of a module by the first rewrite of its first finding, and what that changes. */
function rewritten(code: string, path = 'src/service.ts'): { text: string; differences: readonly string[] } | undefined {
  const dir = projectWith({ 'prisma/schema.prisma': SCHEMA });
  const text = moduleOf(code);
  const [finding] = loopFindings({ filename: join(dir, path), text, cwd: dir, settings: readSettings(undefined) });
  const [first] = finding?.site ? loopRewrites(finding.site) : [];
  return first && { text: editedText(text, 0, text.length, first.edits).replace("import { prisma } from './db';\n", ''), differences: first.differences };
}

const loop = (body: string, head = 'const id of ids', parameters = 'ids: number[]'): string => `export async function run(${parameters}) {
  const out: string[] = [];
  for (${head}) {
    ${body}
  }
  return out;
}
`;

const READ = 'const user = await prisma.user.findUnique({ where: { id } });';

it('reads all rows before the loop', () => {
  expect(rewritten(loop(`${READ}\n    out.push(user?.name ?? '');`))).toEqual({
    differences: [],
    text: `export async function run(ids: number[]) {
  const out: string[] = [];
  const users = await prisma.user.findMany({ where: { id: { in: ids } } });
  const userById = new Map(users.map(user => [user.id, user]));
  for (const id of ids) {
    const user = userById.get(id) ?? null;
    out.push(user?.name ?? '');
  }
  return out;
}
`,
  });
});

it.each<[string, string, readonly string[]]>([
  ['a row that is handed on', loop(`${READ}\n    out.push(JSON.stringify(user));`), ['shared-rows']],
  ['a row that is changed', loop(`${READ}\n    if (user) user.name = 'x';`), ['shared-rows']],
  ['a part of a row that is an object', loop(`${READ}\n    out.push(String(user?.data));`), ['shared-rows']],
  ['a key that may be missing', loop(`${READ}\n    out.push(user?.name ?? '');`, 'const id of ids', 'ids: (number | undefined)[]'), ['key-type']],
  ['a key that is a text', loop("const user = await prisma.user.findUnique({ where: { email } });\n    out.push(user?.name ?? '');", 'const email of ids', 'ids: string[]'), ['key-type']],
  ['another await in the round', loop(`${READ}\n    await Promise.resolve();\n    out.push(user?.name ?? '');`), ['later-writes']],
])('offers, and names what changes: %s', (_, code, differences) => {
  expect(rewritten(code)?.differences).toEqual(differences);
});

it.each<[string, string]>([
  ['a comment in what would be replaced', loop('const user = await /* slow */ prisma.user.findUnique({ where: { id } });\n    out.push(user?.name ?? "");')],
  ['a way out of the loop', loop(`${READ}\n    if (out.length > 5) break;\n    out.push(user?.name ?? '');`)],
  ['an error that is caught in the round', loop(`try {\n      ${READ}\n      out.push(user?.name ?? '');\n    } catch {}`)],
  ['a collection that may be read once only', loop(`${READ}\n    out.push(user?.name ?? '');`, 'const id of ids', 'ids: Iterable<number>')],
  ['a list that the round changes', loop(`${READ}\n    ids.push(7);\n    out.push(user?.name ?? '');`)],
  ['a loop that is the branch of an `if`', 'export async function run(ids: number[]) {\n  if (ids.length > 1) for (const id of ids) console.log((await prisma.user.findUnique({ where: { id } }))?.name);\n}\n'],
  ['a loop with a label', 'export async function run(ids: number[]) {\n  outer: for (const id of ids) {\n    console.log((await prisma.user.findUnique({ where: { id } }))?.name);\n  }\n}\n'],
  ['a key that is computed', loop("const user = await prisma.user.findUnique({ where: { id: id + 1 } });\n    out.push(user?.name ?? '');")],
  ['a selection without the key', loop("const user = await prisma.user.findUnique({ where: { id }, select: { name: true } });\n    out.push(user?.name ?? '');")],
  ['a row that is not found by a unique key', loop("const post = await prisma.post.findFirst({ where: { authorId: id } });\n    out.push(post?.title ?? '');")],
])('leaves alone: %s', (_, code) => {
  expect(rewritten(code)).toBeUndefined();
});

it('keeps the names, the indentation, the ends of lines and the missing semicolons of a file', () => {
  const code = "export async function run(users: { id: number }[]) {\r\n\tconst names: string[] = []\r\n\tfor (const { id } of users) {\r\n\t\tconst user = await prisma.user.findUnique({ where: { id } })\r\n\t\tnames.push(user?.name ?? '')\r\n\t}\r\n\treturn names\r\n}\r\n";
  expect(rewritten(code)?.text).toBe(
    "export async function run(users: { id: number }[]) {\r\n\tconst names: string[] = []\r\n\tconst users2 = await prisma.user.findMany({ where: { id: { in: users.map(({ id }) => id) } } })\r\n\tconst userById = new Map(users2.map(user => [user.id, user]))\r\n\tfor (const { id } of users) {\r\n\t\tconst user = userById.get(id) ?? null\r\n\t\tnames.push(user?.name ?? '')\r\n\t}\r\n\treturn names\r\n}\r\n",
  );
});

it('makes one tick of what Prisma merges', () => {
  expect(rewritten('export async function run(ids: number[]) {\n  const users = [];\n  for (const id of ids) {\n    users.push(await prisma.user.findUnique({ where: { id } }));\n  }\n  return users;\n}\n')).toEqual({
    differences: [],
    text: 'export async function run(ids: number[]) {\n  const users = await Promise.all(ids.map(id => prisma.user.findUnique({ where: { id } })));\n  return users;\n}\n',
  });
});

it('moves a read that asks the same before the loop, unless it may fail', () => {
  const body = (method: string): string => loop(`const first = await prisma.user.${method}({ where: { id: 1 } });\n    out.push(String(id + (first?.id ?? 0)));`);
  expect(rewritten(body('findFirst'))).toMatchObject({ differences: [], text: expect.stringContaining('  const first = await prisma.user.findFirst({ where: { id: 1 } });\n  for (const id of ids) {\n    out.push(') });
  expect(rewritten(body('findFirstOrThrow'))?.differences).toEqual(['empty-list']);
});

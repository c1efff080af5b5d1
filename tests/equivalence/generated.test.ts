import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';

import { rewrite, typeErrors } from './rewriting.ts';

const HERE = import.meta.dirname;
const FOLDER = join(HERE, '.work/generated');
const COUNT = 120;

beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const part of ['src/db', 'src/programs', 'prisma']) mkdirSync(join(FOLDER, part), { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: { '@prisma/client': '*' } }));
  copyFileSync(join(HERE, 'orms/prisma/client.sqlite.ts'), join(FOLDER, 'src/db/index.ts'));
  copyFileSync(join(HERE, 'orms/prisma/schema.sqlite.prisma'), join(FOLDER, 'prisma/schema.prisma'));
  execFileSync(join(HERE, 'node_modules/.bin/prisma'), ['generate', '--schema', join(FOLDER, 'prisma/schema.prisma')], { cwd: HERE, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' }, stdio: 'pipe' });
});

const comment = fc.constantFrom('', '', '', '// why\n', '/* how */ ', '/** what\n * for */\n');

/** Programs with a query in a loop, in many hands: names that are taken, comments anywhere, any style. */
const programs = fc
  .record({
    notes: fc.array(comment, { minLength: 6, maxLength: 6 }),
    head: fc.constantFrom(['id', 'ids', 'number[]', 'id'], ['user', 'users', '{ id: number }[]', 'user.id'], ['{ id }', 'users', '{ id: number; name: string }[]', 'id'], ['post', 'posts', 'readonly { readonly editorId: number }[]', 'post.editorId'], ['item', 'items', '{ id: number | null }[]', 'item.id!']),
    read: fc.constantFrom('findUnique', 'findFirst'),
    select: fc.constantFrom('', ', select: { id: true, name: true }', ', select: { name: true }'),
    row: fc.constantFrom('row', 'user2', 'found', 'users2'),
    use: fc.constantFrom("out.push(%?.name ?? 'none')", 'if (%) out.push(String(%.name))', 'if (!%) continue\n    out.push(%.name + `\n  two lines`)', 'if (% === null) throw new Error("none")', 'out.push(JSON.stringify(%))'),
    taken: fc.constantFrom('', 'const userById = 1\n  void userById\n  ', 'const users3 = new Map()\n  void users3\n  '),
    statement: fc.constantFrom('read', 'read', 'same', 'push', 'update'),
    semicolons: fc.boolean(),
    quotes: fc.boolean(),
    indent: fc.constantFrom('  ', '\t', '    '),
    crlf: fc.boolean(),
  })
  .map(({ notes, head: [head = '', list = '', type = '', key = ''], read, select, row, use, taken, statement, semicolons, quotes, indent, crlf }) => {
    const [n0 = '', n1 = '', n2 = '', n3 = '', n4 = '', n5 = ''] = notes;
    const query = `prisma.user.${read}({ where: { id: ${key} }${select} })`;
    const body = {
      read: `${n2}const ${row} = await ${query} ${n3.startsWith('//') ? n3 : `${n3}\n`}    ${use.replaceAll('%', row)}`,
      same: `${n2}const ${row} = await prisma.user.${read}({ where: { id: 1 }${select} })\n    ${n3}${use.replaceAll('%', row)}`,
      push: `${n2}all.push(await prisma.user.findUnique({ where: { id: ${key} } }))`,
      update: `${n2}await prisma.user.updateMany({ where: { id: ${key} }, data: { name: 'x' } })`,
    }[statement];
    const text = `import { prisma } from '../db/index.ts'

export async function run(${list}: ${type}) {
  ${taken}const out: string[] = []
  ${n0}${statement === 'push' ? `const all = [] ${n4.startsWith('//') ? '' : n4}\n  ` : ''}${n1}for (const ${head} of ${list}) {
    ${body}
  } ${n5}
  return ${statement === 'push' ? 'all' : 'out'}
}
`;
    const lines = text.split('\n').map(line => line.replace(/^(?: {2})+/, space => indent.repeat(space.length / 2)));
    const ended = semicolons ? lines.map(line => (/[)\]'"\w]$/.test(line) && !/^\s*(?:\/|\*)|\/\/|\*\/|`|for \(/.test(line) && !line.endsWith('{') ? `${line};` : line)) : lines;
    return ended.join(crlf ? '\r\n' : '\n').replaceAll("'", quotes ? '"' : "'");
  });

it('writes what parses, fits its types, is stable and keeps its comments, whatever the program', async () => {
  const files: string[] = [];
  let rewritten = 0;
  for (const [at, text] of fc.sample(programs, { numRuns: COUNT, seed: 20_260_602 }).entries()) {
    const path = join(FOLDER, `src/programs/p${at}.ts`);
    const made = await rewrite(path, text, 'no-query-in-loop');
    const before = join(FOLDER, `src/programs/b${at}.ts`);
    writeFileSync(before, text);
    // A program of no type of its own says nothing about what becomes of it.
    if (!made) continue;
    rewritten++;
    writeFileSync(path, made.text);
    files.push(before, path);
    const comments = (whole: string): string[] => (whole.match(/\/\*[^]*?\*\/|\/\/[^\r\n]*/g) ?? []).sort();
    expect(comments(made.text), made.text).toEqual(comments(text));
    const again = await rewrite(path, made.text, 'no-query-in-loop');
    if (made.verdict === 'fix') expect(again?.verdict === 'fix' ? again.text : undefined, made.text).toBeUndefined();
  }
  expect(rewritten).toBeGreaterThan(COUNT / 4);
  const errors = typeErrors(files);
  const broken = new Set(errors.filter(error => /\/b\d+\.ts/.test(error)).map(error => /\/b(\d+)\.ts/.exec(error)?.[1]));
  expect(errors.filter(error => /\/p\d+\.ts/.test(error) && !broken.has(/\/p(\d+)\.ts/.exec(error)?.[1]))).toEqual([]);
}, 300_000);

import fc from 'fast-check';
import { beforeAll, it } from 'vitest';

import { checkPrograms, comment, looking, looks, prismaFolder } from './generated.ts';

const COUNT = 120;

let folder = '';
beforeAll(() => {
  folder = prismaFolder('generated');
});

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
    look: looks,
  })
  .map(({ notes, head: [head = '', list = '', type = '', key = ''], read, select, row, use, taken, statement, look }) => {
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
    return looking(text, look);
  });

it('writes what parses, fits its types, is stable and keeps its comments, whatever the program', async () => {
  await checkPrograms(folder, fc.sample(programs, { numRuns: COUNT, seed: 20_260_602 }).map(text => ({ text, rule: 'no-query-in-loop' })));
}, 300_000);

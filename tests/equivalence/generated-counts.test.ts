import fc from 'fast-check';
import { beforeAll, it } from 'vitest';

import { checkPrograms, comment, looking, looks, prismaFolder } from './generated.ts';

const COUNT = 150;

let folder = '';
beforeAll(() => {
  folder = prismaFolder('generated-counts');
});

/** Programs that ask for a number or whether there is a row, in many hands: names that are taken, comments anywhere, any style. */
const programs = fc
  .record({
    notes: fc.array(comment, { minLength: 5, maxLength: 5 }),
    held: fc.constantFrom('posts', 'rows', 'post', 'count', 'n', 'user'),
    taken: fc.constantFrom('', 'const postCount = 1\n  void postCount\n  ', 'const post2 = 1, counts = 2\n  void [post2, counts]\n  '),
    where: fc.constantFrom('{ authorId: 1 }', '{ views, title: `a\n  b` }', "{ title: { contains: 'x' } }", '{ AND: [{ views }] }'),
    options: fc.constantFrom('', ", orderBy: { title: 'asc' }", ', select: { id: true, title: true, }', ',\n    include: { author: true },\n  ', ', orderBy: [{ id: "asc" }], take: views'),
    use: fc.constantFrom('return %', 'return [%, { %_: % }]', "if (% > 0) return 'some'\n  return 'none'", "if (!%) throw new Error('none')\n  return 1", 'return % === 0 ? null : views', 'return (views > 1 && % >= 1) || !!%', 'return `${%} rows`', 'return Math.max(%, 2) * -%'),
    shape: fc.constantFrom('held', 'held', 'direct', 'all', 'counts', 'countsOfAll'),
    counted: fc.boolean(),
    look: looks,
  })
  .map(({ notes: [n0 = '', n1 = '', n2 = '', n3 = '', n4 = ''], held, taken, where, options, use, shape, counted, look }) => {
    const rows = `prisma.post.${counted ? 'count' : 'findMany'}({ ${n0.startsWith('//') ? '' : n0}where: ${where}${counted ? '' : options} })`;
    const answer = counted ? held : `${held}.length`;
    const used = (what: string): string => use.replaceAll('%_', 'more').replaceAll('%', what);
    const by = (value: number): string => `prisma.user.count({ where: { active: true, ${shape === 'counts' ? `age: ${value}` : `status: 's${value}'`} } })`;
    const rule = shape.startsWith('counts') ? 'prefer-single-aggregate' : counted ? 'prefer-exists' : 'no-fetch-to-count';
    const body = {
      held: `${n1}const ${held} = await ${rows} ${n2.startsWith('//') ? n2 : `${n2}\n`}  ${n3}${used(answer)}`,
      direct: `${n1}${used(counted ? `(await ${rows})` : `(await ${rows}).length`)}`,
      all: `${n1}const [${held}, other] = await Promise.all([${rows}, prisma.user.findFirst()${n2.startsWith('//') ? '' : n2}])\n  void other\n  ${used(answer)}`,
      counts: `${n1}const one = await ${by(1)}\n  const two = await ${by(2)}\n  ${n2}return [one, two]`,
      countsOfAll: `${n1}const [one, other, two, all] = await Promise.all([\n    ${by(1)},\n    prisma.post.count(),\n    ${by(2)},\n    prisma.user.count({ where: { active: true } }),\n  ])\n  ${n2}return [one, other, two, all]`,
    }[shape] ?? '';
    return { rule, text: looking(`import { prisma } from '../db/index.ts'\n\nexport async function run(views: number) {\n  ${taken}${body}\n} ${n4}\n`, look) };
  });

it('writes what parses, fits its types, is stable and keeps its comments, whatever the program', async () => {
  await checkPrograms(folder, fc.sample(programs, { numRuns: COUNT, seed: 20_260_603 }));
}, 300_000);

import fc from 'fast-check';
import { describe, it } from 'vitest';

import type { Phrases } from './cells.ts';
import { checkPrograms, comment, folderOf, looking, looks } from './generated.ts';
import { phrases as drizzle } from './orms/drizzle/phrases.ts';
import { phrases as knex } from './orms/knex/phrases.ts';
import { phrases as kysely } from './orms/kysely/phrases.ts';
import { phrases as mikroorm } from './orms/mikroorm/phrases.ts';
import { phrases as objection } from './orms/objection/phrases.ts';
import { phrases as sequelize } from './orms/sequelize/phrases.ts';
import { phrases as typeorm } from './orms/typeorm/phrases.ts';

const COUNT = 60;

const ORMS: readonly (readonly [string, Phrases, readonly string[]])[] = [
  ['drizzle', drizzle, ['drizzle-orm']],
  ['kysely', kysely, ['kysely']],
  ['typeorm', typeorm, ['typeorm']],
  ['sequelize', sequelize, ['sequelize']],
  ['knex', knex, ['knex']],
  ['objection', objection, ['objection', 'knex']],
  ['mikroorm', mikroorm, ['@mikro-orm/core']],
];

type Body = readonly [rule: string, body: string];

/** What a program does, with places for comments, a name for what is held, and what is made of an answer. */
type Shape = (orm: Phrases, write: { readonly notes: readonly string[]; readonly held: string; readonly use: (answer: string) => string; readonly pick: number }) => Body;

const line = (note: string): string => (note.startsWith('//') ? note : `${note}\n`);
/** A comment that fits within a line, in the arguments of the first call. */
const noted = (query: string, note: string): string => (note.startsWith('//') || note.includes('\n') ? query : query.replace(/\((?=.)/, `(${note}`));

const SHAPES: readonly Shape[] = [
  ({ counting: { rows } }, { notes: [n0 = '', n1 = '', n2 = ''], held, use }) => ['no-fetch-to-count', `${n1}const ${held} = await ${noted(rows, n0)} ${line(n2)}  ${use(`${held}.length`)}`],
  ({ counting: { rows } }, { notes: [n0 = '', n1 = ''], use }) => ['no-fetch-to-count', `${n1}${use(`(await ${noted(rows, n0)}).length`)}`],
  ({ counting: { rows, posts } }, { notes: [n0 = '', n1 = '', n2 = ''], held, use }) => ['no-fetch-to-count', `${n1}const [${held}, other] = await Promise.all([${noted(rows, n0)}, ${posts}${n2.startsWith('//') ? '' : n2}])\n  void other\n  ${use(`${held}.length`)}`],
  ({ counting: { first } }, { notes: [n0 = '', n1 = '', n2 = ''], held, pick }) => ['no-fetch-to-count', `${n1}const ${pick % 2 ? held : `[${held}]`} = await ${noted(pick % 3 ? first.total : first.loose, n0)} ${line(n2)}  return ${pick % 2 ? `${held}[0]` : held}?.id`],
  ({ counting: { count, counts = [] } }, { notes: [n0 = '', n1 = '', n2 = ''], held, use, pick }) => {
    const { query, bound, number } = count === undefined || pick % 2 ? (counts[0] ?? { query: count ?? '', bound: held, number: held }) : { query: count, bound: held, number: held };
    return ['prefer-exists', `${n1}const ${bound} = await ${noted(query, n0)} ${line(n2)}  ${use(number)}`];
  },
  (orm, { notes: [n0 = '', n1 = '', n2 = ''], pick }) => {
    const { all, first, second, bound, number } = counted(orm, pick);
    return ['prefer-single-aggregate', `${n0}const ${bound('one')} = await ${first}\n  const ${bound('two')} = await ${second}\n  const ${bound('all')} = await ${all} ${line(n1)}  ${n2}return [${number('one')}, ${number('two')} - ${number('all')}]`];
  },
  (orm, { notes: [n0 = '', n1 = '', n2 = ''], pick }) => {
    const { all, first, second, bound, number } = counted(orm, pick);
    return ['prefer-single-aggregate', `${n0}const [${bound('one')}, other, ${bound('all')}, ${bound('two')}] = await Promise.all([\n    ${first},\n    ${orm.counting.posts},\n    ${all},\n    ${second},\n  ])\n  ${n1}void other\n  ${n2}return [${number('one')}, ${number('two')} - ${number('all')}]`];
  },
  (orm, { notes: [n0 = '', n1 = ''], held, pick }) => {
    const { all, first, second, inside } = counted(orm, pick);
    const object = `{ views, ${held}: ${inside(first)}, two: ${inside(second)}, rest: [${inside(all)}] }`;
    return ['prefer-single-aggregate', `${n0}${pick % 2 ? `return ${object}` : `const made = ${object}\n  ${n1}return made`}`];
  },
  (orm, { notes: [n0 = '', n1 = '', n2 = '', n3 = ''], held, pick }) => {
    const row = (orm.held ?? '%').replace('%', held);
    return ['no-query-in-loop', `const posts = ${orm.posts(orm.client)}\n  const out: unknown[] = []\n  ${n0}for (const post of posts) {\n    ${n1}const ${row} = ${pick % 2 ? orm.user('post.editorId') : orm.constant} ${line(n2)}    ${n3}out.push(${held}?.name ?? post.title)\n  }\n  return out`];
  },
];

function counted({ counting: { together = [] } }: Phrases, pick: number) {
  const { count, conditions, all, bound = (name: string) => name, number = (name: string) => name, inside = (query: string) => `await ${query}` } = together.filter(each => each.all !== '')[pick % together.filter(each => each.all !== '').length]!;
  return { all, first: count(conditions[0]!), second: count(conditions[1]!), bound, number, inside };
}

/** Programs of one ORM in many hands: names that are taken, comments anywhere, any style. */
const programsOf = (orm: Phrases) =>
  fc
    .record({
      shape: fc.nat(SHAPES.length - 1),
      notes: fc.array(comment, { minLength: 5, maxLength: 5 }),
      held: fc.constantFrom('rows', 'post', 'count', 'user2', 'counts'),
      taken: fc.constantFrom('', '', 'const userById = 1, counts2 = 2\n  void [userById, counts2]\n  '),
      use: fc.constantFrom('return %', 'return [%, 1]', "if (% > 0) return 'some'\n  return 'none'", 'return % === 0 ? null : views', 'return (views > 1 && % >= 1) || !!%', 'return `${%} rows`', 'return Math.max(%, 2) * -%'),
      pick: fc.nat(5),
      look: looks,
    })
    .map(({ shape, notes, held, taken, use, pick, look }) => {
      const [rule, body] = SHAPES[shape]!(orm, { notes, held, use: answer => use.replaceAll('%', answer), pick });
      const imports = orm.imports.filter(({ when }) => when === undefined || when.test(body)).map(each => each.line.replace(/;$/, '')).join('\n');
      const text = `${imports}\n\nexport async function run(views: number, ids: number[], codes: string[]${orm.parameters === undefined ? '' : `, ${orm.parameters}`}) {\n  void [ids, codes]\n  ${taken}${body}\n} ${notes[4]}\n`;
      return { rule, text: looking(text, look) };
    });

describe.each(ORMS)('%s', (name, orm, packages) => {
  it('writes what parses, fits its types, is stable and keeps its comments, whatever the program', async () => {
    await checkPrograms(folderOf(`generated-${name}`, name, packages), fc.sample(programsOf(orm), { numRuns: COUNT, seed: 20_260_607 }));
  }, 300_000);
});

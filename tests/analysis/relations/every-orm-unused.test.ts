import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import { projectWith, type Files } from '../harness.ts';
import { BUILDERS, HEAD, ORMS } from './orms.ts';

const { unusedLoadFindings } = await import('../../../src/analysis/index.ts');

/** Posts with their author, a post with its author and the team behind, and how a post is saved, as expressions that are waited for. */
type Loads = { readonly around: { readonly files: Files; readonly head: string }; readonly posts: string; readonly nested: string };

// Knex and Kysely load no relations: their joins are columns that the query itself asks for.
const ALL: Readonly<Record<'Prisma' | 'TypeORM' | 'Sequelize' | 'MikroORM' | 'Mongoose' | 'Objection' | 'Drizzle', Loads>> = {
  Prisma: { around: BUILDERS.Prisma, posts: 'prisma.post.findMany({ include: { author: true } })', nested: 'prisma.post.findUnique({ where: { id }, include: { author: { include: { team: true } } } })' },
  TypeORM: { around: ORMS['TypeORM']!, posts: 'posts.find({ relations: { author: true } })', nested: 'posts.findOne({ where: { id }, relations: { author: { team: true } } })' },
  Sequelize: { around: ORMS['Sequelize']!, posts: "Post.findAll({ include: ['author'] })", nested: "Post.findByPk(id, { include: [{ association: 'author', include: ['team'] }] })" },
  MikroORM: { around: ORMS['MikroORM']!, posts: "em.find(Post, {}, { populate: ['author'] })", nested: "em.findOne(Post, id, { populate: ['author', 'author.team'] })" },
  Mongoose: { around: ORMS['Mongoose']!, posts: "Post.find().populate('author')", nested: "Post.findById(id).populate({ path: 'author', populate: 'team' })" },
  Objection: { around: ORMS['Objection']!, posts: "Post.query().withGraphFetched('author')", nested: "Post.query().findById(id).withGraphFetched('author.team')" },
  Drizzle: { around: BUILDERS.Drizzle, posts: 'db.query.posts.findMany({ with: { author: true } })', nested: 'db.query.posts.findFirst({ where: eq(posts.id, id), with: { author: { with: { team: true } } } })' },
};

describe.each(Object.entries(ALL))('%s', (_, { around, posts, nested }) => {
  const found = (own: Files): readonly string[] => {
    const texts = Object.fromEntries(Object.entries(own).map(([path, text]) => [path, `${HEAD}${around.head}${text}`]));
    const dir = projectWith({ ...around.files, ...texts });
    return Object.entries(texts).flatMap(([path, text]) => unusedLoadFindings({ filename: join(dir, path), text, cwd: dir, settings: readSettings(undefined) }).map(({ relation }) => `${path.slice(4, -3)} ${relation}`));
  };
  const inOne = (body: string, before = ''): Files => ({ 'src/a.ts': `${before}\nexport async function run(id: number) {\n${body}\n}` });
  const inTwo = (reader: string, body: string): Files => ({ 'src/reader.ts': reader, 'src/a.ts': `import { read } from './reader';\nexport async function run(id: number) {\n${body}\n}` });

  it.each<[string, Files, string]>([
    ['in a callback', inOne(`return (await ${posts}).map(row => row.title);`), 'a author'],
    ['in a loop', inOne(`for (const row of await ${posts}) unknown(row.title);`), 'a author'],
    ['destructured', inOne(`return (await ${posts}).map(({ title }) => title);`), 'a author'],
    ['behind one that is read', inOne(`const row = await ${nested};\nreturn row.author.name;`), 'a author.team'],
    ['with what is behind it, once', inOne(`const row = await ${nested};\nreturn row.title;`), 'a author'],
    ['in a helper', inOne(`return (await ${posts}).map(titleOf);`, 'const titleOf = (row: any) => row.title;'), 'a author'],
    ['in a function of another file', inTwo('export const read = (row: any) => row.title;', `return (await ${posts}).map(read);`), 'a author'],
  ])('reports what nothing reads %s', (_name, files, report) => {
    expect(found(files)).toEqual([report]);
  });

  it.each<[string, Files]>([
    ['read', inOne(`return (await ${posts}).map(row => row.author.name);`)],
    ['asked for', inOne(`return (await ${posts}).filter(row => row.author).length;`)],
    ['read in a function of another file', inTwo('export const read = (row: any) => row.author.name;', `return (await ${posts}).map(row => [row.title, read(row)]);`)],
    ['returned with its rows', inOne(`const rows = await ${posts};\nunknown(rows[0].title);\nreturn rows;`)],
    ['serialised with its rows', inOne(`const rows = await ${posts};\nunknown(rows[0].title);\nunknown(JSON.stringify(rows));`)],
    ['given to unknown code', inOne(`for (const row of await ${posts}) unknown(row, row.title);`)],
    ['spread', inOne(`return (await ${posts}).map(row => ({ ...row, title: row.title.trim() }));`)],
    ['handed to a function of another file that gives it away', inTwo('export const read = (row: any) => unknown(row);', `return (await ${posts}).map(row => [row.title, read(row)]);`)],
    ['kept in the rest of a row', inOne(`return (await ${posts}).map(({ title, ...rest }) => [title, rest]);`)],
  ])('says nothing of what is %s', (_name, files) => {
    expect(found(files)).toEqual([]);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { check, lintFile, projectWith } from './harness.ts';

const SCHEMA = `import { z } from 'zod';
export const Tags = z.object({ title: z.string().max(80), tags: z.array(z.string()).min(1).max(5).optional(), ids: z.array(z.string()) });
`;
const RUN = '  for (const tag of tags) console.log(await prisma.post.findMany({ where: { authorId: tag } }));\n';
const DRIVEN = ['src/posts.ts: driven prisma.post.findMany'];

/** A module beside the schemas of its inputs. */
function validated(body: string): { readonly [path: string]: string } {
  return {
    'package.json': '{ "dependencies": { "@prisma/client": "6" } }',
    'src/db.ts': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();\n",
    'src/schemas.ts': SCHEMA,
    'src/posts.ts': `import { prisma } from './db';\nimport { Tags } from './schemas';\nimport { procedure } from 'my-trpc';\n${body}`,
  };
}

describe('lists whose type names the keys', () => {
  const values = (type: string): { readonly [path: string]: string } =>
    validated(`type Signatories = ${type};\nexport async function run(convention: { signatories: Signatories }) {\n  const tags = Object.values(convention.signatories);\n${RUN}}\n`);
  check([
    { name: 'a handful', code: values('{ beneficiary: string; tutor?: string }'), reports: [] },
    { name: 'near miss: any key', code: values('{ beneficiary: string; [other: string]: string }'), reports: DRIVEN },
    { name: 'near miss: a record', code: values('Record<string, string>'), reports: DRIVEN },
  ]);
});

describe('lists that a schema bounds', () => {
  check([
    { name: 'parsed', code: validated(`export async function run(body: unknown) {\n  const { tags } = Tags.parse(body);\n${RUN}}\n`), reports: [] },
    { name: 'parsed safely', code: validated(`export async function run(body: unknown) {\n  const result = Tags.safeParse(body);\n  const tags = result.data.tags;\n${RUN}}\n`), reports: [] },
    { name: 'the input of a procedure', code: validated(`export const run = procedure.input(Tags.extend({ id: z.string() })).mutation(async ({ input }) => {\n  const { tags } = input;\n${RUN}});\n`), reports: [] },
    { name: 'near miss: another list of it', code: validated(`export async function run(body: unknown) {\n  const { ids: tags } = Tags.parse(body);\n${RUN}}\n`), reports: DRIVEN },
    { name: 'near miss: a string of it', code: validated(`export async function run(body: unknown) {\n  const { title: tags } = Tags.parse(body);\n${RUN}}\n`), reports: DRIVEN },
    { name: 'near miss: many', code: validated(`import { z } from 'zod';\nexport async function run(body: unknown) {\n  const tags = z.array(z.string()).max(500).parse(body);\n${RUN}}\n`), reports: DRIVEN },
    { name: 'near miss: a procedure without a bound', code: validated(`export const run = procedure.input(Tags).mutation(async ({ input }) => {\n  const tags = input.ids;\n${RUN}});\n`), reports: DRIVEN },
  ]);
});

describe('lists whose type is bounded', () => {
  const typed = (type: string, head = ''): { readonly [path: string]: string } => validated(`import { z } from 'zod';\nimport * as schemas from './schemas';\n${head}export async function run(tags: ${type}) {\n${RUN}}\n`);
  const dto = (field: string, from = 'class-validator'): { readonly [path: string]: string } => validated(`import { ArrayMaxSize, IsArray, Max } from '${from}';\nexport class Input {\n  ${field}\n}\nexport async function run(input: Input) {\n  const tags = input.tags ?? [];\n${RUN}}\n`);
  const copies = (field: string): { readonly [path: string]: string } => validated(`import { Max, Min } from 'class-validator';\nconst MOST = 12;\nclass Input {\n  ${field}\n}\nexport async function run(input: Input) {\n  for (let i = 0; i < input.copies; i++) console.log(await prisma.post.findMany({ where: { authorId: String(i) } }));\n}\n`);
  check([
    { name: 'by its schema', code: typed("z.infer<typeof Tags>['tags']"), reports: [] },
    { name: 'by its schema, in a namespace', code: typed("z.infer<typeof schemas.Tags>['tags']"), reports: [] },
    { name: 'by its schema, behind an alias and a member', code: validated(`import { z } from 'zod';\ntype Input = z.infer<typeof Tags>;\nexport async function run(input: Input) {\n  const { tags } = input;\n${RUN}}\n`), reports: [] },
    {
      name: 'by its schema, behind a barrel, refined, and taken apart with a rest',
      code: {
        ...validated("import type { Input } from './barrel';\nexport async function run(input: Input) {\n  const { tags, ...rest } = input;\n" + RUN + '  return rest;\n}\n'),
        'src/barrel.ts': "export * from './more.js';\n",
        'src/more.ts': "import { z } from 'zod';\nimport { Tags } from './schemas';\nexport const More = Tags.omit({ tags: true }).extend({\n  tags: z.array(z.string()).min(1, 'one').max(6),\n}).refine(v => v.tags.reduce((n, d) => n + d.length, 0) < 9, { message: 'long', path: ['tags'] });\nexport type Input = z.infer<typeof More>;\n",
      },
      reports: [],
    },
    { name: 'near miss: another list of the schema', code: typed("z.infer<typeof Tags>['ids']"), reports: DRIVEN },
    { name: 'near miss: a string of the schema', code: typed("z.infer<typeof Tags>['title'][]"), reports: DRIVEN },
    { name: 'kinds of a schema', code: validated(`import { z } from 'zod';\nconst Kind = z.enum(['a', 'b']);\nconst Kinds = z.object({ tags: z.array(Kind) });\nexport async function run(body: unknown) {\n  const { tags } = Kinds.parse(body);\n${RUN}}\n`), reports: [] },
    { name: 'kinds of a union', code: typed("('a' | 'b')[]"), reports: [] },
    { name: 'kinds of an enum', code: typed('Set<Kind>', "enum Kind { A = 'a', B = 'b' }\n"), reports: [] },
    { name: 'kinds of a written list', code: typed('Kind[]', "const KINDS = ['a', 'b'] as const;\ntype Kind = (typeof KINDS)[number];\n"), reports: [] },
    { name: 'kinds of a written object', code: typed('(keyof typeof KINDS)[]', 'const KINDS = { a: 1, b: 2 };\n'), reports: [] },
    { name: 'near miss: strings beside kinds', code: typed("('a' | string)[]"), reports: DRIVEN },
    { name: 'near miss: keys of any object', code: typed('(keyof Other)[]', 'type Other = Record<string, number>;\n'), reports: DRIVEN },
    { name: 'by a decorator', code: dto('@IsArray() @ArrayMaxSize(5) tags?: string[];'), reports: [] },
    { name: 'near miss: a decorator that bounds it high', code: dto('@ArrayMaxSize(500) tags?: string[];'), reports: DRIVEN },
    { name: 'near miss: a decorator of something else', code: dto('@ArrayMaxSize(5) tags?: string[];', './db'), reports: DRIVEN },
    { name: 'near miss: a decorator of its numbers', code: dto('@Max(5) tags?: number[];'), reports: DRIVEN },
    { name: 'a counter that a decorator bounds', code: copies('@Min(1) @Max(MOST) copies: number;'), reports: [] },
    { name: 'near miss: a counter that is bounded from below', code: copies('@Min(1) copies: number;'), reports: ['src/posts.ts: driven prisma.post.findMany'] },
  ]);
});

describe('lists that the repository holds', () => {
  const countries = (head: string): { readonly [path: string]: string } => ({ ...validated(`${head}export async function run() {\n  for (const tag of Object.keys(countries)) console.log(await prisma.post.findMany({ where: { authorId: tag } }));\n}\n`), 'src/countries.json': '{ "de": 1, "fr": 2 }', 'src/fill.ts': "import { load } from './db';\nexport const countries = load();\n" });
  check([
    { name: 'a JSON file', code: countries("import countries from './countries.json';\n"), reports: [] },
    { name: 'near miss: a module that fills it', code: countries("import { countries } from './fill';\n"), reports: DRIVEN },
  ]);
});

describe('what holds one value has a map as well', () => {
  const RESULT = "import { ResultAsync } from 'neverthrow';\nconst user = (id: string) => ResultAsync.fromPromise(prisma.user.findFirst({ where: { id } }), String);\n";
  check([
    { name: 'a result', code: `${RESULT}export const run = (id: string) => user(id).map(found => prisma.post.findMany({ where: { authorId: found.id } }));\n`, reports: [] },
    { name: 'a result of a result', code: `${RESULT}export const run = (id: string) => user(id).map(found => found.id).andThen(found => user(found)).map(found => prisma.post.findMany({ where: { authorId: found.id } }));\n`, reports: [] },
    { name: 'near miss: a list in it', code: `${RESULT}export const run = (id: string) => user(id).map(found => Promise.all(found.ids.map(each => prisma.post.findMany({ where: { authorId: each } }))));\n`, reports: ['driven prisma.post.findMany'] },
  ]);
});

describe('a function that is handed to what goes through keys of others', () => {
  const LOADER = "import DataLoader from 'dataloader';\nconst loaderOf = (load: (id: string) => Promise<unknown>) => new DataLoader(async (keys: string[]) => Promise.all(keys.map(key => load(key))));\n";
  check([
    { name: 'a loader', code: `${LOADER}export const posts = loaderOf(id => prisma.post.findMany({ where: { authorId: id } }));\n`, reports: ['row-by-row prisma.post.findMany'] },
    { name: 'near miss: the loader’s own loop', code: "import DataLoader from 'dataloader';\nexport const posts = new DataLoader(async (keys: string[]) => Promise.all(keys.map(key => prisma.post.findMany({ where: { authorId: key } }))));\n", reports: ['driven prisma.post.findMany'] },
    { name: 'near miss: the list is an option', code: 'const each = async (options: { ids: string[]; run: (id: string) => Promise<unknown> }) => {\n  for (const id of options.ids) await options.run(id);\n};\nexport const posts = (ids: string[]) => each({ ids, run: id => prisma.post.findMany({ where: { authorId: id } }) });\n', reports: ['driven prisma.post.findMany'] },
  ]);
});

describe('the fields of an input', () => {
  const DTO = 'class UpdatePost {\n  title?: string;\n  slug?: string;\n}\n';
  const each = (type: string): string => `${DTO}export async function run(id: string, dto: ${type}) {\n  for (const [field, value] of Object.entries(dto)) await prisma.post.create({ data: { slug: field, title: String(value), authorId: id } });\n}\n`;
  check([
    { name: 'are as many as its class says', code: each('UpdatePost'), reports: [] },
    { name: 'near miss: a record', code: each('Record<string, string>'), reports: ['driven prisma.post.create'] },
  ]);
});

describe('a list that is filled line by line', () => {
  const run = (fill: string): string => `export async function run(input: { email?: string; name?: string; all: string[] }) {\n  const slugs: string[] = [];\n  ${fill}\n  for (const slug of slugs) await prisma.post.deleteMany({ where: { slug } });\n}\n`;
  check([
    { name: 'has as many elements as lines', code: run('if (input.email) slugs.push(input.email);\n  if (input.name) slugs.push(input.name);'), reports: [] },
    { name: 'near miss: in a loop', code: run('for (const each of input.all) slugs.push(each);'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: all at once', code: run('slugs.push(...input.all);'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: by somebody else', code: run('if (input.email) slugs.push(input.email);\n  fill(slugs);'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'for each element of a short list', code: run("for (const each of ['a', 'b'] as const) if (input.all.includes(each)) slugs.push(each);"), reports: [] },
    { name: 'by a callback of a short list', code: run("['a', 'b'].forEach(each => { if (input.all.includes(each)) slugs.push(each); });\n  console.log(slugs);"), reports: [] },
    { name: 'with all of a short list', code: run("slugs.push(...['a', 'b'], input.name);"), reports: [] },
    { name: 'near miss: by a callback of another list', code: run('input.all.forEach(each => slugs.push(each));'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: by a function that may run often', code: run('const add = (each: string) => slugs.push(each);\n  input.all.forEach(add);'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: in a loop that goes through nothing', code: run('while (input.all.length > 0) slugs.push(input.all.pop()!);'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: by nobody that is seen', code: run(''), reports: ['driven prisma.post.deleteMany'] },
  ]);
});

describe('a set, and a list of an object, that are filled', () => {
  const set = (made: string, fill: string): string => `export async function run(input: { id: string; other?: string; all: string[] }) {\n  const ids = ${made};\n  ${fill}\n  for (const id of ids) await prisma.post.deleteMany({ where: { authorId: id } });\n}\n`;
  const plan = (over: string): string => `const ROLES = [{ name: 'owner' }, { name: 'guest' }];
async function planned(existing: string[], given: { name: string }[]) {
  const plan = { missing: [] as string[], given: given.length };
  for (const role of ${over}) if (!existing.includes(role.name)) plan.missing.push(role.name);
  return plan;
}
export async function run(existing: string[], given: { name: string }[]) {
  const plan = await planned(existing, given);
  for (const name of plan.missing) await prisma.post.deleteMany({ where: { slug: name } });
}
`;
  check([
    { name: 'a set of the elements that the code names', code: set('new Set([input.id])', 'if (input.other) ids.add(input.other);'), reports: [] },
    { name: 'a set that is filled line by line', code: set('new Set<string>()', 'if (input.other) ids.add(input.other);'), reports: [] },
    { name: 'near miss: a set that a loop fills', code: set('new Set([input.id])', 'for (const each of input.all) ids.add(each);'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: a set of a list', code: set('new Set(input.all)', 'if (input.other) ids.add(input.other);'), reports: ['driven prisma.post.deleteMany'] },
    { name: 'what is missing of a written list', code: plan('ROLES'), reports: [] },
    { name: 'near miss: what is missing of a list that is given', code: plan('given'), reports: ['driven prisma.post.deleteMany'] },
  ]);
});

describe('maps and sets whose type names the keys', () => {
  const map = (type: string, made = `new Map<${type}, number>()`): { readonly [path: string]: string } => validated(`enum Currency { EUR = 'eur', USD = 'usd' }\nexport async function run(rows: { currency: ${type} }[]) {\n  const sums = ${made};\n  for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0) + 1);\n  for (const [tag] of sums) console.log(await prisma.post.findMany({ where: { authorId: tag } }));\n}\n`);
  check([
    { name: 'as an argument of the map', code: map('Currency'), reports: [] },
    { name: 'as an argument of its type', code: validated(`export async function run(rows: { currency: 'eur' | 'usd' }[]) {\n  const sums: Map<'eur' | 'usd', number> = new Map();\n  for (const row of rows) sums.set(row.currency, 1);\n  for (const [tag] of sums) console.log(await prisma.post.findMany({ where: { authorId: tag } }));\n}\n`), reports: [] },
    { name: 'near miss: any text', code: map('string'), reports: DRIVEN },
  ]);
});

describe('a cut whose size every caller leaves to its default', () => {
  const top = (call: string): { readonly [path: string]: string } => ({
    ...validated('export async function top(ids: string[], most = 3) {\n  const tags = ids.slice(0, most);\n' + RUN + '}\n'),
    'src/users.ts': `import { top } from './posts';\nexport const a = (ids: string[], many: number) => ${call};\n`,
  });
  check([
    { name: 'is short', code: top('top(ids)'), reports: [] },
    { name: 'near miss: one says it', code: top('top(ids, many)'), reports: DRIVEN },
    { name: 'near miss: nobody calls it', code: top('ids.slice(0, many)'), reports: DRIVEN },
  ]);
});

describe('rows of short lists', () => {
  const rows = (read: string, given = "['a', 'b']"): string => `export async function run(ids: string[]) {\n  const keys = ${given};\n  const rows = await ${read};\n  for (const row of rows) await prisma.comment.deleteMany({ where: { postId: row.id } });\n}\n`;
  const READ = 'prisma.post.findMany({ where: { id: { in: keys } } })';
  const near = ['driven prisma.comment.deleteMany'];
  check([
    { name: 'by a unique key', code: rows(READ), reports: [] },
    { name: 'near miss: by any keys', code: rows(READ, 'ids.map(id => id)'), reports: near },
    { name: 'near miss: by a key that many have', code: rows('prisma.post.findMany({ where: { authorId: { in: keys } } })'), reports: near },
    { name: 'by one unique key', code: rows('prisma.user.findMany({ where: { email: ids[0] } })').replace('postId: row.id', 'authorId: row.id'), reports: [] },
    { name: 'by the keys that every caller hands over', code: { ...validated('async function close(ids: string[]) {\n  const rows = await prisma.post.findMany({ where: { id: { in: ids } } });\n  for (const row of rows) await prisma.comment.deleteMany({ where: { postId: row.id } });\n}\nexport const one = (id: string) => close([id]);\n') }, reports: [] },
  ]);
});

describe('the exports of a module', () => {
  const files = (over: string): { readonly [path: string]: string } => ({ ...validated(`import * as scanners from './scanners';\nexport async function run(given: object) {\n  for (const tag of Object.keys(${over})) console.log(await prisma.post.findMany({ where: { authorId: tag } }));\n}\n`), 'src/scanners.ts': 'export const a = 1;\nexport const b = 2;\n' });
  check([
    { name: 'by their names', code: files('scanners'), reports: [] },
    { name: 'near miss: the names of an object that is given', code: files('given'), reports: DRIVEN },
  ]);
});

describe('lists of modules that CommonJS exports', () => {
  const files = (exported: string, over: string): { readonly [path: string]: string } => ({
    'package.json': '{ "dependencies": { "@prisma/client": "6" } }',
    'src/status.js': `const BASE = { OPEN: 'open' };\nconst STATUS = { ...BASE, CLOSED: 'closed' };\nmodule.exports = ${exported};\n`,
    'src/count.js': `const { PrismaClient } = require('@prisma/client');\nconst { STATUS } = require('./status');\nconst prisma = new PrismaClient();\nexports.run = given => Promise.all(${over}.map(status => prisma.post.count({ where: { status } })));\n`,
  });
  check([
    { name: 'an object', code: files('{ STATUS }', 'Object.values(STATUS)'), reports: [] },
    { name: 'near miss: a list that is given', code: files('{ STATUS }', 'given'), reports: ['src/count.js: driven prisma.post.count'] },
    { name: 'near miss: an export that is made', code: files('{ STATUS: load(STATUS) }', 'Object.values(STATUS)'), reports: ['src/count.js: driven prisma.post.count'] },
  ]);
});

describe('lists that every call hands over', () => {
  const service = (head: string, more = ''): string => `export class Report {\n  totals(a: string, b: string, all: string[]) { return this.read([a, b, 'c']); }\n${more}  ${head}(authorIds: string[]) {\n    for (const authorId of authorIds.map(id => id.trim()).sort()) await prisma.post.findMany({ where: { authorId } });\n  }\n}\n`;
  const driven = ['driven prisma.post.findMany'];
  check([
    { name: 'of a private method', code: service('private async read'), reports: [] },
    { name: 'of a method that is private by its name', code: service('async #read').replace('this.read(', 'this.#read('), reports: [] },
    { name: 'near miss: another call hands over any list', code: service('private async read', '  all(all: string[]) { return this.read(all); }\n'), reports: driven },
    { name: 'near miss: it is handed on itself', code: service('private async read', '  any(run: (read: unknown) => void) { run(this.read); }\n'), reports: driven },
    { name: 'of a method that others may call, and do not', code: service('async read'), reports: [] },
    { name: 'of a private method whose name others use for theirs', code: { 'src/report.ts': `import { prisma } from './db';\n${service('private async read')}`, 'src/more.ts': 'export const b = (door: any, ids: string[]) => door.read(ids);\n' }, reports: [] },
    { name: 'near miss: of one that others may call, and somebody does', code: `${service('async read')}export const all = (report: Report, ids: string[]) => report.read(ids);\n`, reports: driven },
  ]);
});

it('follows a list through two functions that hand it on, from wherever it is asked', () => {
  const handsOn = (name: string, to: string, more = ''): string => `export async function ${name}(ids: string[]) {\n${more}  return ${to}(ids);\n}\n`;
  const asks = (model: string): string => `  for (const authorId of ids) await prisma.${model}.deleteMany({ where: { authorId } });\n`;
  const code = `export async function close(ids: string[]) {\n${asks('post')}}\n${handsOn('first', 'close')}${handsOn('second', 'first', asks('comment'))}${handsOn('third', 'second')}export const run = (id: string) => third([id]);\n`;
  // Asked for `close` it is too far to `third`; asked for what `second` does itself it is not.
  expect(lintFile(projectWith({ 'src/close.ts': `import { prisma } from './db';\n${code}` }), 'src/close.ts', `import { prisma } from './db';\n${code}`)).toMatchObject([{ subject: 'prisma.post.deleteMany' }]);
});

describe('lists that every caller in the program hands over', () => {
  const files = (callers: string, declared = 'export async function close(authorIds: string[]) {', more: { readonly [path: string]: string } = {}): { readonly [path: string]: string } => ({
    'src/close.ts': `import { prisma } from './db';\n${declared}\n  for (const authorId of authorIds) await prisma.post.deleteMany({ where: { authorId } });\n}\n`,
    'src/users.ts': `import { close } from './close';\n${callers}\n`,
    ...more,
  });
  const driven = ['src/close.ts: driven prisma.post.deleteMany'];
  check([
    { name: 'are as short as they are written', code: files('export const a = (id: string) => close([id]);\nexport const b = (id: string, other: string) => close([id, other]);'), reports: [] },
    { name: 'in an object', code: files('export const a = (id: string) => close({ ids: [id], by: id });\nexport const b = (id: string) => close({ by: id });', 'export async function close({ ids: authorIds = [] }: { ids?: string[]; by: string }) {'), reports: [] },
    { name: 'by way of another function', code: files('const both = (ids: string[]) => close(ids.filter(Boolean));\nexport const a = (id: string) => both([id]);'), reports: [] },
    { name: 'as a method', code: { 'src/close.ts': "import { prisma } from './db';\nexport class Posts {\n  async close(authorIds: string[]) {\n    for (const authorId of authorIds) await prisma.post.deleteMany({ where: { authorId } });\n  }\n}\n", 'src/users.ts': "import { Posts } from './close';\nconst posts = new Posts();\nexport const a = (id: string) => posts.close([id]);\n" }, reports: [] },
    { name: 'as one thing that becomes a list', code: files('export const a = (by: { id: string }) => close(by);', 'export async function close(given: { id: string } | { id: string }[]) {\n  const all = Array.isArray(given) ? given : [given];\n  const authorIds = all.map(each => each.id);'), reports: [] },
    { name: 'near miss: as a list that may be one thing', code: files('export const a = (by: { id: string }[]) => close(by);', 'export async function close(given: { id: string } | { id: string }[]) {\n  const all = Array.isArray(given) ? given : [given];\n  const authorIds = all.map(each => each.id);'), reports: driven },
    { name: 'without what is there twice', code: { ...files('export const a = (id: string) => close([id, id]);', 'export async function close(given: string[]) {\n  const authorIds = [...new Set(given.filter(Boolean))];') }, reports: [] },
    { name: 'where somebody calls something of that name with as little', code: files('export const a = (id: string) => close([id]);\nexport const b = (door: any, id: string) => door.close([id]);'), reports: [] },
    ...Object.entries({ close: '{ close }', end: '{ end: close }' }).map(([name, listed]) => ({
      name: `near miss: of one that is put into an object, ${listed}`,
      code: {
        'src/close.ts': `import { prisma } from './db';\nasync function close(authorIds: string[]) {\n  for (const authorId of authorIds) await prisma.post.deleteMany({ where: { authorId } });\n}\nexport const a = (id: string) => close([id]);\nexport const doors = ${listed};\n`,
        'src/users.ts': `import { doors } from './close';\nexport const b = (ids: string[]) => doors.${name}(ids);\n`,
      },
      reports: driven,
    })),
    {
      name: 'as a method whose name everybody uses',
      code: {
        'src/close.ts': "import { prisma } from './db';\nexport class PostCloser {\n  async create(authorIds: string[]) {\n    for (const authorId of authorIds) await prisma.post.deleteMany({ where: { authorId } });\n  }\n}\n",
        'src/users.ts': "import { PostCloser } from './close';\nexport class Users {\n  constructor(private readonly posts: PostCloser) {}\n  a(id: string) { return this.posts.create([id]); }\n}\n",
        ...Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`src/more/m${at}.ts`, `export const create = (x: any) => x.create(x.all);\n`])),
      },
      reports: [],
    },
    { name: 'as a tree that is written', code: { 'src/close.ts': "import { prisma } from './db';\ntype Item = { id: string; items?: Item[] };\nexport async function close(items: Item[]) {\n  for (const item of items) {\n    await prisma.post.deleteMany({ where: { authorId: item.id } });\n    if (item.items) await close(item.items);\n  }\n}\n", 'src/users.ts': "import { close } from './close';\nexport const a = () => close([{ id: 'a', items: [{ id: 'b' }] }]);\n" }, reports: [] },
    { name: 'near miss: a tree that goes on with others', code: { 'src/close.ts': "import { prisma } from './db';\ntype Item = { id: string; items?: Item[] };\ndeclare const more: Item[];\nexport async function close(items: Item[]) {\n  for (const item of items) {\n    await prisma.post.deleteMany({ where: { authorId: item.id } });\n    if (item.items) await close(more);\n  }\n}\n", 'src/users.ts': "import { close } from './close';\nexport const a = () => close([{ id: 'a', items: [{ id: 'b' }] }]);\n" }, reports: driven },
    { name: 'near miss: one hands over any', code: files('export const a = (id: string) => close([id]);\nexport const b = (ids: string[]) => close(ids);'), reports: driven },
    { name: 'near miss: a spread', code: files('export const a = (id: string) => close([id]);\nexport const b = (...given: [string[]]) => close(...given);'), reports: driven },
    { name: 'near miss: under another name', code: files('export const a = (id: string) => close([id]);', undefined, { 'src/more.ts': "import { close as end } from './close';\nexport const b = (ids: string[]) => end(ids);\n" }), reports: driven },
    { name: 'near miss: it is handed on', code: files('export const a = (id: string) => close([id]);\nexport const b = (run: (fn: unknown) => void) => run(close);'), reports: driven },
    { name: 'near miss: somebody calls something of that name', code: files('export const a = (id: string) => close([id]);\nexport const b = (door: any, ids: string[]) => door.close(ids);'), reports: driven },
    { name: 'near miss: nobody calls it', code: files('export {};'), reports: driven },
    { name: 'near miss: only a test does', code: files('export {};', undefined, { 'src/close.test.ts': "import { close } from './close';\nvoid close(['a']);\n" }), reports: driven },
  ]);
});

describe('code that only offline code reaches', () => {
  const files = (more: { readonly [path: string]: string }): { readonly [path: string]: string } => ({
    'src/export.ts': "import { prisma } from './db';\nasync function each(ids: string[]) {\n  await Promise.all(ids.map(async authorId => prisma.post.deleteMany({ where: { authorId } })));\n}\nexport async function exported(ids: string[]) {\n  await each(ids);\n}\n",
    'bin/export.ts': "import { exported } from '../src/export';\nvoid exported(process.argv.slice(2));\n",
    ...more,
  });
  check([
    { name: 'a command', code: files({}), reports: [] },
    { name: 'a command, by a function of its module whose name everybody uses', code: files(Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`src/more/m${at}.ts`, 'export const end = (all: any) => all.each(end);\n']))), reports: [] },
    { name: 'near miss: a route as well', code: files({ 'src/route.ts': "import { exported } from './export';\nexport const route = (ids: string[]) => exported(ids);\n" }), reports: ['src/export.ts: driven prisma.post.deleteMany'] },
    { name: 'near miss: nobody', code: files({ 'bin/export.ts': 'export {};\n' }), reports: ['src/export.ts: driven prisma.post.deleteMany'] },
  ]);
});

it('sees a caller that is written later', () => {
  const close = "import { prisma } from './db';\nexport async function close(authorIds: string[]) {\n  for (const authorId of authorIds) await prisma.post.deleteMany({ where: { authorId } });\n}\n";
  const users = "import { close } from './close';\nexport const a = (id: string) => close([id]);\n";
  const more = "import { close } from './close';\nexport const b = (ids: string[]) => close(ids);\n";
  const dir = projectWith({ 'src/close.ts': close, 'src/users.ts': users, 'src/more.ts': 'export {};\n' });
  expect(lintFile(dir, 'src/close.ts', close)).toEqual([]);
  // It is linted before, as an editor does.
  lintFile(dir, 'src/more.ts', 'export {};\n');
  writeFileSync(join(dir, 'src/more.ts'), more);
  lintFile(dir, 'src/more.ts', more);
  expect(lintFile(dir, 'src/close.ts', close)).toMatchObject([{ kind: 'driven' }]);
});

describe('files of a request', () => {
  const nest = (interceptor: string, given = '@UploadedFiles() tags: string[]', head = ''): { readonly [path: string]: string } =>
    validated(`import { Body, Post, UploadedFiles, UseInterceptors } from '@nestjs/common';\nimport { FileFieldsInterceptor, FilesInterceptor } from '@nestjs/platform-express';\n${head}const MOST = 5;\nexport class PostsController {\n  @Post()\n  @UseInterceptors(${interceptor})\n  async upload(${given}) {\n  ${RUN}  }\n}\n`);
  const express = (receiver: string): { readonly [path: string]: string } => validated(`import { Router } from 'express';\nimport { upload } from './upload';\nexport const router = Router();\nrouter.post('/', ${receiver}, async (req, res) => {\n  const tags = req.files.map(file => file.path);\n${RUN}});\n`);
  check([
    { name: 'an interceptor with a limit', code: nest("FilesInterceptor('files', MOST)"), reports: [] },
    { name: 'fields with limits', code: nest("FileFieldsInterceptor([{ name: 'tags', maxCount: 5 }, { name: 'cover', maxCount: 1 }])", '@UploadedFiles() { tags }: { tags: string[] }'), reports: [] },
    { name: 'behind a decorator of the program', code: nest("FilesInterceptor('files', 5)", '@Stored() tags: string[]', "import { createParamDecorator } from '@nestjs/common';\nconst Stored = () => createParamDecorator(() => []);\n"), reports: [] },
    { name: 'handed on to a service', code: { ...validated(''), 'src/posts.ts': "import { Post, UploadedFiles, UseInterceptors } from '@nestjs/common';\nimport { FilesInterceptor } from '@nestjs/platform-express';\nimport { Posts } from './service';\nexport class PostsController {\n  constructor(private readonly posts: Posts) {}\n  @Post()\n  @UseInterceptors(FilesInterceptor('files', 5))\n  async upload(@UploadedFiles() files: string[]) {\n    return this.posts.addAll(files.map(file => file.trim()));\n  }\n}\n", 'src/service.ts': `import { prisma } from './db';\nexport class Posts {\n  async addAll(tags: string[]) {\n  ${RUN}  }\n}\n` }, reports: [] },
    { name: 'near miss: an interceptor without a limit', code: nest("FilesInterceptor('files')"), reports: DRIVEN },
    { name: 'near miss: a high limit', code: nest("FilesInterceptor('files', 100)"), reports: DRIVEN },
    { name: 'near miss: a field without a limit', code: nest("FileFieldsInterceptor([{ name: 'tags' }, { name: 'cover', maxCount: 1 }])", '@UploadedFiles() { tags }: { tags: string[] }'), reports: DRIVEN },
    { name: 'near miss: what a class is made with', code: validated(`import { inject } from './inject';\nconst Given = () => inject();\nexport class Posts {\n  constructor(@Given() tags: string[]) {\n    for (const tag of tags) prisma.post.findMany({ where: { authorId: tag } }).then(console.log);\n  }\n}\n`), reports: DRIVEN },
    { name: 'near miss: a list of the body', code: nest("FilesInterceptor('files', 5)", '@Body() tags: string[]'), reports: DRIVEN },
    { name: 'what multer lets through', code: express("upload.array('files', 5)"), reports: [] },
    { name: 'near miss: as many as are sent', code: express("upload.array('files')"), reports: DRIVEN },
  ]);
});

describe('rows by a whole unique key', () => {
  const run = (where: string): string => `export async function run(key: string) {\n  const rows = await prisma.user.findMany({ where: ${where} });\n  for (const row of rows) console.log(await prisma.post.findMany({ where: { authorId: row.id } }));\n}\n`;
  check([
    { name: 'one row at most', code: run('{ email: key }'), reports: [] },
    { name: 'the row that another one belongs to', code: run('{ posts: { some: { id: key } } }'), reports: [] },
    { name: 'near miss: the rows that have one among many', code: run('{ posts: { some: { title: key } } }'), reports: ['driven prisma.post.findMany'] },
    { name: 'or none', code: run('{ email: key }').replace('= await prisma.user.findMany({ where: { email: key } })', '= key ? await prisma.user.findMany({ where: { email: key } }) : undefined').replace('of rows', 'of rows!'), reports: [] },
    { name: 'near miss: a key that is left out', code: run("{ email: key === '' ? undefined : key }"), reports: ['driven prisma.post.findMany'] },
    { name: 'near miss: a key on some paths', code: run("{ name: 'x', ...(key !== '' && { email: key }) }"), reports: ['driven prisma.post.findMany'] },
    { name: 'near miss: a column that is no key', code: run('{ name: key }'), reports: ['driven prisma.post.findMany'] },
    { name: 'near miss: among many keys', code: run('{ email: { not: key } }'), reports: ['driven prisma.post.findMany'] },
  ]);
});

describe('a list that a function makes of what it is given', () => {
  const run = (given: string, made = 'names.map(name => ({ name }))'): string => `const KINDS = ['a', 'b'];\nfunction toRows(prefix: string, names: string[]) {\n  if (prefix === '') return [];\n  return ${made};\n}\nexport async function run(ids: string[]) {\n  for (const row of toRows('x', ${given})) console.log(await prisma.post.findMany({ where: { authorId: row.name } }));\n}\n`;
  check([
    { name: 'of a written one', code: run('KINDS'), reports: [] },
    { name: 'near miss: of any', code: run('ids'), reports: ['driven prisma.post.findMany'] },
    { name: 'near miss: longer than it', code: run('KINDS', 'names.flatMap(name => load(name))'), reports: ['driven prisma.post.findMany'] },
  ]);
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { Schemas } from '../../src/analysis/schemas.ts';
import { UsedOrms } from '../../src/analysis/used-orms.ts';
import { orms } from '../../src/orms/index.ts';
import { Project, type ProjectView } from '../../src/project/project.ts';
import { readSettings } from '../../src/settings.ts';
import { projectWith, SCHEMA, type Files } from './harness.ts';

const { aggregateFindings, counters, loopFindings } = await import('../../src/analysis/index.ts');

const LOOP = 'export async function all(ids: string[]) {\n  for (const id of ids) await load(id);\n}\n';
const COUNTS = 'export async function numbers() {\n  return [await db.post.count({}), await db.post.count({ where: { a: 1 } })];\n}\n';
const SETTINGS = readSettings(undefined);

/** What linting the files one after the other costs, each. */
function costs(files: Files, paths: readonly string[]): { reads: number; parses: number }[] {
  const dir = projectWith(files);
  return paths.map(path => {
    const before = counters();
    const file = { filename: join(dir, path), text: files[path]!, cwd: dir, settings: SETTINGS };
    loopFindings(file);
    aggregateFindings(file);
    const after = counters();
    return { reads: after.reads - before.reads, parses: after.parses - before.parses };
  });
}

describe('what a file costs in which nothing can be reported', () => {
  it('is not read where no ORM is used, once that is known of its folder', () => {
    const files = { 'package.json': '{ "name": "app" }', 'prisma/schema.prisma': '', 'src/a.ts': LOOP + COUNTS, 'src/b.ts': LOOP + COUNTS };
    const [, second] = costs(files, ['src/a.ts', 'src/b.ts']);
    expect(second).toEqual({ reads: 0, parses: 0 });
  });

  it('is not read where the code is offline', () => {
    const files = { 'src/a.ts': LOOP, 'src/a.test.ts': LOOP, 'scripts/b.ts': LOOP };
    const [, test, script] = costs(files, ['src/a.ts', 'src/a.test.ts', 'scripts/b.ts']);
    expect([test, script]).toEqual([{ reads: 0, parses: 0 }, { reads: 0, parses: 0 }]);
  });

  it('is read beside them, and parsed once', () => {
    const files = { 'src/a.ts': LOOP, 'src/b.ts': LOOP };
    const [, second] = costs(files, ['src/a.ts', 'src/b.ts']);
    expect(second).toEqual({ reads: 1, parses: 1 });
  });
});

describe('what stands outside of loops', () => {
  const SERVICE = {
    'src/db.ts': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();\n",
    'src/rows.ts': "import { prisma } from './db';\nexport const rowsOf = (id: string) => prisma.post.findMany({ where: { authorId: id } });\n",
    'src/service.ts': "import { rowsOf } from './rows';\nexport async function save(id: string, row: object) { return { row, rows: await rowsOf(id) }; }\n",
  };
  const parsesFor = (text: string): number => costs({ ...SERVICE, 'src/a.ts': text }, ['src/a.ts'])[0]!.parses;

  it('is not followed for what is made, waited for or given as data', () => {
    const data = "import { save } from './service';\nexport async function one(id: string, names: string[]) {\n  const row = await save(id, new Date());\n  await save(id, row);\n  return save(names.map(name => name.trim())[0]!, { row });\n}\n";
    expect(parsesFor(data)).toBe(1);
  });

  it('is followed for a function that is given by name', () => {
    const named = "import { save } from './service';\nexport const all = (ids: string[]) => Promise.all(ids.map(save));\n";
    expect(parsesFor(named)).toBe(4);
  });
});

it('rules that ask of the same file share one look at it', () => {
  const files = { 'src/a.ts': LOOP, 'src/b.ts': LOOP + COUNTS };
  const [, both] = costs(files, ['src/a.ts', 'src/b.ts']);
  expect(both).toEqual({ reads: 1, parses: 1 });
});

describe('which names may ask a database', () => {
  const wordsAt = (manifest: object, schema = ''): ReadonlySet<string> => {
    const dir = projectWith({ 'package.json': JSON.stringify(manifest), 'prisma/schema.prisma': schema, 'src/a.ts': '' });
    const view = viewOf(dir);
    return new UsedOrms(() => view, orms, SETTINGS, new Schemas(() => view, orms, SETTINGS, dir)).words(join(dir, 'src/a.ts')).methods;
  };

  it('those of the ORMs that a manifest names', () => {
    const words = wordsAt({ dependencies: { knex: '^3' } });
    expect(words.has('whereIn')).toBe(true);
    expect(words.has('findMany')).toBe(false);
  });

  it('those of an ORM whose schema is there', () => {
    const words = wordsAt({ dependencies: { knex: '^3' } }, SCHEMA);
    expect(words.has('whereIn')).toBe(true);
    expect(words.has('findMany')).toBe(true);
  });

  it('all of them where nothing says which are used', () => {
    const words = wordsAt({});
    expect(words.has('whereIn')).toBe(true);
    expect(words.has('findMany')).toBe(true);
  });
});

it('the schemas of a workspace are looked for in each package once more at most', () => {
  const packages = Array.from({ length: 40 }, (_, at) => `packages/p${at}`);
  const manifests: Files = Object.fromEntries(packages.map(path => [`${path}/package.json`, JSON.stringify({ name: path.replace('/', '-') })]));
  const dir = projectWith({ 'package.json': '{ "name": "root", "workspaces": ["packages/*"] }', 'prisma/schema.prisma': '', ...manifests });
  let reads = 0;
  const view = viewOf(dir);
  const counted: ProjectView = { ...view, read: path => (reads++, view.read(path)) };
  const schemas = new Schemas(() => counted, orms, SETTINGS, dir);
  const readsFor = (path: string): number => {
    const before = reads;
    expect(schemas.for(join(dir, path, 'a.ts'))).toEqual([]);
    return reads - before;
  };
  const [first, ...rest] = packages.map(readsFor);
  expect(Math.max(...rest)).toBeLessThan(first! / 10);
});

function viewOf(dir: string): ProjectView {
  return new Project().open(join(dir, 'src/a.ts'), '');
}

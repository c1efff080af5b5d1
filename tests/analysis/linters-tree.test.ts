import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { expect, it } from 'vitest';

import { projectWith } from './harness.ts';

const { default: plugin } = await import('../../src/index.ts');
const { counters } = await import('../../src/analysis/index.ts');

const DB = "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();\n";
const LOOP = "import { prisma } from './db';\nexport async function all(ids) {\n  for (const id of ids) await prisma.post.findMany({ where: { authorId: id } });\n}\n";
const FILES = { 'package.json': '{ "name": "app", "dependencies": { "@prisma/client": "6" } }', 'src/db.ts': DB };

/** Lints one file of a project, and says what was lowered and parsed for it and for what it reaches. */
function lint(path: string, parser: Linter.Parser | undefined, text: string = LOOP): { reports: number; lowered: number; parses: number } {
  const cwd = projectWith({ ...FILES, [path]: LOOP });
  const before = counters();
  const config = [{ files: ['**/*.*'], plugins: { orm: plugin as never }, rules: { 'orm/no-query-in-loop': 2 as const }, languageOptions: parser ? { parser } : {} }];
  const reports = new Linter({ cwd }).verify(text, config, { filename: join(cwd, path) });
  const after = counters();
  expect(reports.filter(each => each.ruleId === null)).toEqual([]);
  return { reports: reports.length, lowered: after.lowered - before.lowered, parses: after.parses - before.parses };
}

it('a linted file is not parsed again, and reports the same', () => {
  expect(lint('src/a.ts', typescriptParser as Linter.Parser)).toEqual({ reports: 1, lowered: 2, parses: 1 });
  expect(lint('src/a.js', undefined)).toEqual({ reports: 1, lowered: 2, parses: 1 });
});

it('nor is a text that is not on disk', () => {
  expect(lint('src/a.ts', typescriptParser as Linter.Parser, `${LOOP}// more`)).toEqual({ reports: 1, lowered: 2, parses: 1 });
});

it('but it is where the tree is of another parser, or of another version', () => {
  const { parseForESLint } = typescriptParser;
  for (const meta of [undefined, { name: 'other', version: '8.0.0' }, { name: 'typescript-eslint/parser', version: '5.62.0' }]) {
    expect(lint('src/a.ts', { ...(meta && { meta }), parseForESLint } as Linter.Parser)).toEqual({ reports: 1, lowered: 2, parses: 2 });
  }
});

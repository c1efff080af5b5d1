import { readdirSync, readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';

import { describe, expect, it } from 'vitest';

import { violations } from './floors.ts';

const SRC = resolve(import.meta.dirname, '../src');

function sourceFiles(): Map<string, string> {
  const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  return new Map(names.map(name => [name.split(sep).join('/'), readFileSync(resolve(SRC, name), 'utf8')]));
}

it('src keeps to its floors', () => {
  const files = sourceFiles();
  expect(files.size).toBeGreaterThan(20);
  expect(violations(files)).toEqual([]);
});

/** Each guard, seen to bite: a small tree that breaks one rule of the house, and the one sentence it gets. */
const BROKEN: readonly { name: string; files: Readonly<Record<string, string>>; sentence: string }[] = [
  {
    name: 'an import upwards',
    files: { 'project/resolve.ts': "import { link } from '../analysis/index.ts';\nlink();" },
    sentence: 'project/resolve.ts: may not import from analysis (analysis/index.ts)',
  },
  {
    name: 'an import upwards of a type',
    files: { 'facts/a.ts': "import type { View } from '../project/view.ts';\nexport type A = View;" },
    sentence: 'facts/a.ts: may not import from project (project/view.ts)',
  },
  {
    name: 'an import sideways on floor 2',
    files: { 'orms/prisma/schema.ts': "export * from '../../project/files.ts';" },
    sentence: 'orms/prisma/schema.ts: may not import from project (project/files.ts)',
  },
  {
    name: 'an import inside a type',
    files: { 'orms/prisma/schema.ts': "export type A = import('../../project/files.ts').Files;" },
    sentence: 'orms/prisma/schema.ts: may not import from project (project/files.ts)',
  },
  {
    name: 'a rule that imports an ORM',
    files: { 'rules/a.ts': "import { words } from '../orms/index.ts';\nwords();" },
    sentence: 'rules/a.ts: may not import from orms (orms/index.ts)',
  },
  {
    name: 'a rule that imports the project',
    files: { 'rules/a.ts': "import { read } from '../project/project.ts';\nread();" },
    sentence: 'rules/a.ts: may not import from project (project/project.ts)',
  },
  {
    name: 'a rule that imports a rule',
    files: { 'rules/a.ts': "import b from './b.ts';\nb();" },
    sentence: 'rules/a.ts: a rule imports no other rule (rules/b.ts)',
  },
  {
    name: 'an ORM that imports an ORM',
    files: { 'orms/typeorm/index.ts': "import { m } from '../prisma/methods.ts';\nm();" },
    sentence: 'orms/typeorm/index.ts: an ORM imports no other ORM (orms/prisma/methods.ts)',
  },
  {
    name: 'a way past the door of the analysis',
    files: { 'rules/a.ts': "import { link } from '../analysis/link.ts';\nlink();" },
    sentence: 'rules/a.ts: enters analysis by its index.ts only (analysis/link.ts)',
  },
  {
    name: 'a cycle',
    files: { 'facts/a.ts': "import { b } from './b.ts';\nexport const a = b;", 'facts/b.ts': "import type { a } from './a.ts';\nexport const b = 1 as unknown as typeof a;" },
    sentence: 'facts/a.ts: takes part in an import cycle: facts/a.ts → facts/b.ts → facts/a.ts',
  },
  {
    name: 'a folder without a floor',
    files: { 'tools/a.ts': 'export const a = 1;' },
    sentence: 'tools/a.ts: tools has no floor; give it one in tests/floors.ts',
  },
  {
    name: 'a file that is too long',
    files: { 'project/a.ts': 'export {};\n'.repeat(301) },
    sentence: 'project/a.ts: has 301 lines, and 300 are allowed',
  },
  {
    name: 'a long file of facts',
    files: { 'facts/a.ts': 'export {};\n'.repeat(201) },
    sentence: 'facts/a.ts: has 201 lines, and 200 are allowed',
  },
  {
    name: 'a name that says nothing',
    files: { 'analysis/utils.ts': 'export const a = 1;' },
    sentence: 'analysis/utils.ts: name it for the question it answers',
  },
  {
    name: 'a folder with a name that says nothing',
    files: { 'analysis/helpers/loop.ts': 'export const a = 1;' },
    sentence: 'analysis/helpers/loop.ts: name it for the question it answers',
  },
  {
    name: 'logic in the vocabulary',
    files: { 'vocabulary/a.ts': 'export const isA = (a: unknown): boolean => a === 1;' },
    sentence: 'vocabulary/a.ts: the vocabulary has types only',
  },
  {
    name: 'typescript-eslint when the plugin runs',
    files: { 'rules/a.ts': "import { ESLintUtils } from '@typescript-eslint/utils';\nESLintUtils();" },
    sentence: 'rules/a.ts: may not import @typescript-eslint/utils, except its types',
  },
  {
    name: 'the disk below a rule',
    files: { 'analysis/a.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('a');" },
    sentence: 'analysis/a.ts: may not import node:fs',
  },
  {
    name: 'the disk, later',
    files: { 'orms/prisma/a.ts': "export const a = import('fs/promises');" },
    sentence: 'orms/prisma/a.ts: may not import fs/promises',
  },
  {
    name: 'ESLint below the command',
    files: { 'analysis/a.ts': "import { Linter } from 'eslint';\nnew Linter();" },
    sentence: 'analysis/a.ts: may not import eslint, except its types',
  },
  {
    name: 'a second parser',
    files: { 'analysis/a.ts': "import { parseSync } from 'oxc-parser';\nparseSync('a', '');" },
    sentence: 'analysis/a.ts: may not import oxc-parser, except its types',
  },
  {
    name: 'an ORM by name in the analysis',
    files: { 'analysis/a.ts': "// Prisma is fine here.\nexport const a = (orm: string): boolean => orm === 'prisma';" },
    sentence: 'analysis/a.ts:2: names an ORM (prisma); its own words come from its folder',
  },
  {
    name: 'an ORM in an identifier of a rule',
    files: { 'rules/a.ts': 'export const isTypeOrm = true;' },
    sentence: 'rules/a.ts:1: names an ORM (TypeOrm); its own words come from its folder',
  },
  {
    name: 'a branch for tests',
    files: { 'project/a.ts': "export const cached = process.env['NODE_ENV'] !== 'test';" },
    sentence: 'project/a.ts:1: behaves differently when tested (NODE_ENV)',
  },
];

describe('the guard bites on', () => {
  it.each(BROKEN)('$name', ({ files, sentence }) => {
    expect(violations(new Map(Object.entries(files)))).toEqual([sentence]);
  });
});

it('the guard lets through what is allowed', () => {
  const files = {
    'vocabulary/a.ts': "import type { B } from './b.ts';\nexport type A = B | 1;",
    'vocabulary/b.ts': "import type { A } from './a.ts';\nexport interface B { a: A }",
    'orms/prisma/index.ts': "import { m } from './methods.ts';\nimport { word } from '../words.ts';\nexport const prisma = m + word;",
    'orms/index.ts': "import { prisma } from './prisma/index.ts';\nexport const orms = [prisma];",
    'analysis/index.ts': "import { orms } from '../orms/index.ts';\nimport { project } from '../project/project.ts';\nexport const a = [orms, project]; // not Prisma alone",
    'rules/a.ts': "import type { TSESLint } from '@typescript-eslint/utils';\nimport { a } from '../analysis/index.ts';\nexport default a as unknown as TSESLint.RuleModule<''>;",
    'cli/eslint.ts': "export const eslint = import('eslint');",
  };
  expect(violations(new Map(Object.entries(files)))).toEqual([]);
});

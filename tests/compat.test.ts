import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const MODULES = join(ROOT, 'node_modules');

const FLAT = `[
  { files: ['**/*.ts'], languageOptions: { parser } },
  orm.configs.recommended,
]`;

/** A project of its own, which finds the plugin where npm would have put it. */
const CONFIGS: Readonly<Record<string, string>> = {
  'eslint.config.mjs': `import parser from '@typescript-eslint/parser';\nimport orm from 'eslint-plugin-orm';\nexport default ${FLAT};\n`,
  'eslint.config.cjs': `const parser = require('@typescript-eslint/parser');\nconst orm = require('eslint-plugin-orm');\nmodule.exports = ${FLAT};\n`,
  'eslintrc.json': JSON.stringify({ root: true, parser: '@typescript-eslint/parser', parserOptions: { sourceType: 'module' }, extends: ['plugin:orm/legacy-recommended'] }),
  'oxlintrc.json': JSON.stringify({ jsPlugins: ['eslint-plugin-orm'], categories: { correctness: 'off' }, rules: { 'orm/no-query-in-loop': 'error' } }),
};

let project = '';

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'orm-compat-')));
  cpSync(join(ROOT, 'tests/fixtures/compat'), project, { recursive: true });
  for (const [name, text] of Object.entries(CONFIGS)) writeFileSync(join(project, name), text);
  for (const [name, target] of [['eslint-plugin-orm', ROOT], ['@typescript-eslint/parser', join(MODULES, '@typescript-eslint/parser')]] as const) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
  }
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Seen {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

/** The standard output of a linter, whatever its exit code is. */
function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  return new Promise((done, fail) => {
    execFile(process.execPath, [script, ...args], { cwd: project, env: { ...process.env, ...env }, encoding: 'utf8' }, (_error, stdout, stderr) => {
      if (stdout) done(stdout);
      else fail(new Error(stderr));
    });
  });
}

async function eslint(folder: string, config: string, flat = true): Promise<Seen[]> {
  const args = ['-c', config, '--format', 'json', ...(flat ? [] : ['--ext', '.ts']), 'src'];
  const stdout = await run(join(MODULES, folder, 'bin/eslint.js'), args, { ESLINT_USE_FLAT_CONFIG: String(flat) });
  const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; column: number; ruleId: string; message: string }[] }[];
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => ({ file: relative(project, filePath), line, column, rule: ruleId, message })));
}

async function oxlint(): Promise<Seen[]> {
  const stdout = await run(join(MODULES, 'oxlint/bin/oxlint'), ['-c', 'oxlintrc.json', '--format', 'json', 'src']);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string; message: string; labels: { span: { line: number; column: number } }[] }[] };
  return diagnostics.map(({ filename, code, message, labels }) => {
    const { line, column } = labels[0]!.span;
    return { file: filename, line, column, rule: code.replace(/^(.+)\((.+)\)$/, '$1/$2'), message };
  });
}

const EXPECTED = [
  { file: 'src/users.ts', line: 8, column: 25, rule: 'orm/no-query-in-loop', message: expect.stringContaining('`prisma.post.findMany` runs once for each of `users`') },
  { file: 'src/users.ts', line: 10, column: 26, rule: 'orm/no-query-in-loop', message: expect.stringContaining('`postsOf` (posts.ts) runs `prisma.post.findMany`') },
];

describe.each(['eslint8', 'eslint9', 'eslint'])('%s', folder => {
  it.each(['eslint.config.mjs', 'eslint.config.cjs'])('with %s', async config => {
    expect(await eslint(folder, config)).toEqual(EXPECTED);
  });
});

it('eslint8 with .eslintrc', async () => {
  expect(await eslint('eslint8', 'eslintrc.json', false)).toEqual(EXPECTED);
});

it('oxlint', async () => {
  expect(await oxlint()).toEqual(EXPECTED);
});

/** What stands before the rewritten code is not of one byte a letter. */
const LOOP = `import { prisma } from '../src/db.js';

// ä 😀
export async function all(ids: string[]) {
  const users = [];
  for (const id of ids) {
    users.push(await prisma.user.findUnique({ where: { id } }));
  }
  return users;
}
`;
const FIXED = LOOP.replace(/\[\];\n[^]*\n {2}\}\n/, 'await Promise.all(ids.map(id => prisma.user.findUnique({ where: { id } })));\n');

it.each<[string, string, readonly string[], string]>([
  ['eslint8', 'eslint8/bin/eslint.js', ['-c', 'eslintrc.json', '--ext', '.ts', '--format', 'json', '--fix'], 'false'],
  ['eslint9', 'eslint9/bin/eslint.js', ['-c', 'eslint.config.mjs', '--format', 'json', '--fix'], 'true'],
  ['eslint', 'eslint/bin/eslint.js', ['-c', 'eslint.config.mjs', '--format', 'json', '--fix'], 'true'],
  ['oxlint', 'oxlint/bin/oxlint', ['-c', 'oxlintrc.json', '--format', 'json', '--fix'], ''],
])('%s writes the fix', async (name, script, args, flat) => {
  const folder = join(project, `fix-${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'all.ts'), LOOP);
  await run(join(MODULES, script), [...args, `fix-${name}`], { ESLINT_USE_FLAT_CONFIG: flat });
  expect(readFileSync(join(folder, 'all.ts'), 'utf8')).toBe(FIXED);
});

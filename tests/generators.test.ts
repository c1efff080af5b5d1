import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { violations } from './floors.ts';

const ROOT = resolve(import.meta.dirname, '..');
let copy = '';

beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'orm-generators-')));
  for (const part of ['src', 'tests/orms', 'tests/rule-tester.ts', 'package.json', 'tsconfig.json', 'vitest.config.ts']) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function node(script: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(ROOT, script), ...args], { cwd: copy, encoding: 'utf8' });
}

const read = (file: string): string => readFileSync(join(copy, file), 'utf8');

it('new:rule writes a rule, its test and its page, and registers it in order', () => {
  expect(node('tools/new-rule.mjs', 'no-early-bird')).toMatchObject({ status: 0, stderr: '' });
  const { stdout } = node('tools/new-rule.mjs', 'prefer-late-bird');
  expect(stdout.split('\n').slice(0, 4)).toEqual([
    'new      src/rules/prefer-late-bird.ts',
    'new      tests/rules/prefer-late-bird.test.ts',
    'new      docs/rules/prefer-late-bird.md',
    'changed  src/rules/index.ts',
  ]);
  const registered = Array.from(read('src/rules/index.ts').matchAll(/^ {2}'([\w-]+)': (\w+),$/gm), match => match.slice(1));
  expect(registered).toEqual(expect.arrayContaining([['no-early-bird', 'noEarlyBird'], ['no-query-in-loop', 'noQueryInLoop'], ['prefer-late-bird', 'preferLateBird']]));
  expect(registered.map(([name]) => name)).toEqual(registered.map(([name]) => name).sort());
});

it('new:orm writes a folder and a test, and registers it', () => {
  expect(node('tools/new-orm.mjs', 'tiny-orm')).toMatchObject({ status: 0, stderr: '' });
  expect(read('src/orms/index.ts')).toMatch(/^import \{ tinyOrm \} from '\.\/tiny-orm\/index\.ts';$/m);
  expect(read('src/orms/index.ts')).toMatch(/, tinyOrm\];/);
  expect(read('tests/orms/tiny-orm.test.ts')).toContain("'reads one row by key': { notOffered:");
});

it('what they write compiles, and keeps to the floors', () => {
  writeFileSync(join(copy, 'tests/rules/broken.test.ts'), "import rule from '../../src/rules/no-early-bird.ts';\nexport const wrong: string = rule;\n");
  const { stdout } = node('node_modules/typescript/bin/tsc', '-p', '.');
  const errors = stdout.split('\n').filter(line => /^(?:src|tests)\/(?:rules|orms\/index|(?:orms\/)?tiny-orm)|-bird|tiny-orm/.test(line));
  expect(errors).toEqual([expect.stringMatching(/^tests\/rules\/broken\.test\.ts\(2,14\): error TS2322/)]);

  const names = readdirSync(join(copy, 'src'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const files = new Map(names.map(name => [name.split(sep).join('/'), read(`src/${name}`)]));
  expect(violations(files).filter(line => /tiny-orm|-bird|orms\/index|rules\/index/.test(line))).toEqual([]);
});

it('the tests they write pass', () => {
  const { status, stdout } = node('node_modules/vitest/vitest.mjs', 'run', 'tests/rules/no-early-bird.test.ts', 'tests/orms/tiny-orm.test.ts');
  expect(stdout).toMatch(/Test Files .*2 (?:passed|skipped)|1 passed.*1 skipped/s);
  expect(status).toBe(0);
});

it('names that do not fit, and things that exist, are refused', () => {
  expect(node('tools/new-rule.mjs', 'QueryLoop')).toMatchObject({ status: 1, stdout: '' });
  expect(node('tools/new-rule.mjs')).toMatchObject({ status: 1 });
  expect(node('tools/new-rule.mjs', 'no-query-in-loop')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('exists already') });
  expect(node('tools/new-orm.mjs', 'Tiny')).toMatchObject({ status: 1 });
  expect(node('tools/new-orm.mjs', 'tiny-orm')).toMatchObject({ status: 1, stderr: expect.stringContaining('exists already') });
});

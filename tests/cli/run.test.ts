import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type * as Analysis from '../../src/analysis/index.ts';
import type { LoopFinding } from '../../src/vocabulary/finding.ts';
import { loadESLint } from '../../src/cli/eslint.ts';
import { run } from '../../src/cli/run.ts';

/** Every `db.find` is a finding; `row.save` is one that only `strict` reports. */
vi.mock('../../src/analysis/index.ts', async importOriginal => ({
  checkedSettings: (await importOriginal<typeof Analysis>()).checkedSettings,
  aggregateFindings: () => [],
  countFindings: () => [],
  existsFindings: () => [],
  rowLoadFindings: () => [],
  schemaFindings: () => [],
  loopFindings: ({ text }: { text: string }, isWanted: (finding: LoopFinding) => boolean) =>
    Array.from(text.matchAll(/\b(?:db\.find|row\.save)\b/g), ({ 0: subject, index }) => ({
      at: index,
      end: index + subject.length,
      kind: subject === 'db.find' ? 'driven' : 'row-by-row',
      subject,
      collection: 'users',
      queries: [{ query: {}, display: subject, hops: [], file: 'a.ts', line: 1 }],
      advice: 'Read them all before the loop.',
    }) as never).filter(isWanted),
  relationFindings: () => [],
  resolverFindings: () => [],
  followUpFindings: () => [],
  unusedLoadFindings: () => [],
  schemaGraph: () => [{ orm: 'an-orm', files: [], clients: [], problems: [], models: [{ name: 'User', file: '/a.ts', at: 0, columns: [], keys: [] }] }],
  explain: ({ filename, text }: { filename: string; text: string }, line: number) =>
    text.split('\n')[line - 1]?.includes('db.find') ? [{ line, subject: 'db.find', facts: [`It stands in ${filename.split('/').at(-1)}.`, 'It is driven.'] }] : [],
  printedFacts: ({ text }: { text: string }) => (text.includes('const = ;') ? undefined : `facts of ${text.length} characters`),
}));

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'orm-cli-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function cli(args: readonly string[], { terminal = false, load = loadESLint, cwd = folder, env = {} } = {}): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await run(args, {
    cwd,
    env,
    stdout: { isTTY: terminal, write: text => (out += text) },
    stderr: { isTTY: terminal, write: text => (err += text) },
    loadESLint: load,
  });
  return { code, out: out.replace(/in \d+\.\d s\./, 'in 0.0 s.'), err };
}

describe('the summary', () => {
  it('shows each problem with its line, and the totals', async () => {
    write({ 'src/a.ts': 'for (const u of users) {\n\tawait db.find(u);\n}\n', 'src/b.ts': 'export {};\n' });
    expect(await cli([])).toEqual({
      code: 1,
      err: '',
      out: `src/a.ts
  2:8  error  orm/no-query-in-loop
    \`db.find\` runs once for each of \`users\`: 1 + N queries. Read them all before the loop.
    2 | await db.find(u);
              ^^^^^^^

1 problem in 1 file; 2 files read in 0.0 s.
  1  orm/no-query-in-loop
`,
    });
  });

  it('is one line where all is well', async () => {
    write({ 'a.js': 'module.exports = 1;\n' });
    expect(await cli([])).toEqual({ code: 0, err: '', out: 'No problems; 1 file read in 0.0 s.\n' });
  });

  it('counts what it cannot parse, and says where', async () => {
    write({ 'a.ts': 'const ok = 1;\nconst = ;\n' });
    const { code, out } = await cli([]);
    expect(code).toBe(1);
    expect(out).toContain('2:7  error  syntax\n    Parsing error: ');
    expect(out).toContain('1  files that could not be parsed');
  });

  it('cuts long lines, and has no frame where the report is behind the cut', async () => {
    write({ 'a.ts': `db.find();${' '.repeat(3)}${'x;'.repeat(200)}db.find();\n` });
    const { out } = await cli([]);
    expect(out).toContain(`${'x;'.repeat(53)}x…`);
    expect(out.match(/\^+/g)).toEqual(['^^^^^^^']);
  });

  it('has color on a terminal only, unless it is not wanted', async () => {
    write({ 'a.ts': 'db.find();\n' });
    const colored = (text: string) => text.includes('\u001B[');
    expect(colored((await cli([])).out)).toBe(false);
    expect(colored((await cli([], { terminal: true })).out)).toBe(true);
    expect(colored((await cli(['--no-color'], { terminal: true })).out)).toBe(false);
    expect(colored((await cli([], { terminal: true, env: { NO_COLOR: '1' } })).out)).toBe(false);
    expect(colored((await cli([], { env: { FORCE_COLOR: '1' } })).out)).toBe(true);
  });

  it('shows progress on a terminal, and cleans up', async () => {
    write({ 'a.ts': 'export {};\n' });
    expect((await cli([], { terminal: true })).err).toBe('\r\u001B[2K1 files …\r\u001B[2K');
  });
});

describe('which files', () => {
  it('JavaScript and TypeScript of all kinds, and no others', async () => {
    const code = 'db.find();\n';
    write({ 'a.js': code, 'b.mjs': code, 'c.cjs': code, 'd.ts': code, 'e.mts': code, 'f.cts': code, 'g.json': '{}', 'h.d.ts': code });
    write({ 'i.jsx': 'export const I = () => <p>{db.find()}</p>;\n', 'j.tsx': 'export const J = <T,>(t: T) => <p>{db.find()}</p>;\n' });
    write({ 'k.ts': '@Injectable()\nexport class K { constructor(private readonly db: Db) { db.find(); } }\nlet x = <any>y; export = x;\n' });
    expect((await cli(['--format', 'json'])).out.match(/"filePath":"[^"]+/g)?.map(path => path.slice(-4))).toEqual(
      ['a.js', '.mjs', '.cjs', 'd.ts', '.mts', '.cts', '.jsx', '.tsx', 'k.ts'].map(ending => expect.stringMatching(`${ending}$`)),
    );
    expect((await cli([])).out).toContain('9 problems in 9 files');
  });

  it('nothing that tools write, and nothing that git ignores; git knows whether `build` is source', async () => {
    const code = 'db.find();\n';
    write({ 'src/a.ts': code, 'dist/a.js': code, 'node_modules/x/a.js': code, '.next/a.js': code, 'src/generated/client.ts': code });
    write({ 'build/a.ts': code });
    expect((await cli([])).out).toContain('1 problem in 1 file; 1 file read');
    write({ '.gitignore': 'local/\n', 'local/a.ts': code, 'pkg/.gitignore': '*.out.ts\n', 'pkg/a.out.ts': code, 'pkg/a.ts': code });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    expect((await cli([])).out).toContain('3 problems in 3 files; 3 files read');
    expect((await cli([folder], { cwd: dirname(folder) })).out).toContain('3 problems in 3 files; 3 files read');
    expect((await cli(['--no-ignore'])).out).toContain('8 files read');
    expect((await cli(['--ignore-pattern', 'pkg/**'])).out).toContain('2 files read');
  });

  it('a folder that git ignores, where it is named', async () => {
    write({ '.gitignore': 'local/\n', 'local/src/a.ts': 'db.find();\n' });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    expect(await cli([])).toEqual({ code: 0, err: '', out: 'No JavaScript or TypeScript files found.\n' });
    expect((await cli(['local'])).out).toContain('1 problem in 1 file');
    expect((await cli([], { cwd: join(folder, 'local') })).out).toContain('1 problem in 1 file');
  });

  it('a folder elsewhere', async () => {
    write({ 'app/src/a.ts': 'db.find();\n', 'here/b.ts': 'db.find();\n' });
    const cwd = join(folder, 'here');
    expect((await cli([join(folder, 'app')], { cwd })).out).toContain('src/a.ts\n');
    expect((await cli(['.', '../app'], { cwd })).out).toContain('2 problems in 2 files');
  });

  it('a path that is not there is an error', async () => {
    expect(await cli(['src', 'nowhere'])).toEqual({ code: 2, out: '', err: 'src: no such file or folder.\n' });
  });
});

describe('comments', () => {
  it('turn reports off, whatever else they name', async () => {
    write({
      'a.ts': `// eslint-disable-next-line orm/no-query-in-loop -- seen
db.find();
db.find(); // eslint-disable-line
// eslint-disable-next-line other/rule, orm/no-query-in-loop
db.find();
/* eslint-disable */
db.find();
/* eslint-enable */
`,
      'b.ts': '/* eslint orm/no-query-in-loop: "off" */\ndb.find();\n',
    });
    expect(await cli([])).toMatchObject({ code: 0 });
  });

  it('of other rules neither turn reports off nor make trouble', async () => {
    write({
      'a.ts': `/* eslint-env mocha */
/* eslint other/rule: error, no-undef: 2 */
/* eslint no-restricted-syntax: ["error", */
/* global foo:wrong */
/* exported x */
// eslint-disable-next-line other/rule
db.find();
`,
    });
    expect((await cli([])).out).toContain('1 problem in 1 file');
  });
});

describe('options', () => {
  beforeEach(() => write({ 'a.ts': 'db.find();\nrow.save();\n' }));

  it('--preset', async () => {
    expect((await cli([])).out).toContain('1 problem');
    expect((await cli(['--preset', 'strict'])).out).toContain('2 problems');
    expect((await cli(['--preset', 'all'])).out).toContain('2 problems');
    expect(await cli(['--preset', 'lax'])).toMatchObject({ code: 2, err: "--preset: expected recommended, strict or all, found 'lax'.\n" });
  });

  it('--format', async () => {
    expect(JSON.parse((await cli(['--format', 'json'])).out)).toMatchObject([{ messages: [{ messageId: 'queryPerElement' }] }]);
    expect((await cli(['-f', 'stylish'])).out).toContain('✖ 1 problem (1 error, 0 warnings)');
    expect(await cli(['-f', 'nonsense'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^--format: [^\n]*nonsense[^\n]*\n$/) });
  });

  it('--settings', async () => {
    write({ 'good.json': '{ "loaders": [] }', 'wrong.json': '{ "loader": [] }', 'broken.json': '{' });
    expect((await cli(['--settings', 'good.json'])).code).toBe(1);
    expect(await cli(['--settings', 'wrong.json'])).toMatchObject({ code: 2, err: expect.stringMatching(/^settings\.orm\.loader: unknown key\. Did you mean 'loaders'\?/) });
    expect(await cli(['--settings', 'broken.json'])).toMatchObject({ code: 2, err: expect.stringMatching(/^--settings: broken\.json: /) });
  });

  it('--quiet and --max-warnings', async () => {
    write({ 'a.ts': '/* eslint orm/no-query-in-loop: "warn" */\ndb.find();\n' });
    expect(await cli([])).toMatchObject({ code: 0, out: expect.stringContaining('2:1  warning') });
    expect(await cli(['--quiet'])).toMatchObject({ code: 0, out: expect.stringMatching(/^No problems; 1 file read/) });
    expect(await cli(['--max-warnings', '1'])).toMatchObject({ code: 0 });
    expect(await cli(['--max-warnings', '0'])).toMatchObject({ code: 1, err: '1 warnings, and --max-warnings allows 0.\n' });
    expect(await cli(['--max-warnings', 'few'])).toMatchObject({ code: 2 });
  });

  it('--fix leaves files alone while there is nothing to fix', async () => {
    expect((await cli(['--fix'])).code).toBe(1);
    expect(readFileSync(join(folder, 'a.ts'), 'utf8')).toBe('db.find();\nrow.save();\n');
  });

  it('--explain', async () => {
    expect(await cli(['--explain', 'a.ts:1'])).toEqual({ code: 0, err: '', out: 'a.ts:1  db.find\n  - It stands in a.ts.\n  - It is driven.\n' });
    expect((await cli(['--explain', 'a.ts:2:7'])).out).toBe('a.ts:2: no call that could reach a database is known here.\n');
    expect(await cli(['--explain', 'a.ts'])).toMatchObject({ code: 2, err: "--explain: expected a file and a line such as src/users.ts:42, found 'a.ts'.\n" });
    expect(await cli(['--explain', 'b.ts:1'])).toMatchObject({ code: 2, err: 'b.ts: no such file.\n' });
  });

  it('--print-schema', async () => {
    write({ 'a.ts': 'const a = 1;' });
    expect((await cli(['--print-schema'])).out).toContain('## an-orm: 1 model\n\n### User\n');
    expect(await cli(['--print-schema', 'nowhere'])).toMatchObject({ code: 2, err: 'nowhere: no such file or folder.\n' });
  });

  it('--facts', async () => {
    write({ 'broken.ts': 'const = ;' });
    expect((await cli(['--facts', 'a.ts'])).out).toBe('facts of 23 characters\n');
    expect(await cli(['--facts', 'broken.ts'])).toMatchObject({ code: 2, err: 'broken.ts: cannot be parsed.\n' });
  });

  it('--help and --version', async () => {
    expect((await cli(['--help'])).out).toMatch(/^Usage: eslint-plugin-orm /);
    expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('unknown ones are an error', async () => {
    expect(await cli(['--nope'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--nope') });
  });
});

describe('ESLint', () => {
  it.each(['eslint8', 'eslint9', 'eslint'])('%s', async name => {
    write({ 'a.ts': '/* eslint other/rule: error */\n// eslint-disable-next-line other/rule\ndb.find(x as any);\n', 'b.mjs': '\uFEFFdb.find();\n', 'c.js': '#!/usr/bin/env node\nreturn db.find();\n' });
    const load = () => loadESLint(module => import(module.replace(/^eslint/, name)).then((loaded: { default?: unknown }) => loaded.default ?? loaded));
    const { code, out } = await cli([], { load });
    expect(out).toContain('3 problems in 3 files; 3 files read');
    expect(out).toContain('a.ts\n  3:1  error');
    expect(out).toContain('b.mjs\n  1:1  error');
    expect(out).toContain('c.js\n  2:8  error');
    expect(code).toBe(1);
  });

  it('that is missing or too old is a clear error', async () => {
    write({ 'a.ts': '' });
    const missing = () => loadESLint(() => Promise.reject(Object.assign(new Error('x'), { code: 'ERR_MODULE_NOT_FOUND' })));
    expect(await cli([], { load: missing })).toMatchObject({
      code: 2,
      err: 'eslint-plugin-orm needs ESLint 8.57, 9 or 10, and finds none. Install it with: npm install --save-dev eslint\n',
    });
    const old = () => loadESLint(() => Promise.resolve({ ESLint: { version: '8.56.0' } }));
    expect(await cli([], { load: old })).toMatchObject({ code: 2, err: 'eslint-plugin-orm needs ESLint 8.57, 9 or 10, and finds 8.56.0.\n' });
  });

  it('that breaks otherwise tells so', async () => {
    write({ 'a.ts': '' });
    const broken = () => loadESLint(() => Promise.reject(new Error('Cannot read it')));
    expect(await cli([], { load: broken })).toMatchObject({ code: 2, err: expect.stringContaining('Cannot read it') });
  });
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { replacePart, ruleTable } from '../docs/generate.ts';
import plugin from '../src/index.ts';
import { rules } from '../src/rules/index.ts';
import { DEFAULT_OFFLINE, readSettings } from '../src/settings.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SECTIONS = ['Incorrect', 'Correct', 'Options', 'Fix', 'What This Rule Does Not See', 'When Not To Use It'];

/** The project an example stands in, unless it brings a `package.json` or a schema of its own. */
const FIXTURE = join(ROOT, 'tests/fixtures/compat');
const AROUND = ['package.json', 'prisma/schema.prisma'];

let parent = '';
let count = 0;
beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'orm-docs-')));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** A fenced block: what stands behind `ts` is the rule's options as JSON. */
interface Example {
  readonly code: string;
  readonly options: object;
}

function pageOf(name: string): string {
  const page = join(ROOT, `docs/rules/${name}.md`);
  return existsSync(page) ? readFileSync(page, 'utf8') : '';
}

function sectionOf(page: string, title: string): string {
  return page.split(/^## /m).find(each => each.startsWith(`${title}\n`)) ?? '';
}

function examplesOf(section: string): Example[] {
  return Array.from(section.matchAll(/^```(?:ts|tsx|js)(?: +(\{.*\}))?\n([\s\S]*?)^```/gm), ([, options, code]) => ({ code: code!, options: JSON.parse(options ?? '{}') as object }));
}

/** The files of an example: each begins with `// file: src/x.ts`; without such lines it is one. A schema's comment is `// file:` as well. */
function filesOf(code: string): Map<string, string> {
  const parts = code.split(/^\/\/ file: *(\S+)[^\n]*\n/m);
  const files = new Map<string, string>();
  if (parts[0]!.trim() !== '') files.set('src/example.ts', parts[0]!);
  for (let index = 1; index < parts.length; index += 2) files.set(parts[index]!, parts[index + 1]!);
  return files;
}

/** The example with each report drawn under it, as a user's ESLint gives them. */
async function lint(name: string, { code, options }: Example, settings: object = {}): Promise<string> {
  const files = filesOf(code);
  // A folder of its own: what one run consults is looked at again now and then, not at once.
  const folder = join(parent, `${count++}`);
  for (const file of AROUND) if (!files.has(file)) write(join(folder, file), readFileSync(join(FIXTURE, file), 'utf8'));
  for (const [file, text] of files) write(join(folder, file), text);
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.{ts,tsx,js}'], languageOptions: { parser }, plugins: { orm: plugin }, settings: { orm: settings }, rules: { [`orm/${name}`]: Object.keys(options).length > 0 ? ['error', options] : 'error' } }],
  });
  const results = await eslint.lintFiles([...files.keys()].filter(file => /\.[jt]sx?$/.test(file)));
  const reports = new Map(results.map(({ filePath, messages }) => [relative(folder, filePath).replaceAll('\\', '/'), messages]));
  return [...files].map(([file, text]) => `${files.size > 1 ? `// file: ${file}\n` : ''}${draw(text, reports.get(file) ?? [])}`).join('');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function draw(text: string, messages: readonly { line: number; column: number; endColumn?: number | undefined; message: string }[]): string {
  const lines = text.split('\n');
  for (const { line, column, endColumn, message } of [...messages].reverse()) {
    lines.splice(line, 0, `${' '.repeat(column - 1)}${'^'.repeat((endColumn ?? column + 1) - column)} ${message}`);
  }
  return lines.join('\n');
}

it('every rule has a source file, a test and a page, and nothing else lies about', () => {
  const namesIn = (place: string, ending: string) =>
    existsSync(join(ROOT, place)) ? readdirSync(join(ROOT, place)).filter(file => file.endsWith(ending) && file !== 'index.ts').map(file => file.slice(0, -ending.length)).sort() : [];
  const names = Object.keys(rules).sort();
  expect(names.length).toBeGreaterThan(0);
  expect(Object.keys(rules)).toEqual(names);
  expect(namesIn('src/rules', '.ts')).toEqual(names);
  expect(namesIn('tests/rules', '.test.ts')).toEqual(names);
  expect(namesIn('docs/rules', '.md')).toEqual(names);
});

describe.each(Object.entries(rules))('%s', (name, rule) => {
  const page = pageOf(name);
  const options = Object.keys((rule.meta.schema[0] as { properties?: object } | undefined)?.properties ?? {});

  it('has a page with its name and the sections in order', () => {
    expect(page.split('\n')[0]).toBe(`# orm/${name}`);
    expect(Array.from(page.matchAll(/^## (.+)$/gm), match => match[1])).toEqual(SECTIONS.filter(title => title !== 'Options' || options.length > 0));
    for (const title of SECTIONS.slice(3)) expect.soft(sectionOf(page, title).trim().split('\n').length, title).toBeGreaterThan(1);
  });

  it('names every option, and no other', () => {
    const headings = Array.from(sectionOf(page, 'Options').matchAll(/^### `(\w+)`$/gm), match => match[1]);
    expect(headings).toEqual(options);
  });

  it('keeps its promises', async () => {
    const incorrect = examplesOf(sectionOf(page, 'Incorrect'));
    const correct = examplesOf(sectionOf(page, 'Correct'));
    expect(incorrect.length).toBeGreaterThan(0);
    expect(correct.length).toBeGreaterThan(0);
    for (const example of incorrect) {
      const drawn = await lint(name, example);
      expect.soft(drawn).toContain('^');
      expect.soft(drawn).toMatchSnapshot();
    }
    for (const example of correct) expect.soft(await lint(name, example)).not.toContain('^');
  });

  it('speaks in short whole sentences with balanced backticks', () => {
    for (const message of Object.values(rule.meta.messages)) {
      expect(message).toMatch(/^[`{A-Z].*(?:\.|\{\{(?:advice|difference)\}\})$/);
      expect(message).not.toMatch(/\b(?:should|please|bad|must)\b|!/i);
      expect(message.split('`').length % 2).toBe(1);
      expect(message.split(' ').length).toBeLessThanOrEqual(35);
    }
  });
});

describe('the pages', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blockOf = (kind: string): string => new RegExp(`^\`\`\`ts ${kind}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(readme)?.[1] ?? '';

  // `npm run docs` writes what is generated.
  it('README.md has the report of its example, and the table of rules, as they are', async () => {
    const drawn = await lint('no-query-in-loop', { code: blockOf('before'), options: {} });
    const lines = drawn.split('\n');
    const at = lines.findIndex(line => line.includes('^^'));
    const [code = '', carets = '', message = ''] = [lines[at - 1], lines[at]?.replace(/\^ .*/, '^'), lines[at]?.replace(/^ *\^+ /, '')];
    const report = `\`\`\`text\n${code.trimStart()}\n${carets.slice(code.length - code.trimStart().length)}\n\`\`\`\n\n> ${message}`;
    await expect(replacePart(replacePart(readme, 'report', report), 'rules', ruleTable())).toMatchFileSnapshot(join(ROOT, 'README.md'));
  });

  it('README.md has nothing to say against its code after the change', async () => {
    expect(await lint('no-query-in-loop', { code: blockOf('after'), options: {} })).not.toContain('^^');
  });

  it.each(['README.md', 'CONTRIBUTING.md', ...readdirSync(join(ROOT, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)])('%s names scripts and pages that exist', page => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const [, script] of text.matchAll(/npm run ([\w:]+)/g)) expect.soft(Object.keys(scripts)).toContain(script);
    for (const [, link] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) expect.soft(existsSync(join(ROOT, dirname(page), link!)), link).toBe(true);
  });
});

describe('settings.md', () => {
  const page = readFileSync(join(ROOT, 'docs/settings.md'), 'utf8');

  it('has a section for each setting, in their order', () => {
    expect(Array.from(page.matchAll(/^## `(\w+)`$/gm), match => match[1])).toEqual(Object.keys(readSettings(undefined)));
  });

  it('has the built-in list of patterns, as it is', async () => {
    const list = `\`\`\`text\n${DEFAULT_OFFLINE.join('\n')}\n\`\`\``;
    await expect(replacePart(page, 'offline', list)).toMatchFileSnapshot(join(ROOT, 'docs/settings.md'));
  });

  it('has examples that are accepted', () => {
    const examples = Array.from(page.matchAll(/^```json\n([\s\S]*?)^```/gm), match => JSON.parse(match[1]!) as object);
    expect(examples.length).toBeGreaterThan(6);
    for (const example of examples) expect(Object.keys(readSettings({ orm: example }))).toEqual(Object.keys(readSettings(undefined)));
  });
});

describe('silence.md', () => {
  const page = readFileSync(join(ROOT, 'docs/silence.md'), 'utf8');
  const schema = /^```prisma\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '';
  const prelude = /^```ts prelude\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '';
  const sections = page.split(/^### /m).slice(1).map(text => ({ title: text.split('\n', 1)[0]!, text }));
  const reasons = Array.from(/export type Silence =([^;]*);/.exec(readFileSync(join(ROOT, 'src/vocabulary/finding.ts'), 'utf8'))![1]!.matchAll(/'([\w-]+)'/g), match => match[1]!);

  it('has a section for each named reason, and for no other', () => {
    expect(sections.flatMap(({ title }) => /^`([\w-]+)`$/.exec(title)?.[1] ?? []).sort()).toEqual([...reasons].sort());
  });

  it.each(sections.filter(({ text }) => text.includes('```ts')))('$title: one example is silent, the near miss is reported', async ({ text }) => {
    const examples = Array.from(text.matchAll(/^```ts (silent|reported)(?: +(\{.*\}))?\n([\s\S]*?)^```/gm), ([, verdict, settings, code]) => ({ verdict, settings, code: code! }));
    expect(examples.map(({ verdict }) => verdict)).toEqual(['silent', 'reported']);
    for (const { verdict, settings, code } of examples) {
      const whole = code.startsWith('// file:') ? code.replace('\n', `\n${prelude}`) : prelude + code;
      const drawn = await lint('no-query-in-loop', { code: `// file: prisma/schema.prisma\n${schema}${code.startsWith('// file:') ? '' : '// file: src/example.ts\n'}${whole}`, options: {} }, JSON.parse(settings ?? '{}') as object);
      if (verdict === 'silent') expect.soft(drawn).not.toContain('^^');
      else expect.soft(drawn).toContain('^^');
    }
  });
});

describe('the reader of pages', () => {
  it('finds examples with options, and files in them', () => {
    const section = 'Incorrect\n\n```ts {"perRowWrites":true}\n// file: src/a.ts\na();\n// file: prisma/schema.prisma\nmodel A {}\n```\n\n```sql\nSELECT\n```\n```ts\nb();\n```\n';
    const [first, second, ...rest] = examplesOf(section);
    expect(rest).toEqual([]);
    expect(first!.options).toEqual({ perRowWrites: true });
    expect([...filesOf(first!.code)]).toEqual([['src/a.ts', 'a();\n'], ['prisma/schema.prisma', 'model A {}\n']]);
    expect([...filesOf(second!.code)]).toEqual([['src/example.ts', 'b();\n']]);
  });

  it('draws reports under their lines', () => {
    expect(draw('a();\nb();\nc();\n', [{ line: 1, column: 1, endColumn: 2, message: 'One.' }, { line: 2, column: 2, message: 'Two.' }])).toBe('a();\n^ One.\nb();\n ^ Two.\nc();\n');
  });
});

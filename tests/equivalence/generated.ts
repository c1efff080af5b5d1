import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { expect } from 'vitest';

import { rewrite, typeErrors } from './rewriting.ts';

const HERE = import.meta.dirname;

/** A folder for generated programs, with a client of an ORM. */
export function folderOf(name: string, orm: string, packages: readonly string[]): string {
  const folder = join(HERE, '.work', name);
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['src/db', 'src/programs', 'prisma']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: Object.fromEntries(packages.map(each => [each, '*'])) }));
  copyFileSync(join(HERE, `orms/${orm}/client.sqlite.ts`), join(folder, 'src/db/index.ts'));
  return folder;
}

/** The same with a client of Prisma, which is generated. */
export function prismaFolder(name: string): string {
  const folder = folderOf(name, 'prisma', ['@prisma/client']);
  copyFileSync(join(HERE, 'orms/prisma/schema.sqlite.prisma'), join(folder, 'prisma/schema.prisma'));
  execFileSync(join(HERE, 'node_modules/.bin/prisma'), ['generate', '--schema', join(folder, 'prisma/schema.prisma')], { cwd: HERE, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' }, stdio: 'pipe' });
  return folder;
}

/** How a file is written. */
export type Look = { readonly semicolons: boolean; readonly quotes: boolean; readonly indent: string; readonly crlf: boolean };

export const looks: fc.Arbitrary<Look> = fc.record({ semicolons: fc.boolean(), quotes: fc.boolean(), indent: fc.constantFrom('  ', '\t', '    '), crlf: fc.boolean() });

export const comment = fc.constantFrom('', '', '', '// why\n', '/* how */ ', '/** what\n * for */\n');

/** A program of two blanks and no semicolons, as another hand would write it. */
export function looking(text: string, { semicolons, quotes, indent, crlf }: Look): string {
  const lines = text.split('\n').map(line => line.replace(/^(?: {2})+/, space => indent.repeat(space.length / 2)));
  const ended = semicolons ? lines.map(line => (/[)\]'"\w]$/.test(line) && !/^\s*(?:\/|\*)|\/\/|\*\/|`|for \(/.test(line) && !line.endsWith('{') ? `${line};` : line)) : lines;
  return ended.join(crlf ? '\r\n' : '\n').replaceAll("'", quotes ? '"' : "'");
}

/** What is written parses, has types that fit where the program has, is stable, and has the comments of the program. */
export async function checkPrograms(folder: string, programs: readonly { readonly text: string; readonly rule: string }[]): Promise<void> {
  const files: string[] = [];
  let rewritten = 0;
  for (const [at, { text, rule }] of programs.entries()) {
    const path = join(folder, `src/programs/p${at}.ts`);
    const made = await rewrite(path, text, rule);
    const before = join(folder, `src/programs/b${at}.ts`);
    writeFileSync(before, text);
    // A program of no type of its own says nothing about what becomes of it.
    if (!made) continue;
    rewritten++;
    writeFileSync(path, made.text);
    files.push(before, path);
    const comments = (whole: string): string[] => (whole.match(/\/\*[^]*?\*\/|\/\/[^\r\n]*/g) ?? []).sort();
    expect(comments(made.text), made.text).toEqual(comments(text));
    const again = await rewrite(path, made.text, rule);
    if (made.verdict === 'fix') expect(again?.verdict === 'fix' ? again.text : undefined, made.text).toBeUndefined();
  }
  expect(rewritten).toBeGreaterThan(programs.length / 4);
  const errors = typeErrors(files);
  const broken = new Set(errors.filter(error => /\/b\d+\.ts/.test(error)).map(error => /\/b(\d+)\.ts/.exec(error)?.[1]));
  // What has errors of its own says nothing of the rewrite.
  expect(broken.size).toBeLessThan(rewritten / 4);
  if (process.env['LAB_SHOW']) console.log(folder.split('/').at(-1), programs.length, 'rewritten', rewritten, 'broken before', broken.size, errors.filter(error => /\/b/.test(error)).slice(0, 3));
  expect(errors.filter(error => /\/p\d+\.ts/.test(error) && !broken.has(/\/p(\d+)\.ts/.exec(error)?.[1]))).toEqual([]);
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

import { namesIn, SHORTEST_NAME } from '../../src/project/names-in-text.ts';
import { Project } from '../../src/project/project.ts';
import { folderWith } from './on-disk.ts';

const SRC = join(import.meta.dirname, '../../src');

const hashOf = (name: string): number => namesIn(Buffer.from(name))[0]!;

/** The names of a text as an expression finds them. */
function namesOf(text: string): Set<string> {
  return new Set((text.match(/[\w$\u{80}-\u{10ffff}]+/gu) ?? []).filter(name => Buffer.byteLength(name) >= SHORTEST_NAME));
}

test('the names of a text, each once, and no others', () => {
  const text = 'const abc$ = naïve(_x1, `${abc$}`); // ab abc 123 名前';
  const found = [...namesIn(Buffer.from(text))];
  expect(found.sort()).toEqual(['const', 'abc$', 'naïve', '_x1', 'abc', '123', '名前'].map(hashOf).sort());
});

test('the files that mention a name, private ones and ones in quotes too', () => {
  const dir = folderWith({ 'package.json': '{}', 'a.ts': 'class A { #load() { this.#load(); } }', 'b.ts': "on['on-change']()", 'c.ts': 'change(payload, on)' });
  const view = new Project().open(join(dir, 'a.ts'), '');
  const mentioning = (name: string): string[] => view.mentioning(join(dir, 'a.ts'), name).map(path => basename(path));
  expect(['#load', 'load', 'on-change', 'payload', 'pay', '$'].map(mentioning)).toEqual([['a.ts'], ['a.ts'], ['b.ts', 'c.ts'], ['c.ts'], [], []]);
});

test('real files, one after the other, and more names than there is room for', () => {
  const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const texts = paths.map(path => readFileSync(join(SRC, path), 'utf8'));
  const many = Array.from({ length: 60_000 }, (_, index) => `name${index}`).join(' ');
  for (const text of ['', 'a', ...texts, many, ...texts.slice(0, 3)]) {
    const names = namesOf(text);
    const found = new Set(namesIn(Buffer.from(text)));
    expect(found).toEqual(new Set([...names].map(hashOf)));
  }
});

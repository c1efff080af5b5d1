import { expect, test } from 'vitest';
import { factsOfText } from '../../src/project/lower/index.ts';
import { parse } from '../../src/project/parse.ts';

const reads = (path: string, text: string): boolean => parse(path, text) !== undefined;

test('languages by extension', () => {
  expect(reads('a.ts', 'const a = <T>b; let c: string')).toBe(true);
  expect(reads('a.tsx', 'const a: X = <b>c</b>')).toBe(true);
  expect(reads('a.js', 'const a = <b>c</b>')).toBe(true);
  expect(reads('a.mts', 'export const a: string = await b')).toBe(true);
  expect(reads('a.d.ts', 'export const a: string; export function f(): void')).toBe(true);
});

test('CommonJS and sloppy scripts are read', () => {
  expect(reads('a.js', 'if (a) return 1; module.exports = 2')).toBe(true);
  expect(reads('a.cjs', 'with (a) { var x = 010 }')).toBe(true);
  expect(reads('a.js', 'var await = 1; delete await')).toBe(true);
});

test('an error that leaves no tree is silence, one that leaves a tree is none', () => {
  expect(reads('a.ts', 'const = ')).toBe(false);
  expect(reads('a.js', '// @flow\nfunction f(x: ?string) {}')).toBe(false);
  expect(reads('a.ts', 'function f() { await x }')).toBe(true);
  expect(reads('a.ts', '')).toBe(true);
});

test('a byte order mark keeps its place', () => {
  const facts = factsOfText('a.ts', '\u{FEFF}f()')!;
  expect(facts.sites[0]!.at).toBe(1);
});

test('only the scripts of a page are read, at their own offsets', () => {
  const text = '<template>{{ a() }}</template>\n<script setup lang="ts" generic="T extends X<Y>">\nconst a: X = 😀()\n</script>\n<style>b{}</style>'.replace('😀', 'load');
  const facts = factsOfText('a.vue', text)!;
  expect(facts.sites.map(({ at, end }) => text.slice(at, end))).toEqual(['load()']);
  expect(facts.lines).toHaveLength(5);
  const astro = '---\nconst a: X = load()\n---\n<p>{a}</p><script>b()</script>';
  expect(factsOfText('a.astro', astro)!.sites.map(({ at, end }) => astro.slice(at, end))).toEqual(['load()']);
  expect(factsOfText('a.svelte', '<script context="module">a()</script><script>b()</script>')!.sites).toHaveLength(2);
  expect(factsOfText('a.vue', '<template/>')!.sites).toEqual([]);
});

import { expect, test } from 'vitest';
import { childrenOf } from '../../src/facts/children.ts';
import { indexOf } from '../../src/facts/index-of.ts';
import { exprsOf } from '../../src/facts/kinds.ts';
import { offsetOf, positionOf } from '../../src/facts/position.ts';
import { printFacts } from '../../src/facts/print.ts';
import { enclosing, fnOfRegion, isInside } from '../../src/facts/region.ts';
import { renderExpr } from '../../src/facts/render.ts';
import { factsOfText } from '../../src/project/lower/index.ts';
import type { E, ModuleFacts } from '../../src/vocabulary/ir.ts';

const facts = (text: string): ModuleFacts => factsOfText('file.tsx', text)!;
const find = (of: ModuleFacts, rendered: string): E => of.exprs.findLastIndex((_, e) => renderExpr(of, e) === rendered);

test.each([
  'prisma.post.findMany',
  'this.users',
  'Object.keys(byId)',
  'f()',
  'await f()',
  'a ?? b',
  'a?.b?.[c]',
  'new A(b)',
  "a['b c']",
  '(a ?? b).c',
  '(await f()).x',
  'a = b',
  'a++',
  '!a',
  'typeof a',
  'super.m()',
  '[]',
  'a ? b : c',
  'f(...a)',
])('%s renders as itself', text => {
  const of = facts(`(${text})`);
  expect(renderExpr(of, of.exprs.length - 1)).toBe(text);
});

test.each([
  ['({ a: 1 })', '{…}'],
  ['[1]', '[…]'],
  ['`a${b}`', '`…`'],
  ['f({ a: 1 })', 'f(…)'],
  ['f(aVeryLongName, anotherVeryLongName)', 'f(…)'],
  ['sql`a`', 'sql`…`'],
  ['(a as any).b!', 'a.b'],
  ['/x/', '/…/'],
  ['<a/>', '…'],
])('%s renders as %s', (text, expected) => {
  const of = facts(text);
  expect(renderExpr(of, of.exprs.length - 1)).toBe(expected);
});

test('a rendering is never longer than asked for', () => {
  const of = facts(`${'abcdefghij.'.repeat(20)}x`);
  expect(renderExpr(of, of.exprs.length - 1, 30)).toHaveLength(30);
});

test('parents, uses and sets', () => {
  const of = facts('let a = 1; a = b(a); const f = (x = d()) => a; for (const y of list()) z(); if (t()) ; export default e(); class C extends S { m = v(); @dec() n; } const { p = q() } = a;');
  const index = indexOf(of);
  expect(indexOf(of)).toBe(index);
  const use = (rendered: string): string => index.use(find(of, rendered)).k;
  expect(index.parent[find(of, 'b')]).toBe(find(of, 'b(a)'));
  expect(index.parent[find(of, 'b(a)')]).toBe(find(of, 'a = b(a)'));
  expect(use('a = b(a)')).toBe('statement');
  expect([use('1'), use('d()'), use('list()'), use('t()'), use('e()'), use('S'), use('v()'), use('dec()'), use('q()')]).toEqual(['def', 'param-default', 'region', 'region', 'export', 'super', 'member', 'decorator', 'pattern-default']);
  expect(index.usesOf(0)).toHaveLength(3);
  expect(index.setsOf(0)).toEqual([find(of, 'a = b(a)')]);
  expect(index.setsOf(1)).toEqual([]);
});

test('functions, sites and regions', () => {
  const text = 'const f = () => { g(); }; class A { h = i(); m() { j(); } }';
  const of = facts(text);
  const index = indexOf(of);
  const made = index.exprOfFn(1)!;
  expect(index.fnOfExpr(made)).toBe(1);
  expect(index.use(made)).toMatchObject({ k: 'def', v: 0 });
  expect(index.sitesOf(1).map(site => renderExpr(of, of.sites[site]!.e))).toEqual(['g()']);
  expect(index.siteOfExpr(find(of, 'g()'))).toBe(0);
  expect(of.fns[index.fnAt(text.indexOf('j('))]!.name).toBe('m');
  expect(index.fnAt(text.indexOf('g('))).toBe(1);
  expect(index.fnAt(0)).toBe(0);
  expect(of.fns.map((_, f) => index.sitesOf(f).length)).toEqual([0, 1, 1, 1]);
});

test('regions around a region', () => {
  const of = facts('function f() { for (;;) if (a) b(); }');
  const { region } = of.sites[0]!;
  expect([...enclosing(of, region)].map(r => of.regions[r]!.k)).toEqual(['then', 'for', 'body']);
  expect(isInside(of, region, of.fns[1]!.body)).toBe(true);
  expect(isInside(of, region, 0)).toBe(false);
  expect(fnOfRegion(of, region)).toBe(1);
  expect(indexOf(of).regionAt(of.sites[0]!.at)).toBe(region);
});

test('offsets and positions are each other’s inverse', () => {
  const text = 'a;\r\n  b;\n\nc';
  const of = facts(text);
  expect(positionOf(of, text.indexOf('b'))).toEqual({ line: 2, column: 2 });
  expect(positionOf(of, text.length)).toEqual({ line: 4, column: 1 });
  for (let at = 0; at <= text.length; at += 1) expect(offsetOf(of, positionOf(of, at))).toBe(at);
});

test('children are in evaluation order', () => {
  const of = facts('a.b = c');
  expect(childrenOf(of.exprs.at(-1)!).map(e => renderExpr(of, e))).toEqual(['a.b', 'c']);
});

test('a printout names every table', () => {
  const printed = printFacts(facts("import a from 'm'; export const f = (x: A<B>): C => a.b(x); class K<T> extends L<T> { @D() m?: string; n = 1 } type T = { a?: (x: 1) => keyof X } | [Y[], typeof z.q] ; for (const { y = 1 } of a) break;"));
  for (const section of ['imports', 'exports', 'types', 'classes', 'functions', 'variables', 'regions', 'sites', 'expressions']) expect(printed).toMatch(new RegExp(`^${section}$`, 'm'));
  expect(printed).toContain('param 0 v');
  expect(printed).toContain('alias T = { a?: (x: 1) => keyof X } | [(Y)[], typeof z.q]');
});

test('the expressions of a kind are all of them, in order', () => {
  const of = facts('const a = f(1); export const b = async () => { await g(a, h(`x`)); this.c = { d: a }; };');
  const kinds = [...new Set(of.exprs.map(({ k }) => k))];
  expect(kinds.length).toBeGreaterThan(5);
  for (const k of kinds) expect(exprsOf(of, k)).toEqual(of.exprs.flatMap((expr, e) => (expr.k === k ? [e] : [])));
  expect(exprsOf(of, 'regex')).toEqual([]);
});

import { expect, it } from 'vitest';

import { sourceOf } from '../../src/facts/same-source.ts';
import { factsOfText } from '../../src/project/lower/index.ts';

/** The source keys of the two arguments of `same(a, b)`. */
function keysIn(text: string): readonly string[] {
  const facts = factsOfText('file.ts', text)!;
  const call = facts.exprs.find(expr => expr.k === 'call' && facts.exprs[expr.callee]!.k === 'global' && (facts.exprs[expr.callee] as { name: string }).name === 'same');
  return call?.k === 'call' ? call.args.map(arg => sourceOf(facts, arg.e)) : [];
}

it.each([
  'const f = (a, b) => same(a.b.c, a.b.c)',
  'const f = team => { const id = team.id; same(id, team.id); }',
  'const f = a => same({ x: a, y: [1, `${a}`] }, { x: a, y: [1, `${a}`] })',
  'const f = day => same(start(day, { n: 1 }), start(day, { n: 1 }))',
  'const f = a => same(a as string, a)',
  'const f = async a => same(await a?.b, await a?.b)',
  'const f = a => same(a ? 1 : 2, a ? 1 : 2)',
  'same(-1, -1)',
])('alike: %s', text => {
  const [first, second] = keysIn(text);
  expect(first).toBeDefined();
  expect(second).toBe(first);
});

it.each([
  'const f = (a, b) => same(a.x, b.x)',
  "same('1', 1)",
  'const f = a => same({ x: a }, { y: a })',
  'const f = a => same(a ? 1 : 2, a ? 2 : 1)',
  'const f = a => same(a && 1, a || 1)',
  'const f = a => same([a], [...a])',
  'same(() => 1, () => 1)',
  'const f = a => same(`${a}x`, `${a}y`)',
  'let a = 1; a = 2; const b = 1; same(a, b)',
  'const f = (g, h) => same(g(1), h(1))',
])('not alike: %s', text => {
  const [first, second] = keysIn(text);
  expect(first).toBeDefined();
  expect(second).not.toBe(first);
});

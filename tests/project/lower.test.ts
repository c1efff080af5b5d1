import { expect, test } from 'vitest';
import { childrenOf } from '../../src/facts/children.ts';
import { renderExpr } from '../../src/facts/render.ts';
import { factsOfText } from '../../src/project/lower/index.ts';
import type { Def, ModuleFacts, VarFacts } from '../../src/vocabulary/ir.ts';

function facts(text: string, path = 'file.ts'): ModuleFacts {
  const lowered = factsOfText(path, text);
  if (lowered === undefined) throw new Error(`cannot read ${text}`);
  return lowered;
}

function variable(of: ModuleFacts, name: string): VarFacts {
  const found = of.vars.find(one => one.name === name);
  if (found === undefined) throw new Error(`no variable ${name}`);
  return found;
}

const shown = (of: ModuleFacts, def: Def | undefined): string => (def === undefined ? '' : `${def.how} ${def.op ?? ''} ${def.e === undefined ? '' : renderExpr(of, def.e)} ${def.path.join('.')}`.replace(/ +/g, ' ').trim());
const defs = (text: string, name: string): string[] => {
  const of = facts(text);
  return variable(of, name).defs.map(def => shown(of, def));
};
const calls = (of: ModuleFacts): string[] => of.sites.map(site => renderExpr(of, site.e));
const around = (of: ModuleFacts, callee: string): string[] => {
  const kinds: string[] = [];
  let r: number | undefined = of.sites.find(site => renderExpr(of, site.e).startsWith(callee))?.region;
  for (; r !== undefined; r = of.regions[r]?.parent) kinds.push(of.regions[r]!.k);
  return kinds;
};

test('each name means the binding of its own scope', () => {
  const of = facts('const a = 1; { const a = 2; f(a); } f(a); function f(a: number) { return a; }');
  const read = of.exprs.flatMap(expr => (expr.k === 'var' && of.vars[expr.v]!.name === 'a' ? [`${of.vars[expr.v]!.kind}${of.vars[expr.v]!.at}`] : []));
  expect(read).toEqual(['const21', 'const6', 'param53']);
});

test('`var` and functions are known before they are reached', () => {
  const of = facts('function f() { g(); x = 1; if (y) { var x; } function g() {} }', 'file.js');
  expect(of.exprs.filter(expr => expr.k === 'global').map(expr => expr.name)).toEqual(['y']);
  expect(variable(of, 'x')).toMatchObject({ kind: 'var', fn: 1, defs: [{ how: 'assign', op: '=' }] });
});

test('a `var` stands in the region of its declaration', () => {
  const of = facts('for (const a of b) { var x = f(a); }', 'file.js');
  expect(of.regions[variable(of, 'x').region]!.k).toBe('of');
});

test.each([
  ['const { a: { b: [, x] } } = f()', ['init f() a.b.1']],
  ['const { a, ...x } = f()', ['init f() *']],
  ['const [a, ...[x]] = f()', ['init f() *.0']],
  ["const { ['a']: x } = f()", ['init f() a']],
  ['const { [k()]: x } = f()', ['init f() ?']],
  ['const { a: { x } = g() } = f()', ['init f() a.x', 'assign = g() x']],
  ['const { a: { x } = {} } = f()', ['init f() a.x']],
  ['let x; x = 1; x += 2; x++; x ??= 3', ['declare', 'assign = 1', 'assign += 2', 'assign ++', 'assign ??= 3']],
  ['let x; ({ a: x, b: o.c } = f())', ['declare', 'assign = f() a']],
  ['let x; (x as any) = 1', ['declare', 'assign = 1']],
  ['for (const { x } of xs) ;', ['each x']],
  ['for (let x = f(); ; ) ;', ['init f()']],
  ['for (const x in xs) ;', ['each']],
  ['function f({ a: [x] }) {}', ['param a.0']],
  ['function f(...x) {}', ['param']],
  ['try {} catch ({ x }) {}', ['catch x']],
  ["import x from 'm'", ['import']],
  ["import x = require('m')", ['import']],
  ['import x = A.B.C', ['init A.B.C']],
  ['declare const x: number', ['declare']],
  ['declare function x(): void', ['declare']],
  ['function x(a: 1): void; function x(a: unknown) {}', ['fn x']],
  ['class x {}', ['class x']],
  ['enum x { A }', ['init {…}']],
  ['namespace x { export const a = 1; const b = 2; }', ['init {…}']],
  ['using x = f()', ['init f()']],
])('%s', (text, expected) => {
  expect(defs(text, 'x')).toEqual(expected);
});

test('the default of a pattern stands with its definition, and that of a parameter with the parameter too', () => {
  const of = facts('function f(a = 1, { b = 2 } = g()) {}');
  const [a, b] = [variable(of, 'a').defs[0]!, variable(of, 'b').defs[0]!];
  expect([renderExpr(of, a.default!), renderExpr(of, b.default!)]).toEqual(['1', '2']);
  expect(of.fns[1]!.params).toMatchObject([{ v: expect.any(Number), default: a.default }, { default: expect.any(Number) }]);
});

test('`this` belongs to the nearest function that is no arrow, and to the constructor in a field', () => {
  const of = facts('class A { a = this.b; static c = this; m() { return () => this; } } this;');
  const owner = of.exprs.flatMap(expr => (expr.k === 'this' ? [`${of.fns[expr.fn]!.kind} ${of.fns[expr.fn]!.name ?? ''}`.trim()] : []));
  expect(owner).toEqual(['constructor constructor', 'static-block', 'method m', 'module']);
});

test('initial values of fields are evaluated in the written constructor, before its body', () => {
  const of = facts('class A { constructor(private repo: Repo) { super(); g(); } a = f(); }');
  expect(calls(of)).toEqual(['f()', 'super()', 'g()']);
  expect(of.sites.map(site => of.regions[site.region]!.fn)).toEqual([1, 1, 1]);
  expect(of.classes[0]).toMatchObject({ ctor: 1, members: [{ name: 'a', kind: 'field' }, { name: 'repo', kind: 'param-property', param: 0, type: { k: 'ref', name: ['Repo'] } }] });
  expect(of.fns[1]!.implicit).toBeUndefined();
});

test('a constructor is made for fields only where nobody wrote one', () => {
  expect(facts('class A { a = f() }').fns[1]).toMatchObject({ kind: 'constructor', implicit: true, cls: 0 });
  expect(facts('class A { a: string; b() {} }').classes[0]!.ctor).toBeUndefined();
});

test('members of a class', () => {
  const of = facts(`abstract class A<T> extends B<T> implements C { @Column({ x: 1 }) a?: string; static async b() {} get c() { return 1 } set c(v) {} #d = 1; ['e']() {} [f()]() {} abstract g(): void; h(x: 1): void; h(x: unknown) {} declare i: X; static { j(); } }`);
  expect(of.classes[0]).toMatchObject({ name: 'A', typeParams: ['T'], superTypes: [{ k: 'ref', name: ['T'] }], implements: [{ name: ['C'] }], v: 0 });
  expect(of.classes[0]!.members.map(one => `${one.static ? 'static ' : ''}${one.abstract ? 'abstract ' : ''}${one.kind} ${one.name ?? '?'}${one.f === undefined ? '' : '()'}`)).toEqual([
    'field a', 'static method b()', 'get c()', 'set c()', 'field #d', 'method e()', 'method ?()', 'abstract method g', 'method h()', 'field i',
  ]);
  expect(of.classes[0]!.members[0]!.decorators.map(e => renderExpr(of, e))).toEqual(['Column(…)']);
  expect(of.fns.map(fn => fn.kind)).toContain('static-block');
});

test('decorators run in the function around the class', () => {
  const of = facts('@A() class X { constructor(@B() b, @C() c) {} @D() m(@E() e) {} }');
  expect(of.sites.map(site => of.regions[site.region]!.fn)).toEqual([0, 0, 0, 0, 0]);
  expect(of.fns.find(fn => fn.kind === 'constructor')!.params.map(param => param.decorators?.length)).toEqual([1, 1]);
});

test('sites stand in the order of evaluation', () => {
  expect(calls(facts('a(b(), ...c()).d(e`${f()}`); new G(h())'))).toEqual(['b()', 'c()', 'a(b(), ...c())', 'f()', 'e`…`', 'a(b(), ...c()).d(…)', 'h()', 'new G(h())']);
  expect(calls(facts('for (a(); b(); c()) d();'))).toEqual(['a()', 'b()', 'd()', 'c()']);
  expect(calls(facts('do a(); while (b())'))).toEqual(['a()', 'b()']);
  expect(calls(facts('({ [k()]: x = d() } = r())'))).toEqual(['r()', 'k()', 'd()']);
});

test.each([
  ['if (t()) q()', 'q', ['then', 'body']],
  ['if (t()) a(); else if (b) q()', 'q', ['then', 'else', 'body']],
  ['if (q()) a()', 'q', ['body']],
  ['for (const x of q()) a()', 'q', ['body']],
  ['for (const x of xs) { q() }', 'q', ['of', 'body']],
  ['async function f() { for await (const x of xs) q() }', 'q', ['await-of', 'body']],
  ['for (q(); ; ) ;', 'q', ['body']],
  ['for (; q(); ) ;', 'q', ['for', 'body']],
  ['for (; ; q()) ;', 'q', ['for', 'body']],
  ['while (q()) ;', 'q', ['while', 'body']],
  ['do ; while (q())', 'q', ['do', 'body']],
  ['switch (a) { case 1: q() }', 'q', ['case', 'switch', 'body']],
  ['switch (q()) { case 1: a() }', 'q', ['body']],
  ['try { a() } catch { q() } finally { b() }', 'q', ['catch', 'body']],
  ['try { a() } finally { q() }', 'q', ['finally', 'body']],
  ['{ q() }', 'q', ['block', 'body']],
  ['a ? q() : b', 'q', ['body']],
  ['for (const x of xs) y(() => q())', 'q', ['body']],
  ['namespace A { q() }', 'q', ['block', 'body']],
])('%s: %s stands in %j', (text, callee, expected) => {
  expect(around(facts(text), callee)).toEqual(expected);
});

test('`break` and `continue` say which loop or switch they mean', () => {
  const of = facts('a: for (;;) { for (const x of xs) { if (x) continue a; switch (x) { case 1: break; default: continue; } break; } } b: { break b; } c: if (x) break c;');
  expect(of.fns[0]!.exits.map(exit => `${exit.kind} ${of.regions[exit.to!]!.label ?? of.regions[exit.to!]!.k}`)).toEqual(['continue a', 'break switch', 'continue of', 'break of', 'break b', 'break c']);
});

test('exits of a function', () => {
  const of = facts('const f = () => g(); function h() { if (a) return; throw new E(); }');
  expect(of.fns.map(fn => [fn.name, fn.exits.map(exit => `${exit.kind} ${exit.value === undefined ? '' : renderExpr(of, exit.value)}`)])).toEqual([[undefined, []], ['f', ['return g()']], ['h', ['return ', 'throw new E()']]]);
});

test('functions are named for what they are the value of', () => {
  const of = facts('const a = () => {}; x.b = function () {}; let c; c = async () => {}; const o = { d() {}, e: () => {}, get f() { return 1 } }; class K { g = () => {} } const h = function i() {}; export default () => {}; const j = (function () {}) as any;');
  expect(of.fns.slice(1).map(fn => fn.name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'constructor', 'g', 'i', undefined, 'j']);
});

test('kinds of expressions', () => {
  const kind = (text: string): unknown => {
    const of = facts(text, 'file.tsx');
    const { at: _at, end: _end, ...rest } = of.exprs.at(-1)!;
    return rest;
  };
  expect(kind("x = 'a'")).toMatchObject({ k: 'set', op: '=', value: 1 });
  expect(kind('a?.b')).toEqual({ k: 'get', of: 0, name: 'b', optional: true, nameAt: 3 });
  expect(kind("a['b']")).toEqual({ k: 'get', of: 0, name: 'b', nameAt: 2 });
  expect(kind('a[`b`]')).toMatchObject({ name: 'b' });
  expect(kind('a[0]')).toMatchObject({ key: 1 });
  expect(kind('a?.()')).toMatchObject({ k: 'call', optional: true });
  expect(kind('f<A>()')).toMatchObject({ k: 'call', types: [{ k: 'ref', name: ['A'] }] });
  expect(kind("import('m')")).toMatchObject({ k: 'call', callee: 0 });
  expect(kind('import.meta')).toEqual({ k: 'meta' });
  expect(kind('undefined')).toEqual({ k: 'undef' });
  expect(kind('/a/')).toEqual({ k: 'regex' });
  expect(kind('`a${b}c`')).toEqual({ k: 'text', quasis: ['a', 'c'], of: [0] });
  expect(kind('a ? b : c')).toEqual({ k: 'choice', test: 0, of: [1, 2], op: '?:' });
  expect(kind('a ?? b')).toEqual({ k: 'choice', of: [0, 1], op: '??' });
  expect(kind('delete a.b')).toEqual({ k: 'op', op: 'delete', of: [1] });
  expect(kind('a as B')).toMatchObject({ k: 'as', of: 0, type: { k: 'ref' } });
  expect(kind('a satisfies B')).toMatchObject({ k: 'as', satisfies: true });
  expect(kind('a!')).toEqual({ k: 'as', of: 0 });
  expect(kind('a, b')).toEqual({ k: 'seq', of: [0, 1] });
  expect(kind('1n')).toEqual({ k: 'lit', v: 1 });
  expect(kind('1e999')).toMatchObject({ k: 'unknown' });
  expect(kind('[a, , ...b]')).toEqual({ k: 'array', items: [{ e: 0 }, { e: 1 }, { e: 2, spread: true }] });
  expect(kind('x = { a, b: 1, [c]: 2, ...d, "e": 3, 4: 5 }')).toMatchObject({ k: 'set' });
  expect(kind('({ a, b: 1, [c]: 2, ...d, "e": 3, 4: 5 })')).toMatchObject({ props: [{ name: 'a' }, { name: 'b' }, { key: 2 }, { spread: true }, { name: 'e' }, { name: '4' }] });
  expect(kind('<A.B c={d} {...e}>{f()}{list.map(x => <li>{g(x)}</li>)}</A.B>')).toMatchObject({ k: 'unknown', why: 'jsx' });
});

test('calls inside markup are sites', () => {
  expect(calls(facts('const a = <A c={d()}>{xs.map(x => <li>{g(x)}</li>)}</A>', 'file.tsx'))).toEqual(['d()', 'g(x)', 'xs.map(…)']);
});

test('imports', () => {
  const of = facts("import a, { b as c, type T } from 'm'; import * as n from 'n'; import type { U } from 'u'; import 's'; import r = require('r');");
  expect(of.imports.map(one => [of.vars[one.local]!.name, one.name, one.from, one.typeOnly ?? false])).toEqual([
    ['a', 'default', 'm', false], ['c', 'b', 'm', false], ['T', 'T', 'm', true], ['n', '*', 'n', false], ['U', 'U', 'u', true], ['r', '*', 'r', false],
  ]);
});

test.each([
  ['export const a = 1, { b } = c', ['a=v', 'b=v']],
  ['export function f(): void; export function f() {}', ['f=v']],
  ['export class A {}; export enum B {}; export namespace C {}', ['A=v', 'B=v', 'C=v']],
  ['export type T = 1; export interface I {}', ['T=T type', 'I=I type']],
  ['const a = 1; interface I {}; export { a as b, I }', ['b=v', 'I=I type']],
  ['export { b }; const b = 1;', ['b=v']],
  ["export { a as b, default } from 'm'; export * from 'n'; export * as o from 'p'", ['b=a m', 'default=default m', '*= n', 'o=* p']],
  ["export type { A } from 'm'", ['A=A m type']],
  ['export default function f() {}', ['default=v']],
  ['export default class {}', ['default=e']],
  ['export default f()', ['default=e']],
  ['export default interface I {}', ['default=I type']],
  ['export = f', ['==e']],
  ['import A = B.C; export import D = B.C', ['D=v']],
  ['module.exports = { a }; exports.b = 1; module.exports.c = 2', ['==e', 'b=e', 'c=e']],
  ['exports.a = exports.b = 1', ['b=e', 'a=e']],
  ['function f(exports, module) { exports.a = 1; module.exports = 2 }', []],
])('%s', (text, expected) => {
  expect(facts(text).exports.map(one => `${one.as}=${[one.v === undefined ? (one.e === undefined ? (one.name ?? '') : 'e') : 'v', one.from, one.typeOnly ? 'type' : undefined].filter(part => part !== undefined).join(' ')}`)).toEqual(expected);
});

test('types', () => {
  const of = facts("type A<T> = Omit<B.C, 'x'>[] | { a?: string; m(x: T): void; [k: string]: X } & typeof d.e; type F = (a: string, ...r: X[]) => Promise<void>; type K = keyof A; type I = A['x']; type L = -1 | `t` | import('m').N<X>; type U = { [k in A]: B }; type R = readonly [A, b: B]; enum E { A, B = 'b' }");
  expect(of.types['A']).toMatchObject({ kind: 'alias', params: ['T'], body: { k: 'union', of: [{ k: 'array', of: { k: 'ref', name: ['Omit'], args: [{ name: ['B', 'C'] }, { k: 'lit', v: 'x' }] } }, { k: 'and', of: [{ k: 'object', members: [{ name: 'a', optional: true }, { name: 'm', type: { k: 'fn' } }, { name: '*' }] }, { k: 'typeof', path: ['d', 'e'] }] }] } });
  expect(of.types['F']!.body).toMatchObject({ k: 'fn', fn: { params: [{ name: 'a' }, { name: 'r', rest: true }], returns: { name: ['Promise'] } } });
  expect(of.types['K']!.body).toMatchObject({ k: 'keyof' });
  expect(of.types['I']!.body).toMatchObject({ k: 'index', key: { k: 'lit', v: 'x' } });
  expect(of.types['L']!.body).toMatchObject({ of: [{ v: -1 }, { v: 't' }, { k: 'ref', name: ['import:m', 'N'] }] });
  expect(of.types['U']!.body).toEqual({ k: 'unknown' });
  expect(of.types['R']!.body).toMatchObject({ k: 'tuple', of: [{ name: ['A'] }, { name: ['B'] }] });
  expect(of.types['E']).toMatchObject({ kind: 'enum', body: { of: [{ v: 0 }, { v: 'b' }] } });
});

test('types of variables, parameters and results', () => {
  const of = facts('const a: A = 1; function f(this: X, b: B, { c }: P): R {} const { d }: Q = g();');
  expect(variable(of, 'a').type).toMatchObject({ name: ['A'] });
  expect(of.fns[1]).toMatchObject({ params: [{ type: { name: ['B'] } }, { type: { name: ['P'] } }], returns: { name: ['R'] } });
  expect(variable(of, 'b').type).toMatchObject({ name: ['B'] });
  expect(variable(of, 'd').type).toMatchObject({ k: 'index', of: { name: ['Q'] }, key: { v: 'd' } });
});

test('JSDoc types stand in for annotations that are missing', () => {
  const of = facts("/** @param {import('m').Client} db\n * @param {Array<string>} [ids]\n * @returns {Promise<Row>} */\nmodule.exports.f = async function (db, ids) {}; /** @type {A.B|null} */\nconst x = 1; /** plain */ function g() {}", 'file.js');
  expect(of.fns[1]).toMatchObject({ doc: expect.stringContaining('@param'), params: [{ type: { k: 'ref', name: ['import:m', 'Client'] } }, { type: { name: ['Array'] } }], returns: { name: ['Promise'] } });
  expect(variable(of, 'x').type).toMatchObject({ k: 'union', of: [{ name: ['A', 'B'] }, { k: 'primitive', name: 'null' }] });
  expect(of.fns[2]!.doc).toBeUndefined();
});

test('`declare global` binds names for the whole file', () => {
  const of = facts('const a = prisma; declare global { var prisma: Client } export {};');
  expect(of.exprs[0]).toMatchObject({ k: 'var' });
  expect(variable(of, 'prisma').type).toMatchObject({ name: ['Client'] });
});

test('a namespace holds what it exports', () => {
  const of = facts('namespace A.B { export function f() {} const g = 1; } A.B.f()');
  expect(of.exprs.filter(expr => expr.k === 'object').map(expr => expr.props.map(prop => prop.name))).toEqual([['f'], ['B']]);
  expect(of.exports).toEqual([]);
});

test('offsets count UTF-16 units', () => {
  const text = "const s = '😀漢字'; send(s)";
  const of = facts(text);
  expect(text.slice(of.sites[0]!.at, of.sites[0]!.end)).toBe('send(s)');
});

test('lines end where ESLint ends them', () => {
  expect(facts('a\r\nb\nc\u2028d').lines).toEqual([0, 3, 5, 7]);
});

test('thousands of terms are no reason to give up', () => {
  const sum = facts(Array.from({ length: 5000 }, (_, i) => `'${i}'`).join(' + '));
  expect(sum.exprs.at(-1)).toMatchObject({ k: 'op', op: '+' });
  expect(childrenOf(sum.exprs.at(-1)!)).toHaveLength(5000);
  expect(facts(`x = ${Array.from({ length: 300 }, (_, i) => `a${i} || b`).join(' && ')}`).exprs.at(-1)).toMatchObject({ k: 'set' });
});

test('nesting deeper than the stack is silent', () => {
  expect(() => factsOfText('file.ts', `${'f('.repeat(4000)}${')'.repeat(4000)}`)).not.toThrow();
});

test('an expression begins with its place and kind, and calls, members and properties of one form have their fields in one order', () => {
  const facts = factsOfText('a.ts', `
    const a = { b: 1, ['c' + 2]: x.y[z]?.q, ...rest, f() {} };
    const g = async () => { await new Map<string, number>(); tag\`a\${a}\`; a.b ??= f(), a.c++; for (n of [, a, ...a]) { n as T; n satisfies T; n!; } };
    class C extends D { #e = super.e ?? /r/ ?? null; }
    enum E { A, B = 'b' }
    import I = N.M;
    export default <T,>(p = import('m')) => (p ? -p : undefined, <any>p, #e in p);
  `)!;
  const order: { [form: string]: string } = {};
  for (const expr of facts.exprs) {
    const fields = Object.keys(expr);
    expect(fields.slice(0, 3)).toEqual(['at', 'end', 'k']);
    for (const [kind, each] of [[expr.k, expr] as const, ...(expr.k === 'object' ? expr.props.map(prop => ['prop', prop] as const) : [])]) {
      const form = `${kind} ${Object.keys(each).sort().join()}`;
      expect(Object.keys(each).join()).toBe((order[form] ??= Object.keys(each).join()));
    }
  }
  expect(Object.keys(order).length).toBeGreaterThan(20);
});

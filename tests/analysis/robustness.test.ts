import { describe, expect, it } from 'vitest';

import { lint, moduleOf, type Files } from './harness.ts';

/** No input takes longer; what has no end ends far sooner or not at all. */
const LONGEST = 10_000;

const QUERY = 'await prisma.post.findMany({ where: { authorId: id } });';
const LOOP = `export async function all(ids: string[]) {\n  for (const id of ids) ${QUERY}\n}\n`;
const REPORTED = ['driven prisma.post.findMany'];

function findingsIn(code: string | Files): readonly string[] {
  return lint(typeof code === 'string' ? { 'src/service.ts': moduleOf(code) } : code).map(({ kind, subject }) => `${kind} ${subject}`);
}

/** Modules that are hard to follow, each with one loop that is still reported. */
describe('what is odd elsewhere does not hide a loop', () => {
  it.each<[string, string]>([
    ['a variable made from itself', 'let x: any = {};\nx = { ...x };\nx = [x, ...x];\nx.y = x;\n'],
    ['a constant made from itself', 'const x: any = { a: () => x, b: [] as any[] };\nx.self = x;\nx.b.push(x);\n'],
    ['constants that name each other', 'const a: any = () => b;\nconst b: any = () => a;\na()()()();\n'],
    ['a default that names itself', 'function f(x: any = f(x)) { return f(f(x)); }\nf();\n'],
    ['a getter that reads itself', 'class A { get a(): any { return this.a.a; } static get s(): any { return A.s; } }\nnew A().a.a.a;\n'],
    ['a field made from itself', 'class A { a: any = this.a; b = new A().b; }\nnew A().b.b.a;\n'],
    ['a class that extends itself', 'class A extends (A as any) { m() { return super.m(); } }\nnew A().m();\n'],
    ['classes that extend each other', 'class A extends B { m() { return super.m(); } }\nclass B extends A { n() { return super.m(); } }\nnew A().m();\n'],
    ['a constructor that makes itself', 'class A { a = new A(); constructor(readonly b = new A()) { this.a = b; } go() { return this.b.a.go(); } }\nnew A().go();\n'],
    ['types that name themselves', 'type T = { t: T } & Partial<T>;\ninterface I extends I { i: I["i"] }\ntype F = (f: F) => ReturnType<F>;\nfunction g(t: T, i: I, f: F) { t.t.t.t; i.i.i; f(f)(f); }\n'],
    ['types that name each other', 'type A<T> = B<A<T>>;\ntype B<T> = A<B<T>>;\ntype P = Parameters<P>[0] | Omit<P, "a">;\nfunction g(a: A<B<string>>, p: P) { (a as any).m(); (p as any).m(); }\n'],
    ['a type that grows', 'type Deep<T> = { next: Deep<T[]>; value: T };\nfunction g(d: Deep<string>) { return d.next.next.next.next.next.value; }\n'],
    ['functions that call each other with closures', 'const f = (k: any): any => g(() => k(f));\nconst g = (k: any): any => f(() => k(g));\nf(g);\n'],
    ['a function that is its own argument', 'const w = (f: any): any => f(f);\nw(w);\nw((x: any) => w(x));\n'],
    ['a fixed point', 'const Y = (f: any) => ((x: any) => f((v: any) => x(x)(v)))((x: any) => f((v: any) => x(x)(v)));\nexport const loop = Y((self: any) => async (id: string) => self(id));\n'],
    ['a chain of functions that returns itself', 'class Q { where() { return this; } and() { return this.where().and(); } }\nnew Q().where().and().where().and();\n'],
    ['names that objects have anyway', 'const o: any = {};\no.constructor.prototype.__proto__ = o;\no.toString().hasOwnProperty("valueOf");\nconst { constructor, __proto__, toString } = o;\nconstructor(); toString();\n'],
    ['names of properties as types', 'type constructor = { toString: constructor };\ninterface __proto__ { hasOwnProperty: __proto__ }\nfunction g(a: constructor, b: __proto__) { (a as any).m(); (b as any).m(); }\n'],
    ['labels and jumps', 'outer: for (;;) { inner: do { if (Math.random()) continue outer; break inner; } while (true); break outer; }\n'],
    ['a switch of loops', 'switch (1 as number) { case 1: for (;;) break; default: while (false); }\n'],
    ['destructuring without an end', 'const { a: { b: [{ c = a, ...d } = {} as any, ...e] = [] as any } = {} as any, ...f }: any = {};\n[a as any] = [e, d, f];\nvar a: any;\n'],
    ['with eval and with new Function', 'eval("x");\nnew Function("return 1")();\n'],
    ['a decorator that names the class', '@dec(A) class A { @dec(() => A) m(@dec(A) x: A) { return x.m(this); } }\ndeclare function dec(x: any): any;\n'],
    ['tagged templates of templates', 'const t: any = () => t;\nt`${t`${t`${t}`}`}``${1}`;\n'],
    ['an enum and a namespace of one name', 'enum E { A = 1 << 2, B = A | 1, C = E.A }\nnamespace E { export const x = E.A; }\nObject.values(E).map(e => e);\n'],
    ['overloads', 'function o(a: string): string;\nfunction o(a: number): number;\nfunction o(a: any) { return o(a); }\no(1);\n'],
    ['generators that yield themselves', 'function* g(): any { yield* g(); yield g; for (const x of g()) yield x; }\nasync function* h(): any { for await (const x of h()) yield* x; }\ng(); h();\n'],
    ['a proxy of itself', 'const p: any = new Proxy(() => p, { get: () => p, apply: () => p });\np.a.b.c()()().d;\n'],
  ])('%s', (_, odd) => expect(findingsIn(odd + LOOP)).toEqual(REPORTED), LONGEST);
});

describe('odd modules', () => {
  it('follows imports in a circle', () => {
    const files = {
      'src/a.ts': "export * from './b';\nexport { x } from './b';\nimport { y } from './b';\nexport const a = () => y();\n",
      'src/b.ts': "export * from './c';\nexport { x } from './c';\nexport { y } from './a';\n",
      'src/c.ts': "export * from './a';\nexport { x } from './a';\nexport { default } from './c';\nexport * as c from './c';\n",
      'src/all.ts': moduleOf(`import def, { a, c, x, y } from './c';\nexport async function all(ids: string[]) {\n  for (const id of ids) {\n    x(id); y(id); a(id); c.c.c.x(id); def(id);\n    ${QUERY}\n  }\n}\n`),
    };
    expect(findingsIn(files)).toEqual(REPORTED);
  });

  it('passes over imports of itself, of nothing, and of what is no module', () => {
    const files = {
      'src/all.ts': moduleOf(`import * as self from './all';\nimport gone from './gone';\nimport data from './data.json';\nimport './style.css';\nimport folder from '.';\nimport up from '../../../../../../../../../nowhere';\nimport empty from '';\nself.all(gone(data, folder, up, empty));\n${LOOP}`),
      'src/data.json': '{ broken',
      'src/style.css': 'a {}',
    };
    expect(findingsIn(files)).toEqual(REPORTED);
  });

  it('passes over imported modules that cannot be parsed', () => {
    const files = {
      'src/broken.ts': 'export function load( {{{ \u0000 <<<<<<< HEAD',
      'src/all.ts': moduleOf(`import { load } from './broken';\nexport async function all(ids: string[]) {\n  for (const id of ids) {\n    await load(id);\n    ${QUERY}\n  }\n}\n`),
    };
    expect(findingsIn(files)).toEqual(REPORTED);
  });

  it.each(['', ' ', '\uFEFF', '#!/usr/bin/env node\n', 'for (', '\u0000', 'const = ;', '<<<<<<< HEAD\nfor (const a of b) c();\n=======\n>>>>>>>', '}'.repeat(1000)])('is silent on %j', text => {
    expect(lint({ 'src/all.ts': text })).toEqual([]);
  });

  it('passes over a schema and a manifest that are broken', () => {
    const files = { 'package.json': '{ "name": ', 'prisma/schema.prisma': 'model { { } } @@@@ generator "', 'src/all.ts': moduleOf(LOOP) };
    expect(() => findingsIn(files)).not.toThrow();
    expect(findingsIn({ ...files, 'package.json': '{ "dependencies": { "@prisma/client": null, "a": 1 } }' })).toEqual(REPORTED);
    expect(() => findingsIn({ ...files, 'tsconfig.json': '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": { "@/*": 3 } } }' })).not.toThrow();
  });

  it('keeps positions with a byte order mark, and with line ends of all kinds', () => {
    const text = moduleOf(LOOP).replaceAll('\n', '\r\n');
    const [plain] = lint({ 'src/all.ts': moduleOf(LOOP) });
    expect(lint({ 'src/all.ts': text })).toEqual([plain]);
    expect(findingsIn({ 'src/all.ts': `\uFEFF${text}` })).toEqual(REPORTED);
  });
});

describe('large and deep code', () => {
  it.each<[string, string]>([
    ['blocks', `export async function all(ids: string[]) {\n${'if (ids) {'.repeat(200)}\nfor (const id of ids) ${QUERY}\n${'}'.repeat(200)}\n}\n`],
    ['loops', `export async function all(ids: string[]) {\n${'for (const x of ids) {'.repeat(40)}\nfor (const id of ids) ${QUERY}\n${'}'.repeat(40)}\n}\n`],
    ['functions', `${'export const f = () => '.replace('export ', '')}${'() => '.repeat(200)}0;\n${LOOP}`],
    ['parentheses', `const x = ${'('.repeat(400)}1${')'.repeat(400)};\n${LOOP}`],
    ['a long sum', `const x = ${Array.from({ length: 3000 }, () => '1').join(' + ')};\n${LOOP}`],
    ['a long chain', `declare const z: any;\nz${'.then((x: any) => x)'.repeat(400)};\n${LOOP}`],
    ['a long list', `const list = [${'{ a: 1, b: [2] },'.repeat(5000)}];\nlist.map(x => x);\n${LOOP}`],
    ['a long else-if', `declare const n: number;\n${Array.from({ length: 500 }, (_, at) => `if (n === ${at}) { Math.abs(n); } else `).join('')}{}\n${LOOP}`],
  ])('%s', (_, code) => expect(findingsIn(code)).toEqual(REPORTED), LONGEST);

  it('a long way of functions', () => {
    const functions = Array.from({ length: 300 }, (_, at) => `const f${at} = async (id: string): Promise<unknown> => f${at + 1}(id);\n`).join('');
    const code = `${functions}const f300 = async (id: string) => prisma.post.findMany({ where: { authorId: id } });\nexport async function all(ids: string[]) {\n  for (const id of ids) await f290(id);\n}\n`;
    expect(() => findingsIn(code)).not.toThrow();
  }, LONGEST);

  it('functions that each call all others', () => {
    const names = Array.from({ length: 40 }, (_, at) => `f${at}`);
    const functions = names.map(name => `async function ${name}(id: string): Promise<void> {\n  ${names.map(other => `await ${other}(id);`).join(' ')}\n  await prisma.post.findMany({ where: { authorId: id } });\n}\n`).join('');
    expect(() => findingsIn(`${functions}export async function all(ids: string[]) {\n  for (const id of ids) await f0(id);\n}\n`)).not.toThrow();
  }, LONGEST);

  it('a large file', () => {
    const part = (at: number): string => `export async function all${at}(ids: string[]) {\n  const out = [];\n  for (const id of ids) out.push(${QUERY.replace(';', '')});\n  return out.map(x => x).filter(Boolean);\n}\n`;
    expect(findingsIn(Array.from({ length: 800 }, (_, at) => part(at)).join(''))).toHaveLength(800);
  }, LONGEST);

  it('many modules in a chain', () => {
    const files: Record<string, string> = {};
    for (let at = 0; at < 100; at++) files[`src/m${at}.ts`] = `export * from './m${at + 1}';\nexport const v${at} = ${at};\n`;
    files['src/m100.ts'] = moduleOf('export const load = (id: string) => prisma.post.findMany({ where: { authorId: id } });\n');
    files['src/all.ts'] = "import { load } from './m60';\nexport async function all(ids: string[]) {\n  for (const id of ids) await load(id);\n}\n";
    expect(() => findingsIn(files)).not.toThrow();
  }, LONGEST);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import type { Program } from 'oxc-parser';
import { expect, test } from 'vitest';

import { factsOfText } from '../../src/project/lower/index.ts';
import { parse } from '../../src/project/parse.ts';
import type { ModuleFacts } from '../../src/vocabulary/ir.ts';

const ROOT = join(import.meta.dirname, '../..');

const FORMS = `
import type { A } from './a'; import b, { c as d } from './b' with { type: 'json' }; import e = require('e'); import f = A.B.C;
export * from './x'; export * as y from './y'; export { d as default, type A }; export type { b };
@Controller('users') export class Users<T> extends Base<T> implements A<T>, B { static { init(); } declare x: number; accessor z = 1; static #count = 0;
  constructor(@Inject('db') private readonly db: Db, @Query('a') a?: string, ...rest: string[]) { super(db); }
  @Get(':id') async *find?<U>(this: Users<T>, @Param('id') id: string, @Body() { name, ...rest }: Dto = {} as Dto): AsyncGenerator<U> { for await (const [x = 1, , ...y] of this.db.all<U>()) yield* y; }
  get size(): number { return Users.#count; } set size(v) {} abstract load(): void; [key]() { return super[key]?.(); } overload(a: string): void; overload(a: any) {} }
abstract class Part { abstract readonly x?: string; abstract run(): void; }
export enum Color { Red, Green = 4, Blue = 'b', 'dark-red' } declare enum No { A } namespace N.M { export const q = 1; export namespace O { export function g() {} } } declare module 'm' { export const r: number; } declare global { var s: string; }
export interface I<T> extends J<T>, K { (a: T): void; new (): I<T>; readonly [k: string]: unknown; m?<U>(a: U): a is U; get p(): string; }
type M = { readonly [K in keyof T as \`a\${K}\`]?: T[K] } | (A extends infer U extends string ? U : never) | typeof import('x') | import('y').Z<A>[] | [a: string, b?: number, ...c: A[]] | (abstract new () => A) | unique symbol | asserts;
function over(a: string): void; function over(a: any) { return <T,>(x: T) => x!; } declare function only(this: A): asserts a is B;
label: for (var i = 0, j; i < 3; i++, j--) { if (i) continue label; else break label; } do { x **= 2 } while (x ??= y || z && w); with_: { }
const g = async <T,>({ a: { b: [c1] }, ...r }: P, ...[h]: Q) => { try { await import('z'); using u = open(); } catch { throw new Error(\`\${a}\${\`b\`}\`, { cause: 1n }); } finally { debugger; } };
[a.b, c!.d, (e as any).f, ...rest[0]] = [, 1, /x/g, -0, .5e3, 'é\\n', null, undefined, new.target, import.meta.url]; ({ a, b: c, [d]: e = 1, ...f } = g satisfies G);
switch (a) { case 1: case b(): c(); break; default: delete d.e, void 0, typeof f; } tag\`x\${y}z\`; a?.b?.[c]?.(d)?.e; (a?.b)!.c; new (f())(...g); x = y ? z : async function* named() { yield; }; (0, eval)('x'); fn<string>; new Map<string, number>;
export default abstract class {} 
`;

const JSX = `export const page = <><Layout.Main {...props} title="a &amp; b" on={() => save()} icon=<Icon/>>text {value} {/* none */}<svg:path d='1&#10;2' /></Layout.Main></>;
export default function Page({ a = <b/> }) { return a && <div key={a}>{a.map(each => <li>{each}</li>)}</div>; }`;

/** The facts of a text by oxc's tree, and by the one that ESLint gives its rules. */
function bothOf(path: string, text: string, parser?: Linter.Parser): [ModuleFacts | undefined, ModuleFacts | undefined] {
  let fromTree: ModuleFacts | undefined;
  const rule: Rule.RuleModule = { create: ({ sourceCode }) => ({ 'Program:exit': () => void (fromTree = factsOfText(path, text, sourceCode.ast as unknown as Program)) }) };
  const languageOptions = { ...(parser && { parser }), parserOptions: { ecmaFeatures: { jsx: true } }, ...(path.endsWith('.cjs') && { sourceType: 'commonjs' as const }) };
  const messages = new Linter().verify(text, { files: ['**/*.*'], plugins: { own: { rules: { rule } } }, rules: { 'own/rule': 2 }, languageOptions, linterOptions: { noInlineConfig: true } }, path);
  expect(messages.filter(each => each.fatal), path).toEqual([]);
  return [factsOfText(path, text), fromTree];
}

test.each<[string, string, Linter.Parser?]>([
  ['forms.ts', FORMS, typescriptParser],
  ['page.tsx', `${JSX} const spread = <>{...JSX}</>;`, typescriptParser],
  ['page.jsx', JSX, typescriptParser],
  ['page.jsx', JSX],
  ['module.js', "#!/usr/bin/env node\nimport a, * as b from 'a'; export class C { static #x = 1n; static { a(); } async *m() { for await (const x of b) yield* x; } get [k]() { return #x in this; } } export { a as 'b-c' }; a.b`c`; label: for (;;) continue label;"],
  ['script.cjs', "'use strict'; const { a: [b = 1, ...c], ...d } = require('x'); module.exports = { b, c() {}, get d() { return d; } }; exports.e = function f() { return arguments; }; if (b) return;"],
])('the tree of a parser says what oxc says: %s', (path, text, parser) => {
  const [own, given] = bothOf(path, text, parser);
  expect(own).toBeDefined();
  expect(given).toEqual(own);
});

test.each<[string, RegExp, Linter.Parser?]>([
  ['src', /\.ts$/, typescriptParser],
  ['examples', /\.tsx?$/, typescriptParser],
  ['node_modules/eslint/lib', /\.js$/],
  ['node_modules/eslint/lib/rules', /\.js$/, typescriptParser],
])('the tree of a parser says what oxc says: every file in %s', { timeout: 120_000 }, (folder, files, parser) => {
  let compared = 0;
  for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    if (!files.test(name) || name.includes('node_modules')) continue;
    const [own, given] = bothOf(name, readFileSync(join(ROOT, folder, name), 'utf8'), parser);
    expect(given, name).toEqual(own);
    compared++;
  }
  expect(compared).toBeGreaterThan(5);
});

test('a node that nobody knows is gone into, and not out of again to what it stands in', () => {
  const text = 'f(g(1));';
  const tree = parse('a.ts', text)!;
  const [statement] = tree.body as unknown as [{ expression: { type: string; parent?: object; arguments: [{ parent?: object }] } }];
  const { expression } = statement;
  expression.type = 'FutureExpression';
  expression.parent = statement;
  expression.arguments[0].parent = expression;
  expect(factsOfText('a.ts', text, tree)?.sites.map(({ at, end }) => text.slice(at, end))).toEqual(['g(1)']);
});

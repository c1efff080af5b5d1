import { expect, it } from 'vitest';

import { isParameter, mayBeFunction } from '../../src/facts/may-be-function.ts';
import { factsOfText } from '../../src/project/lower/index.ts';

/** The facts of a text, and the first argument of its last call. */
function argument(text: string) {
  const facts = factsOfText('a.ts', text)!;
  const call = facts.exprs[facts.sites.at(-1)!.e]!;
  return { facts, e: call.k === 'call' ? call.args[0]!.e : -1 };
}

it.each([
  ['a name', 'import { load } from "./a"; run(load);', true],
  ['a member', 'run(service.load);', true],
  ['what a call gives', 'run(service.load.bind(service));', true],
  ['what an awaited import gives', 'const { load } = await import("./a"); run(load);', true],
  ['the same by `then`', 'const load = await import("./a").then(a => a.load); run(load);', true],
  ['what is made', 'run(new Date());', false],
  ['what the language gives', 'run(String(x));', false],
  ['what was waited for', 'const user = await find(); run(user);', false],
  ['a member of it', 'const { user } = await find(); run(user.name);', false],
  ['one of several things that a name may be', 'let load = await find(); load = other; run(load);', true],
  ['a text', 'run("a");', false],
])('%s may be a function or not', (_, text, expected) => {
  const { facts, e } = argument(text);
  expect(mayBeFunction(facts, e)).toBe(expected);
});

it.each([
  ['a parameter', 'function f(load) { run(load); }', true],
  ['with a default', 'function f(load = other) { run(load); }', false],
  ['a part of one', 'function f({ load }) { run(load); }', false],
  ['a member of one', 'function f(deps) { run(deps.load); }', false],
  ['a variable', 'const load = other; run(load);', false],
])('what the caller gives: %s', (_, text, expected) => {
  const { facts, e } = argument(text);
  expect(isParameter(facts, e)).toBe(expected);
});

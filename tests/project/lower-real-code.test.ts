import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factsOfText, lower } from '../../src/project/lower/index.ts';
import { parse } from '../../src/project/parse.ts';
import { problemsOf } from './lower-checks.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const SOURCE = /\.[mc]?[jt]s$/;
const TOO_LARGE = 1_000_000;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.isFile() && SOURCE.test(path)) yield path;
  }
}

test.each(['src', 'tests/project', 'node_modules/eslint/lib', 'node_modules/@typescript-eslint', 'node_modules/vitest/dist'])('the facts of every file in %s are sound', { timeout: 120_000 }, folder => {
  const found: { [path: string]: string[] } = {};
  let files = 0;
  for (const path of sources(join(ROOT, folder))) {
    const text = readFileSync(path, 'utf8');
    if (text.length > TOO_LARGE) continue;
    const program = parse(path, text);
    if (program === undefined) {
      found[path] = ['cannot be parsed'];
      continue;
    }
    const problems = problemsOf(lower(program, text), program, text);
    if (problems.length > 0) found[path] = problems;
    files += 1;
  }
  expect(found).toEqual({});
  expect(files).toBeGreaterThan(1);
});

test('the checks see what is wrong', () => {
  const text = 'async function f(a) { await g(a); }';
  const problems = (change: (facts: NonNullable<ReturnType<typeof factsOfText>>) => void): string[] => {
    const facts = factsOfText('file.ts', text)!;
    change(facts);
    return problemsOf(facts, parse('file.ts', text)!, text);
  };
  expect(problems(() => {})).toEqual([]);
  expect(problems(facts => facts.sites.pop())).not.toEqual([]);
  expect(problems(facts => (facts.vars[0]!.name = 'other'))).not.toEqual([]);
  expect(problems(facts => facts.exprs.push({ k: 'as', of: 0, at: 0, end: 1 }))).not.toEqual([]);
  expect(problems(facts => (facts.regions[1]!.parent = 9))).not.toEqual([]);
  expect(problems(facts => (facts.exprs[0]!.end = 99))).not.toEqual([]);
});

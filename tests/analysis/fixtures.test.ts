import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { lintFile } from './harness.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));

/** Folders with an `expected.json`: what is reported in them, by file, as `line: kind subject → queries`. */
const scenarios = readdirSync(FIXTURES).filter(name => existsSync(join(FIXTURES, name, 'expected.json')));

function sourcesIn(dir: string): readonly string[] {
  return (readdirSync(join(FIXTURES, dir), { recursive: true }) as string[]).map(path => path.replaceAll('\\', '/')).filter(path => /\.[cm]?[jt]sx?$/.test(path)).sort();
}

describe('scenarios across files', () => {
  it.each(scenarios)('%s', name => {
    const found = sourcesIn(name).flatMap(path => {
      const reports = lintFile(join(FIXTURES, name), path, readFileSync(join(FIXTURES, name, path), 'utf8'));
      return reports.length > 0 ? [[path, reports.map(({ line, kind, subject, queries }) => `${line}: ${kind} ${subject} → ${queries.join(', ')}`)] as const] : [];
    });
    expect(Object.fromEntries(found)).toEqual(JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')));
  });

  it('says in two lines what each of them is about', () => {
    for (const name of scenarios) expect(readFileSync(join(FIXTURES, name, 'README.md'), 'utf8').trimEnd().split('\n'), name).toHaveLength(2);
  });
});

import { join } from 'node:path';

import { expect, it } from 'vitest';

import { readSettings } from '../../src/settings.ts';
import type { CountFinding, ExistsFinding } from '../../src/vocabulary/count-finding.ts';
import { moduleOf, projectWith, type Files } from './harness.ts';

const { countFindings, existsFindings } = await import('../../src/analysis/index.ts');

/** A project, or the text of one module that imports `prisma`, and what is reported: `number prisma.user.findMany`. */
export type Counted = { name: string; code: string | Files; reports: readonly string[]; settings?: object };

/** What both questions say about the files of a project, each linted by itself. */
export function countedIn(code: string | Files, settings?: object): readonly ((CountFinding | ExistsFinding) & { file: string })[] {
  const files = typeof code === 'string' ? { 'src/service.ts': moduleOf(code) } : code;
  const dir = projectWith(files);
  return Object.entries(files).flatMap(([path, text]) => {
    if (!/\.[cm]?[jt]sx?$/.test(path)) return [];
    const file = { filename: join(dir, path), text, cwd: dir, settings: readSettings(settings && { orm: settings }) };
    return [...countFindings(file), ...existsFindings(file)].map(finding => ({ ...finding, file: path }));
  });
}

/** `number`, `sum total`, `tally status`, `count`, `row`: what was found, in a word or two. */
export function wordsOf(finding: CountFinding | ExistsFinding): string {
  if (!('asked' in finding)) return finding.kind;
  const { asked } = finding;
  switch (asked.what) {
    case 'passing':
    case 'any-passing':
      return [asked.what, ...asked.columns].join(' ');
    case 'sum':
      return `sum ${asked.column}`;
    case 'tally':
      return ['tally', ...asked.by, ...(asked.sum === undefined ? [] : [`+${asked.sum}`])].join(' ');
    default:
      return asked.what;
  }
}

/** One `it` for each case. */
export function checkCounted(cases: readonly Counted[]): void {
  it.each(cases.map(each => [each.name, each] as const))('%s', (_, { code, reports, settings }) => {
    const found = countedIn(code, settings).map(finding => `${typeof code === 'string' ? '' : `${finding.file}: `}${wordsOf(finding)} ${finding.subject}`);
    expect(found).toEqual(reports);
  });
}

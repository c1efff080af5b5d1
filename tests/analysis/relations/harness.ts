import { join } from 'node:path';
import { expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import { projectWith, type Files } from '../harness.ts';

const { relationFindings } = await import('../../../src/analysis/index.ts');

/** What stands around the cases of one ORM: its models, and the beginning of the module that a case is the rest of. */
export type Around = { readonly files: Files; readonly head: string };

/** A case: the end of a module, with what is reported: `unloaded post.author`. In files by path, `src/a.ts: unloaded post.author`. */
export type RelationCase = readonly [name: string, code: string | Files, reports: readonly string[]];

/** What is found in a case, with the advice of the first finding. */
export function relationsIn({ files, head }: Around, code: string | Files): { reports: readonly string[]; advice: readonly string[] } {
  const own: Files = typeof code === 'string' ? { 'src/service.ts': `${head}\n${code}` } : Object.fromEntries(Object.entries(code).map(([path, text]) => [path, `${head}\n${text}`]));
  const dir = projectWith({ ...files, ...own });
  const found = Object.entries(own).flatMap(([path, text]) => relationFindings({ filename: join(dir, path), text, cwd: dir, settings: readSettings(undefined) }).map(finding => ({ path, finding })));
  return {
    reports: found.map(({ path, finding }) => `${typeof code === 'string' ? '' : `${path}: `}${finding.kind} ${finding.subject}${finding.subject.endsWith(finding.relation) ? '' : ` → ${finding.relation}`}`),
    advice: found.map(({ finding }) => finding.advice),
  };
}

/** One `it` for each case. */
export function checkRelations(around: Around, cases: readonly RelationCase[]): void {
  it.each(cases)('%s', (_, code, reports) => {
    expect(relationsIn(around, code).reports).toEqual(reports);
  });
}

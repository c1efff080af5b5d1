import { join } from 'node:path';
import { expect, it } from 'vitest';

import { readSettings } from '../../../src/settings.ts';
import type { FollowUpFinding } from '../../../src/vocabulary/follow-up.ts';
import { projectWith, type Files } from '../harness.ts';

const { followUpFindings } = await import('../../../src/analysis/index.ts');

/** What stands around the cases of one ORM: its models, and the beginning of the module that a case is the rest of. */
export type Around = { readonly files: Files; readonly head: string };

/** A case: the body of `async function run(id, me)`, or the end of modules by path; with what is reported: `related users.findOneBy post.authorId`. */
export type FollowUpCase = readonly [name: string, code: string | Files, reports: readonly string[]];

/** What is found in a case. */
export function followUpsOf({ files, head }: Around, code: string | Files): readonly FollowUpFinding[] {
  const own: Files = typeof code === 'string' ? { 'src/service.ts': `${head}\nexport async function run(id: number, me: any) {\n${code}\n}\n` } : Object.fromEntries(Object.entries(code).map(([path, text]) => [path, `${head}\n${text}`]));
  const dir = projectWith({ ...files, ...own });
  return Object.entries(own).flatMap(([path, text]) => followUpFindings({ filename: join(dir, path), text, cwd: dir, settings: readSettings(undefined) }));
}

/** One `it` for each case. */
export function checkFollowUps(around: Around, cases: readonly FollowUpCase[]): void {
  it.each(cases)('%s', (_, code, reports) => {
    expect(followUpsOf(around, code).map(({ kind, subject, key, beside }) => `${kind} ${subject} ${key}${beside.length > 0 ? ` + ${beside.join()}` : ''}`)).toEqual(reports);
  });
}

import type { AnswerSite, Rewrite } from '../vocabulary/rewrite.ts';
import { countRows } from './count-rows.ts';
import { keepsComments } from './edits.ts';
import { findAny } from './find-any.ts';
import { firstRow } from './first-row.ts';
import { inQuotesOf } from './style.ts';

/** The rewrite of a query of which one number, or one test, is used; it drops no comment. */
export function answerRewrites(site: AnswerSite): readonly Rewrite[] {
  const made = site.asked === 'number' ? countRows(site) : site.asked === 'first' ? firstRow(site) : findAny(site);
  const { text } = site.written;
  return made && keepsComments(text, made.edits) ? [{ ...made, edits: inQuotesOf(text, made.edits) }] : [];
}

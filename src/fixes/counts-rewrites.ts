import type { CountsSite, Rewrite } from '../vocabulary/rewrite.ts';
import { countTogether } from './count-together.ts';
import { keepsComments } from './edits.ts';
import { inQuotesOf } from './style.ts';

/** The rewrite of counts that are asked together; it drops no comment. */
export function countsRewrites(site: CountsSite): readonly Rewrite[] {
  const made = countTogether(site);
  const [first] = site.queries;
  return made && first && keepsComments(first.text, made.edits) ? [{ ...made, edits: inQuotesOf(first.text, made.edits) }] : [];
}

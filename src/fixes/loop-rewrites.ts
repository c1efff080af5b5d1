import type { LoopSite, Rewrite } from '../vocabulary/rewrite.ts';
import { keepsComments } from './edits.ts';
import { hoistRead } from './hoist-read.ts';
import { oneTick } from './one-tick.ts';
import { readRows } from './read-rows.ts';
import { inQuotesOf } from './style.ts';
import { writeKeys } from './write-keys.ts';
import { writeRows } from './write-rows.ts';

/** The rewrites of a query in a loop, best first; none of them drops a comment. */
export function loopRewrites(site: LoopSite): readonly Rewrite[] {
  return [oneTick, hoistRead, readRows, writeRows, writeKeys].flatMap(rewrite => {
    const made = rewrite(site);
    const { text } = site.written;
    return made && keepsComments(text, made.edits) ? [{ ...made, edits: inQuotesOf(text, made.edits) }] : [];
  });
}

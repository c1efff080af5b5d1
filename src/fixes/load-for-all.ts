import type { LoopSite, Rewrite } from '../vocabulary/rewrite.ts';
import type { Column } from '../vocabulary/schema.ts';
import { keepsComments } from './edits.ts';
import { isWholeBody, loopShape, runsThrough } from './loop-shape.ts';
import { replaceLoop } from './replace-loop.ts';

/** `for (const user of users) await user.load('posts')` → one load for all rows of the list, where the query that read them cannot be changed. */
export function loadForAll(site: LoopSite, relation: Column | undefined): Rewrite | undefined {
  const { written, rewrites, called } = site;
  const load = rewrites.relationOfRows?.(written);
  const shape = loopShape(site);
  if (!load || !shape || called === undefined || !isWholeBody(site) || !runsThrough(site)) return undefined;
  const row = written.facts.exprs[load.row]!;
  if (row.k !== 'var' || row.v !== shape.element) return undefined;
  const edit = replaceLoop(site, shape, load.load(shape.over, called), false);
  return keepsComments(written.text, [edit]) ? { name: 'load-for-all', edits: [edit], differences: relation === undefined ? ['related-order', 'shared-rows'] : [relation.list ? 'related-order' : 'shared-rows'] } : undefined;
}

import type { RowLoadFinding } from '../vocabulary/finding.ts';
import type { Rewrite } from '../vocabulary/rewrite.ts';
import { loadForAll } from './load-for-all.ts';
import { loadRelation } from './load-relation.ts';
import { loopRewrites } from './loop-rewrites.ts';

/** A relation that is loaded row by row: the query that reads the rows loads it; where it cannot, one load, or one query by their keys, is for all rows. */
export function rowLoadRewrites({ finding, site, relation }: RowLoadFinding): readonly Rewrite[] {
  const made = (site && loadRelation(site)) ?? (finding.site && loadForAll(finding.site, relation));
  if (made) return [made];
  return finding.site && finding.queries.every(({ query }) => query.onRow !== true) ? loopRewrites(finding.site) : [];
}

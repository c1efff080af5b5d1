import type { RowLoadFinding } from '../vocabulary/finding.ts';
import type { Rewrite } from '../vocabulary/rewrite.ts';
import { loadForAll } from './load-for-all.ts';
import { loadRelation } from './load-relation.ts';

/** A relation that is loaded row by row: the query that reads the rows loads it; where it cannot, one load for all rows takes the place of the loop. */
export function rowLoadRewrites({ finding, site, relation }: RowLoadFinding): readonly Rewrite[] {
  const made = (site && loadRelation(site)) ?? (finding.site && loadForAll(finding.site, relation));
  return made ? [made] : [];
}

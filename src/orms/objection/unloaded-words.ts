import type { Unloaded } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';

/** How a query leaves out a relation that nothing reads. https://vincit.github.io/objection.js/api/query-builder/eager-methods.html */
export function unloaded(_query: QueryCall, path: readonly string[]): Unloaded {
  return { costs: 'one query more', text: `Leave \`${path.join('.')}\` out of \`withGraphFetched\`.`, option: 'withGraphFetched' };
}

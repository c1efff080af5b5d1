import type { Unloaded } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';

/** How a query leaves out a relation that nothing reads. https://orm.drizzle.team/docs/rqb */
export function unloaded(_query: QueryCall, path: readonly string[]): Unloaded {
  return { costs: 'one sub-query more', text: `Leave \`${path.join('.')}\` out of \`with\`.`, option: 'with' };
}

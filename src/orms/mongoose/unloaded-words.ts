import type { Unloaded } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';

/** How a query leaves out a relation that nothing reads. https://mongoosejs.com/docs/populate.html */
export function unloaded(_query: QueryCall, path: readonly string[]): Unloaded {
  return { costs: 'one query more', text: `Leave \`${path.join('.')}\` out of \`populate\`.`, option: 'populate' };
}

import type { Unloaded } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';

/** How a query leaves out a relation that nothing reads. https://www.prisma.io/docs/orm/prisma-client/queries/relation-queries */
export function unloaded(query: QueryCall, path: readonly string[]): Unloaded {
  const option = query.options.includes('include') ? 'include' : 'select';
  return { costs: 'one query more', text: `Leave \`${path.join('.')}\` out of \`${option}\`.`, option };
}

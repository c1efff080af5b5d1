import type { Unloaded } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';

/** How a query leaves out a relation that nothing reads. https://mikro-orm.io/docs/populating-relations */
export function unloaded(_query: QueryCall, path: readonly string[], { list }: Column): Unloaded {
  return { costs: 'one query or join more', text: `Leave \`${path.join('.')}\` out of \`populate\`.`, option: 'populate', ...(!list && { joined: true as const }) };
}

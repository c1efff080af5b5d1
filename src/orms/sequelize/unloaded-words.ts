import type { Unloaded } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';

/** How a query leaves out a relation that nothing reads. https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/ */
export function unloaded(_query: QueryCall, path: readonly string[], { list }: Column): Unloaded {
  return { costs: list ? 'a join that repeats each row' : 'one join more', text: `Leave \`${path.join('.')}\` out of \`include\`.`, option: 'include', joined: true };
}

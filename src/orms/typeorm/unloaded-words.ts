import type { Unloaded } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import { isBuilt } from './phrases.ts';

/** How a query leaves out a relation that nothing reads. https://typeorm.io/docs/working-with-entity-manager/find-options */
export function unloaded(query: QueryCall, path: readonly string[], { list }: Column): Unloaded {
  const where = isBuilt(query) ? `Leave out \`.leftJoinAndSelect('….${path.at(-1)!}', …)\`` : `Leave \`${path.join('.')}\` out of \`relations\``;
  return { costs: list ? 'a join that repeats each row' : 'one join more', text: `${where}.`, option: isBuilt(query) ? 'leftJoinAndSelect' : 'relations', ...(query.options.includes('relationLoadStrategy') ? {} : { joined: true as const }) };
}

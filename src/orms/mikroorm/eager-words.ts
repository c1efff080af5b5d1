import type { Eager } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';

/** How a query loads a relation. https://mikro-orm.io/docs/populating-relations */
export function eager(query: QueryCall, path: readonly string[], { list }: Column): Eager {
  const { loads, paths = loads } = query;
  const all = [...new Set([...paths.filter(each => each !== '…'), path.join('.')])].map(each => `'${each}'`);
  return { is: list ? 'is a collection without its items' : 'is a reference that has its key alone', text: `Load it with the rows: \`populate: [${all.join(', ')}]\` in the options of \`${query.method}\`.` };
}

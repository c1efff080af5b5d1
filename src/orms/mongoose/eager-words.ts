import type { Eager } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import { withPath, type RelationTree } from '../relation-paths.ts';

/** How a query loads a relation. https://mongoosejs.com/docs/populate.html */
export function eager(query: QueryCall, path: readonly string[], { list, link }: Column): Eager {
  const is = link?.holdsKey ? (list ? 'holds the keys alone' : 'holds the key alone') : 'is `undefined`';
  const [head = ''] = path;
  const own = withPath({ ...query, loads: [], paths: [] }, path).get(head)!;
  return { is, text: `Load it with the documents: \`${path.length > 1 ? `.populate(${nested(head, own)})` : `.populate('${head}')`}\` on \`${query.method}\`.` };
}

/** `{ path: 'author', populate: 'company' }`. */
function nested(name: string, tree: RelationTree): string {
  const [inner] = [...tree];
  if (!inner) return `'${name}'`;
  return `{ path: '${name}', populate: ${inner[1].size > 0 ? nested(inner[0], inner[1]) : `'${inner[0]}'`} }`;
}

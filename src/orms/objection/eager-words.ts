import type { Eager } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { withPath, type RelationTree } from '../relation-paths.ts';

/** How a query loads a relation. https://vincit.github.io/objection.js/guide/query-examples.html#eager-loading */
export function eager(query: QueryCall, path: readonly string[]): Eager {
  return { is: 'is `undefined`', text: `Load it with the rows: \`.withGraphFetched('${written(withPath(query, path))}')\` on the query.` };
}

/** `author`, `[author.company, tags]`. */
function written(tree: RelationTree): string {
  const all = [...tree].map(([name, inner]) => (inner.size > 0 ? `${name}.${written(inner)}` : name));
  return all.length === 1 ? all[0]! : `[${all.join(', ')}]`;
}

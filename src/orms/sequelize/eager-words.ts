import type { Eager } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { isNested, withPath, type RelationTree } from '../relation-paths.ts';

/** How a query loads a relation. https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/ */
export function eager(query: QueryCall, path: readonly string[]): Eager {
  return { is: 'is `undefined`', text: `Load it with the rows: \`include: ${written(withPath(query, path))}\` in the options of \`${query.method}\`.` };
}

/** `['author', 'tags']`, or `[{ association: 'author', include: ['company'] }]`. */
function written(tree: RelationTree): string {
  if (!isNested(tree)) return `[${[...tree.keys()].map((name) => `'${name}'`).join(', ')}]`;
  return `[${[...tree].map(([name, inner]) => (inner.size > 0 ? `{ association: '${name}', include: ${written(inner)} }` : `'${name}'`)).join(', ')}]`;
}

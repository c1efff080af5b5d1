import type { QueryCall } from '../vocabulary/query.ts';

/** Relations by name, each with those that are loaded behind it. */
export type RelationTree = ReadonlyMap<string, RelationTree>;

/** What a query loads, with one more path: what could not be read is left out. */
export function withPath({ loads, paths = loads }: QueryCall, path: readonly string[]): RelationTree {
  return treeOf([...paths.filter(each => /^[\w$]+(?:\.[\w$]+)*$/.test(each)).map(each => each.split('.')), path]);
}

/** Paths of relations, put together. */
export function treeOf(paths: readonly (readonly string[])[]): RelationTree {
  const heads = [...new Set(paths.flatMap(([head]) => head ?? []))];
  return new Map(heads.map(head => [head, treeOf(paths.filter(path => path[0] === head && path.length > 1).map(path => path.slice(1)))]));
}

/** Whether any relation of a tree has others behind it. */
export function isNested(tree: RelationTree): boolean {
  return [...tree.values()].some(inner => inner.size > 0);
}

import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import type { Analysis } from '../analysis.ts';
import { nodeBehind, nodeOf, type Node } from '../relations/model-graph.ts';

/** The relations that tie the rows of two queries by a column of each; `known` when the models say that these columns belong together. */
export type WayBetween = { relation?: Column; back?: Column; known: boolean; /** Each row of the first may have many of the second. */ toMany: boolean };

type Side = { m: string; query: QueryCall };

/** How the rows of `second`, whose `field` is compared with the `column` of the rows of `first`, belong to them. */
export function wayBetween(an: Analysis, first: Side, second: Side, column: string, field: string): WayBetween {
  const one = nodeOf(an.link, first.m, first.query);
  const other = nodeOf(an.link, second.m, second.query);
  if (!one || !other) return { known: false, toMany: second.query.cardinality !== 'one' && field !== 'id' };
  const parent = only(leading(an, first.query.orm, one, other).filter(each => isKeyOf(each, column) && isPrimary(other, field)));
  if (parent) return { relation: parent, ...backOf(an, first.query.orm, one, other, parent), known: true, toMany: false };
  const back = only(leading(an, first.query.orm, other, one).filter(each => isKeyOf(each, field) && isPrimary(one, column)));
  if (!back) return { known: false, toMany: second.query.cardinality !== 'one' && !isPrimary(other, field) };
  const relation = only(leading(an, first.query.orm, one, other).filter(each => isInverse(each, back)));
  return { back, ...(relation && { relation }), known: true, toMany: relation ? relation.list : second.query.cardinality !== 'one' };
}

function backOf(an: Analysis, orm: string, one: Node, other: Node, { name, link }: Column): { back?: Column } {
  const back = only(leading(an, orm, other, one).filter(each => each.name === link?.inverse || each.link?.inverse === name));
  return back ? { back } : {};
}

/** Whether a relation of the one side is the other side of `back`, which has the key. */
function isInverse({ name, link }: Column, back: Column): boolean {
  if (link?.key?.side === 'own' || link?.key?.side === 'between') return false;
  return link?.inverse === back.name || back.link?.inverse === name || (link?.inverse === undefined && link?.key?.columns.some(each => isKeyOf(back, each)) === true);
}

/** The relations of a model that lead to another one. */
function leading(an: Analysis, orm: string, from: Node, to: Node): readonly Column[] {
  return from.model.columns.filter(column => column.relation !== undefined && nodeBehind(an.link, orm, from, column)?.model.name === to.model.name);
}

/** Whether a column is the key that a relation has on its own side: `authorId`, `author.id`, and in some ORMs `author`. */
function isKeyOf({ name, by, link }: Column, column: string): boolean {
  if (link?.holdsKey && column === name) return true;
  if (link?.key?.side !== 'own' && by === undefined) return false;
  const [head, inner] = column.split('.');
  if (head === name) return inner === undefined || !/[A-Z_]/.test(inner);
  return inner === undefined && [by, ...(link?.key?.columns ?? [])].some(each => each !== undefined && spelled(each) === spelled(column));
}

function isPrimary({ model }: Node, column: string): boolean {
  const keys = model.keys.filter(({ columns }) => columns.length === 1).map(({ columns }) => columns[0]!);
  return keys.length === 0 ? column === 'id' || column === '_id' : keys.includes(column);
}

/** The table may spell a column in another way than the program. */
function spelled(column: string): string {
  return column.replaceAll('_', '').toLowerCase();
}

function only<Each>(list: readonly Each[]): Each | undefined {
  return list.length === 1 ? list[0] : undefined;
}

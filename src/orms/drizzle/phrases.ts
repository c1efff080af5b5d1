import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
import type { Keys } from '../driven-keys.ts';
import { isSince } from '../version.ts';
import { plural } from '../wording.ts';

/** The table of a query, as the program names it. */
export function tableOf({ model }: QueryCall): string {
  return model ?? '…';
}

/** Whether a client has `$count`. https://github.com/drizzle-team/drizzle-orm/releases/tag/0.35.0 */
export function hasCount(query: QueryCall): boolean {
  return isSince(query, 0, 35);
}

/** `posts.authorId`; a column of a joined table already says whose it is. */
export function columnOf(query: QueryCall, field: string): string {
  return field.includes('.') || query.model === undefined ? field : `${query.model}.${field}`;
}

/** `inArray(posts.authorId, authorIds)`, or `or(…)` over several columns. */
export function inCondition(query: QueryCall, { fields, more }: Keys): string {
  const [field = ''] = fields;
  const keyed =
    fields.length === 1
      ? `inArray(${columnOf(query, field)}, ${pluralOf(field)})`
      : `or(...keys.map((key) => and(${fields.map(each => `eq(${columnOf(query, each)}, key.${lastOf(each)})`).join(', ')})))`;
  return more ? `and(${keyed}, …)` : keyed;
}

/** The same as the object filter of relational queries v2. */
export function inObject({ fields, more }: Keys): string {
  const [field = ''] = fields;
  const rest = more ? ', …' : '';
  if (fields.length === 1) return `{ ${field}: { in: ${pluralOf(field)} }${rest} }`;
  const names = fields.join(', ');
  return `{ OR: keys.map(({ ${names} }) => ({ ${names} }))${rest} }`;
}

/** Whether one row at most has a given value of the column. */
export function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean {
  const model = modelOf(query, schema);
  if (model) return model.keys.some(({ columns }) => columns.length === 1 && columns[0] === field);
  return field === 'id';
}

/** The model a query is about, as the schema has it. */
export function modelOf(query: QueryCall, schema: Schema | undefined): Model | undefined {
  return query.model === undefined ? undefined : schema?.models.find(({ name }) => name === query.model);
}

/** The name of a list of keys: `authorId` → `authorIds`, `category` → `categories`. */
export function pluralOf(path: string): string {
  const name = lastOf(path);
  return plural(name);
}

/** Whether a query is one of `db.query`. */
export function isRelational({ method }: QueryCall): boolean {
  return method === 'findMany' || method === 'findFirst';
}

function lastOf(path: string): string {
  return path.split('.').at(-1) ?? path;
}

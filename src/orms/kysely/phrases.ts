import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { Keys } from '../driven-keys.ts';
import { plural } from '../wording.ts';

/** `'post'`: the table of a query, quoted. */
export function tableOf({ model }: QueryCall): string {
  return model === undefined ? '…' : `'${model}'`;
}

/** `.where('author_id', 'in', authorIds)`, or a row comparison over several columns. */
export function whereIn({ fields, more }: Keys): string {
  const [field = ''] = fields;
  const rest = more ? '.where(…)' : '';
  if (fields.length === 1) return `.where('${field}', 'in', ${pluralOf(field)})${rest}`;
  const pairs = fields.map(each => `${propertyOf(each)}: key.${lastOf(each)}`).join(', ');
  return `.where((eb) => eb.or(keys.map((key) => eb.and({ ${pairs} }))))${rest}`;
}

function propertyOf(field: string): string {
  return field.includes('.') ? `'${field}'` : field;
}

/** Whether one row at most has a given value of the column. */
export function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean {
  const model = query.model === undefined ? undefined : schema?.models.find(({ name }) => name === query.model);
  return field === 'id' || (model?.keys.some(({ columns }) => columns.length === 1 && columns[0] === field) ?? false);
}

/** The name of a list of keys: `author_id` → `authorIds`, `category` → `categories`. */
export function pluralOf(path: string): string {
  const name = lastOf(path).replace(/_+([a-z])/gi, (_, letter: string) => letter.toUpperCase());
  return plural(name);
}

/** Whether a query was written in SQL. */
export function isRaw({ model, method }: QueryCall): boolean {
  return model === undefined && (method === 'sql' || method === 'executeQuery');
}

/** `author_id` of `post.author_id`. */
export function lastOf(path: string): string {
  return path.split('.').at(-1) ?? path;
}

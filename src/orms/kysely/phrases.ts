import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { Keys } from '../driven-keys.ts';

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
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** Code of a message: in double backticks where it holds a template. */
export function code(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  return `\`\`${text.startsWith('`') ? ' ' : ''}${text}${text.endsWith('`') ? ' ' : ''}\`\``;
}

/** `` `a` and `b` ``. */
export function listed(fields: readonly string[]): string {
  const quoted = fields.map(field => `\`${field}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

/** Whether a query was written in SQL. */
export function isRaw({ model, method }: QueryCall): boolean {
  return model === undefined && (method === 'sql' || method === 'executeQuery');
}

/** `author_id` of `post.author_id`. */
export function lastOf(path: string): string {
  return path.split('.').at(-1) ?? path;
}

import type { QueryCall } from '../../vocabulary/query.ts';
import type { Keys } from '../driven-keys.ts';
import { plural } from '../wording.ts';

/** `knex('users')`; a table that is not known by name goes by the constant that holds it: `knex(TABLE)`. */
export function from(query: QueryCall): string {
  return `knex(${tableOf(query)})`;
}

/** `'users'`, as an argument. */
export function tableOf({ model, called }: QueryCall): string {
  return model === undefined ? (called ?? '…') : `'${model}'`;
}

/** `.whereIn('team_id', teamIds)`, over several columns a list of tuples; other conditions stay as they are. */
export function whereIn({ fields, more }: Keys): string {
  const [field = ''] = fields;
  const keys = fields.length === 1 ? `'${field}', ${pluralOf(field)}` : `[${fields.map(each => `'${each}'`).join(', ')}], tuples`;
  return `.whereIn(${keys})${more ? '.where(…)' : ''}`;
}

/** The joins of a query, as they stand between the table and the filter. */
export function joinsOf({ options }: QueryCall): string {
  return options.filter(option => /join/i.test(option)).map(join => `.${join}(…)`).join('');
}

/** The name of a list of keys: `author_id` → `authorIds`, `category` → `categories`. */
export function pluralOf(column: string): string {
  const name = (column.split('.').at(-1) ?? column).replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return plural(name);
}

import type { Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';

/** What of a filter follows the element, in the terms that advice is written in. */
export type Keys = {
  /** Driven columns; `*` for what could not be read. */
  fields: readonly string[];
  /** All of them are compared for equality, or with lists of keys. */
  byKey: boolean;
  /** The filter has other parts, which stay as they are. */
  more: boolean;
};

/** The driven columns of a query. */
export function keysOf(driven: Driven): Keys {
  const readable = driven.conditions.filter(({ op }) => op !== '?');
  const conditions = readable.length > 0 ? readable : driven.conditions;
  return {
    fields: [...new Set(conditions.map(({ field }) => field))],
    byKey: conditions.length > 0 && conditions.every(({ op, field }) => (op === '=' || op === 'in') && field !== '*' && field !== 'OR'),
    more: driven.fixed.length > 0 || driven.open,
  };
}

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
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** `` `a` and `b` ``. */
export function listed(fields: readonly string[]): string {
  const quoted = fields.map(field => `\`${field}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

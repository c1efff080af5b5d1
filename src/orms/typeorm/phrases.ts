import type { Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
import { keysOf as drivenKeys, type Keys } from '../driven-keys.ts';
import { isSince } from '../version.ts';
import { plural } from '../wording.ts';

/** Methods of a manager that know the entity by the rows they are given. */
const TAKES_ROWS: ReadonlySet<string> = new Set(['save', 'remove', 'softRemove', 'recover']);

/** The driven columns of a query; a key that stands alone is the entity's own. */
export function keysOf(query: QueryCall, driven: Driven, schema: Schema | undefined): Keys {
  const primary = primaryOf(query, schema);
  return drivenKeys(driven, field => (field === 'id' ? primary : field));
}

/** Whether repositories have `exists` and `existsBy`. https://github.com/typeorm/typeorm/releases/tag/0.3.18 */
export function hasExists(query: QueryCall): boolean {
  return isSince(query, 0, 3, 18);
}

/** The model a query is about. */
export function modelOf(query: QueryCall, schema: Schema | undefined): Model | undefined {
  return schema?.models.find(({ name }) => name === query.model);
}

/** The entity's primary column; `id` unless it is known better. */
export function primaryOf(query: QueryCall, schema: Schema | undefined): string {
  const model = modelOf(query, schema);
  const primary = model?.keys.find((key) => key.primary)?.columns;
  const [only] = primary ?? [];
  return model && primary?.length === 1 && only !== undefined && !model.columns.some(({ name }) => name === 'id') ? only : 'id';
}

/** Whether one row at most has a given value of the column. */
export function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean {
  const model = modelOf(query, schema);
  if (model && model.keys.length > 0) return model.keys.some(({ columns }) => columns.length === 1 && columns[0] === field);
  return field === 'id';
}

/** What a builder begins on that is no repository, by the names that people give it. */
const ASKED_FOR_ONE = /(?:manager|em|source|connection|runner|tx)$/i;

/** The repository as the reader sees it: `this.users`, `userRepository` where it stands in no variable; a manager is asked for one. */
export function repositoryOf({ model, called, written, chained, form }: QueryCall): string {
  if (form === 'manager') return `${written ?? 'manager'}.getRepository(${called ?? model ?? 'Entity'})`;
  if (written !== undefined && (!chained || (form !== undefined && !ASKED_FOR_ONE.test(written)))) return written;
  return model === undefined ? 'repository' : `${lowerFirst(model)}Repository`;
}

/** `this.users.findBy(…)` on the receiver that the query has; a manager is told the entity first, and stays the one of its transaction. */
export function callOf(query: QueryCall, method: string, args: string): string {
  const { model, called, written, form } = query;
  if (form !== 'manager') return `${repositoryOf(query)}.${method}(${args})`;
  const entity = TAKES_ROWS.has(method) ? [] : [called ?? model ?? 'Entity'];
  return `${written ?? 'manager'}.${method}(${[...entity, ...(args === '' ? [] : [args])].join(', ')})`;
}

/** The name of an entity in a query builder, `post`: its own where the query was written with one. */
export function aliasOf({ model, form }: QueryCall): string {
  const [own = ''] = form === undefined || form === 'manager' ? [] : form.split(' ');
  return own === '' ? lowerFirst(model ?? 'row') : own;
}

/** `In(userIds)` of one column, or a list of conditions for several. */
export function whereOf({ fields, more }: Keys): string {
  const [field = ''] = fields;
  const rest = more ? ', …' : '';
  if (fields.length === 1) return `{ ${nested(field, `In(${pluralOf(field)})`)}${rest} }`;
  const plain = fields.every((each) => !each.includes('.'));
  if (plain) return `keys.map(({ ${fields.join(', ')} }) => ({ ${fields.join(', ')}${rest} }))`;
  return `keys.map((key) => ({ ${fields.map((each) => nested(each, 'key.…')).join(', ')}${rest} }))`;
}

/** `author.id` → `author: { id: value }`. */
export function nested(path: string, value: string): string {
  const [head = '', ...rest] = path.split('.');
  return rest.length === 0 ? `${head}: ${value}` : `${head}: { ${nested(rest.join('.'), value)} }`;
}

/** The relation that has to be loaded so that a key in it can be read. */
export function relationsOf(fields: readonly string[]): string | undefined {
  const heads = [...new Set(fields.filter((field) => field.includes('.')).map((field) => field.split('.')[0] ?? field))];
  return heads.length === 0 ? undefined : `relations: { ${heads.map((head) => `${head}: true`).join(', ')} }`;
}

/** The name of a list of keys: `authorId` → `authorIds`, `author.id` → `authorIds`, `category` → `categories`. */
export function pluralOf(path: string): string {
  const name = path.split('.').map((part, index) => (index === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join('');
  return plural(name);
}

/** Whether the query was written with a builder. */
export function isBuilt({ options }: QueryCall): boolean {
  return options[0]?.endsWith(' builder') === true;
}

function lowerFirst(text: string): string {
  return text.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, start => start.toLowerCase());
}

import type { Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
import { keysOf as drivenKeys, type Keys } from '../driven-keys.ts';
import { plural } from '../wording.ts';

/** The driven columns of a query; a key that stands alone is the entity's own. */
export function keysOf(query: QueryCall, driven: Driven, schema: Schema | undefined): Keys {
  const primary = primaryOf(query, schema);
  return drivenKeys(driven, field => (field === 'id' ? primary : field));
}

/** The model a query is about. */
export function modelOf(query: QueryCall, schema: Schema | undefined): Model | undefined {
  return schema?.models.find(({ name }) => name === query.model);
}

/** The entity's primary key; `id` unless it is known better. */
function primaryOf(query: QueryCall, schema: Schema | undefined): string {
  const model = modelOf(query, schema);
  const columns = model?.keys.find(({ primary }) => primary)?.columns ?? [];
  const [only] = columns;
  return columns.length === 1 && only !== undefined ? only : 'id';
}

/** Whether one row at most has a given value of the column. */
export function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean {
  const model = modelOf(query, schema);
  if (model && model.keys.length > 0) return model.keys.some(({ columns }) => columns.length === 1 && columns[0] === field);
  return field === 'id';
}

/** `em.find(User, `: a call of the manager, up to the first argument behind the entity. */
export function callOf({ model }: QueryCall, method: string): string {
  return `em.${method}(${model ?? 'Entity'}`;
}

/** `{ author: { $in: authors } }` of one column, or a list of conditions for several. */
export function whereOf({ fields, more }: Keys): string {
  const [field = ''] = fields;
  const rest = more ? ', …' : '';
  if (fields.length === 1) return `{ ${nested(field, `{ $in: ${pluralOf(field)} }`)}${rest} }`;
  const plain = fields.every(each => !each.includes('.'));
  const names = fields.join(', ');
  return plain ? `{ $or: keys.map(({ ${names} }) => ({ ${names} }))${rest} }` : `{ $or: keys.map((key) => ({ ${fields.map(each => nested(each, 'key.…')).join(', ')} }))${rest} }`;
}

function nested(path: string, value: string): string {
  const [head = '', ...rest] = path.split('.');
  return rest.length === 0 ? `${head}: ${value}` : `${head}: { ${nested(rest.join('.'), value)} }`;
}

/** The name of a list of keys: `authorId` → `authorIds`, `author.id` → `authorIds`, `category` → `categories`. */
export function pluralOf(path: string): string {
  const name = path.split('.').map((part, at) => (at === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join('');
  return plural(name);
}

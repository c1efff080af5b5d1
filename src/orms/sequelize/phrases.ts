import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { modelOf, pluralOf } from './names.ts';
import type { Keys } from '../driven-keys.ts';

/** `Post.findAll`; a query of a row names the model of the row. */
export function methodOf(query: QueryCall, method: string): string {
  return `${query.called ?? query.model ?? 'Model'}.${method}`;
}

/** `authorId: authorIds`, which is an `IN`, or `[Op.or]: …` for several columns. */
export function inCondition({ fields, more }: Keys): string {
  const rest = more ? ', …' : '';
  const [field = ''] = fields;
  if (fields.length === 1) return `${keyOf(field)}: ${listOf(field)}${rest}`;
  const names = fields.filter((each) => /^\w+$/.test(each)).join(', ');
  return `[Op.or]: keys.map(({ ${names} }) => ({ ${names} }))${rest}`;
}

/** Whether one row at most has a given value of the column. */
export function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean {
  const model = modelOf(query.model, schema);
  return field === 'id' || (model?.keys.some(({ columns }) => columns.length === 1 && columns[0] === field) ?? false);
}

/** `id` → `ids`, `author.id` → `authorIds`. */
export function listOf(field: string): string {
  return pluralOf(field.split('.').map((part, index) => (index === 0 ? part : part.slice(0, 1).toUpperCase() + part.slice(1))).join(''));
}

/** A column of an included model is written between dollar signs. */
function keyOf(field: string): string {
  return field.includes('.') ? `'$${field}$'` : field;
}

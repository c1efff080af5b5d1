import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { findModel, listOf } from './names.ts';
import type { Keys } from '../driven-keys.ts';

/** `this.users.find`, as the reader sees the model at the query; else `User.find`. */
export function methodOf({ written, onRow, called, model }: QueryCall, method: string): string {
  return `${onRow || written === undefined ? (called ?? model ?? 'Model') : written}.${method}`;
}

/** `authorId: { $in: authorIds }`, or `$or: keys` for several columns. */
export function inCondition({ fields, more }: Keys): string {
  const rest = more ? ', …' : '';
  const [field = ''] = fields;
  if (fields.length === 1) return `${keyOf(field)}: { $in: ${listOf(field)} }${rest}`;
  const names = fields.filter((each) => /^\w+$/.test(each)).join(', ');
  return `$or: keys.map(({ ${names} }) => ({ ${names} }))${rest}`;
}

/** Whether one row at most has a given value of the column. */
export function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean {
  return field === '_id' || (findModel(query.model, schema)?.keys.some(({ columns }) => columns.length === 1 && columns[0] === field) ?? false);
}

/** What a `Map` is keyed by: an `ObjectId` equals no other one, its text does. */
export function mapKeyOf(field: string, query: QueryCall, schema: Schema | undefined): string {
  const column = findModel(query.model, schema)?.columns.find(({ name }) => name === field);
  return field === '_id' || column?.relation !== undefined || /ObjectId/.test(column?.type ?? '') ? `String(${field})` : field;
}

/** A path is quoted. */
export function keyOf(field: string): string {
  return /^[\w$]+$/.test(field) ? field : `'${field}'`;
}

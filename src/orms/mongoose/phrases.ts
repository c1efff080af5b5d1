import type { Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { findModel, listOf } from './names.ts';

/** What of a filter follows the element, in the terms that advice is written in. */
export type Keys = {
  /** Driven columns; `*` for what could not be read. */
  fields: readonly string[];
  /** All of them are compared for equality, or are lists of keys. */
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
    byKey: conditions.length > 0 && conditions.every(({ op, field }) => (op === '=' || op === 'in') && !field.endsWith('*')),
    more: driven.fixed.length > 0 || driven.open,
  };
}

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

/** `` `a` and `b` ``. */
export function listed(fields: readonly string[]): string {
  const quoted = fields.map((field) => `\`${field}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

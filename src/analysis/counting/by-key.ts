import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';

/** Whether a filter compares every column of a unique key for equality, so that one row at most comes through it. */
export function isByWholeKey({ filter }: QueryCall, model: Model | undefined): boolean {
  const equal = new Set(filter?.conditions.flatMap(({ field, op }) => (op === '=' ? [field] : [])));
  return model?.keys.some(({ columns }) => columns.length > 0 && columns.every(column => equal.has(column))) ?? false;
}

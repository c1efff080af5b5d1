import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';

/** Whether a filter compares every column of a unique key for equality, so that one row at most comes through it. */
export function isByWholeKey({ filter }: QueryCall, model: Model | undefined): boolean {
  const equal = new Set(filter?.conditions.flatMap(({ field, op }) => (op === '=' ? [field] : [])));
  return model?.keys.some(({ columns }) => columns.length > 0 && columns.every(column => equal.has(column))) ?? false;
}

/** Whether a filter compares columns for equality and nothing else, while no schema says which of them are keys: it may find one row at most. */
export function mayBeByKey({ filter }: QueryCall, model: Model | undefined): boolean {
  return model === undefined && filter !== undefined && filter.conditions.length > 0 && filter.conditions.every(({ op }) => op === '=');
}

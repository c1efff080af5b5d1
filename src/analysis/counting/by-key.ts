import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';

/** Whether a filter compares every column of a unique key for equality, so that one row at most comes through it; one that holds among some rows is told of the rows that are asked for. */
export function isByWholeKey({ filter }: QueryCall, model: Model | undefined): boolean {
  const equal = new Set(filter?.conditions.flatMap(({ field, op }) => (op === '=' ? [field] : [])));
  const keys = [...(model?.keys ?? []).map(({ columns }) => columns), ...(model?.partialKeys ?? [])];
  return keys.some(columns => columns.length > 0 && columns.every(column => equal.has(column)));
}

/** Whether a filter compares columns for equality and nothing else, while no schema says which of them are keys: it may find one row at most. */
export function mayBeByKey({ filter }: QueryCall, model: Model | undefined): boolean {
  return model === undefined && filter !== undefined && filter.conditions.length > 0 && filter.conditions.every(({ op }) => op === '=');
}

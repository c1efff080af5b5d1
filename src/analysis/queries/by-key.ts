import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';

/**
 * Whether a filter compares every column of a unique key for equality, so that one row at most comes through it; one that holds among some rows is told of the rows that are asked for.
 * A filter on a row that it leads to (`{ team: { slug } }`) says which row that is, and so the columns that point to it.
 */
export function isByWholeKey({ model, filter }: QueryCall, schema: Schema | undefined): boolean {
  const own = modelNamed(schema, model);
  return own !== undefined && isOneRow(schema!, own, '', equalIn(filter));
}

function isOneRow(schema: Schema, model: Model, path: string, equal: ReadonlySet<string>): boolean {
  const pointing = new Set(model.columns.flatMap(({ name, relation, link }) => {
    const inner = `${path}${name}.`;
    if (relation === undefined || link?.key?.side !== 'own' || ![...equal].some(field => field.startsWith(inner))) return [];
    const to = modelNamed(schema, relation);
    return to && isOneRow(schema, to, inner, equal) ? link.key.columns : [];
  }));
  const keys = [...model.keys.map(({ columns }) => columns), ...(model.partialKeys ?? [])];
  return keys.some(columns => columns.length > 0 && columns.every(column => equal.has(path + column) || pointing.has(column)));
}

/** Whether a filter compares columns for equality and nothing else, while no schema says which of them are keys: it may find one row at most. */
export function mayBeByKey({ model, filter }: QueryCall, schema: Schema | undefined): boolean {
  return modelNamed(schema, model) === undefined && filter !== undefined && filter.conditions.length > 0 && filter.conditions.every(({ op }) => op === '=');
}

function equalIn(filter: QueryCall['filter']): ReadonlySet<string> {
  return new Set(filter?.conditions.flatMap(({ field, op }) => (op === '=' ? [field] : [])));
}

/** The model of a query in its schema. */
export function modelNamed(schema: Schema | undefined, model: string | undefined): Model | undefined {
  return model === undefined ? undefined : schema?.models.find(({ name }) => name === model);
}

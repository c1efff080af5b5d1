import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';

/** What leaves the number of rows what it is; relations are fetched by queries of their own. */
const HARMLESS: ReadonlySet<string> = new Set(['select', 'column', 'columns', 'orderBy', 'orderByRaw', 'withGraphFetched', 'modifyGraph']);

// https://vincit.github.io/objection.js/api/query-builder/other-methods.html#resultsize
/** The query that answers in place of a `query()`. */
export function counted(query: QueryCall, asked: Asked): Advice | undefined {
  if (query.operation !== 'read' || query.cardinality !== 'many' || query.method !== 'query' || query.onRow || query.model === undefined || !hasOnly(query, HARMLESS)) return undefined;
  const rows = rowsOf(query);
  const tested = (columns: readonly string[]): string => `${rows}${columns.length > 0 ? columns.map(column => `.where('${column}', …)`).join('') : '.where(…)'}`;
  return answered(asked, {
    number: `${rows}.resultSize()`,
    any: `(await ${rows}.select('id').limit(1).first()) !== undefined`,
    first: `${rows}${query.options.includes('orderBy') ? '.orderBy(…)' : ''}.limit(1)`,
    passing: columns => `${tested(columns)}.resultSize()`,
    anyPassing: columns => `(await ${tested(columns)}.select('id').limit(1).first()) !== undefined`,
    sum: column => `${rows}.sum('${column} as sum').first()`,
    tally: (by, sum) => `${rows}.select(${by.map(column => `'${column}'`).join(', ')}).${sum === undefined ? "count('* as n')" : `sum('${sum} as n')`}.groupBy(${by.map(column => `'${column}'`).join(', ')})`,
  });
}

/** Objection has no `exists` that runs by itself: the first row, by its key alone, stands for it; `first` alone adds no limit. */
export function exists(query: QueryCall): Advice | undefined {
  if (query.operation !== 'count' || query.onRow || query.model === undefined || !hasOnly(query, HARMLESS) || isByKey(query, field => field === 'id')) return undefined;
  return { text: `Ask for the first one: \`(await ${rowsOf(query)}.select('id').limit(1).first()) !== undefined\`.` };
}

/** `query(…)` as it is here: it may be given a transaction. */
function rowsOf(query: QueryCall): string {
  return `${query.model ?? 'Model'}.query(…)${isFiltered(query) ? '.where(…)' : ''}`;
}

import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { from, joinsOf } from './phrases.ts';

const JOINS = ['join', 'innerJoin', 'leftJoin', 'leftOuterJoin', 'rightJoin', 'rightOuterJoin', 'fullOuterJoin', 'outerJoin', 'crossJoin'];
/** What leaves the number of rows what it is. A join multiplies rows, and is kept. */
const HARMLESS: ReadonlySet<string> = new Set(['select', 'columns', 'column', 'pluck', 'orderBy', 'orderByRaw', ...JOINS]);

// https://knexjs.org/guide/query-builder.html#count
/** The query that answers in place of a `select`. PostgreSQL's driver gives counts and sums as text. */
export function counted(query: QueryCall, asked: Asked): Advice | undefined {
  if (query.operation !== 'read' || query.cardinality !== 'many' || query.method === 'raw' || !isKnown(query) || !hasOnly(query, HARMLESS)) return undefined;
  const rows = `${from(query)}${joinsOf(query)}${isFiltered(query) ? '.where(…)' : ''}`;
  const tested = (columns: readonly string[]): string => `${rows}${columns.length > 0 ? columns.map(column => `.where('${column}', …)`).join('') : '.where(…)'}`;
  return answered(asked, {
    number: `Number((await ${rows}.count('* as n').first()).n)`,
    any: `(await ${rows}.first(knex.raw('1'))) !== undefined`,
    first: `${rows}${query.options.includes('orderBy') ? '.orderBy(…)' : ''}.limit(1)`,
    passing: columns => `Number((await ${tested(columns)}.count('* as n').first()).n)`,
    anyPassing: columns => `(await ${tested(columns)}.first(knex.raw('1'))) !== undefined`,
    sum: column => `Number((await ${rows}.sum('${column} as sum').first()).sum)`,
    tally: (by, sum) => `${rows}.select(${by.map(column => `'${column}'`).join(', ')}).${sum === undefined ? "count('* as n')" : `sum('${sum} as n')`}.groupBy(${by.map(column => `'${column}'`).join(', ')})`,
  });
}

/** Knex has no `exists` that runs by itself: the first row stands for it. */
export function exists(query: QueryCall): Advice | undefined {
  if (query.operation !== 'count' || query.method !== 'count' || !isKnown(query) || isByKey(query, field => field === 'id')) return undefined;
  if (!query.options.every(option => option === 'count' || HARMLESS.has(option))) return undefined;
  return { text: `Ask for the first one: \`(await ${from(query)}${joinsOf(query)}${isFiltered(query) ? '.where(…)' : ''}.first(knex.raw('1'))) !== undefined\`.` };
}

function isKnown({ model, called }: QueryCall): boolean {
  return model !== undefined || called !== undefined;
}

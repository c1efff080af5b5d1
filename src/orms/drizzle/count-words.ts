import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { columnOf, hasCount, isRelational, isUnique, tableOf } from './phrases.ts';

const JOINS: readonly string[] = ['leftJoin', 'rightJoin', 'innerJoin', 'fullJoin', 'crossJoin'];
/** What leaves the number of rows what it is. A join multiplies rows, and is kept. */
const HARMLESS: ReadonlySet<string> = new Set(['fields', 'orderBy', 'with', 'columns', 'extras', 'comment', ...JOINS]);

// https://orm.drizzle.team/docs/select#count · /select#aggregations-helpers
/** The query that answers in place of a `select` or a `findMany`. */
export function counted(query: QueryCall, asked: Asked): Advice | undefined {
  if (query.model === undefined || !hasOnly(query, HARMLESS) || query.form?.includes('v2')) return undefined;
  if (query.method !== 'select' && query.method !== 'findMany') return undefined;
  const joins = query.options.filter(option => JOINS.includes(option)).map(join => `.${join}(…)`).join('');
  const table = tableOf(query);
  const where = isFiltered(query) ? '.where(…)' : '';
  const dollar = joins === '' && hasCount(query);
  const from = (fields: string, filter = where): string => `db.select({ ${fields} }).from(${table})${joins}${filter}`;
  const tested = (columns: readonly string[], equal: boolean): string => `and(${[...(where === '' ? [] : ['…']), ...(equal && columns.length > 0 ? columns.map(column => `eq(${columnOf(query, column)}, …)`) : ['…'])].join(', ')})`;
  return answered(asked, {
    number: dollar ? `db.$count(${table}${where === '' ? '' : ', …'})` : from('n: count()'),
    any: `${from(`one: sql\`1\``)}.limit(1)`,
    first: query.method === 'findMany' ? `db.query.${table}.findMany({ ${[...(where === '' ? [] : ['where: …']), ...(query.options.includes('orderBy') ? ['orderBy: …'] : []), 'limit: 1'].join(', ')} })` : `db.select(…).from(${table})${joins}${where}${query.options.includes('orderBy') ? '.orderBy(…)' : ''}.limit(1)`,
    passing: (columns, equal) => (dollar ? `db.$count(${table}, ${tested(columns, equal)})` : from('n: count()', `.where(${tested(columns, equal)})`)),
    anyPassing: (columns, equal) => `${from(`one: sql\`1\``, `.where(${tested(columns, equal)})`)}.limit(1)`,
    sum: column => from(`sum: sum(${columnOf(query, column)}).mapWith(Number)`),
    tally: (by, total) => `${from(`${by.map(column => `${column}: ${columnOf(query, column)}`).join(', ')}, n: ${total === undefined ? 'count()' : `sum(${columnOf(query, total)}).mapWith(Number)`}`)}.groupBy(${by.map(column => columnOf(query, column)).join(', ')})`,
  });
}

/** Drizzle has no `exists` that runs by itself: the first row stands for it. */
export function exists(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.operation === 'count') {
    if (query.model === undefined || !hasOnly(query, HARMLESS) || isByKey(query, field => isUnique(field, query, schema))) return undefined;
    const joins = query.options.filter(option => JOINS.includes(option)).map(join => `.${join}(…)`).join('');
    return { text: `Ask for the first one: \`\`db.select({ one: sql\`1\` }).from(${tableOf(query)})${joins}${isFiltered(query) ? '.where(…)' : ''}.limit(1)\`\` has a row or none.` };
  }
  if (query.method !== 'findFirst' || !isRelational(query) || query.loads.length === 0 || query.form?.includes('v2')) return undefined;
  return { text: `Leave the relations out: \`db.query.${tableOf(query)}.findFirst({ ${isFiltered(query) ? 'where: …, ' : ''}columns: { id: true } })\`.` };
}

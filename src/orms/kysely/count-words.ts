import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { isUnique, tableOf } from './phrases.ts';

const JOINS: readonly string[] = ['innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'crossJoin'];
/** What leaves the number of rows what it is. A join multiplies rows, and is kept. */
const HARMLESS: ReadonlySet<string> = new Set(['select', 'selectAll', 'orderBy', ...JOINS]);

// https://kysely.dev/docs/examples/select/function-calls
/** The query that answers in place of a `selectFrom`. PostgreSQL's driver gives counts and sums as text. */
export function counted(query: QueryCall, asked: Asked): Advice | undefined {
  if (query.model === undefined || query.method !== 'selectFrom' || query.limit || !hasOnly(query, HARMLESS)) return undefined;
  const rows = rowsOf(query);
  const tested = (columns: readonly string[], equal: boolean): string => `${rows}${columns.length > 0 ? columns.map(column => `.where('${column}', ${equal ? "'='" : '…'}, …)`).join('') : '.where(…)'}`;
  const number = `.select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)`;
  const any = `.select(sql\`1\`.as('one')).limit(1).executeTakeFirst()) !== undefined`;
  return answered(asked, {
    number: `Number((await ${rows}${number}`,
    any: `(await ${rows}${any}`,
    first: `${rows}.select(…)${query.options.includes('orderBy') ? '.orderBy(…)' : ''}.limit(1).execute()`,
    passing: (columns, equal) => `Number((await ${tested(columns, equal)}${number}`,
    anyPassing: (columns, equal) => `(await ${tested(columns, equal)}${any}`,
    sum: column => `Number((await ${rows}.select((eb) => eb.fn.sum('${column}').as('sum')).executeTakeFirstOrThrow()).sum)`,
    tally: (by, sum) => `${rows}.select([${by.map(column => `'${column}'`).join(', ')}]).select((eb) => eb.fn.${sum === undefined ? 'countAll()' : `sum('${sum}')`}.as('n')).groupBy([${by.map(column => `'${column}'`).join(', ')}]).execute()`,
  });
}

/** Kysely has no `exists` that runs by itself: the first row stands for it. */
export function exists(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.operation !== 'count' || query.model === undefined || query.limit || !hasOnly(query, HARMLESS)) return undefined;
  if (isByKey(query, field => isUnique(field, query, schema))) return undefined;
  return { text: `Ask for the first one: \`\`(await ${rowsOf(query)}.select(sql\`1\`.as('one')).limit(1).executeTakeFirst()) !== undefined\`\`.` };
}

function rowsOf(query: QueryCall): string {
  const joins = query.options.filter(option => JOINS.includes(option)).map(join => `.${join}(…)`).join('');
  return `db.selectFrom(${tableOf(query)})${joins}${isFiltered(query) ? '.where(…)' : ''}`;
}

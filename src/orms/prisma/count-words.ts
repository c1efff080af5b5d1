import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { isUnique, methodOf, modelOf } from './phrases.ts';

/** Options that leave the number of rows what it is; `count` takes `take` and `skip` as well. */
const HARMLESS: ReadonlySet<string> = new Set(['select', 'include', 'omit', 'orderBy', 'relationLoadStrategy', 'cacheStrategy', 'take', 'skip']);

// https://www.prisma.io/docs/orm/prisma-client/queries/aggregation-grouping-summarizing
/** The query that answers in place of `findMany`. */
export function counted(query: QueryCall, asked: Asked, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined || query.method !== 'findMany' || !hasOnly(query, HARMLESS)) return undefined;
  const where = isFiltered(query) ? ['where: …'] : [];
  const limits = query.options.filter(option => option === 'take' || option === 'skip');
  // Tests, groups and sums are about the rows that are left, a limit there is about groups or comes last.
  if (limits.length > 0 && asked.what !== 'number') return undefined;
  const passing = (columns: readonly string[]): string => `where: { ${[...(where.length > 0 ? ['…'] : []), ...(columns.length > 0 ? columns.map(column => `${column}: …`) : ['…'])].join(', ')} }`;
  return answered(asked, {
    number: call(query, 'count', [...where, ...limits.map(limit => `${limit}: …`)]),
    any: `${call(query, 'findFirst', [...where, `select: { ${keyOf(query, schema)}: true }`])} !== null`,
    first: call(query, 'findMany', [...where, ...query.options.filter(option => option === 'orderBy').map(option => `${option}: …`), 'take: 1']),
    passing: columns => call(query, 'count', [passing(columns)]),
    anyPassing: columns => `${call(query, 'findFirst', [passing(columns), `select: { ${keyOf(query, schema)}: true }`])} !== null`,
    sum: column => call(query, 'aggregate', [...where, `_sum: { ${column}: true }`]),
    tally: (by, sum) => call(query, 'groupBy', [`by: [${by.map(column => `'${column}'`).join(', ')}]`, ...where, sum === undefined ? '_count: true' : `_sum: { ${sum}: true }`]),
  });
}

/** Prisma has no `exists`: the first row, by its key alone, stands for it. */
export function exists(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined) return undefined;
  const key = `select: { ${keyOf(query, schema)}: true }`;
  const where = isFiltered(query) ? ['where: …'] : [];
  if (query.operation === 'count') {
    if (query.options.length > 0 || isByKey(query, field => isUnique(field, query, schema))) return undefined;
    return { text: `Ask for the first one: \`${call(query, 'findFirst', [...where, key])} !== null\`.` };
  }
  // One row without its relations costs little more than its key.
  if (query.loads.length === 0 || !query.method.startsWith('find')) return undefined;
  return { text: `Leave the relations out: \`${call(query, query.method, [...where, key])}\`.` };
}

function call(query: QueryCall, method: string, options: readonly string[]): string {
  return `${methodOf(query, method)}(${options.length > 0 ? `{ ${options.join(', ')} }` : ''})`;
}

function keyOf(query: QueryCall, schema: Schema | undefined): string {
  return modelOf(query, schema)?.keys[0]?.columns[0] ?? 'id';
}

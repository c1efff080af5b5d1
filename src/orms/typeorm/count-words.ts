import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { isSince } from '../version.ts';
import { callOf, hasExists, isBuilt, isUnique, modelOf, nested } from './phrases.ts';

/** Options that leave the number of rows what it is: relations are joined, and each root counts once. */
const HARMLESS: ReadonlySet<string> = new Set(['select', 'order', 'cache', 'withDeleted', 'loadEagerRelations', 'loadRelationIds', 'relationLoadStrategy', 'transaction', 'comment', 'select builder', 'join', 'orderBy']);
const BY: ReadonlyMap<string, string> = new Map([['find', 'options'], ['findBy', 'where']]);

// https://typeorm.io/docs/working-with-entity-manager/repository-api
/** The query that answers in place of `find`, `findBy` and `getMany`. */
export function counted(query: QueryCall, asked: Asked, schema: Schema | undefined): Advice | undefined {
  if (!hasOnly(query, HARMLESS)) return undefined;
  if (isBuilt(query)) return query.method === 'getMany' ? built(query, asked) : undefined;
  const form = BY.get(query.method);
  if (form === undefined || query.model === undefined) return undefined;
  const kept = [...(isFiltered(query) ? ['where: …'] : []), ...(query.options.includes('withDeleted') ? ['withDeleted: true'] : [])];
  const given = form === 'where' ? '…' : kept.length > 0 ? `{ ${kept.join(', ')} }` : '';
  const where = isFiltered(query) ? '.where(…)' : '';
  const tested = (columns: readonly string[]): string => `{ ${[...(isFiltered(query) ? ['…'] : []), ...(columns.length > 0 ? columns.map(column => nested(column, '…')) : ['…'])].join(', ')} }`;
  // `By` methods came with 0.3. https://github.com/typeorm/typeorm/releases/tag/0.3.0
  const by = isSince(query, 0, 3);
  return answered(asked, {
    number: callOf(query, form === 'where' ? 'countBy' : 'count', given),
    ...(canAskForAny(query) && { any: whetherAny(query, form, given), anyPassing: (columns: readonly string[]) => whetherAny(query, 'where', tested(columns)) }),
    // With a join, a limit is a query of its own for the keys.
    ...(!modelOf(query, schema)?.columns.some(({ link }) => link?.eager) && { first: callOf(query, 'find', `{ ${[...(isFiltered(query) ? ['where: …'] : []), ...(query.options.includes('order') ? ['order: …'] : []), 'take: 1'].join(', ')} }`) }),
    passing: columns => (by ? callOf(query, 'countBy', tested(columns)) : callOf(query, 'count', `{ where: ${tested(columns)} }`)),
    ...(by && { sum: (column: string) => callOf(query, 'sum', `'${column}'${isFiltered(query) ? ', …' : ''}`) }),
    tally: (by, sum) => {
      const [first = '', ...rest] = by.map(column => `'row.${column}'`);
      return `${callOf(query, 'createQueryBuilder', "'row'")}.select(${first})${rest.map(column => `.addSelect(${column})`).join('')}.addSelect('${sum === undefined ? 'COUNT(*)' : `SUM(row.${sum})`}', 'n')${where}.groupBy(${first})${rest.map(column => `.addGroupBy(${column})`).join('')}.getRawMany()`;
    },
  });
}

/** Whether there is a query that asks whether there is a row. https://github.com/typeorm/typeorm/releases/tag/0.3.11 */
function canAskForAny(query: QueryCall): boolean {
  return isSince(query, 0, 3, 11);
}

/** `exists({ where })`, `existsBy(where)`; at first there was `exist({ where })` alone. */
function whetherAny(query: QueryCall, form: string, given: string): string {
  if (hasExists(query)) return callOf(query, form === 'where' ? 'existsBy' : 'exists', given);
  return callOf(query, 'exist', form === 'where' ? `{ where: ${given} }` : given);
}

function built(query: QueryCall, asked: Asked): Advice | undefined {
  switch (asked.what) {
    case 'number':
      return { text: 'Count in the database: end the builder with `.getCount()` in place of `.getMany()`.' };
    case 'any':
      return canAskForAny(query) ? { text: 'Ask for one: end the builder with `.getExists()` in place of `.getMany()`.' } : undefined;
    case 'first':
      return query.options.includes('join') ? undefined : { text: 'Read one: add `.limit(1)` to the builder.' };
    case 'passing':
      return { text: 'Count in the database: add the test with `.andWhere(…)`, and end the builder with `.getCount()`.' };
    case 'any-passing':
      return canAskForAny(query) ? { text: 'Ask for one: add the test with `.andWhere(…)`, and end the builder with `.getExists()`.' } : undefined;
    case 'sum':
      return query.options.includes('join') ? undefined : { text: `Add up in the database: \`.select('SUM(…${asked.column})', 'sum').getRawOne()\` in place of \`.getMany()\`; the sum of no rows is \`null\` there.` };
    case 'tally':
      return undefined;
  }
}

/** `exists` asks for one row by its key. */
export function exists(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if ((query.operation !== 'count' && query.operation !== 'read') || !canAskForAny(query)) return undefined;
  if (!hasOnly(query, HARMLESS)) return undefined;
  // A row of which only some columns are read costs little more.
  if (query.operation === 'read' && query.options.some(option => option.startsWith('select'))) return undefined;
  if (isBuilt(query)) {
    if (query.method !== 'getCount' && query.method !== 'getOne') return undefined;
    return { text: `Ask for one: end the builder with \`.getExists()\` in place of \`.${query.method}()\`.` };
  }
  if (query.model === undefined || (query.operation === 'count' && isByKey(query, field => isUnique(field, query, schema)))) return undefined;
  switch (query.method) {
    case 'countBy':
    case 'findOneBy':
      return { text: `Ask for one: \`${whetherAny(query, 'where', '…')}\`.` };
    case 'count':
    case 'findOne':
      return { text: `Ask for one: \`${whetherAny(query, 'options', isFiltered(query) ? '{ where: … }' : '')}\`.` };
    default:
      return undefined;
  }
}

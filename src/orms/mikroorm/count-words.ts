import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { callOf, isUnique, modelOf } from './phrases.ts';

const HARMLESS: ReadonlySet<string> = new Set(['fields', 'exclude', 'orderBy', 'strategy', 'cache', 'refresh', 'disableIdentityMap', 'filters', 'schema', 'ctx', 'logging', 'connectionType', 'readOnly', 'flags', 'comments', 'hintComments']);

// https://mikro-orm.io/docs/entity-manager
/** The query that answers in place of `find` and `findAll`. */
export function counted(query: QueryCall, asked: Asked, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined || query.onRow || isOther(query) || query.limit || !hasOnly(query, HARMLESS)) return undefined;
  if (query.method !== 'find' && query.method !== 'findAll') return undefined;
  const where = isFiltered(query) ? ', …' : '';
  const tested = (columns: readonly string[]): string => `, { ${[...(where === '' ? [] : ['…']), ...(columns.length > 0 ? columns.map(column => `${column}: …`) : ['…'])].join(', ')} }`;
  const builder = `em.createQueryBuilder(${query.model})`;
  const filtered = where === '' ? '' : '.where(…)';
  return answered(asked, {
    number: `${callOf(query, 'count')}${where})`,
    any: where === '' ? `(${callOf(query, 'find')}, {}, { fields: ['id'], limit: 1 })).length > 0` : `${callOf(query, 'findOne')}${where}, { fields: ['id'] }) !== null`,
    first: `${callOf(query, 'find')}${where === '' ? ', {}' : where}, { ${query.options.includes('orderBy') ? 'orderBy: …, ' : ''}limit: 1 })`,
    passing: columns => `${callOf(query, 'count')}${tested(columns)})`,
    anyPassing: columns => `${callOf(query, 'findOne')}${tested(columns)}, { fields: ['id'] }) !== null`,
    // A builder leaves the filters of the model out.
    ...(!modelOf(query, schema)?.filtered && {
      sum: (column: string) => `${builder}.select(raw('sum(${column}) as sum'))${filtered}.execute('get')`,
      tally: (by: readonly string[], sum: string | undefined) => `${builder}.select([${by.map(column => `'${column}'`).join(', ')}, raw('${sum === undefined ? 'count(*)' : `sum(${sum})`} as n')])${filtered}.groupBy([${by.map(column => `'${column}'`).join(', ')}]).execute()`,
    }),
  });
}

/** MikroORM has no `exists`: the first row, by its key alone, stands for it. A row that is read may be at hand already, and is left alone. */
export function exists(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined || query.method !== 'count' || isOther(query) || query.onRow || !hasOnly(query, HARMLESS)) return undefined;
  if (isByKey(query, field => isUnique(field, query, schema))) return undefined;
  // `findOne` throws where there are no conditions.
  const asked = isFiltered(query) ? `${callOf(query, 'findOne')}, …, { fields: ['id'] }) !== null` : `(${callOf(query, 'find')}, {}, { fields: ['id'], limit: 1 })).length > 0`;
  return { text: `Ask for the first one: \`${asked}\`.` };
}

/** A builder, a collection or a reference has forms of its own. */
function isOther({ form }: QueryCall): boolean {
  return form !== undefined && form !== 'manager';
}

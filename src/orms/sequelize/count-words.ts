import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { modelOf } from './names.ts';
import { isUnique, methodOf } from './phrases.ts';

/** Options that leave the number of rows what it is; an `include` may join rows away, and is kept. */
const HARMLESS: ReadonlySet<string> = new Set(['attributes', 'order', 'raw', 'nest', 'plain', 'logging', 'benchmark', 'include', 'transaction', 'paranoid', 'useMaster', 'searchPath', 'hooks', 'rejectOnEmpty', 'mapToModel']);
/** Options that a rewritten query keeps. */
const KEPT: readonly string[] = ['paranoid', 'transaction'];

// https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#utility-methods
/** The query that answers in place of `findAll`. */
export function counted(query: QueryCall, asked: Asked, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined || query.onRow || query.method !== 'findAll' || !hasOnly(query, HARMLESS)) return undefined;
  const joined = query.options.includes('include');
  const where = isFiltered(query) ? ['where: …'] : [];
  const kept = [...where, ...keptOf(query)];
  // A count over a join counts rows of the join, unless it is told not to.
  const include = joined ? ['include: …', 'distinct: true'] : [];
  const tested = (columns: readonly string[]): string[] => [`where: { ${[...(where.length > 0 ? ['…'] : []), ...(columns.length > 0 ? columns.map(column => `${column}: …`) : ['…'])].join(', ')} }`, ...kept.slice(where.length)];
  const first = [`attributes: ['${keyOf(query, schema)}']`, ...(joined ? ['include: …'] : [])];
  return answered(asked, {
    number: call(query, 'count', [...kept, ...include]),
    any: `${call(query, 'findOne', [...kept, ...first])} !== null`,
    ...(!joined && { first: call(query, 'findAll', [...kept, ...(query.options.includes('order') ? ['order: …'] : []), 'limit: 1']) }),
    passing: columns => call(query, 'count', [...tested(columns), ...include]),
    anyPassing: columns => `${call(query, 'findOne', [...tested(columns), ...first])} !== null`,
    ...(!joined && {
      sum: (column: string) => `${methodOf(query, 'sum')}('${column}'${kept.length > 0 ? `, { ${kept.join(', ')} }` : ''})`,
      tally: (by: readonly string[], sum: string | undefined) =>
        call(query, 'findAll', [`attributes: [${by.map(column => `'${column}'`).join(', ')}, [fn('${sum === undefined ? 'COUNT' : 'SUM'}', col('${sum ?? keyOf(query, schema)}')), 'n']]`, ...kept, `group: [${by.map(column => `'${column}'`).join(', ')}]`, 'raw: true']),
    }),
  });
}

/** Sequelize has no `exists`: the first row, by its key alone, stands for it. */
export function exists(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined || query.onRow || !hasOnly(query, HARMLESS)) return undefined;
  const kept = [...(isFiltered(query) ? ['where: …'] : []), ...keptOf(query)];
  const key = `attributes: ['${keyOf(query, schema)}']`;
  if (query.method === 'count') {
    if (query.loads.length > 0 || query.options.includes('include') || isByKey(query, field => isUnique(field, query, schema))) return undefined;
    return { text: `Ask for the first one: \`${call(query, 'findOne', [...kept, key])} !== null\`.` };
  }
  // One row costs little more than its key, but for what is joined to it; a join that filters has to stay.
  return undefined;
}

function keptOf({ options }: QueryCall): readonly string[] {
  return KEPT.flatMap(option => (options.includes(option) ? [`${option}: …`] : []));
}

function call(query: QueryCall, method: string, options: readonly string[]): string {
  return `${methodOf(query, method)}(${options.length > 0 ? `{ ${options.join(', ')} }` : ''})`;
}

function keyOf(query: QueryCall, schema: Schema | undefined): string {
  return modelOf(query.model, schema)?.keys.find(({ primary }) => primary)?.columns[0] ?? 'id';
}

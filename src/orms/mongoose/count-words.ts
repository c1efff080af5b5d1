import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';
import { isUnique, keyOf, methodOf } from './phrases.ts';

/** What leaves the number of documents what it is. */
const HARMLESS: ReadonlySet<string> = new Set(['select', 'projection', 'sort', 'populate', 'lean', 'session', 'collation', 'hint', 'read', 'maxTimeMS', 'comment', 'batchSize', 'allowDiskUse', 'readConcern', 'transform', 'exec', 'strictQuery', 'autopopulate']);

// https://mongoosejs.com/docs/api/model.html#Model.countDocuments()
/** The query that answers in place of `find`. */
export function counted(query: QueryCall, asked: Asked): Advice | undefined {
  if (query.model === undefined || query.onRow || query.method !== 'find' || query.limit || !hasOnly(query, HARMLESS)) return undefined;
  const filter = isFiltered(query) ? '…' : '';
  const tested = (columns: readonly string[]): string => `{ ${[...(filter === '' ? [] : ['…']), ...(columns.length > 0 ? columns.map(column => `${keyOf(column)}: …`) : ['…'])].join(', ')} }`;
  const match = filter === '' ? '' : '{ $match: … }, ';
  return answered(asked, {
    number: `${methodOf(query, 'countDocuments')}(${filter})`,
    any: `${methodOf(query, 'exists')}(${filter === '' ? '{}' : filter})`,
    first: `${methodOf(query, 'find')}(${filter})${query.options.includes('sort') ? '.sort(…)' : ''}.limit(1)`,
    passing: columns => `${methodOf(query, 'countDocuments')}(${tested(columns)})`,
    anyPassing: columns => `${methodOf(query, 'exists')}(${tested(columns)})`,
    sum: column => `${methodOf(query, 'aggregate')}([${match}{ $group: { _id: null, sum: { $sum: '$${column}' } } }])`,
    tally: (by, sum) => {
      const key = by.length === 1 ? `'$${by[0] ?? ''}'` : `{ ${by.map(column => `${column}: '$${column}'`).join(', ')} }`;
      return `${methodOf(query, 'aggregate')}([${match}{ $group: { _id: ${key}, n: { $sum: ${sum === undefined ? '1' : `'$${sum}'`} } } }])`;
    },
  });
}

/** `exists` gives the key of one document, or `null`. https://mongoosejs.com/docs/api/model.html#Model.exists() */
export function exists(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined || query.onRow || query.limit || !hasOnly(query, HARMLESS)) return undefined;
  switch (query.method) {
    case 'countDocuments':
    case 'count':
      return isByKey(query, field => isUnique(field, query, schema)) ? undefined : { text: `Ask for one: \`${methodOf(query, 'exists')}(${isFiltered(query) ? '…' : '{}'})\`.` };
    case 'findOne':
      return isPartial(query) ? undefined : { text: `Ask for its key only: \`${methodOf(query, 'exists')}(${isFiltered(query) ? '…' : '{}'})\`.` };
    case 'findById':
      return isPartial(query) ? undefined : { text: `Ask for its key only: \`${methodOf(query, 'exists')}({ _id: … })\`.` };
    default:
      return undefined;
  }
}

/** Whether only some fields are read, which costs little more than the key. */
function isPartial({ options }: QueryCall): boolean {
  return options.includes('select') || options.includes('projection');
}

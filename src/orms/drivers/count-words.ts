import type { Asked } from '../../vocabulary/asked.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { answered, hasOnly, isByKey, isFiltered } from '../counting.ts';

/** What leaves the number of documents what it is. */
const HARMLESS: ReadonlySet<string> = new Set(['project', 'projection', 'sort', 'session', 'collation', 'hint', 'maxTimeMS', 'comment', 'batchSize', 'readPreference', 'readConcern', 'allowDiskUse', 'toArray']);

// https://www.mongodb.com/docs/drivers/node/current/crud/query/count/
/** The query that answers in place of `find(…).toArray()`; what a statement in SQL asks is not looked into. */
export function counted(query: QueryCall, asked: Asked): Advice | undefined {
  if (query.form !== undefined || query.model === undefined || query.method !== 'find' || !hasOnly(query, HARMLESS)) return undefined;
  const collection = `db.collection('${query.model}')`;
  const filter = isFiltered(query) ? '…' : '';
  const tested = (columns: readonly string[]): string => `{ ${[...(filter === '' ? [] : ['…']), ...(columns.length > 0 ? columns.map(column => `${column}: …`) : ['…'])].join(', ')} }`;
  const one = ', { projection: { _id: 1 } }) !== null';
  const match = filter === '' ? '' : '{ $match: … }, ';
  return answered(asked, {
    number: `${collection}.countDocuments(${filter})`,
    any: `${collection}.findOne(${filter === '' ? '{}' : filter}${one}`,
    first: `${collection}.find(${filter})${query.options.includes('sort') ? '.sort(…)' : ''}.limit(1).toArray()`,
    passing: columns => `${collection}.countDocuments(${tested(columns)})`,
    anyPassing: columns => `${collection}.findOne(${tested(columns)}${one}`,
    sum: column => `${collection}.aggregate([${match}{ $group: { _id: null, sum: { $sum: '$${column}' } } }]).toArray()`,
    tally: (by, sum) => {
      const key = by.length === 1 ? `'$${by[0] ?? ''}'` : `{ ${by.map(column => `${column}: '$${column}'`).join(', ')} }`;
      return `${collection}.aggregate([${match}{ $group: { _id: ${key}, n: { $sum: ${sum === undefined ? '1' : `'$${sum}'`} } } }]).toArray()`;
    },
  });
}

/** The first document, by its key alone, stands for an `exists`. */
export function exists(query: QueryCall): Advice | undefined {
  if (query.form !== undefined || query.model === undefined || (query.method !== 'countDocuments' && query.method !== 'count')) return undefined;
  if (!hasOnly(query, HARMLESS) || isByKey(query, field => field === '_id')) return undefined;
  return { text: `Ask for the first one: \`db.collection('${query.model}').findOne(${isFiltered(query) ? '…' : '{}'}, { projection: { _id: 1 } }) !== null\`.` };
}

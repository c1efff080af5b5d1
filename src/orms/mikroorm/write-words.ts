import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { writtenColumns } from '../wording.ts';
import { callOf, keysOf, whereOf } from './phrases.ts';

/** One write in place of many, where MikroORM has one. */
export function setBasedWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  switch (query.method) {
    case 'flush':
      return { text: 'Take `em.flush()` out of the loop: `persist` and `remove` only note what is to be written, and one `flush` behind the loop writes all of it in one transaction.' };
    case 'persistAndFlush':
      return { text: 'Only `em.persist(…)` in the loop, and one `await em.flush()` behind it, writes all rows in one transaction.' };
    case 'removeAndFlush':
      return { text: 'Only `em.remove(…)` in the loop, and one `await em.flush()` behind it, deletes all rows in one transaction.' };
    case 'insert':
    case 'nativeInsert':
    case 'insertMany':
      return { text: `Collect the rows and write them with one \`${callOf(query, 'insertMany')}, rows)\`.` };
    case 'upsert':
    case 'upsertMany':
      return { text: `Collect the rows and write them with one \`${callOf(query, 'upsertMany')}, rows)\`.` };
    default:
      return byFilter(query, driven, schema);
  }
}

/** What is left when each row is written with something of its own. */
export function singleWrite(query: QueryCall, driven: Driven): Advice {
  if (query.operation === 'update' && driven.payload === 'driven') {
    return { text: `Read the entities with one \`${callOf(query, 'find')}, …)\`, assign the values in the loop and \`await em.flush()\` once behind it: MikroORM writes them in one statement. Or write the rows with one \`${callOf(query, 'upsertMany')}, rows)\`.` };
  }
  const method = query.operation === 'delete' ? 'nativeDelete' : 'nativeUpdate';
  return { text: `Collect the conditions and write all rows with one \`${callOf(query, method)}, { $or: conditions }${method === 'nativeUpdate' ? ', …' : ''})\`.` };
}

function byFilter(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method === 'execute' && query.model === undefined) return query.operation === 'raw' ? undefined : { text: `Write all rows with one statement: \`where … in (?)\` with the list of keys, or \`values (…), (…)\`.` };
  if (query.operation === 'create' || query.operation === 'upsert') return { text: 'Collect the rows and write them with one `insert(rows)`: it takes a list.' };
  const keys = keysOf(query, driven, schema);
  if (!keys.byKey || driven.payload === 'driven') return undefined;
  if (query.operation === 'delete') return { text: `Collect the keys and delete all rows with one \`${callOf(query, 'nativeDelete')}, ${whereOf(keys)})\`.` };
  return { text: `Collect the keys and write all rows with one \`${callOf(query, 'nativeUpdate')}, ${whereOf(keys)}, ${writtenColumns(query)})\`.` };
}

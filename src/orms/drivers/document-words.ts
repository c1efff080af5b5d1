import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import { writtenColumns } from '../wording.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** One command in place of many. https://www.mongodb.com/docs/drivers/node/current/crud/bulk-write/ */
export function documentSet(query: QueryCall, driven: Driven): Advice | undefined {
  const { method, operation } = query;
  const collection = collectionOf(query);
  if (operation === 'create') return { text: `Collect the documents and write them with one \`${collection}.insertMany(documents)\`.` };
  if (method === 'bulkWrite') return { text: `Collect the operations of all rounds and send them with one \`${collection}.bulkWrite(operations)\`.` };
  const keys = keysOf(driven);
  if (READS.has(operation)) return keys ? read(query, keys) : undefined;
  if (keys && operation === 'delete' && method !== 'findOneAndDelete') return { text: `Collect the keys and delete all documents with one \`${collection}.deleteMany(${inFilter(keys)})\`.` };
  if (keys && operation === 'update' && driven.payload !== 'driven' && method.startsWith('update')) return { text: `Collect the keys and write all documents with one \`${collection}.updateMany(${inFilter(keys)}, { $set: ${writtenColumns(query)} })\`.` };
  if (method.startsWith('findOneAnd')) return undefined;
  const each = method === 'replaceOne' ? 'replaceOne: { filter, replacement' : `${method}: { filter, update`;
  return operation === 'delete' ? { text: `Collect the filters and send them with one \`${collection}.bulkWrite(filters.map(filter => ({ ${method}: { filter } })))\`.` } : { text: `Collect the operations and send them with one \`${collection}.bulkWrite(rows.map(row => ({ ${each}${operation === 'upsert' ? ', upsert: true' : ''} } })))\`.` };
}

/** What is left when no key selects the documents of all elements. */
export function documentRow(query: QueryCall, driven: Driven): Advice {
  const collection = collectionOf(query);
  if (query.operation === 'aggregate') return { text: `One \`${collection}.aggregate([{ $match: … }, { $group: … }])\` over the keys of all elements answers all of them.` };
  if (query.operation === 'count') return { text: `One \`${collection}.aggregate([{ $match: … }, { $group: { _id: …, count: { $sum: 1 } } }])\` answers all of them.` };
  if (READS.has(query.operation)) return { text: `Read the documents of all elements with one \`${collection}.find({ $or: filters })\`, and assign them to the elements in memory.` };
  return { text: driven.used ? `\`${query.method}\` gives the document of each: send the writes with one \`${collection}.bulkWrite(operations)\`, and read the documents with one \`find\` where they are needed.` : `Collect the operations and send them with one \`${collection}.bulkWrite(operations)\`.` };
}

function read(query: QueryCall, keys: readonly string[]): Advice | undefined {
  const collection = collectionOf(query);
  const [key = ''] = keys;
  if (query.operation === 'count') {
    const group = keys.length === 1 ? `'$${key}'` : `{ ${keys.map(each => `${nameOf(each)}: '$${each}'`).join(', ')} }`;
    return { text: `Count all before the loop with \`${collection}.aggregate([{ $match: ${inFilter(keys)} }, { $group: { _id: ${group}, count: { $sum: 1 } } }])\` and look them up in a \`Map\`; a key without documents counts 0.` };
  }
  if (query.operation === 'aggregate') return query.options.some(stage => stage === '$limit' || stage === '$skip') ? undefined : { text: `Read all before the loop with one \`${collection}.aggregate([{ $match: ${inFilter(keys)} }, …])\` whose \`$group\` keeps ${keys.map(each => `\`${each}\``).join(' and ')} in its \`_id\`, and look them up in a \`Map\`.` };
  if (query.method === 'find' && query.options.some(option => option === 'limit' || option === 'skip')) return undefined;
  const sorted = query.options.includes('sort');
  const one = query.cardinality === 'one' || key === '_id';
  return { text: `Read them all before the loop with \`${collection}.find(${inFilter(keys)})${sorted ? '.sort(…)' : ''}.toArray()\` and ${one && sorted ? `keep the first document of each \`${key}\` in a \`Map\`` : one ? `look them up in a \`Map\` by \`${key}\`` : `group them by \`${key}\` in a \`Map\``}${key === '_id' ? ' (an `ObjectId` by its `toString()`)' : ''}.` };
}

/** The driven fields, when all of them are compared with a key or a list of keys. */
function keysOf({ conditions }: Driven): readonly string[] | undefined {
  const readable = conditions.filter(({ op }) => op !== '?');
  const known = readable.length > 0 && readable.every(({ op }) => op === '=' || op === 'in');
  return known ? [...new Set(readable.map(({ field }) => field))] : undefined;
}

/** `{ authorId: { $in: authorIds } }`, or an `$or` over several fields. */
function inFilter(keys: readonly string[]): string {
  const [key = ''] = keys;
  return keys.length === 1 ? `{ ${quoted(key)}: { $in: ${listOf(key)} } }` : `{ $or: keys.map(({ ${keys.map(nameOf).join(', ')} }) => ({ ${keys.map(each => (each === nameOf(each) ? each : `${quoted(each)}: ${nameOf(each)}`)).join(', ')} })) }`;
}

function collectionOf({ model }: QueryCall): string {
  return model === undefined ? 'collection' : `db.collection('${model}')`;
}

function quoted(field: string): string {
  return /^\w+$/.test(field) ? field : `'${field}'`;
}

function nameOf(field: string): string {
  return field.split('.').at(-1) ?? field;
}

function listOf(field: string): string {
  return field === '_id' ? 'ids' : `${nameOf(field).replace(/s$/, 'se')}s`;
}

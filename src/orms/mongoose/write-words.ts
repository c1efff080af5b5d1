import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { keysOf } from '../driven-keys.ts';
import { hookOf } from './hooks.ts';
import { inCondition, keyOf, methodOf } from './phrases.ts';

// https://mongoosejs.com/docs/middleware.html
const NO_HOOKS = '`save` hooks do not run';

/** One write in place of many, where Mongoose has one. */
export function setBasedWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  return hookOf(query, schema) === undefined ? inBulk(query, driven) : undefined;
}

function inBulk(query: QueryCall, driven: Driven): Advice | undefined {
  switch (query.operation) {
    case 'create':
      return createAll(query);
    case 'upsert':
      return bulkWrite(query, driven, true);
    case 'update':
      return query.onRow ? updateRows(query, driven) : updateAll(query, driven);
    case 'delete':
      return query.onRow ? deleteRows(query) : deleteAll(query, driven);
    default:
      return undefined;
  }
}

/** What is left when no list of keys says which documents are written. */
export function singleWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice {
  const hook = hookOf(query, schema);
  const bulk = hook === undefined ? undefined : inBulk(query, driven);
  if (bulk) return { text: `\`${hook!}\` hooks of the schema run for each document, and for none in bulk. Where they may be left out, or done for all at once: ${bulk.text}` };
  if (query.operation === 'delete') return { text: `Write one \`${methodOf(query, 'deleteMany')}\` whose filter covers all elements (\`$or\`), or collect the filters into one \`${methodOf(query, 'bulkWrite')}([{ deleteMany: { filter } }, …])\`.` };
  return bulkWrite(query, driven, query.operation === 'upsert');
}

/** https://mongoosejs.com/docs/api/model.html#Model.insertMany() */
function createAll(query: QueryCall): Advice {
  const all = query.method === 'insertMany' ? 'Collect the documents of all rounds with `flatMap`' : 'Collect the documents';
  const hooks = query.method === 'insertMany' ? '' : ` It validates them, but ${NO_HOOKS}.`;
  return { text: `${all} and write them with one \`${methodOf(query, 'insertMany')}(docs${query.options.includes('session') ? ', { session }' : ''})\`.${hooks}` };
}

function updateAll(query: QueryCall, driven: Driven): Advice | undefined {
  if (query.method === 'bulkWrite' || query.method === 'bulkSave') return { text: `Collect what all rounds write and send it with one \`${methodOf(query, query.method)}\`.` };
  const keys = keysOf(driven);
  if (!keys.byKey) return undefined;
  if (driven.payload === 'driven' || driven.used) return bulkWrite(query, driven, false);
  return { text: `Collect the keys and write all documents with one \`${methodOf(query, 'updateMany')}({ ${inCondition(keys)} }, ${valuesOf(query)})\`.` };
}

function deleteAll(query: QueryCall, driven: Driven): Advice | undefined {
  const keys = keysOf(driven);
  if (!keys.byKey) return undefined;
  return { text: `Collect the keys and delete all documents with one \`${methodOf(query, 'deleteMany')}({ ${inCondition(keys)} })\`.` };
}

/** https://mongoosejs.com/docs/api/model.html#Model.bulkWrite() */
function bulkWrite(query: QueryCall, driven: Driven, upsert: boolean): Advice {
  const { fields, byKey } = keysOf(driven);
  const filter = byKey ? `{ ${fields.map((field) => (/^\w+$/.test(field) ? field : `${keyOf(field)}: …`)).join(', ')}${driven.fixed.length > 0 ? ', …' : ''} }` : '…';
  const operation = query.method === 'replaceOne' || query.method === 'findOneAndReplace' ? 'replaceOne' : query.cardinality === 'many' ? 'updateMany' : 'updateOne';
  const change = operation === 'replaceOne' ? 'replacement: …' : `update: ${valuesOf(query)}`;
  const returned = driven.used ? ' It does not give the documents: read them with one `find` where the code goes on with them.' : '';
  return { text: `Collect the writes and send them together: \`${methodOf(query, 'bulkWrite')}(items.map((item) => ({ ${operation}: { filter: ${filter}, ${change}${upsert ? ', upsert: true' : ''} } })))\`.${returned}` };
}

/** `row.save()`, `row.updateOne(…)`. https://mongoosejs.com/docs/api/model.html#Model.bulkSave() */
function updateRows(query: QueryCall, driven: Driven): Advice {
  if (query.method === 'save') return { text: `Change the documents in the loop and write them after it with one \`${methodOf(query, 'bulkSave')}(docs)\`, which sends one \`bulkWrite\`; or, where all get the same values, with one \`updateMany\`.` };
  if (driven.payload === 'driven') return { text: `Collect the writes and send them together: \`${methodOf(query, 'bulkWrite')}(docs.map((doc) => ({ updateOne: { filter: { _id: doc._id }, update: ${valuesOf(query)} } })))\`.` };
  return { text: `Write all documents with one \`${methodOf(query, 'updateMany')}({ _id: { $in: docs.map((doc) => doc._id) } }, ${valuesOf(query)})\`.` };
}

function deleteRows(query: QueryCall): Advice {
  return { text: `Delete all documents with one \`${methodOf(query, 'deleteMany')}({ _id: { $in: docs.map((doc) => doc._id) } })\`; \`deleteOne\` hooks of documents do not run.` };
}

/** `{ $set: { status: … } }`, as long as it is short. */
function valuesOf({ payload, filter }: QueryCall): string {
  const filtered = new Set(filter?.conditions.map(({ field }) => field));
  const fields = [...new Set(payload?.assignments.map(({ field }) => field) ?? [])].filter((field) => field !== '*' && !filtered.has(field) && /^\w+$/.test(field));
  return payload !== undefined && !payload.open && fields.length > 0 && fields.length < 3 ? `{ ${fields.map((field) => `${field}: …`).join(', ')} }` : '{ … }';
}

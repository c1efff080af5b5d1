import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { findModel, listOf } from './names.ts';
import { keyOf, methodOf } from './phrases.ts';
import { eager } from './eager-words.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { rewrites } from './rewrites.ts';
import { unloaded } from './unloaded-words.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists', 'raw']);

/** Mongoose's words. https://mongoosejs.com/docs/queries.html */
export const words: Words = {
  anyOfList: true,
  setBased: (query, driven, schema) => (READS.has(query.operation) ? setBasedRead(query, driven, schema) : setBasedWrite(query, driven, schema)),
  rowByRow: (query, driven, schema) => (READS.has(query.operation) ? singleRead(query, driven) : singleWrite(query, driven, schema)),
  recursion,
  singleAggregate,
  counted,
  exists,
  eager,
  unloaded,
  display,
  rewrites,
};

// https://www.mongodb.com/docs/manual/reference/operator/aggregation/graphLookup/
function recursion(query: QueryCall, schema: Schema | undefined): Advice {
  const field = parentKeyOf(query, schema);
  const read = `${methodOf(query, 'find')}({ ${keyOf(field)}: { $in: ${listOf('_id')} } })`;
  if (!READS.has(query.operation)) {
    const many = query.operation === 'delete' ? 'deleteMany' : query.operation === 'create' ? 'insertMany' : 'updateMany';
    return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${methodOf(query, many)}\`.` };
  }
  return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one \`$graphLookup\` stage in \`${methodOf(query, 'aggregate')}\`.` };
}

/** The column that leads to the parent: what the query filters by, or a column of the model that is named so. */
function parentKeyOf(query: QueryCall, schema: Schema | undefined): string {
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== '_id' && /parent|(?:id|ID|Id)$/.test(field));
  const named = findModel(query.model, schema)?.columns.find(({ name }) => /^parent(?:_?id)?$/i.test(name));
  return filtered?.field ?? named?.name ?? 'parentId';
}

function display({ model: name, called, method, onRow }: QueryCall): string {
  const model = called ?? name;
  if (model === undefined) return `.${method}()`;
  return onRow ? `${model.slice(0, 1).toLowerCase()}${model.slice(1)}.${method}` : `${model}.${method}`;
}

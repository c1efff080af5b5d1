import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { modelOf } from './names.ts';
import { listOf, methodOf } from './phrases.ts';
import { eager } from './eager-words.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { rewrites } from './rewrites.ts';
import { unloaded } from './unloaded-words.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** Sequelize's words. https://sequelize.org/docs/v6/core-concepts/model-querying-basics/ */
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
  loadWith,
  filterThrough,
  display,
  rewrites,
};

function recursion(query: QueryCall, schema: Schema | undefined): Advice {
  if (query.model === undefined) {
    return { text: 'Read the tree level by level, all parents of a level in one `IN`, or as a whole with one recursive CTE (`WITH RECURSIVE`).' };
  }
  const field = parentKeyOf(query, schema);
  const read = `${methodOf(query, 'findAll')}({ where: { ${field}: ${listOf('id')} } })`;
  if (!READS.has(query.operation)) {
    const many = query.operation === 'delete' ? 'destroy' : query.operation === 'create' ? 'bulkCreate' : 'update';
    return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${methodOf(query, many)}\`.` };
  }
  return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one recursive CTE (\`WITH RECURSIVE\`) in \`sequelize.query\`.` };
}

/** The column that leads to the parent: what the query filters by, or a column of the model that is named so. */
function parentKeyOf(query: QueryCall, schema: Schema | undefined): string {
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== 'id' && /(?:id|ID|Id)$/.test(field) && !field.includes('.'));
  const named = modelOf(query.model, schema)?.columns.find(({ name }) => /^parent_?id$/i.test(name));
  return filtered?.field ?? named?.name ?? 'parentId';
}

function display({ model: name, called, method, onRow }: QueryCall): string {
  const model = called ?? name;
  if (method === 'query') return 'sequelize.query';
  if (onRow) return model === undefined ? `.${method}()` : `${model.slice(0, 1).toLowerCase()}${model.slice(1)}.${method}`;
  return model === undefined ? `.${method}()` : `${model}.${method}`;
}

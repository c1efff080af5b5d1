import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { accessorOf } from './names.ts';
import { foreignKeyOf, methodOf, modelOf, pluralOf } from './phrases.ts';
import { NESTED_WRITES } from './payload.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { rewrites } from './rewrites.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { unloaded } from './unloaded-words.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** Prisma's words. https://www.prisma.io/docs/orm/prisma-client/queries */
export const words: Words = {
  nesting: NESTED_WRITES,
  setBased: (query, driven, schema) => (READS.has(query.operation) ? setBasedRead : setBasedWrite)(query, driven, schema),
  rowByRow: (query, driven, schema) => (READS.has(query.operation) ? singleRead : singleWrite)(query, driven, schema),
  recursion,
  singleAggregate,
  counted,
  exists,
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
  const read = `${methodOf(query, 'findMany')}({ where: { ${field}: { in: ${pluralOf('id')} } } })`;
  if (!READS.has(query.operation)) {
    const many = query.operation === 'delete' ? 'deleteMany' : query.operation === 'create' ? 'createMany' : 'updateMany';
    return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${methodOf(query, many)}\`.` };
  }
  return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one recursive CTE (\`WITH RECURSIVE\`) in \`$queryRaw\`.` };
}

/** The column that leads to the parent: what the query filters by or, by the schema, the key of the model's relation to itself. */
function parentKeyOf(query: QueryCall, schema: Schema | undefined): string {
  const model = modelOf(query, schema);
  const own = model?.columns.find(({ relation, list }) => relation === model.name && !list);
  const key = own && foreignKeyOf(own.name, model);
  if (key !== undefined) return key;
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== 'id' && /(?:id|ID|Id)$/.test(field) && !field.includes('.'));
  return filtered?.field ?? (model?.columns.some(({ name }) => name === 'parentId') ? 'parentId' : '…');
}

function display({ model, method }: QueryCall): string {
  if (model !== undefined) return `prisma.${accessorOf(model)}.${method}`;
  return method.startsWith('$') ? `prisma.${method}` : `.${method}()`;
}

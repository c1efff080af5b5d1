import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { callOf, modelOf } from './phrases.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { eager } from './eager-words.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { rewrites } from './rewrites.ts';
import { unloaded } from './unloaded-words.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** TypeORM's words. https://typeorm.io/docs/working-with-entity-manager/find-options */
export const words: Words = {
  setBased: (query, driven, schema) => (READS.has(query.operation) ? setBasedRead : setBasedWrite)(query, driven, schema),
  rowByRow: (query, driven, schema) => {
    if (query.method === 'query') return { text: 'One statement over all rows, with `IN (…)`, `VALUES` or `unnest`, replaces one per row.' };
    return READS.has(query.operation) ? singleRead(query, driven, schema) : singleWrite(query, driven);
  },
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
  const read = callOf(query, 'findBy', `{ ${parentKeyOf(query, schema)} }`);
  if (!READS.has(query.operation)) return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${callOf(query, query.operation === 'delete' ? 'remove' : 'save', 'nodes')}\`.` };
  return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one recursive CTE (\`WITH RECURSIVE\`) in \`query\`; a tree entity has \`findDescendantsTree\`.` };
}

/** The condition that leads to the children: the relation of the entity to itself, or what the query filters by. */
function parentKeyOf(query: QueryCall, schema: Schema | undefined): string {
  const model = modelOf(query, schema);
  const own = model?.columns.find(({ relation, list }) => relation === model.name && !list);
  const key = model?.columns.find(({ name }) => name === `${own?.name ?? ''}Id`);
  if (key) return `${key.name}: In(ids)`;
  if (own) return `${own.name}: { id: In(ids) }`;
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== 'id' && /(?:id|ID|Id)$/.test(field) && !field.includes('.'));
  return `${filtered?.field ?? 'parentId'}: In(ids)`;
}

function display({ model, method, onRow }: QueryCall): string {
  if (model === undefined) return `.${method}()`;
  return onRow ? `${model}#${method}` : `${model}.${method}`;
}

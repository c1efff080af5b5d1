import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { onItsClient } from '../written-client.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { callOf, modelOf } from './phrases.ts';
import { eager } from './eager-words.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { rewrites } from './rewrites.ts';
import { unloaded } from './unloaded-words.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** MikroORM's words. https://mikro-orm.io/docs/entity-manager · /query-conditions · /unit-of-work */
export const words: Words = {
  anyOfList: true,
  setBased: (query, driven, schema) => onItsManager(query, (READS.has(query.operation) ? setBasedRead : setBasedWrite)(query, driven, schema)),
  rowByRow: (query, driven, schema) => onItsManager(query, READS.has(query.operation) ? singleRead(query, driven, schema) : singleWrite(query, driven)),
  recursion: (query, schema) => onItsManager(query, recursion(query, schema)),
  singleAggregate: (group, schema) => onItsManager(group.queries[0]!.query, singleAggregate(group, schema)),
  counted: (query, asked, schema) => onItsManager(query, counted(query, asked, schema)),
  exists: (query, schema) => onItsManager(query, exists(query, schema)),
  eager,
  unloaded,
  loadWith,
  filterThrough,
  display: ({ model, method, onRow }) => (onRow ? `#${method}` : model === undefined ? `em.${method}` : `${model}.${method}`),
  rewrites,
};

function onItsManager<Given extends Advice | undefined>(query: QueryCall, advice: Given): Given {
  return query.form === 'manager' ? onItsClient(query, advice, 'em') : advice;
}

function recursion(query: QueryCall, schema: Schema | undefined): Advice {
  if (query.model === undefined) return { text: 'Read the tree level by level, all parents of a level in one `$in`, or as a whole with one recursive CTE (`with recursive`).' };
  const model = modelOf(query, schema);
  const own = model?.columns.find(({ relation, list }) => relation === model.name && !list);
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== 'id');
  const read = `${callOf(query, 'find')}, { ${own?.name ?? filtered?.field ?? 'parent'}: { $in: ids } })`;
  if (!READS.has(query.operation)) return { text: `Collect the nodes level by level with \`${read}\`, and write them with one \`em.flush()\`.` };
  return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one recursive CTE (\`with recursive\`).` };
}

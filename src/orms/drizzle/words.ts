import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { onItsClient } from '../written-client.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { columnOf, isRelational, modelOf, pluralOf, tableOf } from './phrases.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { rewrites } from './rewrites.ts';
import { unloaded } from './unloaded-words.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** Drizzle's words. https://orm.drizzle.team/docs/select · /insert · /update · /delete · /rqb */
export const words: Words = {
  setBased: (query, driven, schema) => onItsClient(query, (isRead(query) ? setBasedRead : setBasedWrite)(query, driven, schema)),
  rowByRow: (query, driven) => onItsClient(query, (isRead(query) ? singleRead : singleWrite)(query, driven)),
  recursion: (query, schema) => onItsClient(query, recursion(query, schema)),
  singleAggregate: group => onItsClient(group.queries[0]!.query, singleAggregate(group)),
  counted: (query, asked) => onItsClient(query, counted(query, asked)),
  exists: (query, schema) => onItsClient(query, exists(query, schema)),
  unloaded,
  loadWith,
  filterThrough,
  byKey: followUp => (isRelational(followUp.first) ? loadWith(followUp) : undefined),
  display,
  rewrites,
};

function isRead({ operation, method }: QueryCall): boolean {
  return READS.has(operation) && method !== 'batch';
}

function recursion(query: QueryCall, schema: Schema | undefined): Advice {
  if (query.model === undefined) return { text: 'Read the tree level by level, all parents of a level in one `IN`, or as a whole with one recursive CTE (`WITH RECURSIVE`).' };
  const field = parentKeyOf(query, schema);
  const read = `db.select().from(${tableOf(query)}).where(inArray(${columnOf(query, field)}, ${pluralOf('id')}))`;
  if (!isRead(query)) {
    const write = query.operation === 'create' ? `db.insert(${tableOf(query)}).values(rows)` : `db.${query.operation === 'delete' ? 'delete' : 'update'}(${tableOf(query)})`;
    return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${write}\`.` };
  }
  return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one recursive CTE (\`WITH RECURSIVE\`) in \`db.execute\`.` };
}

/** The column that leads to the parent: what the query filters by or, by the schema, one that is named for it. */
function parentKeyOf(query: QueryCall, schema: Schema | undefined): string {
  const named = modelOf(query, schema)?.columns.find(({ name }) => /^parent(?:_?id|Id)$/i.test(name));
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== 'id' && /(?:id|ID|Id)$/.test(field) && !field.includes('.'));
  return named?.name ?? filtered?.field ?? 'parentId';
}

function display(query: QueryCall): string {
  const { method, model } = query;
  if (isRelational(query)) return `db.query.${tableOf(query)}.${method}`;
  if (model === undefined) return `db.${method}`;
  return method === 'select' ? `db.select().from(${model})` : method === 'batch' ? 'db.batch' : `db.${method}(${model})`;
}

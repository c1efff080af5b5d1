import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import { onItsClient } from '../written-client.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { from, pluralOf } from './phrases.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { rewrites } from './rewrites.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** Knex's words. https://knexjs.org/guide/query-builder.html · /raw.html · /utility.html */
export const words: Words = {
  setBased: (query, driven) => onItsClient(query, (READS.has(query.operation) ? setBasedRead : setBasedWrite)(query, driven), 'knex'),
  rowByRow: (query, driven) => onItsClient(query, (READS.has(query.operation) ? singleRead : singleWrite)(query, driven), 'knex'),
  recursion: query => onItsClient(query, recursion(query), 'knex'),
  singleAggregate: group => onItsClient(group.queries[0]!.query, singleAggregate(group), 'knex'),
  counted: (query, asked) => onItsClient(query, counted(query, asked), 'knex'),
  exists: query => onItsClient(query, exists(query), 'knex'),
  loadWith,
  filterThrough,
  // What a row has by a key is read for all rows at once, and is theirs by a `Map`.
  byKey: () => undefined,
  display,
  rewrites,
};

function recursion(query: QueryCall): Advice {
  if (query.method === 'raw') return { text: 'Read the tree level by level, all parents of a level in one `whereIn`, or as a whole with one `withRecursive`.' };
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== 'id' && /(?:id|Id)$/.test(field) && !field.includes('.'));
  const field = filtered?.field ?? 'parent_id';
  const read = `${from(query)}.whereIn('${field}', ${pluralOf('id')})`;
  if (READS.has(query.operation)) return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one \`withRecursive\`.` };
  const write = query.operation === 'delete' ? `.whereIn('id', ids).del()` : query.operation === 'create' ? '.insert(rows)' : `.whereIn('id', ids).update(…)`;
  return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${from(query)}${write}\`.` };
}

function display(query: QueryCall): string {
  if (query.method === 'raw' || query.method === 'batchInsert') return `knex.${query.method}`;
  return `${from(query)}.${query.method}`;
}

import type { Advice, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { onItsClient } from '../written-client.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { isRaw, pluralOf, tableOf } from './phrases.ts';
import { setBasedRead, singleRead } from './read-words.ts';
import { setBasedWrite, singleWrite } from './write-words.ts';
import { rewrites } from './rewrites.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** Kysely's words. https://kysely.dev/docs/category/select · /insert · /update · /delete */
export const words: Words = {
  setBased: (query, driven, schema) => onItsClient(query, READS.has(query.operation) ? setBasedRead(query, driven, schema) : setBasedWrite(query, driven)),
  rowByRow: (query, driven) => onItsClient(query, (READS.has(query.operation) ? singleRead : singleWrite)(query, driven)),
  recursion: (query, schema) => onItsClient(query, recursion(query, schema)),
  singleAggregate: group => onItsClient(group.queries[0]!.query, singleAggregate(group)),
  counted: (query, asked) => onItsClient(query, counted(query, asked)),
  exists: (query, schema) => onItsClient(query, exists(query, schema)),
  loadWith,
  filterThrough,
  // What a row has by a key is read for all rows at once, and is theirs by a `Map`.
  byKey: () => undefined,
  display,
  rewrites,
};

/** https://kysely.dev/docs/examples/cte/recursive-cte-query */
function recursion(query: QueryCall, schema: Schema | undefined): Advice {
  if (query.model === undefined) return { text: 'Read the tree level by level, all parents of a level in one `in`, or as a whole with one `db.withRecursive(…)`.' };
  const field = parentKeyOf(query, schema);
  const read = `db.selectFrom(${tableOf(query)}).selectAll().where('${field}', 'in', ${pluralOf('id')}).execute()`;
  if (!READS.has(query.operation)) {
    const write = `db.${query.method}(${tableOf(query)})`;
    return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${write}\`.` };
  }
  return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one \`db.withRecursive(…)\`.` };
}

/** The column that leads to the parent: what the table has under such a name, or what the query filters by. */
function parentKeyOf(query: QueryCall, schema: Schema | undefined): string {
  const columns = schema?.models.find(({ name }) => name === query.model)?.columns;
  const named = columns?.find(({ name }) => /^parent(?:_?id)?$/i.test(name));
  const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && /parent/i.test(field));
  return named?.name ?? filtered?.field ?? 'parent_id';
}

function display(query: QueryCall): string {
  if (isRaw(query)) return query.method === 'sql' ? 'sql`…`.execute' : 'db.executeQuery';
  return `db.${query.method}(${query.model === undefined ? '' : tableOf(query)})`;
}

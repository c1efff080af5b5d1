import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { keysOf } from '../driven-keys.ts';
import { writtenColumns } from '../wording.ts';
import { from, tableOf, whereIn } from './phrases.ts';

/** One write in place of many, where there is one. https://knexjs.org/guide/query-builder.html#insert */
export function setBasedWrite(query: QueryCall, driven: Driven): Advice | undefined {
  if (query.method === 'raw') return rawWrite(query);
  if (query.method === 'batchInsert') return { text: `Collect the rows of all rounds with \`flatMap\` and write them with one \`knex.batchInsert(${tableOf(query)}, rows)\`.` };
  if (query.operation === 'create') return insertAll(query);
  if (query.operation === 'upsert') return upsertAll(query);
  const keys = keysOf(driven);
  if (!keys.byKey || query.options.includes('limit')) return undefined;
  const rows = `${from(query)}${whereIn(keys)}`;
  if (query.operation === 'delete') return { text: `Collect the keys and delete all rows with one \`${rows}.del()\`.` };
  if (driven.payload === 'driven') return undefined;
  const write = query.method === 'update' ? `.update(${writtenColumns(query)})` : `.${query.method}(…)`;
  return { text: `Collect the keys and write all rows with one \`${rows}${write}\`.` };
}

/** What is left when each row is written with something of its own. */
export function singleWrite(query: QueryCall, driven: Driven): Advice {
  if (query.operation === 'delete') return { text: `Collect the conditions and delete all rows with one \`${from(query)}.where(qb => conditions.forEach(each => qb.orWhere(each))).del()\`.` };
  if (query.operation !== 'update') return { text: `Collect the rows and write them with one \`${from(query)}.insert(rows)\`.` };
  if (driven.payload !== 'driven') return { text: `Collect the conditions and write all rows with one \`${from(query)}.where(qb => conditions.forEach(each => qb.orWhere(each))).update(…)\`.` };
  const [key = 'id'] = keysOf(driven).fields.filter(field => field !== '*' && field !== 'OR');
  return { text: `Write all rows with one statement: \`${from(query)}.insert(rows).onConflict('${key}').merge()\` when the rows are whole, or \`update … from (values …)\` in \`knex.raw\`; or group rows with equal values into one \`whereIn\` each.` };
}

function insertAll(query: QueryCall): Advice {
  const collect = query.payload?.list === true ? 'Collect the rows of all rounds with `flatMap`' : 'Collect the rows';
  return { text: `${collect} and write them with one \`${from(query)}.insert(rows)${kept(query)}\`; \`knex.batchInsert\` cuts a long list into chunks.` };
}

/** What the call already says about rows that exist, and about what it gives back. */
function kept({ options }: QueryCall): string {
  return `${options.includes('ignore') ? '.onConflict(…).ignore()' : ''}${options.includes('returning') ? '.returning(…)' : ''}`;
}

function upsertAll(query: QueryCall): Advice {
  if (query.method === 'upsert') return { text: `Collect the rows and write them with one \`${from(query)}.upsert(rows)\`.` };
  return { text: `Collect the rows and write them with one \`${from(query)}.insert(rows).onConflict(…).merge()\`; two rows with the same key in one list are an error in PostgreSQL, so keep the last of each.` };
}

function rawWrite(query: QueryCall): Advice | undefined {
  switch (query.operation) {
    case 'create':
      return { text: 'Write all rows with one statement: `knex(…).insert(rows)`, with `.onConflict(…).ignore()` where rows may be there already.' };
    case 'upsert':
      return { text: 'Write all rows with one statement: `knex(…).insert(rows).onConflict(…).merge()`.' };
    case 'update':
      return { text: "Write all rows with one statement: `knex.raw('update … where id = any(?)', [ids])`, or `update … from (values …)` when the values differ by row." };
    case 'delete':
      return { text: "Delete all rows with one statement: `knex.raw('delete from … where id = any(?)', [ids])`, or `knex(…).whereIn('id', ids).del()`." };
    default:
      return undefined;
  }
}

import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { Keys } from '../driven-keys.ts';
import { writtenColumns } from '../wording.ts';
import { isBuilt, keysOf, callOf, whereOf } from './phrases.ts';

/** One write in place of many, where TypeORM has one. */
export function setBasedWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method === 'query') return rawWrite(query);
  if (query.onRow) return onRow(query);
  if (query.options[0] === 'relation builder') return undefined;
  if (isBuilt(query)) return built(query, driven, schema);
  switch (query.method) {
    case 'save':
      return { text: `Collect the entities and write them with one \`${callOf(query, 'save', 'entities')}\`: one transaction, inserts as one statement, hooks as before.` };
    case 'insert':
      return { text: `Collect the rows and write them with one \`${callOf(query, 'insert', 'rows')}\`.` };
    case 'upsert':
      return { text: `Collect the rows and write them with one \`${callOf(query, 'upsert', 'rows, conflictPaths')}\`; no two of them may have the same key.` };
    case 'remove':
    case 'softRemove':
    case 'recover':
      return { text: `Collect the entities and hand them to one \`${callOf(query, query.method, 'entities')}\`: one transaction, hooks as before.` };
    default:
      return byCriteria(query, driven, schema);
  }
}

/** What is left when TypeORM takes only one row at a time. */
export function singleWrite(query: QueryCall, driven: Driven): Advice {
  if (query.options[0] === 'relation builder') return { text: 'The relation builder takes a list: `.of(row).add(ids)` adds all of one row at once. For many rows, insert into the join table with one `createQueryBuilder().insert()`.' };
  if (query.operation === 'update' && driven.payload === 'driven') {
    return { text: `\`update\` writes the same values to all rows. Collect the rows and write them with one \`${callOf(query, 'save', 'entities')}\`, or with one \`${callOf(query, 'upsert', "rows, ['id']")}\` (one statement, no hooks).` };
  }
  return { text: `Collect the keys and write all rows with one \`${callOf(query, query.method, '…')}\` whose condition takes them with \`In\`; the filter here is built for each element.` };
}

function byCriteria(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  const keys = keysOf(query, driven, schema);
  if (keys.fields.length === 0 || !keys.byKey || keys.fields.some((field) => field.endsWith('*')) || driven.payload === 'driven') return undefined;
  const criteria = criteriaOf(keys);
  if (criteria === undefined) return undefined;
  const rest = query.method === 'update' ? `, ${writtenColumns(query)}` : query.method === 'increment' || query.method === 'decrement' ? `, '${query.payload?.assignments[0]?.field ?? '…'}', …` : '';
  const verb = query.operation === 'delete' ? 'delete' : 'write';
  return { text: `Collect the keys and ${verb} all rows with one \`${callOf(query, query.method, `${criteria}${rest}`)}\`.` };
}

/** Criteria take one object: several keys of one row go together in a query builder only. */
function criteriaOf(keys: Keys): string | undefined {
  return keys.fields.length === 1 ? whereOf(keys) : undefined;
}

function built(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.operation === 'create' || query.operation === 'upsert') return { text: 'Collect the rows and write them with one `insert()`: `.values(rows)` takes a list.' };
  const keys = keysOf(query, driven, schema);
  const [field = ''] = keys.fields;
  if (keys.fields.length !== 1 || !keys.byKey || field.endsWith('*') || driven.payload === 'driven') return undefined;
  return { text: `Collect the keys and run this builder once, with \`.where('${field} IN (:...keys)', { keys })\`.` };
}

function onRow(query: QueryCall): Advice {
  const model = query.model ?? 'Entity';
  const what = query.method === 'save' ? 'write' : query.method === 'recover' ? 'restore' : 'remove';
  return { text: `Collect the entities and ${what} them with one \`${model}.${query.method}(entities)\`: one transaction, hooks as before.` };
}

function rawWrite(query: QueryCall): Advice | undefined {
  switch (query.operation) {
    case 'create':
    case 'upsert':
      return { text: 'Write all rows with one statement: `INSERT INTO … VALUES (…), (…)`, or on PostgreSQL `SELECT … FROM unnest($1, $2)`.' };
    case 'update':
      return { text: 'Write all rows with one statement: `WHERE … IN (…)`, or `UPDATE … FROM (VALUES …)` when the values differ by row.' };
    case 'delete':
      return { text: 'Delete all rows with one statement: `DELETE FROM … WHERE … IN (…)`.' };
    default:
      return undefined;
  }
}

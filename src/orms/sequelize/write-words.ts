import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { keysOf } from '../driven-keys.ts';
import { hookOf } from './hooks.ts';
import { inCondition, methodOf } from './phrases.ts';

// https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#creating-in-bulk
const NO_HOOKS = 'model hooks of single rows run only with `individualHooks: true`';

/** One write in place of many, where Sequelize has one. */
export function setBasedWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  return hookOf(query, schema) === undefined ? inBulk(query, driven) : undefined;
}

function inBulk(query: QueryCall, driven: Driven): Advice | undefined {
  if (query.method === 'query' && query.operation === 'raw') return undefined;
  if (query.method === 'query') return { text: 'Write all rows with one statement: `INSERT … VALUES`, `WHERE … IN (:ids)` with `replacements: { ids }`, or `UPDATE … FROM (VALUES …)` when the values differ by row.' };
  if (query.onRow) return ofRow(query, driven);
  switch (query.operation) {
    case 'create':
      return query.nestedWrites ? undefined : createAll(query);
    case 'upsert':
      return upsertAll(query);
    case 'update':
      return updateAll(query, driven);
    case 'delete':
      return deleteAll(query, driven);
    default:
      return undefined;
  }
}

/** What is left when Sequelize takes only one row at a time. */
export function singleWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice {
  const hook = hookOf(query, schema);
  const bulk = hook === undefined ? undefined : inBulk(query, driven);
  if (bulk) return { text: `\`${hook!}\` of the model runs for each row; in bulk only with \`individualHooks: true\`, which writes row by row again. Where it may be left out, or done for all at once: ${bulk.text}` };
  if (query.method === 'query') return { text: 'Send one statement for all elements, `WHERE … IN (:ids)` with `replacements: { ids }`, and assign its rows to them in memory.' };
  if (query.nestedWrites) return { text: `\`bulkCreate\` with the same \`include\` writes the rows of all rounds together: \`${methodOf(query, 'bulkCreate')}(rows, { include: … })\`.` };
  if (query.operation === 'upsert') return { text: `Read the rows that exist with one \`${methodOf(query, 'findAll')}\`, and write the missing ones with one \`bulkCreate(rows, { ignoreDuplicates: true })\`.` };
  if (driven.payload === 'driven' || query.method === 'save') return differing(query);
  return { text: `Collect the keys and write all rows with one \`${methodOf(query, query.operation === 'delete' ? 'destroy' : 'update')}\` whose \`where\` takes the list of them.` };
}

function createAll(query: QueryCall): Advice {
  const write = query.method === 'bulkCreate' ? 'Collect the rows of all rounds with `flatMap`' : 'Collect the rows';
  const checks = query.method === 'bulkCreate' ? '' : ` It validates only with \`validate: true\`, and ${NO_HOOKS}.`;
  return { text: `${write} and write them with one \`${methodOf(query, 'bulkCreate')}(rows${kept(query)})\`.${checks}` };
}

function upsertAll(query: QueryCall): Advice | undefined {
  if (query.method === 'upsert') {
    return { text: `Collect the rows and write them with one \`${methodOf(query, 'bulkCreate')}(rows, { updateOnDuplicate: ['…'] })\`, which names the columns to change in rows that exist.` };
  }
  return undefined;
}

function updateAll(query: QueryCall, driven: Driven): Advice | undefined {
  const keys = keysOf(driven);
  const counted = query.method === 'increment' || query.method === 'decrement';
  if (keys.fields.length === 0 || !keys.byKey || keys.fields.some((field) => field.endsWith('*')) || driven.payload === 'driven') return undefined;
  const values = counted ? `'…', { by: …, where: { ${inCondition(keys)} } }` : `${query.method === 'restore' ? '' : `${valuesOf(query)}, `}{ where: { ${inCondition(keys)} } }`;
  return { text: `Collect the keys and write all rows with one \`${methodOf(query, query.method)}(${values})\`.` };
}

function deleteAll(query: QueryCall, driven: Driven): Advice | undefined {
  const keys = keysOf(driven);
  if (keys.fields.length === 0 || !keys.byKey || keys.fields.some((field) => field.endsWith('*'))) return undefined;
  return { text: `Collect the keys and delete all rows with one \`${methodOf(query, 'destroy')}({ where: { ${inCondition(keys)} } })\`.` };
}

/** `row.destroy()`, `row.save()`, `row.update(…)`, and what associations add. */
function ofRow(query: QueryCall, driven: Driven): Advice | undefined {
  switch (query.method) {
    case 'destroy':
      return { text: `Delete all rows with one \`${methodOf(query, 'destroy')}({ where: { id: rows.map((row) => row.id) } })\`; ${NO_HOOKS}.` };
    case 'restore':
      return { text: `Restore all rows with one \`${methodOf(query, 'restore')}({ where: { id: rows.map((row) => row.id) } })\`; ${NO_HOOKS}.` };
    case 'update':
    case 'updateAttributes':
      if (driven.payload === 'driven') return undefined;
      return { text: `Write all rows with one \`${methodOf(query, 'update')}(${valuesOf(query)}, { where: { id: rows.map((row) => row.id) } })\`; ${NO_HOOKS}.` };
    case 'increment':
    case 'decrement':
      return driven.payload === 'driven' ? undefined : { text: `Write all rows with one \`${methodOf(query, query.method)}('…', { by: …, where: { id: rows.map((row) => row.id) } })\`.` };
    case 'save':
      return query.operation === 'create' ? createAll({ ...query, method: 'create' }) : undefined;
    default:
      return query.operation === 'create' ? { text: 'Collect the rows of all parents, with the foreign key in each, and write them with one `bulkCreate` of the related model.' } : linked();
  }
}

function linked(): Advice {
  return { text: 'Set the foreign key of all rows with one `update({ … }, { where: { id: ids } })` of the related model, or write the rows of the join table with one `bulkCreate`.' };
}

function differing(query: QueryCall): Advice {
  const bulk = `${methodOf(query, 'bulkCreate')}(rows, { updateOnDuplicate: ['…'] })`;
  return { text: `Values differ by row: collect them and write all with one \`${bulk}\` (each row whole, with its key), or group rows with equal values into one \`${methodOf(query, 'update')}\`.` };
}

/** `{ status: … }`, as long as it is short. */
function valuesOf({ payload }: QueryCall): string {
  const fields = [...new Set(payload?.assignments.map(({ field }) => field) ?? [])].filter((field) => field !== '*');
  return payload !== undefined && !payload.open && fields.length > 0 && fields.length < 3 ? `{ ${fields.map((field) => `${field}: …`).join(', ')} }` : '{ … }';
}

function kept({ options }: QueryCall): string {
  const names = options.filter((name) => ['transaction', 'ignoreDuplicates', 'updateOnDuplicate'].includes(name));
  return names.length > 0 ? `, { ${names.map((name) => (name === 'transaction' ? name : `${name}: …`)).join(', ')} }` : '';
}

import type { Advice, Driven, Words } from '../../vocabulary/orm.ts';
import type { Operation, QueryCall } from '../../vocabulary/query.ts';
import { plural, writtenColumns } from '../wording.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { filterThrough, loadWith } from './follow-up-words.ts';
import { eager } from './eager-words.ts';
import { rewrites } from './rewrites.ts';
import { unloaded } from './unloaded-words.ts';

const READS: ReadonlySet<Operation> = new Set(['read', 'count', 'aggregate', 'exists']);

/** Objection's words. https://vincit.github.io/objection.js/guide/query-examples.html */
export const words: Words = { setBased, rowByRow, recursion, singleAggregate, counted, exists, eager, unloaded, loadWith, filterThrough, display, rewrites };

function setBased(query: QueryCall, driven: Driven): Advice | undefined {
  if (query.method === '$fetchGraph' || query.method === 'fetchGraph') return { text: `Load \`${query.form ?? '…'}\` of all rows with one \`${modelOf(query)}.fetchGraph(rows, '${query.form ?? '…'}')\`.` };
  if (query.form !== undefined && query.onRow) return related(query);
  if (query.operation === 'create') return insertAll(query);
  const keys = keysOf(query, driven);
  if (!keys || query.operation === 'upsert') return undefined;
  const where = keys.length === 1 ? `.whereIn('${keys[0] ?? ''}', ${listOf(keys[0] ?? '')})` : `.whereInComposite([${keys.map(key => `'${key}'`).join(', ')}], tuples)`;
  const rest = driven.fixed.length > 0 || driven.open ? '.where(…)' : '';
  if (query.operation === 'delete') return { text: `Collect the keys and delete all rows with one \`${modelOf(query)}.query().delete()${where}${rest}\`.` };
  if (query.operation === 'update') return driven.payload === 'driven' || /AndFetch/.test(query.method) ? undefined : { text: `Collect the keys and write all rows with one \`${modelOf(query)}.query().${query.method}(${writtenColumns(query)})${where}${rest}\`.` };
  return read(query, keys, `${where}${rest}`);
}

/** Relations come with the rows: https://vincit.github.io/objection.js/api/query-builder/eager-methods.html */
function related(query: QueryCall): Advice | undefined {
  const relation = query.form ?? '…';
  if (query.operation !== 'read') return undefined;
  // A limit in `modifyGraph` is one for all rows, and not one per row.
  if (query.options.includes('limit') || query.options.includes('offset') || query.cardinality === 'one') return undefined;
  const modified = (query.filter?.conditions.length ?? 0) > 0 || query.filter?.open === true || query.options.some(option => option === 'orderBy' || option === 'select') ? `.modifyGraph('${relation}', query => query…)` : '';
  return { text: `Load \`${relation}\` with the rows themselves: \`${modelOf(query)}.query().withGraphFetched('${relation}')${modified}\`, or of rows that are there with one \`${modelOf(query)}.fetchGraph(rows, '${relation}')\`.` };
}

function insertAll(query: QueryCall): Advice | undefined {
  if (query.onRow) return undefined;
  if (query.method.includes('Graph')) return { text: `Collect the rows and write them with one \`${modelOf(query)}.query().insertGraph(rows)\`: one statement for the rows of a table in PostgreSQL, elsewhere one for each.` };
  const merged = query.options.includes('onConflict') ? `.onConflict(…).${query.options.includes('ignore') ? 'ignore' : 'merge'}()` : '';
  return { text: `Collect the rows and write them with one ${insertOf(modelOf(query), merged)}.` };
}

/** `insert` throws at a list elsewhere, and `insertGraph` sends a statement per row there (measured on SQLite: three for three rows, one by `knexQuery`). https://vincit.github.io/objection.js/api/query-builder/mutate-methods.html#insert */
function insertOf(model: string, merged = ''): string {
  return `\`${model}.query().insert(rows)${merged}\` (a list in PostgreSQL and SQL Server only; elsewhere \`${model}.knexQuery().insert(rows)${merged}\`, which runs no hooks)`;
}

function read(query: QueryCall, keys: readonly string[], where: string): Advice | undefined {
  const [key = ''] = keys;
  const columns = keys.map(each => `'${each}'`).join(', ');
  if (query.operation === 'count' || query.operation === 'aggregate') {
    const what = query.operation === 'count' ? ".count('* as count')" : `.${query.method}(…)`;
    return { text: `Read all groups before the loop with \`${modelOf(query)}.query().select(${columns})${what}${where}.groupBy(${columns})\` and look them up in a \`Map\`; a key without rows has no group${query.operation === 'count' ? ' and counts 0' : ''}.` };
  }
  if (query.options.includes('offset') || query.method === 'page' || query.method === 'range' || (query.cardinality === 'many' && query.options.includes('limit'))) return undefined;
  const loads = query.loads.map(load => (load === '*' ? '.withGraphFetched(…)' : `.withGraphFetched('${load}')`)).join('');
  const statement = keys.length === 1 && key === 'id' && where === `.whereIn('id', ids)` ? '.findByIds(ids)' : where;
  const ordered = query.options.includes('orderBy');
  const use = query.cardinality === 'one' && ordered ? `keep the first row of each \`${key}\` in a \`Map\`` : query.cardinality === 'one' || key === 'id' ? `look them up in a \`Map\` by \`${key}\`` : `group them by \`${key}\` in a \`Map\``;
  return { text: `Read them all before the loop with \`${modelOf(query)}.query()${statement}${ordered ? '.orderBy(…)' : ''}${loads}\` and ${use}.` };
}

function rowByRow(query: QueryCall, driven: Driven): Advice {
  const model = modelOf(query);
  if (query.onRow && query.form !== undefined && !READS.has(query.operation)) return { text: writeRelated(query, query.form) };
  if (READS.has(query.operation)) return { text: `Read the rows of all elements with one \`${model}.query()\` whose \`whereIn\` takes the keys of all of them, and assign them to the elements in memory.` };
  if (query.operation === 'delete') return { text: `Collect the keys and delete all rows with one \`${model}.query().delete().whereIn('id', ids)\`; hooks of single rows (\`$beforeDelete\`) do not run then.` };
  if (query.operation === 'update' && driven.payload !== 'driven') return { text: `Collect the keys and write all rows with one \`${model}.query().patch(…).whereIn('id', ids)\`; the rows in memory stay as they were.` };
  if (query.operation === 'create') return { text: `Collect the rows and write them with one ${insertOf(model)}.` };
  return { text: `Write rows with equal values by one \`${model}.query().patch(…).whereIn('id', ids)\` each, or, where they are whole, all of them with one ${insertOf(model, ".onConflict('id').merge()")}.` };
}

/** https://vincit.github.io/objection.js/api/query-builder/mutate-methods.html#relate: one statement for all keys of a row, a list of inserts through a table between. */
function writeRelated(query: QueryCall, relation: string): string {
  if (query.method === 'relate') return `All keys of a row are one \`$relatedQuery('${relation}').relate(ids)\` (through a join table in PostgreSQL and SQL Server only).`;
  if (query.operation === 'create') return `Collect the rows with their foreign keys and write them with one \`insert(rows)\` of the model of \`${relation}\` (a list in PostgreSQL and SQL Server only).`;
  return `Collect the keys: \`whereIn\` takes all \`${relation}\` of a row, and \`${modelOf(query)}.relatedQuery('${relation}').for(ids)\` those of many rows.`;
}

function recursion(query: QueryCall): Advice {
  const relation = query.form ?? 'children';
  return { text: `Read the tree with one \`${modelOf(query)}.query().withGraphFetched('${relation}.^')\`: one query per level.` };
}

function display(query: QueryCall): string {
  const row = `${modelOf(query).slice(0, 1).toLowerCase()}${modelOf(query).slice(1)}`;
  if (query.method.startsWith('$')) return `${row}.${query.method}`;
  if (query.onRow) return query.form === undefined ? `${row}.$query().${query.method}` : `${row}.$relatedQuery('${query.form}').${query.method}`;
  return query.method === 'query' || query.method === 'fetchGraph' ? `${modelOf(query)}.${query.method}` : `${modelOf(query)}.query().${query.method}`;
}

function modelOf({ model }: QueryCall): string {
  return model ?? 'Model';
}

/** The driven columns, when all are compared for equality or with lists; a row stands for its own key. */
function keysOf(query: QueryCall, { conditions }: Driven): readonly string[] | undefined {
  const readable = conditions.filter(({ op }) => op !== '?');
  if (query.onRow && query.form === undefined && readable.length === 0) return ['id'];
  const known = readable.length > 0 && readable.every(({ op, field }) => (op === '=' || op === 'in') && field !== '*' && field !== 'OR');
  return known ? [...new Set(readable.map(({ field }) => field))] : undefined;
}

function listOf(column: string): string {
  return plural((column.split('.').at(-1) ?? column).replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
}

import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { keysOf } from '../driven-keys.ts';
import { code, writtenColumns } from '../wording.ts';
import { columnOf, inCondition, modelOf, tableOf } from './phrases.ts';

const STATEMENTS: ReadonlySet<string> = new Set(['execute', 'run', 'all', 'get', 'values']);

/** One write in place of many, where Drizzle has one. */
export function setBasedWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method === 'batch') return { text: 'Collect the statements of all rounds and send them with one `db.batch(statements)`: one round trip.' };
  if (STATEMENTS.has(query.method)) return rawWrite(query);
  if (query.operation === 'create') return insertAll(query);
  if (query.operation === 'upsert') return upsertAll(query, schema);
  const keys = keysOf(driven);
  if (!keys.byKey || query.options.includes('limit')) return undefined;
  const where = `.where(${inCondition(query, keys)})`;
  if (query.operation === 'delete') return { text: `Collect the keys and delete all rows with one \`db.delete(${tableOf(query)})${where}\`.` };
  if (driven.payload === 'driven') return undefined;
  return { text: `Collect the keys and write all rows with one \`db.update(${tableOf(query)}).set(${writtenColumns(query)})${where}\`.` };
}

/** What is left when each row is written with something of its own. */
export function singleWrite(query: QueryCall, driven: Driven): Advice {
  const table = tableOf(query);
  if (query.operation === 'update' && driven.payload === 'driven') {
    const [key] = keysOf(driven).fields.filter(field => !field.endsWith('*'));
    const columns = [...new Set(query.payload?.assignments.map(({ field }) => field).filter(field => field !== '*' && field !== key) ?? [])];
    const column = columns[0] ?? '…';
    const cases = `db.update(${table}).set({ ${column}: sql\`case \${${key === undefined ? '…' : columnOf(query, key)}} … end\` })`;
    return { text: `Write all rows with one statement: ${code(`${cases}.where(inArray(…))`)}, with one \`when … then …\` per row joined by \`sql.join\`; or group rows with equal values into one \`update\` each.` };
  }
  if (query.operation === 'delete') return { text: `Collect the conditions and delete all rows with one \`db.delete(${table}).where(or(...conditions))\`.` };
  if (query.operation === 'update') return { text: `Collect the conditions and write all rows with one \`db.update(${table}).set(…).where(or(...conditions))\`.` };
  return { text: `Collect the rows and write them with one \`db.insert(${table}).values(rows)\`.` };
}

function insertAll(query: QueryCall): Advice {
  const collect = query.payload?.list ? 'Collect the rows of all rounds with `flatMap`' : 'Collect the rows';
  return { text: `${collect} and write them with one \`db.insert(${tableOf(query)}).values(rows)${kept(query)}\`; \`values([])\` throws, so skip it when there are none.` };
}

/** What the call already says about rows that exist, and about what it gives back. */
function kept({ options }: QueryCall): string {
  const ignore = options.includes('onConflictDoNothing') ? '.onConflictDoNothing()' : options.includes('ignore') ? '.ignore()' : '';
  return `${ignore}${options.includes('returning') ? '.returning()' : ''}`;
}

function upsertAll(query: QueryCall, schema: Schema | undefined): Advice {
  const table = tableOf(query);
  if (query.method === 'replace') return { text: `Collect the rows and write them with one \`db.replace(${table}).values(rows)\`.` };
  const columns = [...new Set(query.payload?.assignments.map(({ field }) => field).filter(field => field !== '*') ?? [])];
  const model = modelOf(query, schema);
  const keys = new Set(model?.keys.flatMap(({ columns: names }) => names));
  const column = columns.findLast(field => !keys.has(field)) ?? 'name';
  if (query.options.includes('onDuplicateKeyUpdate')) {
    return { text: `Collect the rows and write them with one ${code(`db.insert(${table}).values(rows).onDuplicateKeyUpdate({ set: { ${column}: sql\`values(\${${table}.${column}})\`, … } })`)}.` };
  }
  const set = `set: { ${column}: sql.raw(\`excluded.\${${table}.${column}.name}\`), … }`;
  return { text: `Collect the rows and write them with one ${code(`db.insert(${table}).values(rows).onConflictDoUpdate({ target: …, ${set} })`)}: \`excluded\` is the row that was to be inserted.` };
}

function rawWrite(query: QueryCall): Advice | undefined {
  switch (query.operation) {
    case 'create':
    case 'upsert':
      return { text: 'Write all rows with one statement: ``sql`INSERT INTO … VALUES ${sql.join(rows, sql`, `)}` ``, where each row is an `sql` fragment.' };
    case 'update':
      return { text: 'Write all rows with one statement: ``sql`… WHERE … IN ${ids}` ``, or `UPDATE … FROM (VALUES …)` when the values differ by row.' };
    case 'delete':
      return { text: 'Delete all rows with one statement: ``sql`DELETE FROM … WHERE … IN ${ids}` ``.' };
    default:
      return undefined;
  }
}

import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { keysOf } from '../driven-keys.ts';
import { code, writtenColumns } from '../wording.ts';
import { isRaw, tableOf, whereIn } from './phrases.ts';

/** One write in place of many, where Kysely has one. */
export function setBasedWrite(query: QueryCall, driven: Driven): Advice | undefined {
  if (isRaw(query)) return rawWrite(query);
  if (query.method === 'mergeInto') return { text: `Merge all rows with one \`db.mergeInto(${tableOf(query)}).using(…)\` whose source holds the rows of all rounds.` };
  if (selects(query)) return undefined;
  if (query.operation === 'create') return insertAll(query);
  if (query.operation === 'upsert') return upsertAll(query);
  const keys = keysOf(driven);
  if (!keys.byKey || query.options.includes('limit')) return undefined;
  if (query.operation === 'delete') return { text: `Collect the keys and delete all rows with one \`db.deleteFrom(${tableOf(query)})${whereIn(keys)}.execute()\`; skip it when there are none, for \`in ()\` is no SQL.` };
  if (driven.payload === 'driven') return undefined;
  return { text: `Collect the keys and write all rows with one \`db.updateTable(${tableOf(query)}).set(${writtenColumns(query)})${whereIn(keys)}.execute()\`; skip it when there are none, for \`in ()\` is no SQL.` };
}

/** What is left when each row is written with something of its own. */
export function singleWrite(query: QueryCall, driven: Driven): Advice {
  const table = tableOf(query);
  if (query.operation === 'update' && driven.payload === 'driven') {
    const [key = 'id'] = keysOf(driven).fields.filter(field => !field.endsWith('*'));
    const columns = [...new Set(query.payload?.assignments.map(({ field }) => field).filter(field => field !== '*' && field !== key) ?? [])];
    const [column = '…'] = columns;
    const values = `db.updateTable(${table}).from(values(rows, 'v')).set((eb) => ({ ${column}: eb.ref('v.${column}') })).whereRef('${key}', '=', 'v.${key}').execute()`;
    return { text: `Write all rows with one statement: ${code(values)}, where \`values\` writes them out as an SQL \`values\` list (https://kysely.dev/docs/recipes/extending-kysely), or ${code('set({ … : sql`case … end` })')}; or group rows with equal values into one \`updateTable\` each.` };
  }
  if (query.operation === 'delete') return { text: `Collect the conditions and delete all rows with one \`db.deleteFrom(${table}).where((eb) => eb.or(conditions)).execute()\`.` };
  if (query.operation === 'update') return { text: `Collect the conditions and write all rows with one \`db.updateTable(${table}).set(…).where((eb) => eb.or(conditions)).execute()\`.` };
  if (selects(query)) return { text: `Let one statement select for all elements: \`db.insertInto(${table}).expression(db.selectFrom(…).where('…', 'in', …)).execute()\`, where what it selects can be told by a list.` };
  if (query.operation === 'raw') return { text: 'Collect the statements of all rounds into one that takes lists.' };
  return { text: `Collect the rows and write them with one \`db.insertInto(${table}).values(rows).execute()\`.` };
}

/** `insertInto(…).expression(db.selectFrom(…))`: the rows are never in the program. https://kysely.dev/docs/examples/insert/insert-subquery */
const selects = ({ operation, options }: QueryCall): boolean => (operation === 'create' || operation === 'upsert') && options.includes('expression');

function insertAll(query: QueryCall): Advice {
  const collect = query.payload?.list ? 'Collect the rows of all rounds with `flatMap`' : 'Collect the rows';
  return { text: `${collect} and write them with one \`db.insertInto(${tableOf(query)}).values(rows)${kept(query)}.execute()\`; skip it when there are none, for \`values([])\` is no SQL.` };
}

/** What the call already says about rows that exist, and about what it gives back. */
function kept({ options }: QueryCall): string {
  const ignore = options.includes('doNothing') ? '.onConflict((oc) => oc.doNothing())' : options.includes('ignore') ? '.ignore()' : options.includes('orIgnore') ? '.orIgnore()' : '';
  const returned = options.includes('returningAll') ? '.returningAll()' : options.includes('returning') ? '.returning(…)' : '';
  return `${ignore}${returned}`;
}

function upsertAll(query: QueryCall): Advice {
  const table = tableOf(query);
  if (query.method === 'replaceInto') return { text: `Collect the rows and write them with one \`db.replaceInto(${table}).values(rows).execute()\`.` };
  const fields = [...new Set(query.payload?.assignments.map(({ field }) => field).filter(field => field !== '*') ?? [])];
  const column = fields.at(-1) ?? 'name';
  if (query.options.includes('onDuplicateKeyUpdate')) {
    return { text: `Collect the rows and write them with one ${code(`db.insertInto(${table}).values(rows).onDuplicateKeyUpdate({ ${column}: sql\`values(\${sql.ref('${column}')})\`, … }).execute()`)}.` };
  }
  const update = `oc.column(…).doUpdateSet((eb) => ({ ${column}: eb.ref('excluded.${column}'), … }))`;
  return { text: `Collect the rows and write them with one \`db.insertInto(${table}).values(rows).onConflict((oc) => ${update}).execute()\`: \`excluded\` is the row that was to be inserted.` };
}

function rawWrite(query: QueryCall): Advice | undefined {
  switch (query.operation) {
    case 'create':
    case 'upsert':
      return { text: 'Write all rows with one statement: ``sql`insert into … values ${sql.join(rows)}`.execute(db)``, where each row is an `sql` fragment.' };
    case 'update':
      return { text: 'Write all rows with one statement: ``sql`… where … in (${sql.join(ids)})`.execute(db)``, or `update … from (values …)` when the values differ by row.' };
    case 'delete':
      return { text: 'Delete all rows with one statement: ``sql`delete from … where … in (${sql.join(ids)})`.execute(db)``.' };
    default:
      return undefined;
  }
}

import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { isSince } from '../version.ts';
import { writtenColumns } from '../wording.ts';
import { inCondition, keysOf, methodOf, modelOf, orCondition } from './phrases.ts';
import type { Keys } from './phrases.ts';

/** Databases on which Prisma cannot leave rows out that exist. */
const NO_SKIPPING: ReadonlySet<string> = new Set(['sqlite', 'mongodb', 'sqlserver']);
/** Databases on which it gives no rows back that it creates. https://www.prisma.io/docs/orm/reference/prisma-client-reference#createmanyandreturn */
const NO_RETURNING: ReadonlySet<string> = new Set(['mysql', 'mongodb', 'sqlserver']);

/** One write in place of many, where Prisma has one. */
export function setBasedWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method.startsWith('$')) return rawWrite(query);
  if (writesRelations(query, schema)) return undefined;
  if (query.operation === 'create') return driven.used && !givesBack(query, schema) ? undefined : createAll(query, schema);
  if (query.operation === 'upsert') return query.options.includes('update') || query.options.includes('...') ? undefined : createMissing(query, schema);
  const keys = keysOf(query, driven, schema);
  const readable = keys.fields.length > 0 && keys.fields.every((field) => !field.endsWith('*'));
  if (!readable) return undefined;
  if (query.operation === 'delete') return deleteAll(query, keys);
  return driven.payload === 'driven' ? undefined : updateAll(query, keys, driven.used);
}

/** Whether the rows that one statement creates can be had from it. */
function givesBack(query: QueryCall, schema: Schema | undefined): boolean {
  return query.method !== 'create' || (!NO_RETURNING.has(schema?.database ?? '') && isSince(query, 5, 14));
}

/** What is left when Prisma takes only one row at a time. */
export function singleWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice {
  const { operation } = query;
  if (query.method.startsWith('$')) return { text: 'One statement over all rows, by `VALUES`, `IN (${Prisma.join(ids)})` or `unnest`, replaces one per row.' };
  if (writesRelations(query, schema)) return nested(query);
  if (operation === 'create' && query.loads.length > 0) return withRelations(query);
  if (operation === 'create' && schema?.database !== 'sqlite') {
    return { text: `Prisma gives no rows back here that one \`${methodOf(query, 'createMany')}\` creates. Give the rows ids of your own (\`crypto.randomUUID()\`) and write them with one, or read them again by a unique column.` };
  }
  if (operation === 'create') return { text: 'On SQLite Prisma has `createMany` since 5.14; before, one `$transaction` around the rounds keeps each of them from being a transaction of its own.' };
  if (operation === 'upsert') {
    return { text: `Prisma has no \`upsertMany\`. One \`$executeRaw\` with \`INSERT … ON CONFLICT … DO UPDATE\` (MySQL: \`ON DUPLICATE KEY UPDATE\`) writes all rows in one statement.` };
  }
  const many = methodOf(query, operation === 'delete' ? 'deleteMany' : 'updateMany');
  if (operation === 'update' && driven.payload === 'driven') {
    return { text: `Prisma has no update with a different value per row. Group rows with equal values into one \`${many}\`, or send one \`$executeRaw\` with \`UPDATE … FROM (VALUES …)\`.` };
  }
  return { text: `Collect the keys and write all rows with one \`${many}\` whose \`where\` takes them with \`in\`; the filter here is built for each element.` };
}

/** Whether rows of other models are written or linked with the row: seen in what is written, or said by the schema of the fields that are set. */
function writesRelations(query: QueryCall, schema: Schema | undefined): boolean {
  if (query.nestedWrites) return true;
  const relations = modelOf(query, schema)?.columns.filter(({ relation }) => relation !== undefined).map(({ name }) => name);
  return relations !== undefined && query.payload?.assignments.some(({ field }) => relations.includes(field)) === true;
}

function createAll(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.loads.length > 0) return undefined;
  if (query.method !== 'create') {
    return { text: `Collect the rows of all rounds with \`flatMap\` and write them with one \`${methodOf(query, query.method)}({ ${rowsOf(query)} })\`.` };
  }
  // https://www.prisma.io/docs/orm/reference/prisma-client-reference#createmany
  if (schema?.database === 'sqlite') {
    // https://github.com/prisma/prisma/releases/tag/5.14.0
    if (!isSince(query, 5, 14)) return undefined;
    return { text: `Collect the rows and write them with one \`${methodOf(query, 'createMany')}({ ${rowsOf(query)} })\`, or \`createManyAndReturn\`; SQLite has both since Prisma 5.14.` };
  }
  const again = '`createManyAndReturn` also gives the rows back (PostgreSQL, CockroachDB, SQLite)';
  return { text: `Collect the rows and write them with one \`${methodOf(query, 'createMany')}({ ${rowsOf(query)} })\`; ${again}.` };
}

/** The options of a write of many rows, with what the call already says about rows that exist. */
function rowsOf(query: QueryCall): string {
  return query.options.includes('skipDuplicates') ? 'data: rows, skipDuplicates: true' : 'data: rows';
}

function createMissing(query: QueryCall, schema: Schema | undefined): Advice | undefined {
  if (query.loads.length > 0 || NO_SKIPPING.has(schema?.database ?? '')) return undefined;
  const write = `${methodOf(query, 'createMany')}({ data: rows, skipDuplicates: true })`;
  return { text: `Write them all with one \`${write}\`: it leaves existing rows alone, as the empty \`update\` does (not on SQLite, MongoDB, SQL Server).` };
}

function updateAll(query: QueryCall, keys: Keys, used: boolean): Advice | undefined {
  if (query.loads.length > 0) return undefined;
  const data = dataOf(query);
  const write = `({ where: { ${conditionOf(keys)} }, ${data} })`;
  if (query.method === 'updateManyAndReturn') return { text: `Collect the keys and write all rows with one \`${methodOf(query, query.method)}${write}\`.` };
  const back = used || query.options.includes('select') ? ' `updateManyAndReturn` gives back the rows that were changed (PostgreSQL, CockroachDB, SQLite).' : '';
  return { text: `Collect the keys and write all rows with one \`${methodOf(query, 'updateMany')}${write}\`.${back}` };
}

function deleteAll(query: QueryCall, keys: Keys): Advice {
  return { text: `Collect the keys and delete all rows with one \`${methodOf(query, 'deleteMany')}({ where: { ${conditionOf(keys)} } })\`.` };
}

function conditionOf(keys: Keys): string {
  return keys.byKey ? inCondition(keys) : orCondition(keys);
}

/** `data: { status: … }`, as long as it is short. */
function dataOf(query: QueryCall): string {
  return `data: ${writtenColumns(query)}`;
}

function nested(query: QueryCall): Advice {
  if (query.operation === 'create') {
    const many = methodOf(query, 'createMany');
    return { text: `\`${many}\` takes no nested writes: set the foreign key itself in place of \`connect\`, and write nested rows with a \`createMany\` of their own.` };
  }
  return { text: 'Prisma has no set-based form of nested writes. Write each relation of all rows with one `createMany`, `updateMany` or `deleteMany` of its own model.' };
}

function withRelations(query: QueryCall): Advice {
  const [relation = ''] = query.loads;
  const many = methodOf(query, 'createManyAndReturn');
  return { text: `\`createMany\` loads no relations. Write the rows with one \`${many}\` and read \`${relation}\` for all of them with one \`findMany\`.` };
}

function rawWrite(query: QueryCall): Advice | undefined {
  // What gives rows back (`RETURNING`) does so for all of them.
  const raw = query.method.startsWith('$queryRaw') ? '$queryRaw' : '$executeRaw';
  if (query.form === 'copy') return { text: `Write all rows with one \`${raw}\`: \`INSERT INTO … SELECT … WHERE … IN (\${Prisma.join(ids)})\`.` };
  switch (query.operation) {
    case 'create':
    case 'upsert':
      return { text: `Write all rows with one \`${raw}\`: \`INSERT INTO … VALUES \${Prisma.join(rows)}\`, where each row is a \`Prisma.sql\` fragment.` };
    case 'update':
      return { text: `Write all rows with one \`${raw}\`: \`WHERE … IN (\${Prisma.join(ids)})\`, or \`UPDATE … FROM (VALUES …)\` when the values differ by row.` };
    case 'delete':
      return { text: `Delete all rows with one \`${raw}\`: \`DELETE FROM … WHERE … IN (\${Prisma.join(ids)})\`.` };
    default:
      return undefined;
  }
}

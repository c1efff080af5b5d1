import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { keysOf, type Keys } from '../driven-keys.ts';
import { listed } from '../wording.ts';
import { columnOf, inCondition, inObject, isRelational, isUnique, tableOf } from './phrases.ts';

/** One read in place of many, where Drizzle has one. */
export function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.model === undefined && isRaw(query)) return rawRead();
  const keys = keysOf(driven);
  if (!keys.byKey || query.model === undefined) return undefined;
  if (query.operation === 'count' || query.operation === 'aggregate') return grouped(query, keys);
  if (query.options.includes('offset')) return undefined;
  if (query.cardinality === 'many' && query.options.includes('limit')) return undefined;
  if (query.cardinality === 'one' && query.options.includes('orderBy')) return firstOfEach(query, keys);
  return keyed(query, keys, schema);
}

/** What is left when each element asks for something that no key selects. */
export function singleRead(query: QueryCall, driven: Driven): Advice {
  const keys = keysOf(driven);
  const columns = listed(keys.fields.filter(field => !field.endsWith('*') && field !== 'OR' && field !== 'NOT'));
  if (query.operation === 'count' || query.operation === 'aggregate') {
    return { text: 'One `select` with `count(*) filter (where …)` per condition (an `sql` fragment), or a `groupBy`, answers all of them in one statement.' };
  }
  if (keys.byKey && (query.options.includes('limit') || query.options.includes('offset'))) {
    const [field = ''] = keys.fields;
    const column = columnOf(query, field);
    return { text: `A limit per \`${column}\` takes \`leftJoinLateral\` (PostgreSQL, MySQL) or \`row_number() over (partition by ${lastOf(column)} …)\` in a sub-query; with a relation, \`db.query\` limits per parent inside \`with\`.` };
  }
  const table = tableOf(query);
  if (columns === '') return { text: `Read the rows of all elements with one query on \`${table}\` whose \`where\` takes the keys of all of them with \`inArray\`, and assign them to the elements in memory.` };
  return { text: `No \`inArray\` replaces this condition on ${columns}. Read the rows of all elements with one query on \`${table}\` whose \`where\` covers them (\`or(...conditions)\`), and assign them to the elements in memory.` };
}

function keyed(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice {
  const [field = ''] = keys.fields;
  const read = readOf(query, keys);
  if (keys.fields.length > 1) return { text: `Read them all before the loop with \`${read}\` and look them up in a \`Map\` keyed by ${listed(keys.fields)} together.` };
  const unique = query.cardinality === 'one' || isUnique(field, query, schema);
  return { text: `Read them all before the loop with \`${read}\` and ${unique ? `look them up in a \`Map\` by \`${field}\`` : `group them by \`${field}\` in a \`Map\``}.` };
}

function readOf(query: QueryCall, keys: Keys): string {
  if (isRelational(query)) {
    const where = query.form?.includes('v2') ? inObject(keys) : inCondition(query, keys);
    const kept = ['with', 'columns', 'orderBy'].filter(option => query.options.includes(option)).map(option => (option === 'columns' ? `columns: { ${keys.fields.map(field => `${field}: true`).join(', ')}, … }` : `${option}: …`));
    return `db.query.${tableOf(query)}.findMany({ ${[`where: ${where}`, ...kept].join(', ')} })`;
  }
  const order = query.cardinality === 'many' && query.options.includes('orderBy') ? '.orderBy(…)' : '';
  return `${selectOf(query, keys)}.where(${inCondition(query, keys)})${order}`;
}

/** `db.select({ authorId: posts.authorId, … }).from(posts)`, with the joins that were there. */
function selectOf(query: QueryCall, keys: Keys): string {
  const fields = query.options.includes('fields') ? `{ ${keys.fields.map(field => `${lastOf(field)}: ${columnOf(query, field)}`).join(', ')}, … }` : '';
  const joins = query.options.filter(option => option.endsWith('Join')).map(join => `.${join}(…)`).join('');
  return `db.select(${fields}).from(${tableOf(query)})${joins}`;
}

function firstOfEach(query: QueryCall, keys: Keys): Advice {
  const columns = keys.fields.map(field => columnOf(query, field)).join(', ');
  if (query.form?.startsWith('pg')) {
    const read = `db.selectDistinctOn([${columns}]).from(${tableOf(query)}).where(${inCondition(query, keys)}).orderBy(${columns}, …)`;
    return { text: `Read the first row of each before the loop with \`${read}\` and look them up in a \`Map\`.` };
  }
  const many = { ...query, cardinality: 'many' as const, options: query.options.filter(option => option !== 'limit') };
  return { text: `Read them all before the loop with \`${readOf(many, keys)}\` and keep the first row of each ${listed(keys.fields)} in a \`Map\`.` };
}

function grouped(query: QueryCall, keys: Keys): Advice {
  const columns = keys.fields.map(field => columnOf(query, field));
  const fields = keys.fields.map(field => `${lastOf(field)}: ${columnOf(query, field)}`).join(', ');
  const what = query.operation === 'count' ? 'count: count()' : '…';
  const joins = query.options.filter(option => option.endsWith('Join')).map(join => `.${join}(…)`).join('');
  const read = `db.select({ ${fields}, ${what} }).from(${tableOf(query)})${joins}.where(${inCondition(query, keys)}).groupBy(${columns.join(', ')})`;
  const none = query.operation === 'count' ? 'a key without rows has no group and counts 0' : 'a key without rows has no group';
  return { text: `Read all groups before the loop with \`${read}\` and look them up in a \`Map\`; ${none}.` };
}

function rawRead(): Advice {
  return { text: 'Read all rows before the loop with one statement, ``sql`… WHERE … IN ${ids}` ``, and look them up in a `Map`; Drizzle writes out a list in parentheses.' };
}

function isRaw({ method }: QueryCall): boolean {
  return ['execute', 'run', 'all', 'get', 'values'].includes(method);
}

function lastOf(path: string): string {
  return path.split('.').at(-1) ?? path;
}

import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { keysOf, type Keys } from '../driven-keys.ts';
import { listed } from '../wording.ts';
import { isRaw, isUnique, pluralOf, tableOf, whereIn } from './phrases.ts';

/** PostgreSQL and MySQL have no empty `in ()`. https://github.com/kysely-org/kysely/issues/1134 */
const EMPTY = 'skip it when the list is empty, for `in ()` is no SQL';

/** One read in place of many, where Kysely has one. */
export function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (isRaw(query)) return { text: 'Read all rows before the loop with one statement, ``sql`… where … in (${sql.join(ids)})`.execute(db)``, and look them up in a `Map`.' };
  const keys = keysOf(driven);
  if (!keys.byKey || query.model === undefined) return undefined;
  if (query.operation === 'count' || query.operation === 'aggregate') return grouped(query, keys);
  if (query.options.includes('offset')) return undefined;
  if (query.cardinality === 'many' && isLimited(query)) return undefined;
  if (query.cardinality === 'one' && query.options.includes('orderBy')) return firstOfEach(query, keys);
  return keyed(query, keys, schema);
}

/** What is left when each element asks for something that no key selects. */
export function singleRead(query: QueryCall, driven: Driven): Advice {
  const keys = keysOf(driven);
  if (query.operation === 'count' || query.operation === 'aggregate') {
    return { text: "One `selectFrom` with `eb.fn.countAll().filterWhere(…)` per condition, or a `groupBy`, answers all of them in one statement." };
  }
  const [field = ''] = keys.fields;
  if (keys.byKey && (isLimited(query) || query.options.includes('offset'))) {
    return { text: `A limit per \`${field}\` takes \`leftJoinLateral\` (PostgreSQL, MySQL) or \`eb.fn.agg('row_number').over((ob) => ob.partitionBy('${field}'))\` in a sub-query.` };
  }
  const columns = listed(keys.fields.filter(each => !each.endsWith('*') && each !== 'OR' && each !== 'NOT'));
  const table = query.model === undefined ? 'the table' : `\`${query.model}\``;
  if (columns === '') return { text: `Read the rows of all elements with one query on ${table} whose \`where\` takes the keys of all of them with \`'in'\`, and assign them to the elements in memory.` };
  return { text: `No \`'in'\` replaces this condition on ${columns}. Read the rows of all elements with one query on ${table} whose \`where\` covers them (\`eb.or(conditions)\`), and assign them to the elements in memory.` };
}

function keyed(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice {
  const [field = ''] = keys.fields;
  const order = query.cardinality === 'many' && query.options.includes('orderBy') ? '.orderBy(…)' : '';
  const read = `${selectOf(query, keys)}${whereIn(keys)}${order}.execute()`;
  if (keys.fields.length > 1) return { text: `Read them all before the loop with \`${read}\` and look them up in a \`Map\` keyed by ${listed(keys.fields)} together.` };
  const unique = query.cardinality === 'one' || isUnique(field, query, schema);
  return { text: `Read them all before the loop with \`${read}\` and ${unique ? `look them up in a \`Map\` by \`${field}\`` : `group them by \`${field}\` in a \`Map\``}; ${EMPTY}.` };
}

/** `db.selectFrom('post').select(['author_id', …])`, with the joins that were there. */
function selectOf(query: QueryCall, keys: Keys): string {
  const columns = query.options.includes('selectAll') ? '.selectAll()' : `.select([${keys.fields.map(field => `'${field}'`).join(', ')}, …])`;
  return `db.selectFrom(${tableOf(query)})${joinsOf(query)}${columns}`;
}

function joinsOf({ options }: QueryCall): string {
  return options.filter(option => /Join(?:Lateral)?$/.test(option)).map(join => `.${join}(…)`).join('');
}

function firstOfEach(query: QueryCall, keys: Keys): Advice {
  const columns = keys.fields.map(field => `'${field}'`).join(', ');
  const read = `db.selectFrom(${tableOf(query)})${joinsOf(query)}.distinctOn([${columns}]).selectAll()${whereIn(keys)}.orderBy([${columns}, …]).execute()`;
  return { text: `Read the first row of each before the loop with \`${read}\` (PostgreSQL), or all of them in order, and keep the first row of each ${listed(keys.fields)} in a \`Map\`; ${EMPTY}.` };
}

function grouped(query: QueryCall, keys: Keys): Advice {
  const columns = keys.fields.map(field => `'${field}'`).join(', ');
  const what = query.operation === 'count' ? "eb.fn.countAll().as('count')" : '…';
  const read = `db.selectFrom(${tableOf(query)})${joinsOf(query)}.select((eb) => [${columns}, ${what}])${whereIn(keys)}.groupBy([${columns}]).execute()`;
  const none = query.operation === 'count' ? 'a key without rows has no group and counts 0' : 'a key without rows has no group';
  return { text: `Read all groups before the loop with \`${read}\` and look them up in a \`Map\` by ${keys.fields.length === 1 ? `\`${keys.fields[0] ?? pluralOf('key')}\`` : listed(keys.fields)}; ${none}.` };
}

function isLimited({ options }: QueryCall): boolean {
  return options.includes('limit') || options.includes('top') || options.includes('fetch');
}

import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { keysOf, type Keys } from '../driven-keys.ts';
import { listed } from '../wording.ts';
import { from, joinsOf, whereIn } from './phrases.ts';

/** One read in place of many. https://knexjs.org/guide/query-builder.html#wherein */
export function setBasedRead(query: QueryCall, driven: Driven): Advice | undefined {
  if (query.method === 'raw') return rawRead();
  const keys = keysOf(driven);
  if (!keys.byKey) return undefined;
  if (query.operation === 'count' || query.operation === 'aggregate') return grouped(query, keys);
  if (query.options.includes('offset')) return undefined;
  if (query.cardinality === 'many' && query.options.includes('limit')) return undefined;
  if (query.cardinality === 'one' && query.options.some(option => option.startsWith('orderBy'))) return firstOfEach(query, keys);
  return keyed(query, keys);
}

/** What is left when each element asks for something that no key selects. */
export function singleRead(query: QueryCall, driven: Driven): Advice {
  const keys = keysOf(driven);
  if (query.operation === 'count' || query.operation === 'aggregate') {
    return { text: `One \`${from(query)}\` with an aggregate per condition (\`knex.raw('sum(case when … then 1 else 0 end)')\`), or a \`groupBy\`, answers all of them in one statement.` };
  }
  if (keys.byKey && (query.options.includes('limit') || query.options.includes('offset'))) {
    return { text: `A limit per ${listed(keys.fields)} takes \`rowNumber('n', qb => qb.partitionBy('${keys.fields[0] ?? ''}').orderBy(…))\` in a sub-query, and \`where('n', '<=', …)\` around it.` };
  }
  const columns = listed(keys.fields.filter(field => field !== '*' && field !== 'OR'));
  if (columns === '') return { text: `Read the rows of all elements with one \`${from(query)}\` whose \`whereIn\` takes the keys of all of them, and assign them to the elements in memory.` };
  return { text: `No \`whereIn\` replaces this condition on ${columns}. Read the rows of all elements with one \`${from(query)}.where(qb => conditions.forEach(each => qb.orWhere(each)))\`, and assign them to the elements in memory.` };
}

function keyed(query: QueryCall, keys: Keys): Advice {
  const read = readOf(query, keys);
  const [field = ''] = keys.fields;
  if (keys.fields.length > 1) return { text: `Read them all before the loop with \`${read}\` and look them up in a \`Map\` keyed by ${listed(keys.fields)} together.` };
  const unique = query.cardinality === 'one' || field === 'id';
  return { text: `Read them all before the loop with \`${read}\` and ${unique ? `look them up in a \`Map\` by \`${field}\`` : `group them by \`${field}\` in a \`Map\``}.` };
}

function readOf(query: QueryCall, keys: Keys): string {
  const chosen = query.options.some(option => option === 'select' || option === 'pluck' || option === 'columns' || option === 'column');
  const select = chosen ? `.select(${keys.fields.map(field => `'${field}'`).join(', ')}, …)` : '';
  const order = query.cardinality === 'many' && query.options.some(option => option.startsWith('orderBy')) ? '.orderBy(…)' : '';
  return `${from(query)}${joinsOf(query)}${whereIn(keys)}${select}${order}`;
}

function firstOfEach(query: QueryCall, keys: Keys): Advice {
  const columns = keys.fields.map(field => `'${field}'`).join(', ');
  return { text: `Read them all before the loop with \`${from(query)}${joinsOf(query)}${whereIn(keys)}.orderBy(…)\` and keep the first row of each ${listed(keys.fields)} in a \`Map\`; PostgreSQL does so itself with \`.distinctOn(${columns}).orderBy([${columns}, …])\`.` };
}

function grouped(query: QueryCall, keys: Keys): Advice {
  const columns = keys.fields.map(field => `'${field}'`).join(', ');
  // Distinct values are of a column.
  const what = query.operation !== 'count' ? `.${query.method}(…)` : query.method === 'count' ? ".count('* as count')" : `.${query.method}('${query.aggregates?.[0]?.field ?? '…'} as count')`;
  const read = `${from(query)}${joinsOf(query)}.select(${columns})${what}${whereIn(keys)}.groupBy(${columns})`;
  const none = query.operation === 'count' ? 'a key without rows has no group and counts 0' : 'a key without rows has no group';
  return { text: `Read all groups before the loop with \`${read}\` and look them up in a \`Map\`; ${none}.` };
}

function rawRead(): Advice {
  return { text: "Read all rows before the loop with one statement and look them up in a `Map`: `knex.raw('… where id = any(?)', [ids])` in PostgreSQL, or one `?` per key (``knex.raw(`… where id in (${ids.map(() => '?').join(', ')})`, ids)``)." };
}

import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { Keys } from '../driven-keys.ts';
import { listed } from '../wording.ts';
import { callOf, isUnique, keysOf, whereOf } from './phrases.ts';

/** One read in place of many, where MikroORM has one. */
export function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.form === 'collection') return onCollection(query);
  if (query.form === 'reference') return { text: "Load the relation with the rows themselves: `populate: ['…']` in the `find` that reads them, or one `em.populate(rows, ['…'])` before the loop." };
  if (query.method === 'populate' || query.method.startsWith('refresh')) return { text: `Hand all rows to one \`em.populate(rows, ['…'])\`${query.method === 'populate' ? '' : ', or read them again with one `em.find(…, { refresh: true })`'}.` };
  if (query.method === 'execute' && query.model === undefined) return { text: 'Read all rows before the loop with one statement, `where … in (?)` with the list of keys, and look them up in a `Map`.' };
  const keys = keysOf(query, driven, schema);
  if (!keys.byKey) return undefined;
  if (query.operation === 'count' || query.operation === 'aggregate') return grouped(query, keys);
  if (query.options.includes('offset')) return undefined;
  if (query.cardinality === 'many' && query.options.includes('limit')) return undefined;
  return keyed(query, keys, schema);
}

/** What is left when each element asks for something that no key selects. */
export function singleRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice {
  const keys = keysOf(query, driven, schema);
  if (query.operation === 'count' || query.operation === 'aggregate') return { text: 'One query builder with `groupBy` answers all elements in one statement.' };
  if (keys.byKey) return { text: 'A limit per element takes one statement with `row_number() over (partition by …)` or `lateral`, by `em.getConnection().execute(…)`.' };
  const columns = listed(keys.fields.filter(field => !field.endsWith('*') && field !== 'OR'));
  const find = `\`${callOf(query, 'find')}, { $or: conditions })\``;
  if (columns === '') return { text: `The filter is built for each element. One ${find}, with one condition for each element, reads them together.` };
  return { text: `No \`$in\` replaces this condition on ${columns}. Read the rows of all elements with one ${find}, and assign them to the elements in memory.` };
}

function keyed(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice {
  const [field = ''] = keys.fields;
  const kept = [...(query.loads.length > 0 ? [`populate: [${query.loads.map(each => `'${each}'`).join(', ')}]`] : []), ...(query.options.includes('orderBy') ? ['orderBy: …'] : [])];
  const read = `${callOf(query, 'find')}, ${whereOf(keys)}${kept.length > 0 ? `, { ${kept.join(', ')} }` : ''})`;
  if (keys.fields.length > 1) return { text: `Read them all before the loop with \`${read}\` and look them up in a \`Map\` keyed by ${listed(keys.fields)} together.` };
  if (query.cardinality === 'one' && query.options.includes('orderBy')) return { text: `Read them all before the loop with \`${read}\` and keep the first row of each \`${field}\` in a \`Map\`.` };
  const unique = query.cardinality === 'one' || isUnique(field, query, schema);
  return { text: `Read them all before the loop with \`${read}\` and ${unique ? `look them up in a \`Map\` by \`${field}\`` : `group them by \`${field}\` in a \`Map\``}.` };
}

/** A statement of SQL among the columns is marked by `raw` since version 6. https://mikro-orm.io/docs/raw-queries */
function grouped(query: QueryCall, keys: Keys): Advice {
  const [field = ''] = keys.fields;
  const what = query.operation === 'count' ? 'count(*)' : 'sum(…)';
  const read = `${callOf(query, 'createQueryBuilder')}, 'e').select(['${field}', raw('${what} as n')]).where(${whereOf(keys)}).groupBy('${field}').execute()`;
  return { text: `Read all groups before the loop with \`${read}\` and look them up in a \`Map\`; a key without rows has no group${query.operation === 'count' ? ' and counts 0' : ''}.` };
}

function onCollection({ method }: QueryCall): Advice {
  if (method === 'loadCount') return { text: 'Count the items of all rows with one query builder that groups by the parent, or load the collections with one `em.populate(rows, [\'…\'])` and take `length`.' };
  if (method === 'matching') return { text: 'Read the items of all rows with one `em.find` whose condition names the parents with `$in`, or load them with `populateWhere`.' };
  return { text: "Load the collections of all rows at once: `populate: ['…']` in the `find` that reads them, or one `em.populate(rows, ['…'])` before the loop." };
}

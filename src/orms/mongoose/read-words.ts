import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { keysOf } from '../driven-keys.ts';
import { listed } from '../wording.ts';
import { inCondition, isUnique, keyOf, mapKeyOf, methodOf } from './phrases.ts';
import type { Keys } from '../driven-keys.ts';

const CUTS: ReadonlySet<string> = new Set(['limit', 'skip']);

/** One read in place of many, where Mongoose has one. https://mongoosejs.com/docs/queries.html */
export function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method === 'populate') return populated(query);
  const keys = keysOf(driven);
  if (!keys.byKey) return undefined;
  const cut = query.options.some((option) => CUTS.has(option)) && query.cardinality === 'many';
  if (query.operation === 'aggregate') return query.options.some(stage => stage === '$limit' || stage === '$skip') ? undefined : aggregated(query, keys);
  if (query.operation === 'count') return grouped(query, keys);
  if (cut) return undefined;
  if (query.method === 'distinct') return distinct(query, keys);
  return keyed(query, keys, schema);
}

/** What is left when no key selects what each element asks for. */
export function singleRead(query: QueryCall, driven: Driven): Advice {
  const { fields, byKey } = keysOf(driven);
  const columns = listed(fields.filter((field) => !field.endsWith('*') && !field.startsWith('$')));
  const pipeline = methodOf(query, 'aggregate');
  if (query.operation === 'count' || query.operation === 'aggregate') {
    return { text: `One \`${pipeline}\` answers all of them: \`$facet\`, or a \`$group\` with \`{ $sum: { $cond: [ …, 1, 0 ] } }\` per condition. A pipeline does not cast: write values in the types of the schema.` };
  }
  if (byKey && query.options.some((option) => CUTS.has(option))) {
    const [field = ''] = fields;
    return { text: `A limit per \`${field}\` takes one \`${pipeline}\` with \`{ $match: { ${keyOf(field)}: { $in: … } } }\` and a \`$group\` with \`$firstN\` or \`$topN\`, or \`populate\` with \`perDocumentLimit\`.` };
  }
  const method = methodOf(query, 'find');
  if (columns === '') return { text: `One \`${method}\` whose filter takes the keys of all elements with \`$in\` reads the documents together; here the filter is built for each element.` };
  return { text: `No \`$in\` replaces this condition on ${columns}. Read the documents of all elements with one \`${method}\` whose filter covers them (\`$or\`), and assign them to the elements in memory.` };
}

function keyed(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice {
  const { fields } = keys;
  const [field = ''] = fields;
  const read = `${methodOf(query, 'find')}({ ${inCondition(keys)} })${chained(query)}`;
  if (fields.length > 1) return { text: `Read them all before the loop with \`${read}\` and look them up in a \`Map\` keyed by ${listed(fields)} together.` };
  const key = mapKeyOf(field, query, schema);
  if (query.cardinality === 'one' && query.options.includes('sort')) return { text: `Read them all before the loop with \`${read}\` and keep the first document of each \`${key}\` in a \`Map\`.` };
  if (query.operation === 'exists') return { text: `Read the keys that exist before the loop with \`${methodOf(query, 'distinct')}('${field}', { ${inCondition(keys)} })\` and look them up in a \`Set\`${key === field ? '' : ` by \`${key}\``}.` };
  const unique = query.cardinality === 'one' || isUnique(field, query, schema);
  return { text: `Read them all before the loop with \`${read}\` and ${unique ? `look them up in a \`Map\` by \`${key}\`` : `group them by \`${key}\` in a \`Map\``}.` };
}

function chained({ options, loads }: QueryCall): string {
  const populates = loads.map((path) => (path === '…' ? '.populate(…)' : `.populate('${path}')`));
  return [...(options.includes('select') ? ['.select(…)'] : []), ...(options.includes('sort') ? ['.sort(…)'] : []), ...populates, ...(options.includes('lean') ? ['.lean()'] : []), ...(options.includes('session') ? ['.session(…)'] : [])].join('');
}

/** https://mongoosejs.com/docs/api/model.html#Model.aggregate() */
function grouped(query: QueryCall, keys: Keys): Advice {
  const { fields } = keys;
  const by = fields.length === 1 ? `'$${fields[0]}'` : `{ ${fields.map((field) => `${keyOf(field)}: '$${field}'`).join(', ')} }`;
  const read = `${methodOf(query, 'aggregate')}([{ $match: { ${inCondition(keys)} } }, { $group: { _id: ${by}, count: { $sum: 1 } } }])`;
  return { text: `Count all groups before the loop with \`${read}\` and look them up in a \`Map\` by \`String(_id)\`; a key without documents has no group and counts 0. A pipeline does not cast: the keys need the type of the schema.` };
}

function aggregated(query: QueryCall, keys: Keys): Advice {
  const { fields } = keys;
  return { text: `Run the pipeline once before the loop: \`{ $match: { ${inCondition(keys)} } }\` as its first stage, ${listed(fields)} in the \`_id\` of its \`$group\`, and look the groups up in a \`Map\`.` };
}

function distinct(query: QueryCall, keys: Keys): Advice {
  return { text: `Read the values of all keys before the loop with \`${methodOf(query, 'find')}({ ${inCondition(keys)} })\`, selecting ${listed(keys.fields)} and the column asked for, and group them in a \`Map\` of \`Set\`s.` };
}

/** `row.populate('author')`, `Post.populate(post, 'author')`. https://mongoosejs.com/docs/populate.html */
function populated(query: QueryCall): Advice {
  const path = query.loads[0] === undefined || query.loads[0] === '…' ? '…' : `'${query.loads[0]}'`;
  return { text: `Populate all documents with one query: \`.populate(${path})\` on the query that reads them, or \`await ${methodOf(query, 'populate')}(docs, ${path === '…' ? '{ path: … }' : path})\`.` };
}

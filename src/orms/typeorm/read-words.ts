import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { Keys } from '../driven-keys.ts';
import { listed } from '../wording.ts';
import { aliasOf, callOf, isBuilt, isUnique, keysOf, pluralOf, relationsOf, whereOf } from './phrases.ts';

const LIMITS: ReadonlySet<string> = new Set(['take', 'skip', 'limit', 'offset']);
const SUMS: { readonly [method: string]: string } = { sum: 'SUM', average: 'AVG', minimum: 'MIN', maximum: 'MAX' };

/** One read in place of many, where TypeORM has one. */
export function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method === 'query') return rawRead();
  if (query.onRow) return { text: 'Read the rows again with one `findBy({ id: In(ids) })` before the loop, and look them up in a `Map` by `id`.' };
  if (/Tree|Descendants|Ancestors|Roots/.test(query.method)) return undefined;
  if (query.method === 'loadMany' || query.method === 'loadOne') return undefined;
  const keys = keysOf(query, driven, schema);
  const [field] = keys.fields;
  if (field === undefined || !keys.byKey) return undefined;
  if (field.endsWith('*')) return undefined;
  if (query.operation === 'count' || query.operation === 'aggregate') return limited(query) ? undefined : grouped(query, keys);
  if (query.operation === 'exists') return existing(query, keys);
  if (query.cardinality === 'many' && limited(query)) return undefined;
  if (query.options.includes('skip') || query.options.includes('offset')) return undefined;
  if (isBuilt(query)) return built(query, keys, schema);
  return keyed(query, keys, schema);
}

/** What is left when each element asks for something that no key selects. */
export function singleRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice {
  const keys = keysOf(query, driven, schema);
  const columns = listed(keys.fields.filter((field) => !field.endsWith('*')));
  if (/Tree|Descendants|Ancestors/.test(query.method)) {
    return { text: `TypeORM reads trees one node at a time. Read the whole tree once with \`${callOf(query, 'findTrees', '')}\`, or all nodes with one \`find\`, and walk it in memory.` };
  }
  if (query.method === 'loadMany' || query.method === 'loadOne') {
    return { text: 'Read the relation with the rows themselves, by `relations: { …: true }` in the `find` that reads them all.' };
  }
  if (query.operation === 'count' || query.operation === 'aggregate') {
    return { text: 'One query builder with `GROUP BY`, or with `COUNT(*) FILTER (WHERE …)` in `addSelect`, answers all elements in one statement.' };
  }
  // A filter that a function is handed says more than its limit, which is mostly that of the function.
  const isHanded = columns === '' && query.filter?.open === true && !isBuilt(query);
  if (limited(query) && !isHanded) {
    return { text: 'TypeORM has no limit per parent. One `query` with `ROW_NUMBER() OVER (PARTITION BY …)` or `LATERAL` reads the first rows of all elements.' };
  }
  if (columns === '') {
    return { text: `The filter of \`${query.method}\` is built for each element. One \`${callOf(query, 'find', '{ where: [ … ] }')}\`, with one condition for each element, reads them together.` };
  }
  return { text: `No \`In\` replaces this condition on ${columns}. Read the rows of all elements with one \`${callOf(query, 'find', '{ where: … }')}\` whose \`where\` covers them, and assign them to the elements in memory.` };
}

function limited({ options }: QueryCall): boolean {
  return options.some((option) => LIMITS.has(option));
}

function keyed(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice {
  const relations = query.loads.length > 0 ? 'relations: …' : relationsOf(keys.fields);
  const kept = [...(query.options.includes('select') ? [`select: { ${keys.fields.filter((each) => !each.includes('.')).map((each) => `${each}: true, `).join('')}… }`] : []), ...(relations === undefined ? [] : [relations]), ...(query.options.includes('order') ? ['order: …'] : []), ...(query.options.includes('withDeleted') ? ['withDeleted: true'] : [])];
  const read = kept.length === 0 ? callOf(query, 'findBy', whereOf(keys)) : callOf(query, 'find', `{ ${[`where: ${whereOf(keys)}`, ...kept].join(', ')} }`);
  return { text: `Read them all before the loop with \`${read}\` and ${lookUp(query, keys, schema)}.` };
}

function built(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice {
  const [field = ''] = keys.fields;
  const column = field.includes('.') ? field : `${aliasOf(query)}.${field}`;
  if (keys.fields.length > 1) return { text: `Read them all before the loop: give this builder one condition on ${listed(keys.fields)} for the keys of all elements, and ${lookUp(query, keys, schema)}.` };
  const many = query.method.replace(/^getOne(?:OrFail)?$/, 'getMany').replace('getRawOne', 'getRawMany');
  return { text: `Read them all before the loop with \`.where('${column} IN (:...${pluralOf(field)})', { ${pluralOf(field)} })\` and one \`${many}()\`, and ${lookUp(query, keys, schema)}.` };
}

function lookUp(query: QueryCall, { fields }: Keys, schema: Schema | undefined): string {
  const [field = ''] = fields;
  if (fields.length > 1) return `look them up in a \`Map\` keyed by ${listed(fields)} together`;
  const one = query.cardinality === 'one' && !query.options.some((option) => option === 'order' || option === 'orderBy');
  if (query.cardinality === 'one' && !one) return `keep the first row of each \`${field}\` in a \`Map\``;
  return one || isUnique(field, query, schema) ? `look them up in a \`Map\` by \`${field}\`` : `group them by \`${field}\` in a \`Map\``;
}

/** Columns go by the alias: TypeORM quotes `post.authorId`, and PostgreSQL folds a bare `authorId` to lower case. */
function grouped(query: QueryCall, { fields, more }: Keys): Advice {
  const alias = aliasOf(query);
  const column = (field: string): string => `${alias}.${field}`;
  const [field = ''] = fields;
  const list = pluralOf(field);
  const what = query.operation === 'count' ? 'COUNT(*)' : `${SUMS[query.method] ?? 'SUM'}(${column(query.options.at(-1) ?? '…')})`;
  const where = fields.length === 1 ? `.where('${column(field)} IN (:...${list})', { ${list} })` : '.where(…)';
  const select = fields.map((each, at) => `.${at === 0 ? 'select' : 'addSelect'}('${column(each)}', '${each}')`).join('');
  const group = fields.map((each, at) => `.${at === 0 ? 'groupBy' : 'addGroupBy'}('${column(each)}')`).join('');
  const read = `${callOf(query, 'createQueryBuilder', `'${alias}'`)}${select}.addSelect('${what}', 'n')${where}${more ? '.andWhere(…)' : ''}${group}.getRawMany()`;
  return { text: `Read all groups before the loop with \`${read}\` and look them up in a \`Map\`; a key without rows has no group${query.operation === 'count' ? ' and counts 0' : ''}.` };
}

function existing(query: QueryCall, keys: Keys): Advice {
  const [field = ''] = keys.fields;
  const select = keys.fields.length === 1 && !field.includes('.') ? `select: { ${field}: true }, ` : '';
  return { text: `Read the keys that exist before the loop with \`${callOf(query, 'find', `{ ${select}where: ${whereOf(keys)} }`)}\` and look them up in a \`Set\`.` };
}

function rawRead(): Advice {
  return { text: 'Read all rows before the loop with one statement, `WHERE … IN (…)` or on PostgreSQL `= ANY($1)` with the list of keys, and look them up in a `Map`.' };
}

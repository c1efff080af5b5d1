import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { keysOf } from '../driven-keys.ts';
import { listed } from '../wording.ts';
import { rowMethods } from './methods.ts';
import { inCondition, isUnique, methodOf } from './phrases.ts';
import type { Keys } from '../driven-keys.ts';

/** One read in place of many, where Sequelize has one. https://sequelize.org/docs/v6/core-concepts/model-querying-basics/ */
export function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method === 'query') return { text: "Read all rows before the loop with one statement, `WHERE … IN (:ids)` with `replacements: { ids }`, and look them up in a `Map`." };
  if (query.onRow) return query.method === 'reload' ? reloaded(query) : related(query);
  const keys = keysOf(driven);
  const [field] = keys.fields;
  if (field === undefined || !keys.byKey || field.endsWith('*')) return undefined;
  const limited = query.options.includes('limit') || query.options.includes('offset');
  if (query.operation === 'count' || query.operation === 'aggregate') return limited || query.options.includes('include') ? undefined : grouped(query, keys);
  if (limited && query.cardinality === 'many') return undefined;
  return keyed(query, keys, schema);
}

/** What is left when no key selects what each element asks for. */
export function singleRead(query: QueryCall, driven: Driven): Advice {
  const { fields } = keysOf(driven);
  const columns = listed(fields.filter((field) => !field.endsWith('*')));
  if (query.operation === 'count' || query.operation === 'aggregate') {
    return { text: 'One `sequelize.query` with `COUNT(*) FILTER (WHERE …)` or a `GROUP BY` answers all of them in one statement.' };
  }
  if (query.options.includes('limit')) {
    return { text: '`limit` per parent is only possible in an `include` with `separate: true`, or with a window function in one `sequelize.query`.' };
  }
  const method = methodOf(query, 'findAll');
  if (columns === '') return { text: `One \`${method}\` whose \`where\` takes the keys of all elements reads the rows together; here the filter is built for each element.` };
  return { text: `No list of keys replaces this condition on ${columns}. Read the rows of all elements with one \`${method}\` whose \`where\` covers them, and assign them to the elements in memory.` };
}

function keyed(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice {
  const { fields } = keys;
  const [field = ''] = fields;
  const first = query.cardinality === 'one' && query.options.includes('order');
  const read = `${methodOf(query, 'findAll')}({ ${[`where: { ${inCondition(keys)} }`, ...keptOptions(query)].join(', ')} })`;
  if (first) return { text: `Read them all before the loop with \`${read}\` and keep the first row of each ${listed(fields)} in a \`Map\`.` };
  if (fields.length > 1) return { text: `Read them all before the loop with \`${read}\` and look them up in a \`Map\` keyed by ${listed(fields)} together.` };
  const unique = query.cardinality === 'one' || isUnique(field, query, schema);
  return { text: `Read them all before the loop with \`${read}\` and ${unique ? `look them up in a \`Map\` by \`${field}\`` : `group them by \`${field}\` in a \`Map\``}.` };
}

function keptOptions({ options }: QueryCall): string[] {
  return ['attributes', 'include', 'order', 'group', 'raw', 'paranoid', 'transaction'].filter((name) => options.includes(name)).map((name) => (name === 'transaction' ? name : name === 'raw' ? 'raw: true' : name === 'paranoid' ? 'paranoid: false' : `${name}: …`));
}

function grouped(query: QueryCall, keys: Keys): Advice | undefined {
  const { fields } = keys;
  const by = fields.map((each) => `'${each}'`).join(', ');
  const where = `where: { ${inCondition(keys)} }`;
  if (query.operation === 'count') {
    return { text: `Count all groups before the loop with \`${methodOf(query, 'count')}({ ${where}, group: [${by}] })\`, which gives \`{ ${fields.join(', ')}, count }\` for each, and look them up in a \`Map\`; a key without rows has no group and counts 0.` };
  }
  const fn = query.method === 'aggregate' ? '…' : `'${query.method.toUpperCase()}'`;
  const read = `${methodOf(query, 'findAll')}({ ${where}, attributes: [${by}, [sequelize.fn(${fn}, sequelize.col('…')), 'value']], group: [${by}], raw: true })`;
  return { text: `Read all groups before the loop with \`${read}\` and look them up in a \`Map\`; a key without rows has no group.` };
}

/** `row.getPosts()`, `row.$get('posts')`, `row.countPosts()`. */
function related({ method, operation }: QueryCall): Advice | undefined {
  const name = relationIn(method);
  if (operation === 'count') return { text: `Count them for all rows with one grouped \`count\` of the related model: \`count({ where: { …: ids }, group: ['…'] })\`.` };
  if (operation === 'exists') return { text: `Load ${name} for all rows with \`include\` in the query that reads them, and look in the loaded list.` };
  return { text: `Load ${name} with the rows themselves: \`include: [{ model: …, as: '…' }]\` in the query that reads them all; \`separate: true\` keeps one query per relation of many.` };
}

function reloaded(query: QueryCall): Advice {
  return { text: `Read the rows again all at once with \`${methodOf(query, 'findAll')}({ where: { id: ids } })\` and look them up in a \`Map\` by \`id\`.` };
}

/** `getPosts` → `posts`. */
function relationIn(method: string): string {
  const name = rowMethods.has(method) ? undefined : /^(?:get|count|has)([A-Z]\w*)$/.exec(method)?.[1];
  return name === undefined ? 'the relation' : `\`${name.slice(0, 1).toLowerCase()}${name.slice(1)}\``;
}

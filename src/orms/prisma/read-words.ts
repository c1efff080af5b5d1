import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { listed, readAll } from '../wording.ts';
import { inCondition, isUnique, keysOf, methodOf, parentOf, pluralOf, selected } from './phrases.ts';
import type { Keys, Way } from './phrases.ts';

const LIMITS: ReadonlySet<string> = new Set(['take', 'skip', 'cursor']);

/** One read in place of many, where Prisma has one. */
export function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined {
  if (query.method.startsWith('$')) return rawRead();
  if (query.model === undefined) return fluentRead(query);
  const keys = keysOf(query, driven, schema);
  const [field] = keys.fields;
  if (field === undefined) return undefined;
  if (field.endsWith('*')) return query.method.startsWith('findUnique') ? opaqueRead(query, driven) : undefined;
  if (!keys.byKey) return undefined;
  const limited = query.options.some((option) => LIMITS.has(option));
  if (query.operation === 'count' || query.operation === 'aggregate') return limited ? undefined : grouped(query, keys, schema);
  if (query.cardinality === 'many') return limited ? paged(query, keys, schema) : keyed(query, keys, driven, schema);
  if (query.options.includes('skip') || query.options.includes('cursor')) return undefined;
  return query.options.includes('orderBy') ? firstOfEach(query, keys, driven) : keyed(query, keys, driven, schema);
}

/** What is left when each element asks for something that no key selects. */
export function singleRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice {
  const { fields } = keysOf(query, driven, schema);
  const columns = listed(fields.filter((field) => !field.endsWith('*')));
  if (query.operation === 'count' || query.operation === 'aggregate') {
    return { text: 'Prisma has no grouping for this filter. One `$queryRaw` with `COUNT(*) FILTER (WHERE …)` or a `GROUP BY` answers all of them in one statement.' };
  }
  if (query.options.some((option) => option === 'take' || option === 'skip')) {
    return { text: 'Prisma limits rows per parent only inside `include`: read the parents with `include: { …: { take: … } }`, or use a window function in one `$queryRaw`.' };
  }
  if (columns === '') {
    return { text: `Prisma has no set-based form of \`${methodOf(query, query.method)}\` for a filter that is built for each element. One \`findMany\` whose \`where\` takes the keys of all elements reads them together.` };
  }
  const method = methodOf(query, 'findMany');
  return { text: `No \`in\` replaces this condition on ${columns}. Read the rows of all elements with one \`${method}\` whose \`where\` covers them, and assign them to the elements in memory.` };
}

function keyed(query: QueryCall, keys: Keys, driven: Driven, schema: Schema | undefined): Advice {
  const { fields } = keys;
  const [field = ''] = fields;
  const read = `${methodOf(query, 'findMany')}({ ${[`where: { ${inCondition(keys)} }`, ...keptOptions(query, fields)].join(', ')} })`;
  if (fields.length > 1) return { text: `${readAll(driven)} \`${read}\` and look them up in a \`Map\` keyed by ${listed(fields)} together.` };
  const unique = query.cardinality === 'one' || isUnique(field, query, schema);
  const use = unique ? `look them up in a \`Map\` by \`${field}\`` : `group them by \`${field}\` in a \`Map\``;
  return { text: `${readAll(driven)} \`${read}\` and ${use}.` };
}

/** The options that the one read keeps, widened so that its rows hold the keys they are looked up by. */
function keptOptions({ options, cardinality }: QueryCall, fields: readonly string[]): string[] {
  const kept: string[] = [];
  const over = fields.filter((field) => field.includes('.'));
  if (options.includes('select')) kept.push(`select: { ${[selected(fields), '…'].filter(Boolean).join(', ')} }`);
  else if (options.includes('include')) kept.push(over.length > 0 ? `include: { ${selected(over)}, … }` : 'include: …');
  else if (over.length > 0) kept.push(`include: { ${selected(over)} }`);
  if (cardinality === 'many' && options.includes('orderBy')) kept.push('orderBy: …');
  if (options.includes('distinct') && over.length === 0) kept.push(`distinct: [${[...fields.map((field) => `'${field}'`), '…'].join(', ')}]`);
  return kept;
}

function opaqueRead(query: QueryCall, driven: Driven): Advice {
  const read = `${methodOf(query, 'findMany')}({ where: { …: { in: keys } } })`;
  return { text: `${readAll(driven)} \`${read}\` and look them up in a \`Map\` by that key.` };
}

function firstOfEach(query: QueryCall, keys: Keys, driven: Driven): Advice {
  const { fields } = keys;
  if (fields.some((field) => field.includes('.'))) {
    const read = `${methodOf(query, 'findMany')}({ where: { ${inCondition(keys)} }, orderBy: …, include: { ${selected(fields.filter((field) => field.includes('.')))} } })`;
    return { text: `${readAll(driven)} \`${read}\` and keep the first row of each ${listed(fields)} in a \`Map\`.` };
  }
  const distinct = fields.map((field) => `'${field}'`).join(', ');
  const read = `${methodOf(query, 'findMany')}({ where: { ${inCondition(keys)} }, orderBy: …, distinct: [${distinct}] })`;
  return { text: `Read the first row of each before the loop with \`${read}\`, \`orderBy\` as here, and look them up in a \`Map\`.` };
}

function paged(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice | undefined {
  const [field = ''] = keys.fields;
  const way = keys.fields.length === 1 && !query.options.includes('cursor') ? parentOf(field, query, schema) : undefined;
  if (!way) return undefined;
  const options = query.options.filter((option) => ['orderBy', 'take', 'skip'].includes(option)).map((option) => `${option}: …`);
  const inner = [...(keys.more ? ['where: …'] : []), ...options].join(', ');
  return { text: `Read them with their parents: \`${parents(way, field)}, include: { ${way.children}: { ${inner} } } })\`; \`take\` counts per parent there.` };
}

function grouped(query: QueryCall, keys: Keys, schema: Schema | undefined): Advice | undefined {
  const { fields } = keys;
  const [field = ''] = fields;
  if (fields.some((each) => each.includes('.'))) return countedByParent(query, keys, parentOf(field, query, schema));
  const by = fields.map((each) => `'${each}'`).join(', ');
  const where = `where: { ${inCondition(keys)} }`;
  if (query.method === 'groupBy') {
    return { text: `Read the groups of all elements before the loop: add ${listed(fields)} to \`by\`, with \`${where}\`, and look them up in a \`Map\`.` };
  }
  if (query.method === 'aggregateRaw') return undefined;
  const sums = query.options.filter((option) => option.startsWith('_')).map((option) => `${option}: …`);
  const what = query.operation === 'count' ? '_count: true' : sums.join(', ');
  const read = `${methodOf(query, 'groupBy')}({ by: [${by}], ${where}, ${what} })`;
  const none = query.operation === 'count' ? 'a key without rows has no group and counts 0' : 'a key without rows has no group';
  return { text: `Read all groups before the loop with \`${read}\` and look them up in a \`Map\`; ${none}.` };
}

function countedByParent(query: QueryCall, keys: Keys, way: Way | undefined): Advice | undefined {
  if (!way || query.operation !== 'count' || keys.fields.length > 1) return undefined;
  const filter = keys.more ? '{ where: … }' : 'true';
  const read = `${parents(way, keys.fields[0] ?? '')}, include: { _count: { select: { ${way.children}: ${filter} } } } })`;
  return { text: `Count them with their parents: \`${read}\`.` };
}

function parents({ parent, parentKey }: Way, field: string): string {
  return `prisma.${parent}.findMany({ where: { ${parentKey}: { in: ${pluralOf(field)} } }`;
}

function fluentRead(query: QueryCall): Advice {
  return { text: `Read \`${query.method}\` with the rows themselves, by \`include: { ${query.method}: true }\` in one query that reads them all.` };
}

function rawRead(): Advice {
  return { text: 'Read all rows before the loop with one statement, `WHERE … IN (${Prisma.join(ids)})` or on PostgreSQL `= ANY(${ids})`, and look them up in a `Map`.' };
}

import type { Aggregate, AggregateGroup } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { answersOf, filterWhere, groupsNote, numbersOf, objectFilter, sqlCondition, sqlValue, valuesOf, type OperatorName, type Sql } from '../aggregate-text.ts';
import { code } from '../wording.ts';
import { accessorOf } from './names.ts';
import { methodOf } from './phrases.ts';

const OPERATORS: { readonly [op: string]: string } = { '=': 'equals', in: 'in', 'not in': 'notIn', not: 'not', '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte', contains: 'contains', startsWith: 'startsWith', endsWith: 'endsWith', some: 'some', none: 'none', every: 'every' };
const operator: OperatorName = op => OPERATORS[op];
const sql: Sql = { column: field => `"${field}"`, value: condition => sqlValue(condition, text => `\${${text}}`) };

/** One query for several counts: https://www.prisma.io/docs/orm/prisma-client/queries/aggregation-grouping-summarizing */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  if (!first) return undefined;
  const { query } = first;
  const counts = numbersOf(group);
  const where = objectFilter(group.common, group.open, operator, true);
  if (group.by !== undefined) {
    const values = valuesOf(group);
    const all = [...where, ...(values === undefined ? [] : [`${group.by}: { in: ${values} }`])];
    const options = [`by: ['${group.by}']`, ...(all.length > 0 ? [`where: { ${all.join(', ')} }`] : []), ...totals(counts)];
    return { text: `Ask once with \`${methodOf(query, 'groupBy')}({ ${options.join(', ')} })\`; ${groupsNote(group)}.` };
  }
  if (group.queries.every(({ own }) => own.length === 0)) {
    const options = [...(where.length > 0 ? [`where: { ${where.join(', ')} }`] : []), ...totals(counts)];
    return { text: `Ask once with \`${methodOf(query, 'aggregate')}({ ${options.join(', ')} })\`.` };
  }
  return raw(group);
}

/** `_count: true`, `_sum: { total: true }`. */
function totals(aggregates: readonly Aggregate[]): readonly string[] {
  const fns = [...new Set(aggregates.map(({ fn }) => fn))];
  return fns.map(fn => {
    const fields = aggregates.filter(each => each.fn === fn).map(({ field }) => field);
    if (fields.every(field => field === undefined)) return `_${fn}: true`;
    return `_${fn}: { ${fields.map(field => `${field ?? '_all'}: true`).join(', ')} }`;
  });
}

/** Prisma's own API has no condition per count: https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries */
function raw(group: AggregateGroup): Advice {
  const { query } = group.queries[0]!;
  const { answers, more } = answersOf(group);
  const columns = answers.map(({ name, aggregate, own }) => `${filterWhere(aggregate, own, sql)} AS "${name}"`);
  // A column of another table, and a value that may be a filter of its own or none, are no comparison in SQL.
  const elsewhere = group.open || group.common.some(({ field, text }) => field.includes('.') || /\{|\bundefined\b/.test(text));
  const conditions = [elsewhere ? '…' : sqlCondition(group.common, sql)].filter(Boolean);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const accessor = `.${accessorOf(query.model ?? '')}`;
  const client = query.written?.endsWith(accessor) ? query.written.slice(0, -accessor.length) : 'prisma';
  const statement = `${client}.$queryRaw\`SELECT ${columns.join(', ')}${more ? ', …' : ''} FROM "${query.model ?? '…'}"${where}\``;
  return { text: `Ask once with ${code(statement)}; the counts come as \`bigint\`.` };
}

import type { AggregateGroup, WrittenCondition } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { answersOf, groupsNote, joinsOf, numbersOf, sqlCondition, sqlValue, valuesOf, type Answer, type Sql } from '../aggregate-text.ts';
import { code } from '../wording.ts';
import { columnOf, tableOf } from './phrases.ts';

const OPERATORS: { readonly [op: string]: string } = { '=': 'eq', not: 'ne', '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte', in: 'inArray', 'not in': 'notInArray', like: 'like' };

/** One `select` for several counts. https://orm.drizzle.team/docs/select#aggregations · https://orm.drizzle.team/docs/sql */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  if (!first || first.query.model === undefined) return undefined;
  const { query } = first;
  if (group.by !== undefined) {
    const column = columnOf(query, group.by);
    const values = valuesOf(group);
    const numbers = numbersOf(group).map(aggregate => plain(query, { name: aggregate.fn, aggregate, own: [] }));
    const where = whereOf(query, group, values === undefined ? [] : [`inArray(${column}, ${values})`]);
    return { text: `Ask once with ${code(`db.select({ ${[`${group.by}: ${column}`, ...numbers].join(', ')} }).from(${tableOf(query)})${joinsOf(group)}${where}.groupBy(${column})`)}; ${groupsNote(group)}.` };
  }
  const { answers, more } = answersOf(group);
  const fields = [...answers.map(answer => (answer.own.length === 0 ? plain(query, answer) : conditional(query, answer))), ...(more ? ['…'] : [])];
  return { text: `Ask once with ${code(`db.select({ ${fields.join(', ')} }).from(${tableOf(query)})${joinsOf(group)}${whereOf(query, group, [])}`)}.` };
}

/** `open: count()`, `total: sum(orders.total)`. */
function plain(query: QueryCall, { name, aggregate: { fn, field, distinct } }: Answer): string {
  return `${name}: ${fn}${distinct ? 'Distinct' : ''}(${field === undefined ? '' : columnOf(query, field)})`;
}

/** ``open: count(sql`case when … then 1 end`)``: what `count`, `sum` and the others are given is any SQL. */
function conditional(query: QueryCall, { name, aggregate: { fn, field, distinct }, own }: Answer): string {
  const sql: Sql = { column: each => `\${${columnOf(query, each)}}`, value: condition => sqlValue(condition, text => `\${${text}}`) };
  return `${name}: ${fn}${distinct ? 'Distinct' : ''}(sql\`case when ${sqlCondition(own, sql)} then ${field === undefined ? '1' : `\${${columnOf(query, field)}}`} end\`)`;
}

function whereOf(query: QueryCall, { common, open }: AggregateGroup, more: readonly string[]): string {
  const conditions = [...common.map(condition => conditionOf(query, condition)), ...more, ...(open ? ['…'] : [])];
  return conditions.length === 0 ? '' : `.where(${conditions.length === 1 ? conditions[0]! : `and(${conditions.join(', ')})`})`;
}

function conditionOf(query: QueryCall, { field, op, text }: WrittenCondition): string {
  if (op === 'is null' || op === 'is not null') return `${op === 'is null' ? 'isNull' : 'isNotNull'}(${columnOf(query, field)})`;
  const operator = OPERATORS[op];
  return operator === undefined ? '…' : `${operator}(${columnOf(query, field)}, ${text})`;
}

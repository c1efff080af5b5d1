import type { Aggregate, AggregateGroup, AggregateQuery, WrittenCondition } from '../vocabulary/aggregate.ts';

/** How SQL that stands in a program names a column, and the value that a condition compares with. */
export type Sql = { column: (field: string) => string; value: (condition: WrittenCondition) => string };

/** More columns than this are not written out. */
const MOST = 6;
const COMPARED: { readonly [op: string]: string } = { '=': '=', not: '<>', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=', like: 'LIKE', in: 'IN', 'not in': 'NOT IN' };

/** `status = 'OPEN' AND total > 0`; `…` for what is not told. */
export function sqlCondition(conditions: readonly WrittenCondition[], sql: Sql): string {
  const texts = conditions.map(condition => {
    const { field, op, text } = condition;
    const column = sql.column(field);
    if (op === 'is null' || (op === '=' && text === 'null')) return `${column} IS NULL`;
    if (op === 'is not null' || op === 'not is null' || (text === 'null' && COMPARED[op] === '<>')) return `${column} IS NOT NULL`;
    const sign = COMPARED[op];
    const value = text.startsWith('[') ? '…' : sql.value(condition);
    return sign === undefined ? '…' : sign.endsWith('IN') ? `${column} ${sign} (${value})` : `${column} ${sign} ${value}`;
  });
  return texts.join(' AND ');
}

/** A literal as SQL writes it, else what `otherwise` makes of it. */
export function sqlValue({ text, constant, literal }: WrittenCondition, otherwise: (text: string) => string): string {
  if (literal !== undefined) return typeof literal === 'string' ? `'${literal}'` : String(literal);
  return constant && /^(?:'[^']*'|-?[\d.]+|true|false)$/.test(text) ? text : otherwise(text);
}

/** `COUNT(*)`, `COUNT(CASE WHEN … THEN 1 END)`, `SUM(CASE WHEN … THEN total END)`: it runs on every database. */
export function caseWhen({ fn, field, distinct }: Aggregate, own: readonly WrittenCondition[], sql: Sql): string {
  const name = fn.toUpperCase();
  const column = field === undefined ? undefined : sql.column(field);
  const what = own.length === 0 ? (column ?? '*') : `CASE WHEN ${sqlCondition(own, sql)} THEN ${column ?? '1'} END`;
  return `${name}(${distinct ? 'DISTINCT ' : ''}${what})`;
}

/** `COUNT(*) FILTER (WHERE …)`, of PostgreSQL and SQLite. */
export function filterWhere({ fn, field, distinct }: Aggregate, own: readonly WrittenCondition[], sql: Sql): string {
  const what = field === undefined ? '*' : `${distinct ? 'DISTINCT ' : ''}${sql.column(field)}`;
  return `${fn.toUpperCase()}(${what})${own.length === 0 ? '' : ` FILTER (WHERE ${sqlCondition(own, sql)})`}`;
}

/** One number of the one query: the name of its answer, what it is, and under which conditions. */
export type Answer = { name: string; aggregate: Aggregate; own: readonly WrittenCondition[] };

/** The numbers that a group asks for, each under a name of its own; `more` when there are too many to write out. */
export function answersOf({ queries }: AggregateGroup): { answers: readonly Answer[]; more: boolean } {
  const all = queries.flatMap(({ name, aggregates, own }) => aggregates.map(aggregate => ({ name: aggregates.length === 1 ? name : `${name}_${aggregate.fn}${aggregate.field === undefined ? '' : `_${aggregate.field}`}`, aggregate, own })));
  return { answers: all.slice(0, MOST), more: all.length > MOST };
}

/** The different numbers of a group, whatever their conditions. */
export function numbersOf({ queries }: AggregateGroup): readonly Aggregate[] {
  const all = queries.flatMap(({ aggregates }) => aggregates);
  return all.filter((one, at) => all.findIndex(each => each.fn === one.fn && each.field === one.field && each.distinct === one.distinct) === at);
}

/** The joins that all questions have, as they stand behind the table: `.innerJoin(…)`. */
export function joinsOf({ queries }: AggregateGroup): string {
  const options = queries[0]?.query.options ?? [];
  return options.filter(option => /join/i.test(option)).map(option => `.${option === 'join' ? 'innerJoin' : option}(…)`).join('');
}

/** The values that the questions of a group tell apart, as the code writes them; `undefined` when one of them asks for all. */
export function valuesOf({ queries, each }: AggregateGroup): string | undefined {
  if (each !== undefined) return each;
  const own = queries.map((query: AggregateQuery) => query.own[0]?.text);
  return own.includes(undefined) ? undefined : `[${own.join(', ')}]`;
}

/** What grouping does to values without rows, and to the question for all. */
export function groupsNote(group: AggregateGroup, empty = 'a value without rows has no group and counts 0'): string {
  return valuesOf(group) === undefined ? `${empty}, and the total is the sum of all groups` : empty;
}

/** How an object filter writes an operator: `gte` of `{ gte: since }`, `[Op.gte]`, `$gte`. */
export type OperatorName = (op: string) => string | undefined;

/** The properties of an object filter: `teamId, createdAt: { gte: since }`; `…` for what is not told. */
export function objectFilter(conditions: readonly WrittenCondition[], open: boolean, operator: OperatorName, nested = false): readonly string[] {
  const fields = [...new Set(conditions.map(({ field }) => field))];
  const properties = fields.map(field => {
    const own = conditions.filter(each => each.field === field);
    const [only] = own;
    const value = own.length === 1 && only?.op === '=' ? only.text : comparisons(own, operator);
    return property(field, value, nested);
  });
  return open ? [...properties, '…'] : properties;
}

function comparisons(own: readonly WrittenCondition[], operator: OperatorName): string {
  const parts = own.flatMap(({ op, text }) => {
    const name = operator(op);
    return name === undefined ? [] : [`${name}: ${text}`];
  });
  return parts.length < own.length ? '…' : `{ ${parts.join(', ')} }`;
}

function property(field: string, value: string, nested: boolean): string {
  const [head = '', ...rest] = field.split('.');
  if (nested && rest.length > 0) return `${head}: { ${property(rest.join('.'), value, true)} }`;
  const key = /^[\w$]+$/.test(field) ? field : `'${field}'`;
  return key === value ? key : `${key}: ${value}`;
}

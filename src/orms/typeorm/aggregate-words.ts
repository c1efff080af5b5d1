import type { AggregateGroup, WrittenCondition } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { answersOf, caseWhen, groupsNote, joinsOf, numbersOf, objectFilter, sqlValue, valuesOf, type Sql } from '../aggregate-text.ts';
import { methodOf } from './phrases.ts';

const FUNCTIONS: { readonly [op: string]: string } = { in: 'In', not: 'Not', '<': 'LessThan', '<=': 'LessThanOrEqual', '>': 'MoreThan', '>=': 'MoreThanOrEqual', like: 'Like', ilike: 'ILike' };
const STRINGS = 'the numbers come as strings on PostgreSQL and MySQL';

/** One query builder for several counts. https://typeorm.io/docs/query-builder/select-query-builder#getting-raw-results */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  if (!first || first.query.model === undefined) return undefined;
  const { query } = first;
  const alias = query.model!.slice(0, 1).toLowerCase() + query.model!.slice(1);
  const sql: Sql = { column: field => `${alias}.${field}`, value: condition => sqlValue(condition, text => `:${parameterOf(text)}`) };
  const where = objectFilter(group.common.map(written), group.open, () => undefined, true);
  const filter = where.length > 0 ? `.where({ ${where.join(', ')} })` : '';
  const begun = `${repositoryOf(query)}.createQueryBuilder('${alias}')${joinsOf(group)}`;
  if (group.by !== undefined) {
    const values = valuesOf(group);
    const numbers = numbersOf(group).map(aggregate => `.addSelect('${caseWhen(aggregate, [], sql)}', '${aggregate.fn}')`).join('');
    const keys = values === undefined ? '' : `.${filter === '' ? 'where' : 'andWhere'}({ ${group.by}: In(${values}) })`;
    return { text: `Ask once with \`${begun}.select('${alias}.${group.by}', '${group.by}')${numbers}${filter}${keys}.groupBy('${alias}.${group.by}').getRawMany()\`; ${groupsNote(group)}; ${STRINGS}.` };
  }
  const { answers, more } = answersOf(group);
  const selects = answers.map(({ name, aggregate, own }, at) => `.${at === 0 ? 'select' : 'addSelect'}(${quoted(caseWhen(aggregate, own, sql))}, '${name}')`);
  const given = [...new Set(answers.flatMap(({ own }) => own.filter(each => sql.value(each).startsWith(':') && each.text !== '' && !each.text.startsWith('[')).map(({ text }) => parameterEntry(text))))];
  const parameters = given.length > 0 ? `.setParameters({ ${given.join(', ')} })` : '';
  return { text: `Ask once with \`${begun}${selects.join('')}${more ? '.addSelect(…)' : ''}${filter}${parameters}.getRawOne()\`; ${STRINGS}.` };
}

/** `this.users`, as the reader sees the repository; a manager is asked for one. */
function repositoryOf(query: QueryCall): string {
  if (query.form === 'manager') return methodOf(query, `getRepository(${query.called ?? query.model ?? '…'})`);
  return query.written ?? methodOf(query, '').slice(0, -1);
}

/** An operator of TypeORM around the value: `createdAt: MoreThan(since)`. */
function written(condition: WrittenCondition): WrittenCondition {
  const { op, text } = condition;
  if (op === '=') return text === 'null' ? { ...condition, text: 'IsNull()' } : condition;
  const name = FUNCTIONS[op];
  return { ...condition, op: '=', text: name === undefined ? '…' : /^(?:In|Not|Like|ILike|(?:More|Less)Than)/.test(text) ? text : `${name}(${text})` };
}

function parameterOf(text: string): string {
  return /([A-Za-z_]\w*)\W*$/.exec(text)?.[1] ?? 'value';
}

function parameterEntry(text: string): string {
  const name = parameterOf(text);
  return name === text ? name : `${name}: ${text}`;
}

function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

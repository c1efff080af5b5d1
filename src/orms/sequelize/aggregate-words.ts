import type { Aggregate, AggregateGroup } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { answersOf, caseWhen, groupsNote, numbersOf, objectFilter, sqlValue, valuesOf, type OperatorName, type Sql } from '../aggregate-text.ts';

const OPERATORS: { readonly [op: string]: string } = { '=': 'eq', not: 'ne', in: 'in', 'not in': 'notIn', '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte', between: 'between', like: 'like' };
const operator: OperatorName = op => (OPERATORS[op] === undefined ? undefined : `[Op.${OPERATORS[op]}]`);
const sql: Sql = { column: field => field, value: condition => sqlValue(condition, text => `\${sequelize.escape(${text})}`) };

/** One query for several counts. https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#specifying-attributes-for-select-queries */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  if (!first || first.query.model === undefined) return undefined;
  const { written, called, model } = first.query;
  const methodOf = (method: string): string => `${written ?? called ?? model}.${method}`;
  const where = objectFilter(group.common, group.open, operator);
  if (group.by !== undefined) {
    const values = valuesOf(group);
    const filter = [...where, ...(values === undefined ? [] : [`${group.by}: ${values}`])];
    const numbers = numbersOf(group);
    const options = `${filter.length > 0 ? `where: { ${filter.join(', ')} }, ` : ''}group: ['${group.by}']`;
    const counts = numbers.every(({ fn, field }) => fn === 'count' && field === undefined);
    const read = counts ? `${methodOf('count')}({ ${options} })` : `${methodOf('findAll')}({ attributes: ['${group.by}', ${numbers.map(each => plain(each, each.fn)).join(', ')}], ${options}, raw: true })`;
    return { text: `Ask once with \`${read}\`, which gives a row per value; ${groupsNote(group)}.` };
  }
  const { answers, more } = answersOf(group);
  const columns = answers.map(({ name, aggregate, own }) => (own.length === 0 ? plain(aggregate, name) : `[literal(${quoted(caseWhen(aggregate, own, sql))}), '${name}']`));
  const filter = where.length > 0 ? `where: { ${where.join(', ')} }, ` : '';
  const read = `${methodOf('findOne')}({ attributes: [${columns.join(', ')}${more ? ', …' : ''}], ${filter}raw: true })`;
  return { text: `Ask once with ${read.includes('`') ? `\`\` ${read} \`\`` : `\`${read}\``}; the numbers come as strings on PostgreSQL.` };
}

/** `[fn('SUM', col('total')), 'total']`. */
function plain({ fn, field, distinct }: Aggregate, name: string): string {
  const column = `col('${field ?? '*'}')`;
  return `[fn('${fn.toUpperCase()}', ${distinct ? `fn('DISTINCT', ${column})` : column}), '${name}']`;
}

function quoted(text: string): string {
  return text.includes('${') ? `\`${text}\`` : text.includes("'") ? `"${text}"` : `'${text}'`;
}

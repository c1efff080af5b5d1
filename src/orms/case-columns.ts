import type { AggregateGroup, WrittenCondition } from '../vocabulary/aggregate.ts';
import { answersOf, caseWhen, groupsNote, joinsOf, numbersOf, sqlValue, valuesOf, type Sql } from './aggregate-text.ts';

const SQL: Sql = { column: field => field, value: condition => sqlValue(condition, () => '?') };

/** The one query of builders whose methods are Knex's, behind what begins it; `raw` is what the program calls for SQL. https://knexjs.org/guide/query-builder.html#count */
export function chainOf(group: AggregateGroup, raw: string): { chain: string; note: string } {
  const where = [joinsOf(group), ...group.common.map(whereOf), ...(group.open ? ['.where(…)'] : [])].join('');
  if (group.by !== undefined) {
    const values = valuesOf(group);
    const keys = values === undefined ? '' : `.whereIn('${group.by}', ${values})`;
    const numbers = numbersOf(group).map(({ fn, field, distinct }) => `.${fn}${distinct ? 'Distinct' : ''}('${field ?? '*'} as ${fn}')`).join('');
    return { chain: `${where}${keys}.select('${group.by}')${numbers}.groupBy('${group.by}')`, note: groupsNote(group) };
  }
  const { answers, more } = answersOf(group);
  const numbers = answers.map(({ name, aggregate, own }) => {
    if (own.length === 0) return `.${aggregate.fn}${aggregate.distinct ? 'Distinct' : ''}('${aggregate.field ?? '*'} as ${name}')`;
    const text = `${caseWhen(aggregate, own, SQL)} as ${name}`;
    const given = own.filter(each => SQL.value(each) === '?').map(({ text: value }) => value);
    return `.select(${raw}(${text.includes("'") ? `"${text}"` : `'${text}'`}${given.length > 0 ? `, [${given.join(', ')}]` : ''}))`;
  });
  return { chain: `${where}${numbers.join('')}${more ? '.select(…)' : ''}.first()`, note: 'the numbers come as strings on PostgreSQL' };
}

function whereOf({ field, op, text }: WrittenCondition): string {
  switch (op) {
    case '=':
      return text === 'null' ? `.whereNull('${field}')` : `.where('${field}', ${text})`;
    case 'in':
      return `.whereIn('${field}', ${text})`;
    case 'is null':
      return `.whereNull('${field}')`;
    case 'not is null':
      return `.whereNotNull('${field}')`;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `.where('${field}', '${op}', ${text})`;
    case 'not':
      return `.whereNot('${field}', ${text})`;
    default:
      return '.where(…)';
  }
}

import type { AggregateGroup } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { answersOf, caseWhen, groupsNote, numbersOf, objectFilter, sqlValue, valuesOf, type OperatorName, type Sql } from '../aggregate-text.ts';
import { code } from '../wording.ts';
import { modelOf } from './phrases.ts';

const OPERATORS: { readonly [op: string]: string } = { in: '$in', 'not in': '$nin', '!=': '$ne', not: '$ne', '<': '$lt', '<=': '$lte', '>': '$gt', '>=': '$gte', like: '$like' };
const operator: OperatorName = op => OPERATORS[op];

/** One query builder for several counts. https://mikro-orm.io/docs/query-builder · https://mikro-orm.io/docs/raw-queries */
export function singleAggregate(group: AggregateGroup, schema: Schema | undefined): Advice | undefined {
  const [first] = group.queries;
  // A builder leaves the filters of the model out.
  if (first?.query.model === undefined || modelOf(first.query, schema)?.filtered) return undefined;
  const { model } = first.query;
  const alias = model.slice(0, 1).toLowerCase();
  const sql: Sql = { column: field => `${alias}.${field}`, value: condition => sqlValue(condition, text => `\${${text}}`) };
  const where = objectFilter(group.common, group.open, operator, true);
  const begun = `em.createQueryBuilder(${model}, '${alias}')`;
  if (group.by !== undefined) {
    const values = valuesOf(group);
    const filter = [...where, ...(values === undefined ? [] : [`${group.by}: { $in: ${values} }`])];
    const numbers = numbersOf(group).map(aggregate => `raw('${caseWhen(aggregate, [], sql)} as ${aggregate.fn}')`);
    return { text: `Ask once with \`${begun}.select(['${group.by}', ${numbers.join(', ')}])${filter.length > 0 ? `.where({ ${filter.join(', ')} })` : ''}.groupBy('${group.by}').execute('all')\`; ${groupsNote(group)}.` };
  }
  const { answers, more } = answersOf(group);
  const columns = answers.map(({ name, aggregate, own }) => `sql\`${caseWhen(aggregate, own, sql)}\`.as('${name}')`);
  return { text: `Ask once with ${code(`${begun}.select([${columns.join(', ')}${more ? ', …' : ''}])${where.length > 0 ? `.where({ ${where.join(', ')} })` : ''}.execute('get')`)}; the numbers come as strings on PostgreSQL.` };
}

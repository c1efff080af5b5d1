import type { Aggregate, AggregateGroup, WrittenCondition } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { answersOf, groupsNote, joinsOf, numbersOf, valuesOf } from '../aggregate-text.ts';
import { tableOf } from './phrases.ts';

const OPERATORS: { readonly [op: string]: string } = { 'is null': 'is', 'is not null': 'is not', not: '!=' };

/** One `select` for several counts. https://kysely-org.github.io/kysely-apidoc/interfaces/AggregateFunctionBuilder.html#filterwhere */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  if (!first || first.query.model === undefined) return undefined;
  const table = `db.selectFrom(${tableOf(first.query)})${joinsOf(group)}`;
  const where = [...group.common.map(condition => `.where(${condition.op === 'or' ? '…' : comparison(condition)})`), ...(group.open ? ['.where(…)'] : [])].join('');
  if (group.by !== undefined) {
    const values = valuesOf(group);
    const numbers = numbersOf(group).map(aggregate => `${numberOf(aggregate)}.as('${aggregate.fn}')`);
    const keys = values === undefined ? '' : `.where('${group.by}', 'in', ${values})`;
    return { text: `Ask once with \`${table}.select(({ fn }) => ['${group.by}', ${numbers.join(', ')}])${where}${keys}.groupBy('${group.by}').execute()\`; ${groupsNote(group)}.` };
  }
  const { answers, more } = answersOf(group);
  const numbers = answers.map(({ name, aggregate, own }) => `${numberOf(aggregate)}${own.map(condition => `.filterWhere(${comparison(condition)})`).join('')}.as('${name}')`);
  return { text: `Ask once with \`${table}.select(({ fn }) => [${numbers.join(', ')}${more ? ', …' : ''}])${where}.executeTakeFirstOrThrow()\`.` };
}

function numberOf({ fn, field, distinct }: Aggregate): string {
  return `fn.${fn === 'count' && field === undefined ? 'countAll()' : `${fn}('${field ?? '*'}')`}${distinct ? '.distinct()' : ''}`;
}

function comparison({ field, op, text }: WrittenCondition): string {
  return op === 'or' || op === 'not' ? '…' : `'${field}', '${OPERATORS[op] ?? op}', ${op.startsWith('is') ? (text || 'null') : text}`;
}

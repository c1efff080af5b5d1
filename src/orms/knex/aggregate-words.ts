import type { AggregateGroup } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { chainOf } from '../case-columns.ts';
import { from } from './phrases.ts';

/** One query for several counts. https://knexjs.org/guide/query-builder.html#count · /raw.html */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  if (!first) return undefined;
  const { chain, note } = chainOf(group, 'knex.raw');
  return { text: `Ask once with \`${from(first.query)}${chain}\`; ${note}.` };
}

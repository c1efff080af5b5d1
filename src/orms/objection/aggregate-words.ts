import type { AggregateGroup } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { chainOf } from '../case-columns.ts';

/** One query for several counts. https://vincit.github.io/objection.js/api/objection/#raw */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  if (first?.query.model === undefined) return undefined;
  const { chain, note } = chainOf(group, 'raw');
  return { text: `Ask once with \`${first.query.model}.query()${chain}\`; ${note}.` };
}

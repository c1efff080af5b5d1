import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { areKeys } from '../joined-loading.ts';

/** How a query reads the row of another table too. https://knexjs.org/guide/query-builder.html#join */
export function loadWith(followUp: FollowUp): Advice | undefined {
  const { first, second, more, toMany, column, field } = followUp;
  if (toMany || more || first.model === undefined || second.model === undefined || first.model === second.model || !areKeys(followUp)) return undefined;
  return { text: `Join them: \`.leftJoin('${second.model}', '${second.model}.${field}', '${first.model}.${column}')\` in the first query, with the columns of both in its \`select\`.` };
}

/** How a query asks through a join, and not by a key that another one reads. */
export function filterThrough(followUp: FollowUp): Advice | undefined {
  const { first, second, column, field } = followUp;
  if (first.model === undefined || second.model === undefined || first.model === second.model || !areKeys(followUp)) return undefined;
  if (first.filter?.open !== false || first.filter.conditions.length === 0) return undefined;
  const conditions = [...new Set(first.filter.conditions.map(each => each.field.split('.').at(-1)!))].map(each => `.where('${first.model ?? ''}.${each}', …)`).join('');
  return { text: `Ask through a join: \`.join('${first.model}', '${first.model}.${column}', '${second.model}.${field}')${conditions}\` in the second query, and without the first.` };
}

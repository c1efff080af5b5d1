import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { multiplies } from '../joined-loading.ts';

/** How a query reads the rows of a relation too, with one statement. https://vincit.github.io/objection.js/api/query-builder/eager-methods.html#withgraphjoined */
export function loadWith(followUp: FollowUp): Advice | undefined {
  const { first, second, relation, more, toMany } = followUp;
  if (!relation || multiplies(followUp) || second.options.includes('limit') || first.options.includes('limit')) return undefined;
  const modified = more ? `.modifyGraph('${relation.name}', ${relation.name} => ${relation.name}.where(…))` : '';
  return { text: `Load ${toMany ? 'them' : 'it'} with the first query: \`.withGraphJoined('${relation.name}')${modified}\`, which is one statement; \`withGraphFetched\` sends two.` };
}

/** How a query asks by the relation, and not by a key that another one reads. https://vincit.github.io/objection.js/api/query-builder/join-methods.html#joinrelated */
export function filterThrough({ first, second, back, field }: FollowUp): Advice | undefined {
  if (!back || first.filter?.open !== false || first.filter.conditions.length === 0) return undefined;
  const conditions = [...new Set(first.filter.conditions.map(each => each.field))].map(each => `.where('${back.name}.${each}', …)`).join('');
  return { text: `Ask by the relation: \`.joinRelated('${back.name}')${conditions}\` in the query of \`${second.model ?? 'the rows'}\`, in place of \`${field}\`, and without the one of \`${first.model ?? 'their parent'}\`.` };
}

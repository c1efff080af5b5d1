import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { multiplies } from '../joined-loading.ts';
import { eager } from './eager-words.ts';
import { methodOf } from './phrases.ts';

/** How a query reads the rows of an association too. https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/ */
export function loadWith(followUp: FollowUp): Advice | undefined {
  const { first, second, relation, more, toMany, filtered } = followUp;
  // A limit for each row, and rows without instances, are read by queries of their own.
  if (!relation || multiplies(followUp) || (toMany && second.cardinality === 'one') || second.options.some(option => option === 'limit' || option === 'raw')) return undefined;
  // What a default scope leaves out would take the row with it. https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/#required-eager-loading
  const inner = [...(more ? ['where: …, required: false'] : filtered ? ['required: false'] : []), ...second.options.filter(option => option === 'attributes' || option === 'include' || option === 'paranoid').map(option => `${option}: …`)];
  if (inner.length === 0) return { text: eager(first, [relation.name]).text };
  return { text: `Load ${toMany ? 'them' : 'it'} with the rows: \`include: [{ association: '${relation.name}', ${inner.join(', ')} }]\` in the options of \`${first.method}\`.` };
}

/** How a query asks by the association, and not by a key that another one reads. */
export function filterThrough({ first, second, back, field }: FollowUp): Advice | undefined {
  if (!back || first.filter?.open !== false || first.filter.conditions.length === 0) return undefined;
  const conditions = [...new Set(first.filter.conditions.map(each => each.field))].map(each => `${each}: …`).join(', ');
  return { text: `Ask by the association: \`include: [{ association: '${back.name}', attributes: [], where: { ${conditions} } }]\` in \`${methodOf(second, second.method)}\`, in place of \`${field}\`, and without \`${methodOf(first, first.method)}\`.` };
}

import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { multiplies } from '../joined-loading.ts';

/** How a query reads the rows of a relation too, with one statement. https://mikro-orm.io/docs/loading-strategies */
export function loadWith(followUp: FollowUp): Advice | undefined {
  const { first, second, relation, more, toMany } = followUp;
  if (!relation || multiplies(followUp) || (toMany && second.cardinality === 'one') || second.options.includes('limit')) return undefined;
  const { loads, paths = loads } = first;
  const all = [...new Set([...paths.filter(each => each !== '…'), relation.name])].map(each => `'${each}'`);
  const where = more ? `, populateWhere: { ${relation.name}: … }` : '';
  return { text: `Load ${toMany ? 'them' : 'it'} with the rows: \`populate: [${all.join(', ')}], strategy: 'joined'${where}\` in the options of \`${first.method}\`.` };
}

/** How a query asks by the relation, and not by a key that another one reads. https://mikro-orm.io/docs/query-conditions */
export function filterThrough({ first, second, back, field }: FollowUp): Advice | undefined {
  if (!back || first.filter?.open !== false || first.filter.conditions.length === 0) return undefined;
  const conditions = [...new Set(first.filter.conditions.map(each => each.field))].map(each => `${each}: …`).join(', ');
  return { text: `Ask by the relation: \`{ ${back.name}: { ${conditions} } }\` in \`${second.method}\`, in place of \`${field}\`, and without \`${first.method}\`.` };
}

import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { areKeys } from '../joined-loading.ts';
import { isRelational, tableOf } from './phrases.ts';

const KEPT: ReadonlySet<string> = new Set(['columns', 'with', 'orderBy', 'limit', 'extras']);

/** How a query reads the rows of another table too. https://orm.drizzle.team/docs/rqb · /joins */
export function loadWith(followUp: FollowUp): Advice | undefined {
  const { first, second, relation, more, many, toMany, column, field } = followUp;
  if (isRelational(first)) {
    if (!relation || (more && !toMany)) return undefined;
    const inner = [...(more ? ['where: …'] : []), ...second.options.filter(option => KEPT.has(option) && (toMany || option !== 'limit')).map(option => `${option}: …`), ...(toMany && second.cardinality === 'one' && !second.options.includes('limit') ? ['limit: 1'] : [])];
    return { text: `Load ${toMany ? 'them' : 'it'} with the first query: \`with: { ${relation.name}: ${inner.length > 0 ? `{ ${inner.join(', ')} }` : 'true'} }\` in \`${first.method}\`, which is one statement.` };
  }
  // A table that is joined with itself needs a name of its own.
  if (isRelational(second) || first.model === second.model || toMany || more || (many && first.options.includes('limit')) || !areKeys(followUp)) return undefined;
  return { text: `Join them: \`.leftJoin(${tableOf(second)}, eq(${tableOf(second)}.${field}, ${tableOf(first)}.${column}))\` in the first query; each row then holds both tables.` };
}

/** How a query asks through a join, and not by a key that another one reads. */
export function filterThrough(followUp: FollowUp): Advice | undefined {
  const { first, second, column, field } = followUp;
  if (isRelational(second) || !areKeys(followUp) || first.filter?.open !== false || first.filter.conditions.length === 0) return undefined;
  const conditions = [...new Set(first.filter.conditions.map(each => each.field))].map(each => `eq(${tableOf(first)}.${each}, …)`).join(', ');
  return { text: `Ask through a join: \`.innerJoin(${tableOf(first)}, eq(${tableOf(first)}.${column}, ${tableOf(second)}.${field}))\` with the condition \`${conditions}\` in the second query, and without the first.` };
}

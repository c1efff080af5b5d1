import type { Advice } from '../../vocabulary/orm.ts';
import type { FollowUp } from '../../vocabulary/follow-up.ts';
import { methodOf } from './phrases.ts';

const KEPT: ReadonlySet<string> = new Set(['select', 'include', 'omit', 'orderBy', 'take', 'distinct']);

/** How a query reads the rows of a relation too. https://www.prisma.io/docs/orm/prisma-client/queries/relation-queries#relation-load-strategies-preview */
export function loadWith({ first, second, relation, more, many, toMany }: FollowUp): Advice | undefined {
  // For a list, `include` sends what the program sends: one query for the rows, and one for what belongs to them.
  if (!relation || many || (more && !toMany)) return undefined;
  const inner = [...(more ? ['where: …'] : []), ...second.options.filter(option => KEPT.has(option) && (toMany || option !== 'take')).map(option => `${option}: …`), ...(toMany && second.cardinality === 'one' ? ['take: 1'] : [])];
  const load = `${first.options.includes('select') ? 'select' : 'include'}: { ${relation.name}: ${inner.length > 0 ? `{ ${inner.join(', ')} }` : 'true'} }`;
  return { text: `Load ${toMany ? 'them' : 'it'} with \`${load}\` in \`${methodOf(first, first.method)}\`: one call, and one statement with the preview feature \`relationJoins\`.` };
}

/** How a query asks by the relation, and not by a key that another one reads. https://www.prisma.io/docs/orm/prisma-client/queries/relation-queries#relation-filters */
export function filterThrough({ first, second, back, field }: FollowUp): Advice | undefined {
  if (!back || first.filter?.open !== false || first.filter.conditions.length === 0) return undefined;
  const fields = [...new Set(first.filter.conditions.map(each => each.field.split('.').at(-1)!))];
  return { text: `Ask by the relation: \`where: { ${back.name}: { ${fields.map(each => `${each}: …`).join(', ')} } }\` in \`${methodOf(second, second.method)}\`, in place of \`${field}\`, and without \`${methodOf(first, first.method)}\`.` };
}

import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { multiplies } from '../joined-loading.ts';
import { eager } from './eager-words.ts';
import { aliasOf, callOf, isBuilt } from './phrases.ts';

/** How a query reads the rows of a relation too, with one statement. https://typeorm.io/docs/query-builder/select-query-builder#joining-relations */
export function loadWith(followUp: FollowUp): Advice | undefined {
  const { first, second, relation, more, many, toMany, eager: isEager = false } = followUp;
  // A builder loads nothing by itself, and a row that a find has joined already is repeated for each of many.
  if (isEager && (more || toMany || isBuilt(first))) return undefined;
  if (!relation || multiplies(followUp) || (toMany && second.cardinality === 'one') || second.options.includes('take') || second.options.includes('limit')) return undefined;
  if (isBuilt(first) && !more) return { text: eager(first, [relation.name], relation).text };
  // A row that is read with relations is read by two statements already. https://github.com/typeorm/typeorm/issues/5694
  if (!many && !isBuilt(first) && (isEager || (first.paths ?? first.loads).length > 0)) return more ? undefined : { text: eager(first, [relation.name], relation).text };
  // Rows that are limited, and one row by `findOne`, are joined with two statements.
  const limited = first.options.includes('take') || first.options.includes('skip');
  if (many && !more && !limited) return { text: eager(first, [relation.name], relation).text };
  const alias = aliasOf(first);
  const join = `.leftJoinAndSelect('${alias}.${relation.name}', '${relation.name}'${more ? ", '…'" : ''})`;
  if (isBuilt(first)) return { text: `Load ${toMany ? 'them' : 'it'} in the builder: \`${join}\`.` };
  if (many) return undefined;
  return { text: `Read both with one statement: \`${callOf({ ...first, form: '' }, 'createQueryBuilder', `'${alias}'`)}${join}.where(…).getOne()\`; \`${first.method}\` with \`relations\` sends two.` };
}

/** How a query asks by the relation, and not by a key that another one reads. https://typeorm.io/docs/working-with-entity-manager/find-options */
export function filterThrough({ first, second, back, field }: FollowUp): Advice | undefined {
  if (!back || isBuilt(second) || first.filter?.open !== false || first.filter.conditions.length === 0) return undefined;
  const conditions = [...new Set(first.filter.conditions.map(each => each.field))].map(each => `${each}: …`).join(', ');
  return { text: `Ask by the relation: \`where: { ${back.name}: { ${conditions} } }\` in \`${second.method}\`, in place of \`${field}\`, and without \`${first.method}\`.` };
}

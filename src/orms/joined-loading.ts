import type { FollowUp } from '../vocabulary/follow-up.ts';

/** Whether a join would repeat rows: those of a list, or of a query that joins something already, once for each row of many. */
export function multiplies({ first: { loads, paths = loads }, many, toMany }: Pick<FollowUp, 'first' | 'many' | 'toMany'>): boolean {
  return toMany && (many || paths.length > 0);
}

/** Whether one of two columns holds the key that is the other: `posts.author_id` and `users.id`. */
export function areKeys({ column, field, relation, back }: Pick<FollowUp, 'column' | 'field' | 'relation' | 'back'>): boolean {
  if (relation ?? back) return true;
  const [one, other] = [column, field].map(name => name.split('.').at(-1)!);
  return (one === 'id' || other === 'id') && [one, other].every(name => /(?:^|_)id$|I[dD]$/.test(name!));
}

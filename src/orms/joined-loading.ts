import type { FollowUp } from '../vocabulary/follow-up.ts';
import type { Advice } from '../vocabulary/orm.ts';

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

/** How a query builder reads the row of another table too: by a left join of two named tables. */
export function leftJoin(followUp: FollowUp): Advice | undefined {
  const { more, toMany, column, field } = followUp;
  const tables = twoTables(followUp);
  if (toMany || more || !tables) return undefined;
  return { text: `Join them: \`.leftJoin('${tables.second}', '${tables.second}.${field}', '${tables.first}.${column}')\` in the first query, with the columns of both in its \`select\`.` };
}

/** How a query builder asks through a join, and not by a key that another query reads; `join` is its method, `compared` what stands between a column and a value. */
export function askThroughJoin(followUp: FollowUp, join: string, compared: string): Advice | undefined {
  const { first: { filter }, column, field } = followUp;
  const tables = twoTables(followUp);
  if (!tables || filter?.open !== false || filter.conditions.length === 0) return undefined;
  const conditions = [...new Set(filter.conditions.map(each => each.field.split('.').at(-1)!))].map(each => `.where('${tables.first}.${each}', ${compared}…)`).join('');
  return { text: `Ask through a join: \`.${join}('${tables.first}', '${tables.first}.${column}', '${tables.second}.${field}')${conditions}\` in the second query, and without the first.` };
}

/** The tables of both queries, when they are two that belong together by a key. */
function twoTables(followUp: FollowUp): { first: string; second: string } | undefined {
  const [first, second] = [followUp.first.model, followUp.second.model];
  return first === undefined || second === undefined || first === second || !areKeys(followUp) ? undefined : { first, second };
}

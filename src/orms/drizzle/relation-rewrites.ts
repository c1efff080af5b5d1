import { chainOf, isChainOf } from '../../facts/chain.ts';
import { hasOnly, onlyNamed, propertiesOf, propertyOf } from '../../facts/properties.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { RelationOfRow, RowsWithRelation, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { withOption, withRelationIn } from '../written-options.ts';

/** The relational query with one more relation. https://orm.drizzle.team/docs/rqb#include-relations */
export function withRelation(written: WrittenQuery, path: readonly string[]): RowsWithRelation | undefined {
  const { facts, call } = written;
  const chain = chainOf(facts, call);
  const [link] = chain?.links ?? [];
  if (!chain || !link || !(isChainOf(chain, 'findMany') || isChainOf(chain, 'findFirst'))) return undefined;
  const [options] = link.args;
  const properties = options === undefined ? [] : propertiesOf(facts, options);
  const named = properties?.find(({ name }) => name === 'with');
  if (!properties) return undefined;
  const edits = named ? withRelationIn(written, named.value, path, 'with') : withOption(written, link, 0, 'with', `{ ${path[0]!}: true }`);
  return edits && { edits };
}

/** `db.query.users.findFirst({ where: eq(users.id, post.authorId) })`, and the same with `{ where: { id: post.authorId } }`. */
export function relationOfRow({ facts, call }: WrittenQuery): RelationOfRow | undefined {
  const chain = chainOf(facts, call);
  const [found] = chain?.links ?? [];
  if (!chain || !found) return undefined;
  const list = !isChainOf(chain, 'findFirst');
  const key = list && !isChainOf(chain, 'findMany') ? keyInSelect(facts, call) : keyInOptions(facts, found.args[0]);
  const value = key === undefined ? undefined : facts.exprs[key]!;
  if (value?.k !== 'get' || value.optional) return undefined;
  return { row: value.of, list, loaded: (row, name) => `${row}.${name}`, ...(!list && { wasUndefined: true as const }) };
}

/** `db.select().from(posts).where(eq(posts.authorId, user.id))`. */
function keyInSelect(facts: ModuleFacts, call: E): E | undefined {
  const chain = chainOf(facts, call);
  if (!chain || !isChainOf(chain, 'select', 'from', 'where') || chain.links[0]!.args.length > 0) return undefined;
  return keyOfEquality(facts, chain.links[2]!.args[0]);
}

function keyInOptions(facts: ModuleFacts, options: E | undefined): E | undefined {
  const where = options !== undefined && hasOnly(facts, options, ['where']) ? propertyOf(facts, options, 'where') : undefined;
  return keyOfEquality(facts, where) ?? onlyNamed(facts, where)?.value;
}

/** The value that `eq(table.column, …)` compares with. */
function keyOfEquality(facts: ModuleFacts, e: E | undefined): E | undefined {
  const call = e === undefined ? undefined : facts.exprs[e]!;
  if (call?.k !== 'call' || call.args.length !== 2 || call.args.some(arg => arg.spread)) return undefined;
  const callee = facts.exprs[call.callee]!;
  const isEq = callee.k === 'var' && facts.imports.some(({ local, from, name }) => local === callee.v && from === 'drizzle-orm' && name === 'eq');
  return isEq ? call.args[1]!.e : undefined;
}

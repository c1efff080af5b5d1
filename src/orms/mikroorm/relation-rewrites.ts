import { chainOf } from '../../facts/chain.ts';
import { propertiesOf, propertyOf } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { RelationOfRow, RowsWithRelation, WrittenQuery } from '../../vocabulary/rewrite.ts';
import type { Column } from '../../vocabulary/schema.ts';
import { withItem, withOption } from '../written-options.ts';
import { isSince } from '../version.ts';
import { methods } from './methods.ts';

/** Options that say which columns and rows of a relation there are. */
const OTHERS = /^(?:fields|exclude|populateWhere|populateFilter|strategy)$/;

/** The query with one more relation. https://mikro-orm.io/docs/populating-relations */
export function withRelation(written: WrittenQuery, path: readonly string[], { list }: Column): RowsWithRelation | undefined {
  const { facts, call, query } = written;
  const link = chainOf(facts, call)?.links.at(-1);
  const place = methods.get(query.method)?.options;
  if (!link || link.name !== query.method || place === undefined) return undefined;
  const at = query.form === 'manager' ? place + 1 : place;
  const options = link.args[at];
  const properties = options === undefined ? [] : propertiesOf(facts, options);
  if (!properties || properties.some(({ name }) => OTHERS.test(name))) return undefined;
  const named = options === undefined ? undefined : propertyOf(facts, options, 'populate');
  const item = `'${path.join('.')}'`;
  const edits = named === undefined ? withOption(written, link, at, 'populate', `[${item}]`) : withItem(written, named, item);
  // https://mikro-orm.io/docs/loading-strategies: by queries of their own up to version 5, by joins in 6, and since 7 by joins to one.
  return edits && { edits, ...(isSince(query, 6) && (!isSince(query, 7) || !list) && { joined: true as const }) };
}

/** `user.posts.loadItems()`, `post.author.load()`. */
export function relationOfRow({ facts, call, query }: WrittenQuery): RelationOfRow | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links.at(-1);
  if (!chain || !link || link.args.length > 0 || chain.links.length > 1) return undefined;
  const member = memberOf(facts, chain.root);
  if (!member) return undefined;
  const { row, name } = member;
  if (query.form === 'collection') return /^(?:loadItems|init|load)$/.test(link.name) ? { row, name, fills: true, loaded: text => `${text}.${name}${link.name === 'loadItems' ? '.getItems()' : ''}` } : undefined;
  return link.name === 'load' && query.form === 'reference' ? { row, name, fills: true, loaded: text => `${text}.${name}.getEntity()` } : undefined;
}

function memberOf({ exprs }: WrittenQuery['facts'], e: E): { row: E; name: string } | undefined {
  const expr = exprs[e]!;
  return expr.k === 'get' && expr.name !== undefined && !expr.optional ? { row: expr.of, name: expr.name } : undefined;
}

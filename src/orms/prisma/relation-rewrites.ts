import { chainOf } from '../../facts/chain.ts';
import { onlyNamed, propertiesOf, propertyOf } from '../../facts/properties.ts';
import type { RelationOfRow, RowsWithRelation, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { modelNamed } from './names.ts';
import { withOption, withRelationIn } from '../written-options.ts';

/** The query with one more relation. https://www.prisma.io/docs/orm/prisma-client/queries/relation-queries#nested-reads */
export function withRelation(written: WrittenQuery, path: readonly string[]): RowsWithRelation | undefined {
  const { facts, call, query } = written;
  const [link, more] = chainOf(facts, call)?.links ?? [];
  if (!link || more || link.name !== query.method || !/^find(?:Many|First|Unique)(?:OrThrow)?$/.test(link.name)) return undefined;
  const [options] = link.args;
  const properties = options === undefined ? [] : propertiesOf(facts, options);
  const named = properties?.find(({ name }) => name === 'select' || name === 'include');
  if (!properties || path.length !== 1 || properties.some(({ name }) => name === 'distinct')) return undefined;
  const edits = named ? withRelationIn(written, named.value, path, named.name) : withOption(written, link, 0, 'include', `{ ${path[0]!}: true }`);
  return edits && { edits };
}

/** `prisma.user.findUnique({ where: { id: user.id } }).posts()`. */
export function relationOfRow({ facts, call }: WrittenQuery): RelationOfRow | undefined {
  const chain = chainOf(facts, call);
  const [found, fluent, more] = chain?.links ?? [];
  const [options] = found?.args ?? [];
  if (!found || !/^findUnique(?:OrThrow)?$/.test(found.name) || !fluent || more || fluent.args.length > 0 || options === undefined || propertiesOf(facts, options)?.length !== 1) return undefined;
  const key = onlyNamed(facts, propertyOf(facts, options, 'where'));
  const value = key && facts.exprs[key.value]!;
  const delegate = facts.exprs[chain!.root]!;
  if (!key || value?.k !== 'get' || value.name !== key.name || value.optional || delegate.k !== 'get' || delegate.name === undefined) return undefined;
  return { row: value.of, name: fluent.name, again: { model: modelNamed(delegate.name), key: key.name }, loaded: row => `${row}.${fluent.name}` };
}

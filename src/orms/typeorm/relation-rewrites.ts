import { chainOf, followedBy, renamed } from '../../facts/chain.ts';
import { propertiesOf, propertyOf } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { RowsWithRelation, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import type { Column } from '../../vocabulary/schema.ts';
import { treeOf } from '../relation-paths.ts';
import { isSince } from '../version.ts';
import { treeText, withItem, withOption, withRelationIn } from '../written-options.ts';
import { isBuilt } from './phrases.ts';
import { findOptions } from './filter.ts';

/** Options beside which it is not only the relation that another one would load. */
const OTHERS: readonly string[] = ['select', 'join', 'loadRelationIds', 'loadEagerRelations'];

/** The query with one more relation. https://typeorm.io/docs/working-with-entity-manager/find-options#basic-options */
export function withRelation(written: WrittenQuery, path: readonly string[], relation: Column): RowsWithRelation | undefined {
  return isBuilt(written.query) ? inBuilder(written, path, relation) : inOptions(written, path, relation);
}

/** `.leftJoinAndSelect('post.author', 'author')` behind the joins that are there. */
function inBuilder(written: WrittenQuery, path: readonly string[], { list }: Column): RowsWithRelation | undefined {
  const { facts, call, query } = written;
  const { form = '', options } = query;
  const chain = chainOf(facts, call);
  const link = chain?.links.findLast(({ name }) => /^(?:createQueryBuilder|(?:left|inner)Join\w*)$/.test(name));
  const [own = '', ...joins] = form.split(' ');
  const name = path.at(-1)!;
  const before = path.length === 1 ? own : joins.find(join => join.startsWith(`${path.slice(0, -1).join('.')}=`))?.split('=')[1];
  const taken = name === own || joins.some(join => join.endsWith(`=${name}`));
  if (!link || before === undefined || before === '' || taken || options.some(each => /^(?:select|groupBy|distinctOn)$/.test(each) || (list && each === 'limit'))) return undefined;
  return { edits: [followedBy(written, link, `leftJoinAndSelect('${before}.${name}', '${name}')`)], joined: true };
}

function inOptions(written: WrittenQuery, path: readonly string[], { list }: Column): RowsWithRelation | undefined {
  const { facts, text, call, query } = written;
  const link = chainOf(facts, call)?.links.at(-1);
  const [shape, by, fails = ''] = /^find(?:One|AndCount)?(By)?(OrFail)?$/.exec(query.method) ?? [];
  if (!link || shape === undefined || link.name !== query.method) return undefined;
  const at = query.form === 'manager' ? 1 : 0;
  const argument = link.args[at];
  // Relations are objects, and may be read by queries of their own. https://github.com/typeorm/typeorm/releases/tag/0.3.0
  const objects = isSince(query, 0, 3);
  const relations = objects ? treeText(treeOf([path])) : `[${path.map((_, n) => `'${path.slice(0, n + 1).join('.')}'`).join(', ')}]`;
  // Rows of many are read by a query of their own: a join would repeat their parents.
  const apart = objects && list && query.cardinality === 'many';
  if (by !== undefined) {
    if (argument === undefined || link.args.length !== at + 1) return undefined;
    const { at: from, end } = facts.exprs[argument]!;
    const where: TextEdit = { at: from, end, text: `{ where: ${text.slice(from, end)}, relations: ${relations}${apart ? ", relationLoadStrategy: 'query'" : ''} }` };
    return { edits: [renamed(link, query.method.replace(`By${fails}`, fails)), where], ...(!apart && { joined: true }) };
  }
  const properties = argument === undefined ? [] : propertiesOf(facts, argument);
  if (!properties || properties.some(({ name }) => OTHERS.includes(name)) || (properties.length > 0 && !properties.some(({ name }) => findOptions.has(name)))) return undefined;
  const named = argument === undefined ? undefined : propertyOf(facts, argument, 'relations');
  if (named !== undefined) {
    const edits = moreRelations(written, named, path);
    return edits && { edits, joined: true };
  }
  const separate = apart && !properties.some(({ name }) => name === 'relationLoadStrategy') ? ", relationLoadStrategy: 'query'" : '';
  const edits = withOption(written, link, at, 'relations', relations + separate);
  return edits && { edits, ...(separate === '' && { joined: true }) };
}

function moreRelations(written: WrittenQuery, relations: E, path: readonly string[]): readonly TextEdit[] | undefined {
  return withItem(written, relations, `'${path.join('.')}'`) ?? withRelationIn(written, relations, path);
}

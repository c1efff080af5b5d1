import { chainOf, renamed, type ChainLink } from '../../facts/chain.ts';
import { hasOnly, propertyOf, reshaped } from '../../facts/properties.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { AnyRow, FirstRow, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { columnsIn, isTotal } from '../total-order.ts';

/** Options that leave the number of rows what it is. */
const DROPPED = ['orderBy', 'fields'];

/** `em.find(Entity, where)` → `em.count(Entity, where)`. https://mikro-orm.io/docs/entity-manager */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const find = findOf(written, 'find');
  if (!find || (find.options !== undefined && !hasOnly(written.facts, find.options, DROPPED))) return undefined;
  return { edits: [renamed(find.link, 'count'), ...cutBehind(written, find)] };
}

/** `em.find(Entity, where, { limit: 1 })`; `em.findOne(Entity, where, { fields: ['id'], disableIdentityMap: true })` in place of a count, `find` where there are no conditions. */
export function findAny(written: WrittenQuery): AnyRow | undefined {
  const { facts, query, model } = written;
  if (query.operation !== 'count') {
    const find = findOf(written, 'find');
    if (!find || (find.options !== undefined && !hasOnly(facts, find.options, DROPPED))) return undefined;
    return { edits: [{ at: facts.exprs[find.where]!.end, end: endOf(written, find), text: ', { limit: 1 }' }], gives: 'same' };
  }
  const key = model?.keys.find(({ primary, columns }) => primary && columns.length === 1)?.columns[0];
  const count = key === undefined ? undefined : findOf(written, 'count');
  if (!count || count.options !== undefined) return undefined;
  // The unit of work takes nothing of it in.
  const { end } = facts.exprs[count.where]!;
  const one = !mayBeEmpty(facts, count.where);
  return { edits: [renamed(count.link, one ? 'findOne' : 'find'), { at: end, end, text: `, { fields: ['${key!}'], ${one ? '' : 'limit: 1, '}disableIdentityMap: true }` }], gives: one ? 'null' : 'no rows' };
}

/** Whether a filter may be without conditions: `findOne` throws then. https://mikro-orm.io/docs/entity-manager#conditions-object-filterqueryt */
function mayBeEmpty(facts: ModuleFacts, where: E): boolean {
  const object = facts.exprs[where]!;
  return object.k === 'object' && object.props.every(({ spread }) => spread);
}

type Find = { readonly link: ChainLink; readonly where: E; readonly options?: E };

/** `em.find(Entity, where, options)` or `repository.find(where, options)`. */
function findOf({ facts, call, query }: WrittenQuery, method: string): Find | undefined {
  const link = chainOf(facts, call)?.links.at(-1);
  if (link?.name !== method || query.method !== method || query.onRow || (query.form !== undefined && query.form !== 'manager')) return undefined;
  const [first] = link.args;
  const kind = first === undefined ? undefined : facts.exprs[first]!.k;
  const [where, options, more] = kind === 'var' || kind === 'class' ? link.args.slice(1) : link.args;
  if (where === undefined || more !== undefined || facts.exprs[where]!.k !== 'object') return undefined;
  return { link, where, ...(options !== undefined && { options }) };
}

const endOf = ({ facts }: WrittenQuery, { where, options }: Find): number => facts.exprs[options ?? where]!.end;

const cutBehind = (written: WrittenQuery, find: Find): readonly TextEdit[] => (find.options === undefined ? [] : [{ at: written.facts.exprs[find.where]!.end, end: endOf(written, find), text: '' }]);

/** `em.find(Entity, where, { orderBy })` with `limit: 1`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const { facts, text, model } = written;
  const find = findOf(written, 'find');
  if (!find) return undefined;
  const { where, options } = find;
  const { end } = facts.exprs[where]!;
  if (options === undefined) return { edits: [{ at: end, end, text: ', { limit: 1 }' }], total: false };
  const edits = hasOnly(facts, options, DROPPED) ? reshaped(facts, text, options, [], 'limit: 1') : undefined;
  return edits && { edits, total: isTotal(columnsIn(facts, propertyOf(facts, options, 'orderBy')), model) };
}

import { chainOf, renamed, stringAt, type ChainLink } from '../../facts/chain.ts';
import { propertiesOf, reshaped } from '../../facts/properties.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { AnyRow, FirstRow, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { isTotal } from '../total-order.ts';

const DROPPED = ['attributes', 'order', 'raw', 'nest'];
const KEPT = ['where', 'transaction', 'logging', 'paranoid'];

/** `findAll({ where })` → `count({ where })`. https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#utility-methods */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const edits = calledAs(written, 'findAll', 'count');
  return edits && { edits };
}

/** `findAll({ where }).length > 0`, `count({ where }) > 0` → `findOne({ where, attributes: ['id'] }) !== null`. */
export function findAny(written: WrittenQuery): AnyRow | undefined {
  const { query, model } = written;
  const key = model?.keys.find(({ primary, columns }) => primary && columns.length === 1)?.columns[0];
  const counted = query.method === 'count';
  const edits = key === undefined ? undefined : calledAs(written, counted ? 'count' : 'findAll', 'findOne', `attributes: ['${key}']`);
  return edits && { edits, gives: 'null', ...(counted && { hooks: true as const }) };
}

function calledAs({ facts, text, call, query }: WrittenQuery, from: string, to: string, more?: string): readonly TextEdit[] | undefined {
  const link: ChainLink | undefined = chainOf(facts, call)?.links.at(-1);
  if (link?.name !== from || query.method !== from || query.onRow || link.args.length > 1) return undefined;
  const [argument] = link.args;
  if (argument === undefined) {
    const { end } = facts.exprs[call]!;
    return [renamed(link, to), ...(more === undefined ? [] : [{ at: end - 1, end: end - 1, text: `{ ${more} }` }])];
  }
  const properties = propertiesOf(facts, argument);
  if (!properties?.every(({ name }) => KEPT.includes(name) || DROPPED.includes(name))) return undefined;
  const { at, end } = facts.exprs[argument]!;
  if (more === undefined && !properties.some(({ name }) => KEPT.includes(name))) return [renamed(link, to), { at, end, text: '' }];
  const edits = reshaped(facts, text, argument, DROPPED, more);
  return edits && [renamed(link, to), ...edits];
}

/** `findAll({ where, order })` with `limit: 1`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const { facts, text, call, query, model } = written;
  const link = chainOf(facts, call)?.links.at(-1);
  if (link?.name !== 'findAll' || query.method !== 'findAll' || query.onRow || link.args.length > 1) return undefined;
  const [argument] = link.args;
  if (argument === undefined) return { edits: [{ at: facts.exprs[call]!.end - 1, end: facts.exprs[call]!.end - 1, text: '{ limit: 1 }' }], total: false };
  const properties = propertiesOf(facts, argument);
  if (!properties?.every(({ name }) => KEPT.includes(name) || DROPPED.includes(name))) return undefined;
  const edits = reshaped(facts, text, argument, [], 'limit: 1');
  const order = properties.find(({ name }) => name === 'order')?.value;
  return edits && { edits, total: isTotal(order === undefined ? [] : columnsIn(facts, order), model) };
}

/** The columns of `[['id', 'DESC']]` and of `['id']`; nothing of what lies behind an association. */
function columnsIn(facts: ModuleFacts, order: E): readonly (string | undefined)[] {
  const list = facts.exprs[order]!;
  if (list.k !== 'array') return [];
  return list.items.map(({ e }) => {
    const item = facts.exprs[e]!;
    return item.k === 'array' && item.items.length <= 2 ? stringAt(facts, item.items[0]?.e) : stringAt(facts, e);
  });
}

import { chainOf, renamed, type ChainLink } from '../../facts/chain.ts';
import { propertiesOf, reshaped } from '../../facts/properties.ts';
import type { AnyRow, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';

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

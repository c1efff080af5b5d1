import { chainOf, isChainOf, isNamed, leftOut, renamed, replaced, stringAt, type Chain } from '../../facts/chain.ts';
import { onlyNamed } from '../../facts/properties.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { KeysWrite, Rewrites, RowsRead, RowsWrite, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';

/** Knex's queries as text; it knows no columns. https://knexjs.org/guide/query-builder.html */
export const rewrites: Rewrites = {
  primitive: () => undefined,
  limit: 'limit',
  transactions: new Set(['transaction']),
  readRows,
  isTotal: () => true,
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
};

type Equality = { readonly key: E; readonly column: string; readonly edits: (keys: string) => readonly TextEdit[] };

/** `.where({ column: key })` or `.where('column', key)`, as `whereIn`. */
export function equalityOf(facts: ModuleFacts, { links }: Chain): Equality | undefined {
  const [where, more] = links.filter(({ name }) => name === 'where');
  if (!where || more) return undefined;
  const [first, second] = where.args;
  if (first === undefined || where.args.length > 2) return undefined;
  if (second !== undefined) {
    const column = stringAt(facts, first);
    return column === undefined || !isNamed(facts, second) ? undefined : { key: second, column: column.split('.').at(-1)!, edits: keys => [renamed(where, 'whereIn'), replaced(facts, second, keys)] };
  }
  const key = onlyNamed(facts, first);
  return key && { key: key.value, column: key.name, edits: keys => [renamed(where, 'whereIn'), replaced(facts, first, `'${key.name}', ${keys}`)] };
}

function readRows({ facts, call }: WrittenQuery): RowsRead | undefined {
  const chain = chainOf(facts, call);
  if (!chain || !['', 'select'].some(select => ['', 'first'].some(first => isChainOf(chain, ...['where', select, first].filter(name => name !== ''))))) return undefined;
  const equality = equalityOf(facts, chain);
  const first = chain.links.find(({ name }) => name === 'first');
  if (!equality || chain.links.some(({ name, args }) => name !== 'where' && args.length > 0)) return undefined;
  // Knex knows no keys; `id` is one.
  return { ...equality, ...(equality.column === 'id' && { unique: true as const }), edits: keys => [...equality.edits(keys), ...(first ? [leftOut(facts, chain, first)] : [])], ...(first && { missing: 'undefined' as const }) };
}

function writeRows({ facts, call }: WrittenQuery): RowsWrite | undefined {
  const chain = chainOf(facts, call);
  const [row, more] = (chain && isChainOf(chain, 'insert') ? chain.links[0]?.args : undefined) ?? [];
  return row === undefined || more !== undefined ? undefined : { row, edits: rows => [replaced(facts, row, rows)], refusesNone: true };
}

function writeKeys({ facts, call }: WrittenQuery): KeysWrite | undefined {
  const chain = chainOf(facts, call);
  if (!chain || !['update', 'del', 'delete'].some(name => isChainOf(chain, 'where', name))) return undefined;
  return equalityOf(facts, chain);
}

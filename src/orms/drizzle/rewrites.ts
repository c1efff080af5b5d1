import { chainOf, isChainOf, isNamed, leftOut, renamed, replaced, type Chain } from '../../facts/chain.ts';
import { hasOnly, propertyOf } from '../../facts/properties.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { KeysWrite, Names, Primitive, Rewrites, RowsRead, RowsWrite, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';
import { relationOfRow, withRelation } from './relation-rewrites.ts';

// https://orm.drizzle.team/docs/column-types/pg; with a mode, a column may be anything.
const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map([
  ...['integer', 'int', 'serial', 'smallint', 'smallserial', 'tinyint', 'mediumint', 'real', 'doublePrecision'].map(type => [type, 'number'] as const),
  ...['text', 'varchar', 'char', 'uuid'].map(type => [type, 'string'] as const),
  ['boolean', 'boolean'],
]);

/** Drizzle's queries as text. https://orm.drizzle.team/docs/select */
export const rewrites: Rewrites = {
  primitive: ({ type, list }) => (list ? undefined : PRIMITIVES.get(type)),
  limit: 'limit',
  transactions: new Set(['transaction']),
  fillsDefaults: true,
  readRows,
  isTotal: () => true,
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
  // Whatever SQLite's integers stand for, they are numbers; dates and big numbers are written in another way.
  keepsInJson: ({ type, list }) => !list && (PRIMITIVES.has(type) || type === 'integer mode'),
  withRelation,
  relationOfRow,
};

/** `eq(table.column, key)`. */
type Equality = { readonly key: E; readonly column: string; readonly edits: (keys: string) => readonly TextEdit[] };

function equalityOf(facts: ModuleFacts, e: E | undefined, names: Names): Equality | undefined {
  const call = e === undefined ? undefined : facts.exprs[e]!;
  if (call?.k !== 'call' || call.args.length !== 2 || call.args.some(arg => arg.spread)) return undefined;
  const callee = facts.exprs[call.callee]!;
  const isEq = callee.k === 'var' && facts.imports.some(({ local, from, name }) => local === callee.v && from === 'drizzle-orm' && name === 'eq');
  const column = facts.exprs[call.args[0]!.e]!;
  const key = call.args[1]!.e;
  const list = isEq && column.k === 'get' && isNamed(facts, key) ? names('drizzle-orm', 'inArray') : undefined;
  if (list === undefined || column.k !== 'get' || column.name === undefined) return undefined;
  return { key, column: column.name, edits: keys => [replaced(facts, call.callee, list), replaced(facts, key, keys)] };
}

function readRows({ facts, call }: WrittenQuery, names: Names): RowsRead | undefined {
  const chain = chainOf(facts, call);
  const [first] = chain?.links ?? [];
  if (!chain || !first) return undefined;
  if (isChainOf(chain, 'findFirst') || isChainOf(chain, 'findMany')) {
    const [argument] = first.args;
    const one = first.name === 'findFirst';
    if (argument === undefined || !hasOnly(facts, argument, ['where'])) return undefined;
    const equality = equalityOf(facts, propertyOf(facts, argument, 'where'), names);
    return equality && { ...equality, edits: keys => [...(one ? [renamed(first, 'findMany')] : []), ...equality.edits(keys)], ...(one && { missing: 'undefined' as const }) };
  }
  const where = whereOf(chain);
  const limit = chain.links[3];
  const known = isChainOf(chain, 'select', 'from', 'where') || (isChainOf(chain, 'select', 'from', 'where', 'limit') && isOne(facts, limit?.args[0]));
  const equality = known && first.args.length === 0 ? equalityOf(facts, where, names) : undefined;
  return equality && { ...equality, edits: keys => [...equality.edits(keys), ...(limit ? [leftOut(facts, chain, limit)] : [])] };
}

function writeRows({ facts, call }: WrittenQuery): RowsWrite | undefined {
  const chain = chainOf(facts, call);
  const row = chain && isChainOf(chain, 'insert', 'values') ? chain.links[1]?.args[0] : undefined;
  return row === undefined ? undefined : { row, edits: rows => [replaced(facts, row, rows)], refusesNone: true };
}

function writeKeys({ facts, call }: WrittenQuery, names: Names): KeysWrite | undefined {
  const chain = chainOf(facts, call);
  if (!chain || !(isChainOf(chain, 'update', 'set', 'where') || isChainOf(chain, 'delete', 'where'))) return undefined;
  return equalityOf(facts, whereOf(chain), names);
}

const whereOf = ({ links }: Chain): E | undefined => links.find(({ name, args }) => name === 'where' && args.length === 1)?.args[0];

function isOne(facts: ModuleFacts, e: E | undefined): boolean {
  const expr = e === undefined ? undefined : facts.exprs[e]!;
  return expr?.k === 'lit' && expr.v === 1;
}

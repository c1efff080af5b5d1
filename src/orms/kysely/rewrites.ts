import { chainOf, isChainOf, isNamed, renamed, replaced, stringAt, type Chain } from '../../facts/chain.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { KeysWrite, Primitive, Rewrites, RowsRead, RowsWrite, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';

/** Kysely's queries as text. https://kysely.dev/docs/examples/select/a-single-column */
export const rewrites: Rewrites = {
  primitive: ({ type, list }) => (list ? undefined : (/^(?:Generated<\s*)?(number|string|boolean)(?:\s*>)?(?:\s*\|\s*null)?,?$/.exec(type)?.[1] as Primitive | undefined)),
  limit: 'limit',
  transactions: new Set(['execute']),
  readRows,
  isTotal: ({ facts, call }) => /^execute(?:TakeFirst)?$/.test(chainOf(facts, call)?.links.at(-1)?.name ?? ''),
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
};

type Equality = { readonly key: E; readonly column: string; readonly edits: (keys: string) => readonly TextEdit[] };

/** `.where('column', '=', key)`, the only one of the chain. */
function equalityOf(facts: ModuleFacts, { links }: Chain): Equality | undefined {
  const [where, more] = links.filter(({ name }) => name === 'where');
  const [field, operator, key] = where?.args ?? [];
  const column = stringAt(facts, field)?.split('.').at(-1);
  if (more || where?.args.length !== 3 || column === undefined || operator === undefined || key === undefined) return undefined;
  if (stringAt(facts, operator) !== '=' || !isNamed(facts, key)) return undefined;
  const { at } = facts.exprs[operator]!;
  return { key, column, edits: keys => [{ at: at + 1, end: at + 2, text: 'in' }, replaced(facts, key, keys)] };
}

function readRows({ facts, call }: WrittenQuery): RowsRead | undefined {
  const chain = chainOf(facts, call);
  const end = chain?.links.at(-1);
  if (!chain || !end) return undefined;
  const one = end.name === 'executeTakeFirst';
  const forms = [['selectFrom', 'selectAll', 'where'], ['selectFrom', 'select', 'where'], ['selectFrom', 'where', 'selectAll'], ['selectFrom', 'where', 'select']];
  if (!forms.some(form => isChainOf(chain, ...form, one ? 'executeTakeFirst' : 'execute'))) return undefined;
  const equality = equalityOf(facts, chain);
  if (!equality || !shows(facts, chain, equality.column)) return undefined;
  return { ...equality, edits: keys => [...equality.edits(keys), ...(one ? [renamed(end, 'execute')] : [])], refusesNone: true, ...(one && { missing: 'undefined' as const }) };
}

/** Whether the rows hold a column. */
function shows(facts: ModuleFacts, { links }: Chain, column: string): boolean {
  const select = links.find(({ name }) => name === 'select');
  if (!select) return true;
  const [list] = select.args;
  const shown = list === undefined ? undefined : facts.exprs[list]!;
  return shown?.k === 'array' && shown.items.some(({ e }) => stringAt(facts, e)?.split('.').at(-1) === column);
}

function writeRows({ facts, call }: WrittenQuery): RowsWrite | undefined {
  const chain = chainOf(facts, call);
  const row = chain && isChainOf(chain, 'insertInto', 'values', 'execute') ? chain.links[1]?.args[0] : undefined;
  return row === undefined ? undefined : { row, edits: rows => [replaced(facts, row, rows)], refusesNone: true };
}

function writeKeys({ facts, call }: WrittenQuery): KeysWrite | undefined {
  const chain = chainOf(facts, call);
  if (!chain || !(isChainOf(chain, 'updateTable', 'set', 'where', 'execute') || isChainOf(chain, 'deleteFrom', 'where', 'execute'))) return undefined;
  const equality = equalityOf(facts, chain);
  return equality && { ...equality, refusesNone: true };
}

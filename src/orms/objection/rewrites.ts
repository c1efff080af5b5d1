import { chainOf, isChainOf, isNamed, renamed, replaced, stringAt } from '../../facts/chain.ts';
import type { KeysWrite, Primitive, Rewrites, RowsRead, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';
import { relationOfRow, relationOfRows, withRelation } from './relation-rewrites.ts';

const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map([['integer', 'number'], ['number', 'number'], ['string', 'string'], ['boolean', 'boolean']]);

/** Objection's queries as text. https://vincit.github.io/objection.js/api/query-builder/find-methods.html */
export const rewrites: Rewrites = {
  primitive: ({ type, list, relation }) => (list || relation !== undefined ? undefined : PRIMITIVES.get(type)),
  limit: 'limit',
  transactions: new Set(['transaction']),
  readRows,
  isTotal: ({ facts, call }) => !chainOf(facts, call)?.links.some(({ name }) => name === 'throwIfNotFound'),
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
  relationOfRow,
  relationOfRows,
  withRelation,
};

function readRows({ facts, call, model }: WrittenQuery): RowsRead | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links[1];
  if (!chain || !link) return undefined;
  const [key, value] = link.args;
  if (isChainOf(chain, 'query', 'findById') && key !== undefined && value === undefined && isNamed(facts, key)) {
    const column = model?.keys.find(({ primary, columns }) => primary && columns.length === 1)?.columns[0] ?? 'id';
    return { key, column, unique: true, missing: 'undefined', edits: keys => [renamed(link, 'findByIds'), replaced(facts, key, keys)] };
  }
  const column = stringAt(facts, key);
  if (!isChainOf(chain, 'query', 'where') || column === undefined || value === undefined || link.args.length !== 2 || !isNamed(facts, value)) return undefined;
  return { key: value, column, edits: keys => [renamed(link, 'whereIn'), replaced(facts, value, keys)] };
}

/** A patch of many rows runs the hooks of the patch once. */
function writeKeys({ facts, call }: WrittenQuery): KeysWrite | undefined {
  const chain = chainOf(facts, call);
  if (!chain) return undefined;
  const link = chain.links[1];
  const [key] = link?.args ?? [];
  if (!link || key === undefined || link.args.length !== 1 || !isNamed(facts, key)) return undefined;
  if (isChainOf(chain, 'query', 'deleteById')) return { key, hooks: true, edits: keys => [{ at: link.nameAt, end: facts.exprs[call]!.end, text: `findByIds(${keys}).delete()` }] };
  if (!isChainOf(chain, 'query', 'findById', 'patch') && !isChainOf(chain, 'query', 'findById', 'delete')) return undefined;
  return { key, hooks: true, edits: keys => [renamed(link, 'findByIds'), replaced(facts, key, keys)] };
}

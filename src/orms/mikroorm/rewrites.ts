import { chainOf, isNamed, renamed, replaced, type ChainLink } from '../../facts/chain.ts';
import { onlyNamed, withValue, type Property } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { KeysWrite, Primitive, Rewrites, RowsRead, RowsWrite, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';
import { relationOfRow, withRelation } from './relation-rewrites.ts';

/** MikroORM's queries as text. https://mikro-orm.io/docs/entity-manager */
export const rewrites: Rewrites = {
  primitive: ({ type, list, relation }) => (list || relation !== undefined || !/^(?:number|string|boolean)$/.test(type) ? undefined : (type as Primitive)),
  limit: 'limit',
  transactions: new Set(['transactional']),
  identityMap: true,
  // Values are written into the statement, which has no bound that lists reach.
  splits: true,
  fillsDefaults: true,
  readRows,
  isTotal: ({ query: { method } }) => /^(?:find|findAll|findOne|count)$/.test(method),
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
  relationOfRow,
  withRelation,
};

/** `em.method(Entity, …)` or `repository.method(…)`: the arguments after the entity. */
function callOf({ facts, call, query }: WrittenQuery, count: number): { link: ChainLink; args: readonly E[] } | undefined {
  const link = chainOf(facts, call)?.links.at(-1);
  if (!link || link.name !== query.method) return undefined;
  const args = link.args.slice(link.args.length - count);
  return args.length === count && link.args.length <= count + 1 ? { link, args } : undefined;
}

function readRows(written: WrittenQuery): RowsRead | undefined {
  const { facts, model } = written;
  const known = callOf(written, 1);
  const [where] = known?.args ?? [];
  if (!known || where === undefined || !/^find(?:One)?$/.test(known.link.name)) return undefined;
  const one = known.link.name === 'findOne';
  const rename = one ? [renamed(known.link, 'find')] : [];
  const missing = one ? { missing: 'null' as const } : {};
  const primary = model?.keys.find(key => key.primary && key.columns.length === 1)?.columns[0];
  if (one && isNamed(facts, where) && primary !== undefined) {
    return { key: where, column: primary, unique: true, ...missing, edits: keys => [...rename, replaced(facts, where, `{ ${primary}: { $in: ${keys} } }`)] };
  }
  const key = keyOf(written, where);
  return key && { key: key.value, column: key.name, ...missing, edits: keys => [...rename, inList(written, key, keys)] };
}

function writeRows(written: WrittenQuery): RowsWrite | undefined {
  const known = callOf(written, 1);
  const [row] = known?.args ?? [];
  if (!known || row === undefined || known.link.name !== 'insert') return undefined;
  return { row, edits: rows => [renamed(known.link, 'insertMany'), replaced(written.facts, row, rows)] };
}

function writeKeys(written: WrittenQuery): KeysWrite | undefined {
  const known = callOf(written, written.query.method === 'nativeDelete' ? 1 : 2);
  const [where] = known?.args ?? [];
  const key = known && where !== undefined && /^native(?:Update|Delete)$/.test(known.link.name) ? keyOf(written, where) : undefined;
  return key && { key: key.value, edits: keys => [inList(written, key, keys)] };
}

/** The one column of a condition; a relation is none. */
function keyOf({ facts, model }: WrittenQuery, where: E): Property | undefined {
  const key = onlyNamed(facts, where);
  const column = model?.columns.find(({ name }) => name === key?.name);
  return column?.relation === undefined ? key : undefined;
}

const inList = ({ facts }: WrittenQuery, key: Property, keys: string) => withValue(facts, key, `{ $in: ${keys} }`);

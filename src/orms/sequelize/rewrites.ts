import { chainOf, renamed, replaced, type ChainLink } from '../../facts/chain.ts';
import { hasOnly, onlyNamed, propertyOf, withValue, type Property } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { KeysWrite, Primitive, Rewrites, RowsRead, RowsWrite, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';
import { relationOfRow, withRelation } from './relation-rewrites.ts';

// https://sequelize.org/docs/v6/other-topics/other-data-types/; `BIGINT` and `DECIMAL` come as strings.
const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map([
  ...['INTEGER', 'SMALLINT', 'TINYINT', 'number'].map(type => [type, 'number'] as const),
  ...['STRING', 'TEXT', 'UUID', 'string'].map(type => [type, 'string'] as const),
  ...['BOOLEAN', 'boolean'].map(type => [type, 'boolean'] as const),
]);

/** Sequelize's queries as text. https://sequelize.org/docs/v6/core-concepts/model-querying-finders/ */
export const rewrites: Rewrites = {
  primitive: ({ type, list, relation }) => (list || relation !== undefined ? undefined : PRIMITIVES.get(type)),
  fillsDefaults: true,
  // Keys and rows are written into the statement, which has no bound that lists reach.
  splits: true,
  limit: 'limit',
  transactions: new Set(['transaction']),
  readRows,
  isTotal: ({ query: { method } }) => /^(?:find(?:All|One|ByPk)|count)$/.test(method),
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
  relationOfRow,
  withRelation,
};

/** Options that say where a call runs, and nothing of what it gives. */
const NEUTRAL = ['transaction', 'logging'];

function lastCall({ facts, call, query }: WrittenQuery): ChainLink | undefined {
  const link = chainOf(facts, call)?.links.at(-1);
  return link?.name === query.method ? link : undefined;
}

function readRows(written: WrittenQuery): RowsRead | undefined {
  const { facts, model } = written;
  const link = lastCall(written);
  const [argument, more] = link?.args ?? [];
  if (!link || argument === undefined || more !== undefined) return undefined;
  if (link.name === 'findByPk') {
    const column = model?.keys.find(({ primary, columns }) => primary && columns.length === 1)?.columns[0] ?? 'id';
    const kind = facts.exprs[argument]!.k;
    if (kind !== 'var' && kind !== 'get') return undefined;
    return { key: argument, column, unique: true, missing: 'null', edits: keys => [renamed(link, 'findAll'), replaced(facts, argument, `{ where: { ${column}: ${keys} } }`)] };
  }
  const one = link.name === 'findOne';
  if ((!one && link.name !== 'findAll') || !hasOnly(facts, argument, ['where', ...NEUTRAL, ...(one ? [] : ['order'])])) return undefined;
  const key = keyOf(written, argument);
  return key && { key: key.value, column: key.name, edits: keys => [...(one ? [renamed(link, 'findAll')] : []), withValue(facts, key, keys)], ...(one && { missing: 'null' as const }) };
}

/** `bulkCreate` runs neither the hooks of each row nor its validation. */
function writeRows(written: WrittenQuery): RowsWrite | undefined {
  const link = lastCall(written);
  const [row, options] = link?.args ?? [];
  if (link?.name !== 'create' || row === undefined || (options !== undefined && !hasOnly(written.facts, options, NEUTRAL))) return undefined;
  return { row, edits: rows => [renamed(link, 'bulkCreate'), replaced(written.facts, row, rows)], hooks: true };
}

function writeKeys(written: WrittenQuery): KeysWrite | undefined {
  const link = lastCall(written);
  const options = link?.args[link.name === 'update' ? 1 : 0];
  if (!link || !/^(?:update|destroy)$/.test(link.name) || options === undefined || !hasOnly(written.facts, options, ['where', ...NEUTRAL])) return undefined;
  const key = keyOf(written, options);
  return key && { key: key.value, edits: keys => [withValue(written.facts, key, keys)], hooks: true };
}

function keyOf({ facts }: WrittenQuery, options: E): Property | undefined {
  return onlyNamed(facts, propertyOf(facts, options, 'where'));
}

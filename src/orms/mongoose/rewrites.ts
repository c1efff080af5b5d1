import { chainOf, isChainOf, isNamed, renamed, replaced } from '../../facts/chain.ts';
import { onlyNamed, withValue } from '../../facts/properties.ts';
import type { KeysWrite, Rewrites, RowsRead, RowsWrite, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';
import { relationOfRow, withRelation } from './relation-rewrites.ts';

/** Mongoose's queries as text. https://mongoosejs.com/docs/queries.html */
export const rewrites: Rewrites = {
  primitive: () => undefined,
  limit: 'limit',
  transactions: new Set(['transaction', 'withTransaction']),
  splits: true,
  unproven: true,
  readRows,
  isTotal: ({ query: { method } }) => /^(?:find|findOne|findById|countDocuments|exists)$/.test(method),
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
  relationOfRow,
  withRelation,
};

function readRows({ facts, call }: WrittenQuery): RowsRead | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links[0];
  const [argument, more] = link?.args ?? [];
  if (!chain || !link || argument === undefined || more !== undefined || !(chain.links.length === 1 || chain.links[1]?.name === 'lean') || chain.links.length > 2) return undefined;
  if (link.name === 'findById' && isNamed(facts, argument)) {
    // Two `ObjectId`s are never the same key of a `Map`; their texts are.
    return { key: argument, column: '_id', unique: true, missing: 'null', keyOf: key => `String(${key})`, edits: keys => [renamed(link, 'find'), replaced(facts, argument, `{ _id: { $in: ${keys} } }`)] };
  }
  const key = link.name === 'find' ? onlyNamed(facts, argument) : undefined;
  return key && { key: key.value, column: key.name, keyOf: text => `String(${text})`, edits: keys => [withValue(facts, key, `{ $in: ${keys} }`)] };
}

/** `insertMany` runs no `save` hooks. */
function writeRows({ facts, call }: WrittenQuery): RowsWrite | undefined {
  const chain = chainOf(facts, call);
  const link = chain && isChainOf(chain, 'create') ? chain.links[0] : undefined;
  const [row, more] = link?.args ?? [];
  return !link || row === undefined || more !== undefined ? undefined : { row, hooks: true, edits: rows => [renamed(link, 'insertMany'), replaced(facts, row, rows)] };
}

function writeKeys({ facts, call }: WrittenQuery): KeysWrite | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links.length === 1 ? chain.links[0] : undefined;
  const many = link && new Map([['updateOne', 'updateMany'], ['deleteOne', 'deleteMany']]).get(link.name);
  const key = many === undefined ? undefined : onlyNamed(facts, link?.args[0]);
  // Only `_id` is sure to be the key of one document.
  return link && many !== undefined && key?.name === '_id' ? { key: key.value, hooks: true, edits: keys => [renamed(link, many), withValue(facts, key, `{ $in: ${keys} }`)] } : undefined;
}

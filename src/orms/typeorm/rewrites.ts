import { chainOf, renamed, type ChainLink } from '../../facts/chain.ts';
import { hasOnly, onlyNamed, propertyOf, withValue, type Property } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { KeysWrite, Names, Primitive, Rewrites, RowsRead, RowsWrite, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';
import { withRelation } from './relation-rewrites.ts';

// https://typeorm.io/docs/entity/entities#column-types; 64-bit integers and decimals come as strings.
const PRIMITIVES: readonly [RegExp, Primitive][] = [
  [/^(?:number|int|integer|int2|int4|smallint|tinyint|mediumint)$/, 'number'],
  [/^(?:string|text|varchar|character varying|char|uuid)$/, 'string'],
  [/^(?:boolean|bool)$/, 'boolean'],
];

/** TypeORM's queries as text. https://typeorm.io/docs/working-with-entity-manager/repository-api */
export const rewrites: Rewrites = {
  primitive: ({ type, list, relation }) => (list || relation !== undefined ? undefined : PRIMITIVES.find(([pattern]) => pattern.test(type))?.[1]),
  fillsDefaults: true,
  limit: 'take',
  transactions: new Set(['transaction']),
  readRows,
  isTotal: ({ query: { method } }) => /^(?:find(?:By|One|OneBy)?|count(?:By)?|exists(?:By)?)$/.test(method),
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  countTogether,
  withRelation,
};

/** The one call of a repository or an entity manager; `at` is where its arguments begin after the entity that a manager is given. */
function callOf({ facts, call, query }: WrittenQuery, most: number): { link: ChainLink; args: readonly E[] } | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links.at(-1);
  if (!link || link.name !== query.method) return undefined;
  const [first] = link.args;
  const kind = first === undefined ? undefined : facts.exprs[first]!.k;
  const args = link.args.length === most + 1 && (kind === 'var' || kind === 'class') ? link.args.slice(1) : link.args;
  return args.length === most ? { link, args } : undefined;
}

function readRows(written: WrittenQuery, names: Names): RowsRead | undefined {
  const { facts } = written;
  const known = callOf(written, 1);
  const [argument] = known?.args ?? [];
  if (!known || argument === undefined) return undefined;
  const { link } = known;
  const by = link.name === 'findOneBy' || link.name === 'findBy';
  const one = link.name === 'findOneBy' || link.name === 'findOne';
  if (!by && (!/^find(?:One)?$/.test(link.name) || !hasOnly(facts, argument, one ? ['where'] : ['where', 'order']))) return undefined;
  const key = onlyNamed(facts, by ? argument : propertyOf(facts, argument, 'where'));
  const within = key && names('typeorm', 'In');
  if (!key || within === undefined) return undefined;
  return {
    key: key.value,
    column: key.name,
    edits: keys => [...(one ? [renamed(link, by ? 'findBy' : 'find')] : []), inList(written, key, within, keys)],
    ...(one && { missing: 'null' as const }),
  };
}

/** `save` of a list runs the hooks of each entity; `insert` runs none in either form. */
function writeRows(written: WrittenQuery): RowsWrite | undefined {
  const known = callOf(written, 1);
  const [row] = known?.args ?? [];
  if (!known || row === undefined || !/^(?:insert|save)$/.test(known.link.name)) return undefined;
  return { row, edits: rows => [{ at: written.facts.exprs[row]!.at, end: written.facts.exprs[row]!.end, text: rows }] };
}

function writeKeys(written: WrittenQuery, names: Names): KeysWrite | undefined {
  const { facts, query } = written;
  const known = callOf(written, query.method === 'delete' ? 1 : 2);
  const [where] = known?.args ?? [];
  if (!known || where === undefined || !/^(?:update|delete)$/.test(known.link.name)) return undefined;
  const key = onlyNamed(facts, where);
  const within = key && names('typeorm', 'In');
  if (!key || within === undefined) return undefined;
  // Subscribers hear of one statement.
  return { key: key.value, edits: keys => [inList(written, key, within, keys)], hooks: true };
}

const inList = ({ facts }: WrittenQuery, key: Property, within: string, keys: string) => withValue(facts, key, `${within}(${keys})`);

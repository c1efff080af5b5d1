import { chainOf, isChainOf, renamed, type ChainLink } from '../../facts/chain.ts';
import { onlyNamed, propertiesOf, withValue, type Property } from '../../facts/properties.ts';
import type { ModuleFacts } from '../../vocabulary/ir.ts';
import type { KeysWrite, Primitive, Rewrites, RowsRead, RowsWrite, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { countRows, findAny, firstRow } from './count-rewrites.ts';
import { countTogether } from './count-together.ts';
import { relationOfRow, withRelation } from './relation-rewrites.ts';

// https://www.prisma.io/docs/orm/reference/prisma-schema-reference#model-field-scalar-types
/** What the client gives for a scalar type; `BigInt`, `Decimal`, `DateTime`, `Json` and `Bytes` are objects or of a type of their own. */
const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map([['Int', 'number'], ['Float', 'number'], ['String', 'string'], ['Boolean', 'boolean']]);

/** Prisma's queries as text. */
export const rewrites: Rewrites = {
  primitive: ({ type, list, relation }) => (list || relation !== undefined ? undefined : PRIMITIVES.get(type)),
  limit: 'take',
  transactions: new Set(['$transaction']),
  // https://www.prisma.io/docs/orm/prisma-client/queries/query-optimization-performance: long lists are cut into several statements.
  splits: true,
  fillsDefaults: true,
  readRows,
  isTotal: ({ query: { method } }) => ['findUnique', 'findFirst', 'findMany', 'count', 'aggregate', 'groupBy'].includes(method),
  mergesTick: ({ query: { batched, method } }) => batched && method === 'findUnique',
  writeRows,
  writeKeys,
  countRows,
  findAny,
  firstRow,
  relationOfRow,
  withRelation,
  countTogether,
};

type Options = ChainLink & { readonly properties: readonly Property[] };

/** `client.model.method({ … })`, the whole of it. */
function optionsOf({ facts, call }: WrittenQuery): Options | undefined {
  const chain = chainOf(facts, call);
  const [link] = chain?.links ?? [];
  const argument = link?.args.length === 1 ? link.args[0] : undefined;
  const properties = argument === undefined ? undefined : propertiesOf(facts, argument);
  return chain && link && properties && isChainOf(chain, link.name) ? { ...link, properties } : undefined;
}

function readRows({ facts, ...rest }: WrittenQuery): RowsRead | undefined {
  const options = optionsOf({ facts, ...rest });
  if (!options || !['findUnique', 'findFirst', 'findMany'].includes(options.name)) return undefined;
  const names = options.properties.map(({ name }) => name);
  const many = options.name === 'findMany';
  if (names.some(name => !['where', 'select', 'include', 'omit', ...(many ? ['orderBy'] : [])].includes(name))) return undefined;
  const key = keyOf(facts, options);
  const shown = options.properties.find(({ name }) => name === 'select');
  const omitted = options.properties.some(({ name }) => name === 'omit');
  if (!key || omitted || (shown && !propertiesOf(facts, shown.value)?.some(({ name }) => name === key.name))) return undefined;
  return {
    key: key.value,
    column: key.name,
    edits: keys => [renamed(options, 'findMany'), inList(facts, key, keys)],
    ...(!many && { missing: 'null' as const }),
    ...(options.name === 'findUnique' && { unique: true as const }),
  };
}

function writeRows({ facts, ...rest }: WrittenQuery): RowsWrite | undefined {
  const options = optionsOf({ facts, ...rest });
  const [data] = options?.properties ?? [];
  if (options?.name !== 'create' || options.properties.length !== 1 || data?.name !== 'data' || rest.query.nestedWrites) return undefined;
  return { row: data.value, edits: rows => [renamed(options, 'createMany'), withValue(facts, data, rows)], hooks: true };
}

function writeKeys({ facts, ...rest }: WrittenQuery): KeysWrite | undefined {
  const options = optionsOf({ facts, ...rest });
  const many = options && MANY.get(options.name);
  if (!many || rest.query.nestedWrites || options.properties.some(({ name }) => name !== 'where' && name !== 'data')) return undefined;
  const key = keyOf(facts, options);
  if (!key) return undefined;
  return { key: key.value, edits: keys => [renamed(options, many), inList(facts, key, keys)], hooks: true, ...(many !== options.name && { lenient: true as const }) };
}

const MANY: ReadonlyMap<string, string> = new Map([['update', 'updateMany'], ['updateMany', 'updateMany'], ['delete', 'deleteMany'], ['deleteMany', 'deleteMany']]);

/** The one column that `where` compares with a value. */
function keyOf(facts: ModuleFacts, { properties }: Options): Property | undefined {
  const key = onlyNamed(facts, properties.find(({ name }) => name === 'where')?.value);
  return key && !/^(?:AND|OR|NOT)$/.test(key.name) ? key : undefined;
}

const inList = (facts: ModuleFacts, key: Property, keys: string): TextEdit => withValue(facts, key, `{ in: ${keys} }`);

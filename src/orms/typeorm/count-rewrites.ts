import { chainOf, hasOnlyCalls, renamed, type Chain, type ChainLink } from '../../facts/chain.ts';
import { propertiesOf, reshaped } from '../../facts/properties.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { AnyRow, FirstRow, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { columnsIn, isTotal } from '../total-order.ts';
import { hasExists } from './phrases.ts';

/** The methods of a repository that count, and that look for one, in place of others. https://typeorm.io/docs/working-with-entity-manager/repository-api */
const COUNTS: ReadonlyMap<string, string> = new Map([['find', 'count'], ['findBy', 'countBy'], ['getMany', 'getCount']]);
const EXISTS: ReadonlyMap<string, string> = new Map([
  ['find', 'exists'], ['findBy', 'existsBy'], ['findOne', 'exists'], ['findOneBy', 'existsBy'], ['count', 'exists'], ['countBy', 'existsBy'],
  ['getMany', 'getExists'], ['getCount', 'getExists'],
]);
const DROPPED = ['select', 'order'];
/** What a builder may have been told without a join: those multiply the rows that are counted. */
const PLAIN: ReadonlySet<string> = new Set(['createQueryBuilder', 'where', 'andWhere', 'orWhere', 'orderBy', 'addOrderBy', 'setParameter', 'setParameters', 'getMany', 'getCount', 'getRepository']);

/** `find({ where })` → `count({ where })`. */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const edits = calledInstead(written, COUNTS);
  return edits && { edits };
}

/** `count({ where }) > 0`, `findOneBy(where) !== null` → `exists({ where })`, `existsBy(where)`. */
export function findAny(written: WrittenQuery): AnyRow | undefined {
  if (!hasExists(written.query)) return undefined;
  const edits = calledInstead(written, EXISTS);
  return edits && { edits, gives: 'boolean' };
}

function calledInstead(written: WrittenQuery, methods: ReadonlyMap<string, string>): readonly TextEdit[] | undefined {
  const { facts, call, query } = written;
  const chain = chainOf(facts, call);
  const link = chain?.links.at(-1);
  const to = link && methods.get(link.name);
  if (!chain || !link || to === undefined || link.name !== query.method) return undefined;
  if (link.name.startsWith('get')) return link.args.length === 0 && isPlain(chain) ? [renamed(link, to)] : undefined;
  const argument = givenTo(written, link);
  if (argument === undefined) return undefined;
  if (argument === 'none' || link.name.endsWith('By')) return [renamed(link, to)];
  const properties = propertiesOf(facts, argument);
  if (!properties?.every(({ name }) => name === 'where' || name === 'withDeleted' || DROPPED.includes(name))) return undefined;
  const edits = properties.some(({ name }) => DROPPED.includes(name)) ? reshaped(facts, written.text, argument, DROPPED) : [];
  return edits && [renamed(link, to), ...edits];
}

const isPlain = (chain: Chain): boolean => chain.links.some(({ name }) => name === 'createQueryBuilder') && hasOnlyCalls(chain, PLAIN);

/** The options or the condition, behind the entity that a manager is given. */
function givenTo({ facts }: WrittenQuery, { name, args }: ChainLink): E | 'none' | undefined {
  const [first, second, more] = args;
  if (more !== undefined) return undefined;
  const kind = first === undefined ? undefined : facts.exprs[first]!.k;
  if (second !== undefined) return kind === 'var' || kind === 'class' ? second : undefined;
  if (first === undefined) return name.endsWith('By') ? undefined : 'none';
  // Options in a variable are not read; a condition may stand anywhere.
  return kind === 'object' || (kind === 'array' && name.endsWith('By')) ? first : undefined;
}

/** `find({ where, order })` with `take: 1`; `findBy(where)` becomes `find({ where, take: 1 })`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const { facts, text, call, query, model } = written;
  const link = chainOf(facts, call)?.links.at(-1);
  // What is loaded with the rows would be asked for in two queries.
  if (!link || link.name !== query.method || !/^find(?:By)?$/.test(link.name) || query.loads.length > 0 || model?.columns.some(column => column.link?.eager)) return undefined;
  const argument = givenTo(written, link);
  if (argument === undefined) return undefined;
  if (argument === 'none') return { edits: [{ at: facts.exprs[call]!.end - 1, end: facts.exprs[call]!.end - 1, text: '{ take: 1 }' }], total: false };
  const { at, end } = facts.exprs[argument]!;
  if (link.name === 'findBy') return { edits: [renamed(link, 'find'), { at, end: at, text: '{ where: ' }, { at: end, end, text: ', take: 1 }' }], total: false };
  const properties = propertiesOf(facts, argument);
  if (!properties?.every(({ name }) => name === 'where' || name === 'withDeleted' || DROPPED.includes(name))) return undefined;
  const edits = reshaped(facts, text, argument, [], 'take: 1');
  return edits && { edits, total: isTotal(columnsIn(facts, properties.find(({ name }) => name === 'order')?.value), model) };
}

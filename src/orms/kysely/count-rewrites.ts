import { calledAs, chainOf, followedBy, hasOnlyCalls, leftOut, renamed, type Chain, type ChainLink } from '../../facts/chain.ts';
import type { AnyRow, FirstRow, Names, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { columnsOf, isTotal } from '../total-order.ts';

/** What leaves the number of rows what it is. */
const PLAIN: ReadonlySet<string> = new Set(['selectFrom', 'selectAll', 'select', 'where', 'whereRef', 'orderBy', 'execute', 'executeTakeFirst', 'executeTakeFirstOrThrow']);

type Select = { readonly chain: Chain; readonly shown: ChainLink; readonly end: ChainLink };

/** `selectFrom(table).select(…).where(…).execute()`, with one list of columns and one table. */
function selectOf({ facts, call }: WrittenQuery): Select | undefined {
  const chain = chainOf(facts, call);
  const end = chain?.links.at(-1);
  const shown = chain?.links.filter(({ name }) => name === 'select' || name === 'selectAll') ?? [];
  const [table] = chain?.links[0]?.args ?? [];
  if (!chain || !end || chain.links[0]?.name !== 'selectFrom' || !end.name.startsWith('execute') || !hasOnlyCalls(chain, PLAIN)) return undefined;
  const [first, more] = shown;
  return !first || more || table === undefined || facts.exprs[table]!.k === 'array' ? undefined : { chain, shown: first, end };
}

// https://kysely.dev/docs/examples/select/function-calls
/** `select(…).execute()` → `select(eb => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()`. */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const select = selectOf(written);
  if (select?.end.name !== 'execute') return undefined;
  const { shown, end } = select;
  // PostgreSQL's driver gives the number as text.
  return { edits: [calledAs(written.facts, shown, "select(eb => eb.fn.countAll().as('count'))"), ...unordered(written, select), renamed(end, 'executeTakeFirstOrThrow')], number: given => `Number(${given}.count)` };
}

/** The same query with `limit(1)`, of no column at all. */
export function findAny(written: WrittenQuery, names: Names): AnyRow | undefined {
  const { facts, query } = written;
  const select = selectOf(written);
  const sql = select && names('kysely', 'sql');
  if (!select || sql === undefined) return undefined;
  const { chain, shown, end } = select;
  const counted = query.operation === 'count';
  if (!counted && end.name !== 'execute') return undefined;
  const last = chain.links[chain.links.indexOf(end) - 1]!;
  const one = `select(${sql}<number>\`1\`.as('one'))`;
  const limit = [calledAs(facts, shown, one), last.name === 'orderBy' ? calledAs(facts, last, 'limit(1)') : followedBy(written, last, 'limit(1)')];
  const edits = [...limit, ...unordered(written, select, last), ...(counted && end.name !== 'executeTakeFirst' ? [renamed(end, 'executeTakeFirst')] : [])];
  return { edits, gives: counted ? 'undefined' : 'same', ...(counted && { text: true as const }) };
}

/** Without an order, which says nothing of how many there are. */
function unordered({ facts }: WrittenQuery, { chain }: Select, except?: ChainLink): readonly TextEdit[] {
  return chain.links.filter(link => link.name === 'orderBy' && link !== except).map(link => leftOut(facts, chain, link));
}

/** The same query with `limit(1)`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const select = selectOf(written);
  if (select?.end.name !== 'execute') return undefined;
  const { chain, end } = select;
  const columns = columnsOf(written.facts, chain.links);
  // The types of tables say nothing of keys, and `id` is one.
  return { edits: [followedBy(written, chain.links[chain.links.indexOf(end) - 1]!, 'limit(1)')], total: columns.includes('id') || isTotal(columns, written.model) };
}

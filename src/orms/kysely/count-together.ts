import { chainOf, hasOnlyCalls, type Chain } from '../../facts/chain.ts';
import { indexOf } from '../../facts/index-of.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { CountsTogether, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { isPlain } from '../constant-text.ts';

const PLAIN: ReadonlySet<string> = new Set(['selectFrom', 'select', 'where', 'executeTakeFirst', 'executeTakeFirstOrThrow']);

/** Counts of one table → one `select` with a condition for each count; `case` runs on every database, `filter` does not. https://kysely.dev/docs/examples/select/function-calls */
export function countTogether(queries: readonly WrittenQuery[]): CountsTogether | undefined {
  const counts = queries.map(countOf);
  const [first] = queries;
  const [one] = counts;
  if (!first || !one || !counts.every(each => each !== undefined)) return undefined;
  const { facts, text } = first;
  const written = (list: readonly E[]): string => list.map(e => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end)).join(', ');
  const key = (condition: Condition): string => condition.map(e => sourceOf(facts, e)).join();
  if (counts.some(({ table, type, client }) => table !== one.table || type !== one.type || client !== one.client)) return undefined;
  const common = one.conditions.filter(each => counts.every(({ conditions }) => conditions.some(other => key(other) === key(each))));
  const shared = new Set(common.map(key));
  const own = counts.map(({ conditions }) => conditions.filter(each => !shared.has(key(each))));
  const when = (list: readonly Condition[]): string => (list.length === 1 ? written(list[0]!) : `eb.and([${list.map(each => `eb(${written(each)})`).join(', ')}])`);
  const number = (list: readonly Condition[]): string => (list.length === 0 ? `eb.fn.countAll${one.type}()` : `eb.fn.count${one.type}(eb.case().when(${when(list)}).then(1).end())`);
  return {
    query: fields => `${one.client}.selectFrom(${one.table}).select(eb => [${fields.map((field, n) => `${number(own[n]!)}.as('${field}')`).join(', ')}])${common.map(each => `.where(${written(each)})`).join('')}.executeTakeFirstOrThrow()`,
    gives: 'row',
    came: counts.map(({ member }) => ({ member })),
    number: (given, field) => `${given}.${field}`,
  };
}

type Condition = readonly E[];
type Count = { readonly client: string; readonly table: string; /** The type that the number was given: `<number>`. */ readonly type: string; readonly member: string; readonly conditions: readonly Condition[] };

/** `selectFrom(table).select(eb => eb.fn.countAll().as('n')).where(column, operator, value).executeTakeFirstOrThrow()`. */
function countOf({ facts, text, call }: WrittenQuery): Count | undefined {
  const chain = chainOf(facts, call);
  const table = chain?.links[0]?.args[0];
  const shown = chain?.links.filter(({ name }) => name === 'select') ?? [];
  if (!chain || table === undefined || chain.links[0]?.name !== 'selectFrom' || !chain.links.at(-1)!.name.startsWith('execute') || !hasOnlyCalls(chain, PLAIN) || shown.length !== 1) return undefined;
  const [list] = shown[0]!.args;
  const counted = list === undefined ? undefined : countIn(facts, text, list);
  const conditions = conditionsOf(facts, chain);
  const slice = (e: E): string => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end);
  return counted && conditions ? { client: slice(chain.root), table: slice(table), ...counted, conditions } : undefined;
}

/** `eb => eb.fn.countAll<number>().as('n')`, `({ fn }) => [fn.countAll().as('n')]`, `db.fn.countAll().as('n')`. */
function countIn(facts: ModuleFacts, text: string, e: E): { type: string; member: string } | undefined {
  const expr = facts.exprs[e]!;
  if (expr.k === 'array') return expr.items.length === 1 ? countIn(facts, text, expr.items[0]!.e) : undefined;
  const f = expr.k === 'fn' ? indexOf(facts).fnOfExpr(e) : undefined;
  if (f !== undefined) {
    const [exit, more] = facts.fns[f]!.exits;
    return exit?.kind === 'return' && exit.value !== undefined && !more ? countIn(facts, text, exit.value) : undefined;
  }
  const known = /\bfn\s*\.countAll\s*(<[\w\s|]*>)?\(\)\s*\.as\(\s*(['"])(\w+)\2\s*\)$/.exec(text.slice(expr.at, expr.end));
  return known && expr.k === 'call' ? { type: known[1] ?? '', member: known[3]! } : undefined;
}

/** The conditions of a column, an operator and a value that calls nothing. */
function conditionsOf(facts: ModuleFacts, { links }: Chain): readonly Condition[] | undefined {
  const all = links.filter(({ name }) => name === 'where').map(({ args }) => args);
  return all.every(args => args.length === 3 && args.every(e => isPlain(facts, e))) ? all : undefined;
}

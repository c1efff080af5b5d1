import { chainOf, stringAt, type ChainLink } from '../../facts/chain.ts';
import { propertiesOf } from '../../facts/properties.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { CountsTogether, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { caseCounts, columnFor } from '../case-counts.ts';

/** Counts of one table → one row of numbers, each with a condition of its own. https://knexjs.org/guide/query-builder.html#count */
export function countTogether(queries: readonly WrittenQuery[], by: string | undefined): CountsTogether | undefined {
  const [first] = queries;
  const counts = queries.map(countOf);
  const [one] = counts;
  if (!first || !one || !counts.every(each => each !== undefined) || counts.some(({ key }) => key !== one.key)) return undefined;
  const cases = caseCounts(first, counts.map(({ conditions }) => conditions), by);
  return cases && {
    query: fields => `${one.table}${cases.common}.first${first.typed ? `<Record<${fields.map(field => `'${columnFor(field)}'`).join(' | ')}, string | number>>` : ''}(${cases.numbers.map(({ sql, bindings }, n) => `${one.client}.raw('${sql} as ??', [${[...bindings, `'${columnFor(fields[n]!)}'`].join(', ')}])`).join(', ')})`,
    as: columnFor,
    gives: 'row',
    came: counts.map(({ came }) => came),
    number: (given, field) => `${given}.${field}`,
    differences: cases.differences,
  };
}

type Count = { readonly client: string; readonly table: string; readonly key: string; readonly conditions: readonly ChainLink[]; readonly came: CountsTogether['came'][number] };

/** `knex('posts').where(…).count({ n: '*' })`, with or without `first()`. */
function countOf({ facts, text, call }: WrittenQuery): Count | undefined {
  const chain = chainOf(facts, call);
  const root = chain && facts.exprs[chain.root]!;
  const counted = chain?.links.filter(({ name }) => name === 'count') ?? [];
  const first = chain?.links.filter(({ name }) => name === 'first') ?? [];
  if (!chain || root?.k !== 'call' || root.args.length !== 1 || counted.length !== 1 || first.length > 1 || first.some(({ args }) => args.length > 0)) return undefined;
  const [argument, more] = counted[0]!.args;
  const member = argument === undefined || more !== undefined ? undefined : (/^\*\s+as\s+(\w+)$/i.exec(stringAt(facts, argument) ?? '')?.[1] ?? ofAll(facts, argument));
  const { at, end } = facts.exprs[root.callee]!;
  const conditions = chain.links.filter(({ name }) => name !== 'count' && name !== 'first');
  return member === undefined ? undefined : { client: text.slice(at, end), table: text.slice(root.at, root.end), key: sourceOf(facts, chain.root), conditions, came: { member, ...(first.length === 0 && { listed: true as const }) } };
}

/** `n` of `{ n: '*' }`. */
function ofAll(facts: WrittenQuery['facts'], e: number): string | undefined {
  const [only, more] = propertiesOf(facts, e) ?? [];
  return only && !more && stringAt(facts, only.value) === '*' ? only.name : undefined;
}

import { chainOf, type ChainLink } from '../../facts/chain.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { CountsTogether, Names, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { caseCounts, columnFor } from '../case-counts.ts';

/** Counts of one model → one row of numbers, each with a condition of its own; it is read as a row, and not as a size. https://vincit.github.io/objection.js/api/objection/#raw */
export function countTogether(queries: readonly WrittenQuery[], by: string | undefined, names: Names): CountsTogether | undefined {
  const [first] = queries;
  const counts = queries.map(countOf);
  const [one] = counts;
  if (!first || !one || !counts.every(each => each !== undefined) || counts.some(({ key }) => key !== one.key)) return undefined;
  const cases = caseCounts(first, counts.map(({ conditions }) => conditions), by);
  const raw = cases && names('objection', 'raw');
  if (!cases || raw === undefined) return undefined;
  return {
    query: fields => [
      `${one.begun}${cases.common}`,
      `.select(${cases.numbers.map(({ sql, bindings }, n) => `${raw}(${[`'${sql}'`, ...bindings].join(', ')}).as('${columnFor(fields[n]!)}')`).join(', ')})`,
      '.first()',
      ...(first.typed ? [`.castTo<Record<${fields.map(field => `'${columnFor(field)}'`).join(' | ')}, unknown>>()`] : []),
    ],
    as: columnFor,
    gives: 'groups',
    came: queries.map(() => ({})),
    number: (given, field) => `Number(${given}.${columnFor(field)})`,
    differences: ['read-hooks', ...cases.differences],
  };
}

type Count = { readonly begun: string; readonly key: string; readonly conditions: readonly ChainLink[] };

/** `Post.query(trx).where(…).resultSize()`. */
function countOf({ facts, text, call }: WrittenQuery): Count | undefined {
  const chain = chainOf(facts, call);
  const begin = chain?.links.findIndex(({ name }) => name === 'query') ?? -1;
  const last = chain?.links.at(-1);
  if (!chain || begin < 0 || last?.name !== 'resultSize' || last.args.length > 0) return undefined;
  const query = chain.links[begin]!.call;
  const { at, end } = facts.exprs[query]!;
  return { begun: text.slice(at, end), key: sourceOf(facts, query), conditions: chain.links.slice(begin + 1, -1) };
}

import { chainOf } from '../../facts/chain.ts';
import { propertiesOf } from '../../facts/properties.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { CountsTogether, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { isPlain } from '../constant-text.ts';
import { constantsOf, objectCounts, objectText } from '../object-counts.ts';
import { isSince } from '../version.ts';

/** Options that say where a call runs. */
const NEUTRAL = ['transaction', 'logging'];
/** Types whose values come as they are written; a boolean of a group is 0 or 1 on SQLite. */
const AS_WRITTEN: ReadonlySet<string> = new Set(['STRING', 'TEXT', 'CHAR', 'CITEXT', 'ENUM', 'UUID', 'string', 'INTEGER', 'SMALLINT', 'TINYINT', 'number']);
const NUMBERS: ReadonlySet<string> = new Set(['INTEGER', 'SMALLINT', 'TINYINT', 'number']);

/** Counts that differ in the value of one column → one count by group. https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#grouping */
export function countTogether(queries: readonly WrittenQuery[], by: string | undefined): CountsTogether | undefined {
  const [first] = queries;
  const column = first?.model?.columns.find(({ name }) => name === by);
  const counts = queries.map(countOf);
  const [one] = counts;
  // Before version 6 the numbers of groups are what the driver gives.
  if (!first || !one || !column || column.relation !== undefined || !AS_WRITTEN.has(column.type) || !isSince(first.query, 6)) return undefined;
  if (!counts.every(each => each !== undefined) || counts.some(({ key }) => key !== one.key)) return undefined;
  const split = objectCounts(first, counts.map(({ where }) => where), e => isPlain(first.facts, e));
  const values = split && constantsOf(first, split, by);
  if (!split || !values) return undefined;
  const all = values.includes(undefined);
  // All groups of a number may be as many as there are rows.
  if (all && NUMBERS.has(column.type)) return undefined;
  const where = objectText([...split.common, ...(all ? [] : [`${by!}: [${values.join(', ')}]`])]);
  return {
    query: () => `${one.receiver}.count(${objectText([...(where === '' ? [] : [`where: ${where}`]), `group: ['${by!}']`, ...one.neutral])})`,
    gives: 'groups',
    came: queries.map(() => ({})),
    number: (given, _, n, parameter) => (values[n] === undefined ? `${given}.reduce((sum, each) => sum + each.count, 0)` : `${given}.find(${parameter('each')} => each.${by!} === ${values[n]})?.count ?? 0`),
    differences: ['count-hooks', ...(NUMBERS.has(column.type) ? [] : ['value-compare' as const])],
  };
}

type Count = { readonly receiver: string; readonly key: string; readonly neutral: readonly string[]; readonly where?: E };

/** `Post.count({ where })`. */
function countOf({ facts, text, call, query }: WrittenQuery): Count | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links.at(-1);
  if (!chain || link?.name !== 'count' || query.onRow || link.args.length > 1) return undefined;
  const [argument] = link.args;
  const properties = argument === undefined ? [] : propertiesOf(facts, argument);
  if (!properties?.every(({ name }) => name === 'where' || NEUTRAL.includes(name))) return undefined;
  const receiver = chain.links.at(-2)?.call ?? chain.root;
  const { at, end } = facts.exprs[receiver]!;
  const neutral = properties.filter(({ name }) => name !== 'where');
  const where = properties.find(({ name }) => name === 'where')?.value;
  return {
    receiver: text.slice(at, end),
    key: [sourceOf(facts, receiver), ...neutral.map(({ name, value }) => `${name}:${sourceOf(facts, value)}`)].join(' '),
    neutral: neutral.map(({ at: from, value }) => text.slice(from, facts.exprs[value]!.end)),
    ...(where !== undefined && { where }),
  };
}

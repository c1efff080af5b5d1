import { chainOf } from '../../facts/chain.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { CountsTogether, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { isPlain } from '../constant-text.ts';
import { areColumns, constantsOf, objectCounts, objectText } from '../object-counts.ts';
import { isSince } from '../version.ts';

/** Counts that differ in the value of one column → `countBy`, which is there since version 7. https://mikro-orm.io/docs/entity-manager */
export function countTogether(queries: readonly WrittenQuery[], by: string | undefined): CountsTogether | undefined {
  const [first] = queries;
  const column = first?.model?.columns.find(({ name }) => name === by);
  const counts = queries.map(countOf);
  const [one] = counts;
  // A boolean may be a number as the key of a group, and dates and objects are none.
  if (!first || !one || !column || column.list || column.relation !== undefined || !/^(?:number|integer|string|text|enum)$/.test(column.type) || !isSince(first.query, 7)) return undefined;
  if (!counts.every(each => each !== undefined) || counts.some(({ key }) => key !== one.key)) return undefined;
  const split = objectCounts(first, counts.map(({ where }) => where), e => isPlain(first.facts, e));
  const values = split && constantsOf(first, split, by);
  if (!split || !values || !areColumns(split, first.model!)) return undefined;
  const all = values.includes(undefined);
  const isNumber = /^(?:number|integer)$/.test(column.type);
  // All groups of a number may be as many as there are rows; the key of a group without a value is a text like any other.
  if (all && isNumber) return undefined;
  const where = objectText([...split.common, ...(all ? [] : [`${by!}: { $in: [${values.join(', ')}] }`])]);
  return {
    query: () => `${one.receiver}.countBy(${one.entity}'${by!}'${where === '' ? '' : `, { where: ${where} }`})`,
    gives: 'groups',
    came: queries.map(() => ({})),
    number: (given, _, n) => (values[n] === undefined ? `Object.values(${given}).reduce((sum, each) => sum + each, 0)` : `${given}[${values[n]}] ?? 0`),
    ...(!isNumber && { differences: ['value-compare'] as const }),
  };
}

type Count = { readonly receiver: string; readonly entity: string; readonly key: string; readonly where?: E };

/** `em.count(Entity, where)` or `repository.count(where)`. */
function countOf({ facts, text, call, query }: WrittenQuery): Count | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links.at(-1);
  if (!chain || link?.name !== 'count' || query.onRow || (query.form !== undefined && query.form !== 'manager')) return undefined;
  const [first] = link.args;
  const kind = first === undefined ? undefined : facts.exprs[first]!.k;
  const entity = kind === 'var' || kind === 'class' ? first : undefined;
  const [where, more] = entity === undefined ? link.args : link.args.slice(1);
  if (more !== undefined) return undefined;
  const receiver = chain.links.at(-2)?.call ?? chain.root;
  const slice = (e: E): string => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end);
  const named = entity === undefined ? '' : `${slice(entity)}, `;
  return { receiver: slice(receiver), entity: named, key: `${sourceOf(facts, receiver)} ${named}`, ...(where !== undefined && { where }) };
}

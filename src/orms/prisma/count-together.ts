import { chainOf, isChainOf } from '../../facts/chain.ts';
import { propertiesOf, type Property } from '../../facts/properties.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E, Prop } from '../../vocabulary/ir.ts';
import type { CountsTogether, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { constantKey, isPlain } from '../constant-text.ts';

/** Types whose values are no plain values in JavaScript; of the others, text may be compared by the database in a way of its own. */
const OBJECTS: ReadonlySet<string> = new Set(['BigInt', 'Decimal', 'DateTime', 'Json', 'Bytes', 'Float']);

/** Counts that differ in the value of one column → one `groupBy`. https://www.prisma.io/docs/orm/prisma-client/queries/aggregation-grouping-summarizing#group-by-groupby */
export function countTogether(queries: readonly WrittenQuery[], by: string | undefined): CountsTogether | undefined {
  const [first] = queries;
  const column = first?.model?.columns.find(({ name }) => name === by);
  if (!first || by === undefined || !column || column.list || column.relation !== undefined || OBJECTS.has(column.type)) return undefined;
  const counts = queries.map(query => countOf(query, by));
  if (!counts.every(each => each !== undefined)) return undefined;
  const [one] = counts;
  const values = counts.flatMap(({ value }) => value ?? []);
  const literals = values.map(e => constantKey(first.facts, e));
  // The count of all is the sum of all groups.
  if (!one || values.length < counts.length - 1 || literals.includes(undefined) || new Set(literals).size < literals.length || new Set(counts.map(({ rest }) => rest)).size > 1) return undefined;
  const text = (e: E): string => first.text.slice(first.facts.exprs[e]!.at, first.facts.exprs[e]!.end);
  const all = values.length < counts.length;
  // No filter of a boolean takes a list, and it has no other values.
  const isBoolean = column.type === 'Boolean';
  // All groups of a number may be as many as there are rows; and what is spread may say the column, which each count but that of all says again.
  if ((all && column.type === 'Int') || ((all || isBoolean) && one.others.some(({ spread }) => spread))) return undefined;
  const filter = [...one.others.map(({ at, value }) => first.text.slice(at, first.facts.exprs[value]!.end)), ...(all || isBoolean ? [] : [`${by}: { in: [${values.map(text).join(', ')}] }`])];
  const where = filter.length > 0 ? [`where: ${objectOf(first, filter, 1)}`] : [];
  const { at, end } = first.facts.exprs[chainOf(first.facts, first.call)!.root]!;
  return {
    query: () => `${first.text.slice(at, end)}.groupBy(${objectOf(first, [`by: ['${by}']`, ...where, '_count: true'], 0)})`,
    gives: 'groups',
    came: queries.map(() => ({})),
    number: (given, _, n, parameter) => {
      const value = counts[n]!.value;
      return value === undefined ? `${given}.reduce((sum, each) => sum + each._count, 0)` : `${given}.find(${parameter('each')} => each.${by} === ${text(value)})?._count ?? 0`;
    },
    ...(column.type === 'String' && { differences: ['value-compare'] as const }),
  };
}

/** An object as the count had it: on one line, or with a line for each property. */
function objectOf({ facts, text, call }: WrittenQuery, properties: readonly string[], depth: number): string {
  const { at, end } = facts.exprs[call]!;
  const [, step] = /\n([ \t]*)where:/.exec(text.slice(at, end)) ?? [];
  if (step === undefined) return `{ ${properties.join(', ')} }`;
  const outer = /[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0];
  const unit = step.slice(outer.length);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return `{${properties.map(each => `${newline}${step}${unit.repeat(depth)}${each},`).join('')}${newline}${outer}${unit.repeat(depth)}}`;
}

type Count = { readonly value?: E; readonly others: readonly Prop[]; readonly rest: string };

/** `count({ where: { …, status: 'OPEN' } })`: the value of the column, and what the rest of the filter says; that is asked for once, so it may call nothing. */
function countOf({ facts, call }: WrittenQuery, by: string): Count | undefined {
  const chain = chainOf(facts, call);
  const [link] = chain?.links ?? [];
  if (!chain || !link || !isChainOf(chain, 'count') || link.args.length > 1) return undefined;
  const [argument] = link.args;
  const options: readonly Property[] | undefined = argument === undefined ? [] : propertiesOf(facts, argument);
  const [where, more] = options ?? [];
  if (!options || more || (where && where.name !== 'where')) return undefined;
  const filter = where ? facts.exprs[where.value]! : undefined;
  if (filter && filter.k !== 'object') return undefined;
  const props = filter?.props ?? [];
  if (props.some(({ key, kind }) => key !== undefined || kind !== undefined)) return undefined;
  const others = props.filter(({ name, spread }) => spread || name !== by);
  if (others.some(({ value }) => !isPlain(facts, value))) return undefined;
  const value = props.find(({ name, spread }) => !spread && name === by)?.value;
  // What is spread behind the column may say something else of it.
  if (value !== undefined && props.slice(props.findIndex(prop => prop.value === value)).some(({ spread }) => spread)) return undefined;
  return { ...(value !== undefined && { value }), others, rest: others.map(({ name, value: e }) => `${name ?? '...'}:${sourceOf(facts, e)}`).sort().join() };
}

import { chainOf, type Chain } from '../../facts/chain.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { CountsTogether, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { isPlain } from '../constant-text.ts';
import { constantsOf, objectCounts, objectText } from '../object-counts.ts';

/** Operators that no `$match` of a pipeline takes. https://www.mongodb.com/docs/manual/reference/operator/aggregation/match/#restrictions */
const NOT_IN_PIPELINES = /\$(?:where|near|nearSphere|text)\b/;
/** Types of the schema whose values are equal in JavaScript when they are in the database. */
const PRIMITIVE: ReadonlySet<string> = new Set(['String', 'Number', 'Boolean', 'string', 'number', 'boolean']);

/** Counts of one model → one pipeline: a group for each value of a column, or a list for each filter. https://mongoosejs.com/docs/api/aggregate.html */
export function countTogether(queries: readonly WrittenQuery[], by: string | undefined): CountsTogether | undefined {
  const [first] = queries;
  const counts = queries.map(countOf);
  const [one] = counts;
  if (!first || !one || !counts.every(each => each !== undefined) || counts.some(({ key }) => key !== one.key)) return undefined;
  const { facts, text } = first;
  const split = objectCounts(first, counts.map(({ where }) => where), e => isPlain(facts, e));
  const written = (e: E): string => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end);
  if (!split || counts.some(({ where }) => where !== undefined && NOT_IN_PIPELINES.test(written(where)))) return undefined;
  const pipeline = (stages: readonly string[]): string => `${one.receiver}.aggregate([${stages.join(', ')}])`;
  const match = (properties: readonly string[]): readonly string[] => (properties.length === 0 ? [] : [`{ $match: ${objectText(properties)} }`]);
  const shared = { came: queries.map(() => ({})), differences: ['uncast'] as const };
  const column = first.model?.columns.find(({ name }) => name === by);
  const values = column && !column.list && PRIMITIVE.has(column.type) ? constantsOf(first, split, by) : undefined;
  const all = values?.includes(undefined);
  // All groups of a number may be as many as there are documents.
  if (values && !(all && /^number$/i.test(column!.type))) {
    return {
      ...shared,
      query: () => pipeline([...match([...split.common, ...(all ? [] : [`${by!}: { $in: [${values.join(', ')}] }`])]), `{ $group: { _id: '$${by!}', n: { $sum: 1 } } }`]),
      gives: 'groups',
      number: (given, _, n, parameter) => (values[n] === undefined ? `${given}.reduce((sum, each) => sum + each.n, 0)` : `${given}.find(${parameter('each')} => each._id === ${values[n]})?.n ?? 0`),
    };
  }
  const own = split.own.map(list => list.map(({ at, value }) => text.slice(at, facts.exprs[value]!.end)));
  return {
    ...shared,
    query: fields => pipeline([...match(split.common), `{ $facet: { ${fields.map((field, n) => `${field}: [${[...match(own[n]!), "{ $count: 'n' }"].join(', ')}]`).join(', ')} } }`]),
    gives: 'rows',
    number: (given, field) => `${given}?.${field}[0]?.n ?? 0`,
  };
}

type Count = { readonly receiver: string; readonly key: string; readonly where?: E };

/** `Post.countDocuments(filter)`. */
function countOf({ facts, text, call, query: { onRow } }: WrittenQuery): Count | undefined {
  const chain: Chain | undefined = chainOf(facts, call);
  const links = chain?.links.filter(({ name }) => name !== 'exec') ?? [];
  const [link, more] = links;
  if (!chain || !link || more || onRow || link.name !== 'countDocuments' || link.args.length > 1) return undefined;
  const [where] = link.args;
  const { at, end } = facts.exprs[chain.root]!;
  return { receiver: text.slice(at, end), key: sourceOf(facts, chain.root), ...(where !== undefined && { where }) };
}

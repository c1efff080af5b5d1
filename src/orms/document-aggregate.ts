import type { Aggregate, AggregateGroup, WrittenCondition } from '../vocabulary/aggregate.ts';
import { answersOf, groupsNote, numbersOf, objectFilter, valuesOf, type Answer } from './aggregate-text.ts';

const OPERATORS: { readonly [op: string]: string } = { '=': '$eq', not: '$ne', in: '$in', 'not in': '$nin', '<': '$lt', '<=': '$lte', '>': '$gt', '>=': '$gte' };

/**
 * One pipeline for several counts, and what is to be said of it; nothing where MongoDB counts distinct values.
 * https://www.mongodb.com/docs/manual/reference/operator/aggregation/group/
 */
export function pipelineOf(group: AggregateGroup): { stages: string; note: string } | undefined {
  if (numbersOf(group).some(({ distinct }) => distinct)) return undefined;
  const where = objectFilter(group.common, group.open, op => OPERATORS[op]);
  if (group.by !== undefined) {
    const values = valuesOf(group);
    const filter = [...where, ...(values === undefined ? [] : [`${keyOf(group.by)}: { $in: ${values} }`])];
    const numbers = numbersOf(group).map(aggregate => `${aggregate.fn}: ${totalOf(aggregate, undefined)}`);
    return { stages: `${match(filter)}{ $group: { _id: '$${group.by}', ${numbers.join(', ')} } }`, note: groupsNote(group, 'a value without documents has no group and counts 0') };
  }
  const { answers, more } = answersOf(group);
  if (answers.some(({ own }) => own.some(isQueryOnly))) {
    const facets = [...answers.map(answer => `${answer.name}: [${facetOf(answer)}]`), ...(more ? ['…'] : [])];
    return { stages: `${match(where)}{ $facet: { ${facets.join(', ')} } }`, note: 'a list without documents is empty, and counts 0' };
  }
  const numbers = [...answers.map(answer => `${answer.name}: ${totalOf(answer.aggregate, conditionOf(answer))}`), ...(more ? ['…'] : [])];
  return { stages: `${match(where)}{ $group: { _id: null, ${numbers.join(', ')} } }`, note: 'without documents it gives no group, which counts 0' };
}

function match(filter: readonly string[]): string {
  return filter.length > 0 ? `{ $match: { ${filter.join(', ')} } }, ` : '';
}

/** `{ $sum: 1 }`, `{ $sum: { $cond: [{ $eq: ['$status', 'open'] }, 1, 0] } }`. */
function totalOf({ fn, field }: Aggregate, condition: string | undefined): string {
  const what = field === undefined ? '1' : `'$${field}'`;
  const name = fn === 'count' ? '$sum' : `$${fn}`;
  const none = name === '$sum' ? '0' : 'null';
  return condition === undefined ? `{ ${name}: ${what} }` : `{ ${name}: { $cond: [${condition}, ${what}, ${none}] } }`;
}

/** As an expression it would say something else: a missing field equals no `null` there, and is less than everything. */
function isQueryOnly({ op, text }: WrittenCondition): boolean {
  return op === '<' || op === '<=' || text === 'null' || OPERATORS[op] === undefined;
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/facet/ */
function facetOf({ aggregate, own }: Answer): string {
  const count = aggregate.fn === 'count' ? "{ $count: 'n' }" : `{ $group: { _id: null, n: ${totalOf(aggregate, undefined)} } }`;
  return `${match(objectFilter(own, false, op => OPERATORS[op]))}${count}`;
}

function conditionOf({ own }: Answer): string | undefined {
  const texts = own.map(compared);
  return texts.length === 0 ? undefined : texts.length === 1 ? texts[0] : `{ $and: [${texts.join(', ')}] }`;
}

function compared({ field, op, text }: WrittenCondition): string {
  if (op === 'not in') return `{ $not: { $in: ['$${field}', ${text}] } }`;
  const name = OPERATORS[op];
  return name === undefined ? '…' : `{ ${name}: ['$${field}', ${text}] }`;
}

function keyOf(field: string): string {
  return /^[\w$]+$/.test(field) ? field : `'${field}'`;
}

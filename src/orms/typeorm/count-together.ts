import { chainOf } from '../../facts/chain.ts';
import { propertiesOf } from '../../facts/properties.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { CountsTogether, Names, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { constantKey, isPlain } from '../constant-text.ts';
import { areColumns, constantsOf, objectCounts, objectText, type Named } from '../object-counts.ts';

// https://typeorm.io/docs/working-with-entity-manager/find-options#advanced-options
const COMPARED: ReadonlyMap<string, string> = new Map([['LessThan', '<'], ['LessThanOrEqual', '<='], ['MoreThan', '>'], ['MoreThanOrEqual', '>=']]);
const OPERATORS: ReadonlySet<string> = new Set([...COMPARED.keys(), 'Not', 'IsNull', 'In', 'Between', 'Like', 'ILike', 'Equal']);

/** Counts of one entity → one builder that gives a row of numbers. https://typeorm.io/docs/query-builder/select-query-builder#getting-raw-results */
export function countTogether(queries: readonly WrittenQuery[], by: string | undefined, names: Names): CountsTogether | undefined {
  const [first] = queries;
  const counts = queries.map(countOf);
  const [one] = counts;
  const model = first?.model;
  if (!first || !one || !model || !counts.every(each => each !== undefined) || counts.some(({ key }) => key !== one.key)) return undefined;
  const { facts } = first;
  const split = objectCounts(first, counts.map(({ where }) => where), e => isPlain(facts, e) || isOperator(facts, e));
  const alias = model.name.slice(0, 1).toLowerCase() + model.name.slice(1);
  if (!split || !areColumns(split, model) || !/^[a-z]\w*$/.test(alias)) return undefined;
  const parameters = new Map<string, string>();
  const numbers = split.own.map(list => list.map(prop => conditionOf(first, alias, prop, parameters)));
  if (numbers.some(list => list.includes(undefined))) return undefined;
  const values = constantsOf(first, split, by);
  const listed = values && !values.includes(undefined) ? names('typeorm', 'In') : '';
  if (listed === undefined) return undefined;
  // Rows of no count are not looked at: an index of the column may find the others.
  const where = objectText([...split.common, ...(listed === '' ? [] : [`${by!}: ${listed}([${values!.join(', ')}])`])]);
  const given = [...parameters].map(([text, name]) => (text === name ? name : `${name}: ${text}`));
  return {
    query: fields => [
      `${one.begun}'${alias}')`,
      ...fields.map((field, n) => `.${n === 0 ? 'select' : 'addSelect'}('${numbers[n]!.length === 0 ? 'COUNT(*)' : `COUNT(CASE WHEN ${numbers[n]!.join(' AND ')} THEN 1 END)`}', '${field}')`),
      ...(where === '' ? [] : [`.where(${where})`]),
      ...(given.length === 0 ? [] : [`.setParameters(${objectText(given)})`]),
      '.getRawOne()',
    ],
    gives: 'groups',
    came: queries.map(() => ({})),
    number: (row, field) => `Number(${row}.${field})`,
    differences: ['raw-values'],
  };
}

type Count = { readonly begun: string; readonly key: string; readonly where?: E };

/** `repository.count({ where })`, `repository.countBy(where)`, or the same of a manager, which is told the entity. */
function countOf({ facts, text, call }: WrittenQuery): Count | undefined {
  const chain = chainOf(facts, call);
  const link = chain?.links.at(-1);
  if (!chain || !link || !/^count(?:By)?$/.test(link.name)) return undefined;
  const [first] = link.args;
  const kind = first === undefined ? undefined : facts.exprs[first]!.k;
  const entity = kind === 'var' || kind === 'class' ? first : undefined;
  const [argument, more] = entity === undefined ? link.args : link.args.slice(1);
  const properties = link.name === 'countBy' || argument === undefined ? undefined : propertiesOf(facts, argument);
  const [where, other] = properties ?? [];
  if (more !== undefined || (link.name === 'count' && argument !== undefined && (!properties || other || (where && where.name !== 'where')))) return undefined;
  const filter = link.name === 'countBy' ? argument : where?.value;
  const { at } = facts.exprs[chain.links.at(-2)?.call ?? chain.root]!;
  const { end } = facts.exprs[chain.links.at(-2)?.call ?? chain.root]!;
  const slice = entity === undefined ? '' : `${text.slice(facts.exprs[entity]!.at, facts.exprs[entity]!.end)}, `;
  return { begun: `${text.slice(at, end)}.createQueryBuilder(${slice}`, key: `${sourceOf(facts, chain.links.at(-2)?.call ?? chain.root)} ${slice}`, ...(filter !== undefined && { where: filter }) };
}

/** `MoreThan(since)`: an operator over values that call nothing. */
function isOperator(facts: ModuleFacts, e: E): boolean {
  const args = argumentsOf(facts, e, OPERATORS)?.args;
  return args?.every(each => isPlain(facts, each) || isOperator(facts, each)) ?? false;
}

function argumentsOf(facts: ModuleFacts, e: E, names: ReadonlySet<string>): { name: string; args: readonly E[] } | undefined {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' && !call.new && !call.args.some(arg => arg.spread) ? facts.exprs[call.callee]! : undefined;
  const imported = callee?.k === 'var' ? facts.imports.find(({ local, from }) => local === callee.v && from === 'typeorm') : undefined;
  return call.k === 'call' && imported && names.has(imported.name) ? { name: imported.name, args: call.args.map(arg => arg.e) } : undefined;
}

/** One condition as SQL: `post.status = :status`; what it compares with becomes a parameter. */
function conditionOf({ facts, text }: WrittenQuery, alias: string, { name, value }: Named, parameters: Map<string, string>): string | undefined {
  const parameter = (e: E): string | undefined => {
    const isValue = constantKey(facts, e) !== undefined || ['var', 'get', 'text'].includes(facts.exprs[e]!.k);
    if (!isValue) return undefined;
    const written = text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end);
    if (!parameters.has(written)) parameters.set(written, freeName(nameFor(written, name), new Set(parameters.values())));
    return `:${parameters.get(written)!}`;
  };
  const compared = (sign: string, e: E | undefined): string | undefined => {
    const given = e === undefined ? undefined : parameter(e);
    return given && `${alias}.${name} ${sign} ${given}`;
  };
  const known = argumentsOf(facts, value, OPERATORS);
  if (!known) return compared('=', value);
  const [argument] = known.args;
  if (known.name === 'IsNull') return `${alias}.${name} IS NULL`;
  if (known.name === 'Not') return argument === undefined ? undefined : argumentsOf(facts, argument, new Set(['IsNull'])) ? `${alias}.${name} IS NOT NULL` : compared('!=', argument);
  const sign = COMPARED.get(known.name);
  return sign === undefined ? undefined : compared(sign, argument);
}

const nameFor = (text: string, column: string): string => (/^(?:true|false)$/.test(text) ? column : /^(?:\w+\??\.)*([A-Za-z_]\w*)$/.exec(text)?.[1] ?? (/^'([A-Za-z_]\w*)'$/.exec(text)?.[1]?.toLowerCase() ?? column));

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let next = 2; taken.has(name); next++) name = `${wanted}${next}`;
  return name;
}

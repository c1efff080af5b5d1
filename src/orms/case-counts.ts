import { stringAt, type ChainLink } from '../facts/chain.ts';
import { propertiesOf } from '../facts/properties.ts';
import { sourceOf } from '../facts/same-source.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { Difference, WrittenQuery } from '../vocabulary/rewrite.ts';
import { constantKey, isPlain } from './constant-text.ts';

/** One condition of a builder whose methods are Knex's: as SQL with `?` for what is bound, and as a call. */
type Condition = { readonly key: string; readonly sql: string; readonly bindings: readonly string[]; readonly call: string; /** What it compares with is a constant. */ readonly constant: boolean };

/** What counts of one table have in common, as calls of the builder, and the number of each as raw SQL with its bindings. */
export type CaseCounts = { readonly common: string; readonly numbers: readonly { readonly sql: string; readonly bindings: readonly string[] }[]; readonly differences: readonly Difference[] };

const OPERATORS: ReadonlySet<string> = new Set(['=', '<', '<=', '>', '>=', '<>', '!=']);

/** The numbers of counts that are told apart by their conditions; `by` is the column in whose constants they differ. https://knexjs.org/guide/raw.html */
export function caseCounts({ facts, text }: WrittenQuery, counts: readonly (readonly ChainLink[])[], by: string | undefined): CaseCounts | undefined {
  const read = counts.map(links => conditionsOf(facts, text, links));
  if (!read.every(each => each !== undefined)) return undefined;
  const [first = []] = read;
  const shared = new Set(first.map(({ key }) => key).filter(key => read.every(list => list.some(each => each.key === key))));
  const own = read.map(list => list.filter(({ key }) => !shared.has(key)));
  // Rows of no count are not looked at: an index of the column may find the others.
  const values = by === undefined || own.some(list => list.length !== 1) ? [] : own.flatMap(list => list[0]!.bindings.slice(1));
  return {
    common: [...first.filter(({ key }) => shared.has(key)).map(({ call }) => call), ...(values.length === 0 ? [] : [`.whereIn('${by!}', [${values.join(', ')}])`])].join(''),
    numbers: own.map(list => (list.length === 0 ? { sql: 'count(*)', bindings: [] } : { sql: `count(case when ${list.map(({ sql }) => sql).join(' and ')} then 1 end)`, bindings: list.flatMap(({ bindings }) => bindings) })),
    differences: own.flat().every(({ constant }) => constant) ? [] : ['null-values'],
  };
}

/** The column that a number is called in the one row: a name that stays what it is where names of columns are put in another case. */
export function columnFor(name: string): string {
  return /^[A-Z\d_]+$/.test(name) ? columnFor(name.toLowerCase()) : name.replace(/^_+|_+$/g, '').replaceAll(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function conditionsOf(facts: ModuleFacts, text: string, links: readonly ChainLink[]): readonly Condition[] | undefined {
  const all = links.map(link => conditionsIn(facts, text, link));
  return all.every(each => each !== undefined) ? all.flat() : undefined;
}

function conditionsIn(facts: ModuleFacts, text: string, { name, args }: ChainLink): readonly Condition[] | undefined {
  const [first, second, third, more] = args;
  const column = stringAt(facts, first);
  if (first === undefined || more !== undefined) return undefined;
  if (column === undefined) return name === 'where' && second === undefined ? equalities(facts, text, first) : undefined;
  const written = (e: E): string => text.slice(facts.exprs[e]!.at, facts.exprs[e]!.end);
  const call = `.${name === 'andWhere' ? 'where' : name}(${args.map(written).join(', ')})`;
  const made = (sql: string, ...values: readonly E[]): readonly Condition[] | undefined => {
    const constants = values.map(e => constantKey(facts, e));
    if (!values.every((e, at) => constants[at] !== undefined || isValue(facts, e))) return undefined;
    return [{ key: `${sql} ${column} ${values.map(e => sourceOf(facts, e)).join()}`, sql, bindings: [written(first), ...values.map(written)], call, constant: !constants.includes(undefined) }];
  };
  if (name === 'whereNull' || name === 'whereNotNull') return second === undefined ? made(name === 'whereNull' ? '?? is null' : '?? is not null') : undefined;
  if (name === 'where' || name === 'andWhere') {
    if (second === undefined) return undefined;
    if (third === undefined) return isNull(facts, second) ? made('?? is null') : made('?? = ?', second);
    const operator = stringAt(facts, second);
    return operator !== undefined && OPERATORS.has(operator) ? made(`?? ${operator} ?`, third) : undefined;
  }
  const list = name === 'whereIn' && second !== undefined && third === undefined ? facts.exprs[second]! : undefined;
  if (list?.k !== 'array' || list.items.length === 0 || list.items.some(item => item.spread)) return undefined;
  return made(`?? in (${list.items.map(() => '?').join(', ')})`, ...list.items.map(({ e }) => e));
}

/** `.where({ status: 'open', teamId })`. */
function equalities(facts: ModuleFacts, text: string, e: E): readonly Condition[] | undefined {
  const properties = propertiesOf(facts, e);
  const all = properties?.map(({ name, value }): Condition | undefined => {
    const written = text.slice(facts.exprs[value]!.at, facts.exprs[value]!.end);
    if (isNull(facts, value)) return { key: `?? is null ${name} `, sql: '?? is null', bindings: [`'${name}'`], call: `.whereNull('${name}')`, constant: true };
    const constant = constantKey(facts, value) !== undefined;
    if (!constant && !isValue(facts, value)) return undefined;
    return { key: `?? = ? ${name} ${sourceOf(facts, value)}`, sql: '?? = ?', bindings: [`'${name}'`, written], call: `.where('${name}', ${written})`, constant };
  });
  return all?.every(each => each !== undefined) ? all : undefined;
}

function isNull(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'lit' && expr.v === null;
}

/** Whether an expression names a value: what a builder makes of `null`, an object or a function, raw SQL does not. */
function isValue(facts: ModuleFacts, e: E): boolean {
  const { k } = facts.exprs[e]!;
  return (k === 'var' || k === 'get' || k === 'text') && isPlain(facts, e);
}

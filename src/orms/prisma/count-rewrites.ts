import { chainOf, isChainOf, renamed, type ChainLink } from '../../facts/chain.ts';
import { propertiesOf, reshaped, type Property } from '../../facts/properties.ts';
import type { AnyRow, FirstRow, RowsCount, TextEdit, WrittenQuery } from '../../vocabulary/rewrite.ts';
import { columnsIn, isTotal } from '../total-order.ts';

/** Options that leave the number of rows what it is. */
const DROPPED = ['select', 'include', 'omit', 'orderBy'];

type Options = ChainLink & { readonly argument?: number; readonly properties: readonly Property[] };

/** `client.model.method({ … })` or `client.model.method()`, the whole of it. */
function optionsOf({ facts, call }: WrittenQuery): Options | undefined {
  const chain = chainOf(facts, call);
  const [link] = chain?.links ?? [];
  if (!chain || !link || !isChainOf(chain, link.name) || link.args.length > 1) return undefined;
  const [argument] = link.args;
  const properties = argument === undefined ? [] : propertiesOf(facts, argument);
  return properties && { ...link, ...(argument !== undefined && { argument }), properties };
}

/** `findMany({ where, orderBy })` → `count({ where })`. A limit counts for both. */
export function countRows(written: WrittenQuery): RowsCount | undefined {
  const options = optionsOf(written);
  if (options?.name !== 'findMany' || !hasOnly(options, ['where', 'take', 'skip', ...DROPPED]) || mayFail(written)) return undefined;
  // A negative `take` counts from the end.
  const take = options.properties.find(({ name }) => name === 'take');
  if (take && written.facts.exprs[take.value]!.k === 'op') return undefined;
  const edits = withOptions(written, options, 'count', DROPPED);
  return edits && { edits, ...(mayBeLong(written, options) && { long: true as const }) };
}

/** Whether the filter may hold a list of any length: `findMany` cuts those into several statements, and `count` refuses them (P2029). */
function mayBeLong({ facts }: WrittenQuery, { properties }: Options): boolean {
  const where = properties.find(({ name }) => name === 'where');
  if (!where) return false;
  const { at, end, k } = facts.exprs[where.value]!;
  return k !== 'object' || facts.exprs.some(expr => expr.k === 'object' && expr.at >= at && expr.end <= end && expr.props.some(({ name, spread, value }) => spread || ((name === 'in' || name === 'notIn') && facts.exprs[value]!.k !== 'array')));
}

/** `findMany({ where }).length > 0`, `count({ where }) > 0` → `findFirst({ where, select: { id: true } }) !== null`. */
export function findAny(written: WrittenQuery): AnyRow | undefined {
  const options = optionsOf(written);
  const key = written.model?.keys[0]?.columns[0];
  if (!options || key === undefined || mayFail(written)) return undefined;
  const select = `select: { ${key}: true }`;
  const one = options.name === 'findFirst' || options.name === 'findUnique';
  if (!one && options.name !== 'findMany' && options.name !== 'count') return undefined;
  if (!hasOnly(options, options.name === 'count' ? ['where'] : ['where', ...DROPPED])) return undefined;
  const edits = withOptions(written, options, one ? options.name : 'findFirst', DROPPED, select);
  return edits && { edits, gives: one ? 'same' : 'null' };
}

const hasOnly = ({ properties }: Options, names: readonly string[]): boolean => properties.every(({ name }) => names.includes(name));

/** Whether what is loaded with the rows may raise an error of its own: a relation that has to be there, and is not. */
function mayFail({ query, model }: WrittenQuery): boolean {
  return query.loads.some(path => {
    const relation = model?.columns.find(({ name }) => name === path);
    return relation === undefined || (!relation.list && !relation.nullable);
  });
}

function withOptions({ facts, text }: WrittenQuery, options: Options, method: string, without: readonly string[], more?: string): readonly TextEdit[] | undefined {
  const name = method === options.name ? [] : [renamed(options, method)];
  const { argument, call } = options;
  if (argument === undefined) {
    const { end } = facts.exprs[call]!;
    return more === undefined ? name : [...name, { at: end - 1, end: end - 1, text: `{ ${more} }` }];
  }
  const rest = options.properties.filter(each => !without.includes(each.name));
  const { at, end } = facts.exprs[argument]!;
  if (rest.length === 0 && more === undefined) return [...name, { at, end, text: '' }];
  const edits = reshaped(facts, text, argument, without, more);
  return edits && [...name, ...edits];
}

/** `findMany({ where, orderBy })` with `take: 1`. */
export function firstRow(written: WrittenQuery): FirstRow | undefined {
  const options = optionsOf(written);
  if (options?.name !== 'findMany' || !hasOnly(options, ['where', 'skip', ...DROPPED]) || mayFail(written)) return undefined;
  const edits = withOptions(written, options, 'findMany', [], 'take: 1');
  return edits && { edits, total: isTotal(columnsIn(written.facts, options.properties.find(({ name }) => name === 'orderBy')?.value), written.model) };
}

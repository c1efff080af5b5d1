import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, View } from '../../vocabulary/orm.ts';
import { aggregateNamed, aggregateOf } from '../sql-aggregate.ts';
import type { Method } from './methods.ts';

const SUMS: ReadonlySet<string> = new Set(['sum', 'min', 'max']);

/** The numbers that a method of a model asks for; nothing when it asks for something else, or they cannot be read. */
export function readAggregates(method: string, known: Method, args: Arguments): readonly Aggregate[] | undefined {
  if (args.open) return undefined;
  const options = known.options === undefined ? undefined : args.at(known.options)?.object();
  if (options?.get('group')) return undefined;
  if (SUMS.has(method) || method === 'aggregate') {
    const number = aggregateNamed(method === 'aggregate' ? (args.at(1)?.text()?.toLowerCase() ?? '') : method, args.at(0)?.text());
    return number && [number];
  }
  if (method === 'count') {
    const column = options?.get('col')?.text();
    const distinct = options?.get('distinct')?.literal() === true;
    return [{ fn: 'count', ...(column !== undefined && { field: column }), ...(distinct && { distinct }) }];
  }
  const attributes = known.operation === 'read' ? options?.get('attributes')?.list() : undefined;
  if (!attributes || attributes.open || attributes.each || attributes.items.length === 0) return undefined;
  const numbers = attributes.items.map((item) => numberOf(item.list()?.items[0]));
  return numbers.includes(undefined) ? undefined : numbers.flatMap((each) => each ?? []);
}

/** `fn('SUM', col('total'))`, `fn('COUNT', fn('DISTINCT', col('userId')))`, `literal('COUNT(*)')`. */
function numberOf(view: View | undefined): Aggregate | undefined {
  const call = view?.call();
  if (!view || !call) return undefined;
  if (view.name() === 'literal') return aggregateOf(call.args.at(0)?.text());
  const what = call.args.at(1);
  const inner = what?.call();
  if (view.name() !== 'fn' || !what || !inner) return undefined;
  const distinct = what.name() === 'fn' && inner.args.at(0)?.text()?.toUpperCase() === 'DISTINCT';
  const column = (distinct ? inner.args.at(1)?.call()?.args : what.name() === 'col' ? inner.args : undefined)?.at(0)?.text();
  const number = column === undefined ? undefined : aggregateNamed(call.args.at(0)?.text()?.toLowerCase() ?? '', column);
  return number && distinct ? { ...number, distinct: true } : number;
}

import type { Aggregate } from '../../vocabulary/aggregate.ts';
import type { Arguments, View } from '../../vocabulary/orm.ts';

const FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max'] as const;

/** The numbers that `count` and `aggregate` ask for; nothing when they cannot be read. */
export function readAggregates(method: string, args: Arguments): readonly Aggregate[] | undefined {
  const view = args.at(0);
  const options = view?.object();
  if (args.open || (view && !options)) return undefined;
  if (method === 'count') {
    const select = options?.get('select');
    return select ? columnsOf('count', select) : [{ fn: 'count' }];
  }
  if (method !== 'aggregate' || !options) return undefined;
  const read = FUNCTIONS.map(fn => {
    const chosen = options.get(`_${fn}`);
    return chosen ? columnsOf(fn, chosen) : [];
  });
  return read.includes(undefined) ? undefined : read.flatMap(each => each ?? []);
}

/** `true`, or `{ _all: true, total: true }`. */
function columnsOf(fn: Aggregate['fn'], view: View): readonly Aggregate[] | undefined {
  if (view.literal() === true) return [{ fn }];
  const object = view.object();
  if (!object || object.open) return undefined;
  return object.names.flatMap(name => (object.get(name)?.literal() === true ? [name === '_all' ? { fn } : { fn, field: name }] : []));
}

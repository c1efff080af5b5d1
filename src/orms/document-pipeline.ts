import type { Aggregate } from '../vocabulary/aggregate.ts';
import type { View } from '../vocabulary/orm.ts';

const FUNCTIONS: { readonly [operator: string]: Aggregate['fn'] } = { $sum: 'sum', $avg: 'avg', $min: 'min', $max: 'max' };

/** The numbers that a pipeline asks for over all documents of its `$match` stages: one `$group` by nothing, or `$count`. */
export function readPipeline(stages: readonly View[]): readonly Aggregate[] | undefined {
  const last = stages.at(-1)?.object();
  const before = stages.slice(0, -1).every(stage => stage.object()?.names.join() === '$match');
  if (!last || !before || last.open || last.names.length !== 1) return undefined;
  if (last.names[0] === '$count') return [{ fn: 'count' }];
  const group = last.get('$group')?.object();
  if (!group || group.open || group.get('_id')?.literal() !== null) return undefined;
  const numbers = group.names.filter(name => name !== '_id').map(name => accumulated(group.get(name)));
  return numbers.length === 0 || numbers.includes(undefined) ? undefined : numbers.flatMap(each => each ?? []);
}

/** `{ $sum: 1 }`, `{ $sum: '$total' }`. */
function accumulated(view: View | undefined): Aggregate | undefined {
  const object = view?.object();
  const [operator = ''] = object?.names ?? [];
  const fn = FUNCTIONS[operator];
  if (!object || object.open || object.names.length !== 1 || fn === undefined) return undefined;
  const value = object.get(operator);
  const path = value?.text();
  if (path?.startsWith('$') === true) return { fn, field: path.slice(1) };
  return fn === 'sum' && value?.literal() === 1 ? { fn: 'count' } : undefined;
}

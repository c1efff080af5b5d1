import type { ModuleId } from '../../vocabulary/value.ts';

const numbers = new Map<ModuleId, number>();

/** A number that stands for a module in keys: paths are long, and most of what a key would consist of. */
export function numberOf(m: ModuleId): number {
  let number = numbers.get(m);
  if (number === undefined) numbers.set(m, (number = numbers.size));
  return number;
}

import type { Arguments, View } from '../vocabulary/orm.ts';

/** The arguments of a call from a position on. */
export function restOf(args: Arguments, from: number): readonly View[] {
  return Array.from({ length: Math.max(args.count - from, 0) }, (_, at) => args.at(from + at)).filter(view => view !== undefined);
}

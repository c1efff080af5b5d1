import { indexOf } from '../facts/index-of.ts';
import type { Span } from '../facts/within.ts';
import type { ModuleFacts } from '../vocabulary/ir.ts';
import type { CountsTogether } from '../vocabulary/rewrite.ts';
import type { Holder } from './counts-place.ts';

/** What holds a count: the constant that is the number from now on, and the reads that change because they took the number out of a row. */
export type CountHolder = { readonly name: string; readonly reads: readonly Span[] };

/** The constant of a count; nothing where a row is used for more than its number. */
export function countHolder(facts: ModuleFacts, { v, path }: Holder, { member, listed }: CountsTogether['came'][number]): CountHolder | undefined {
  const { name, kind, defs, type } = facts.vars[v]!;
  if (kind !== 'const' || defs.length !== 1 || type || facts.exports.some(each => each.v === v)) return undefined;
  const row = listed ? [0] : [];
  const number = member === undefined ? row : [...row, member];
  if (path.join() === number.join()) return { name, reads: [] };
  if (path.join() !== row.join()) return undefined;
  const index = indexOf(facts);
  const reads = index.usesOf(v).map(use => facts.exprs[index.parent[use] ?? -1]);
  return reads.every(read => read?.k === 'get' && read.name === member) ? { name, reads: reads.map(read => ({ at: read!.at, end: read!.end })) } : undefined;
}

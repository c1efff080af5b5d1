import type { Analysis } from '../analysis.ts';
import type { ResultUse } from '../results/result-use.ts';

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
/** What is compared with a number to ask whether there is any. */
const ASKS: ReadonlySet<string> = new Set(['=== 0', '== 0', '!== 0', '!= 0', '> 0', '<= 0', '< 1', '>= 1']);

/** Whether a use of a number asks no more than whether it is 0. */
export function asksForAny({ link }: Analysis, use: ResultUse): boolean {
  if (use.kind === 'truthiness') return true;
  if (use.kind !== 'compare' || use.other === undefined) return false;
  const other = link.facts(use.m)!.exprs[use.other]!;
  if (other.k !== 'lit' || (typeof other.v !== 'number' && typeof other.v !== 'string')) return false;
  const op = other.at < use.at ? (MIRRORED[use.op] ?? use.op) : use.op;
  return ASKS.has(`${op} ${other.v}`);
}

/** Whether a use asks no more than whether something is there at all. */
export function asksForNothing({ link }: Analysis, use: ResultUse): boolean {
  if (use.kind === 'truthiness') return true;
  if (use.kind !== 'compare' || use.other === undefined) return false;
  const { k, ...other } = link.facts(use.m)!.exprs[use.other]!;
  return k === 'undef' || (k === 'lit' && 'v' in other && other.v === null);
}

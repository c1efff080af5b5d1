import { indexOf } from '../facts/index-of.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';

/** What waits for several calls at once. */
export type WaitForAll = { readonly wait: E; readonly items: readonly E[] };

/** The `await Promise.all([…])` that a call is an element of; `others` are methods that do the same. */
export function waitForAll(facts: ModuleFacts, call: E, others?: ReadonlySet<string>): WaitForAll | undefined {
  const { parent } = indexOf(facts);
  const list = parent[call] ?? -1;
  const all = parent[list] ?? -1;
  const wait = parent[all] ?? -1;
  if (list < 0 || all < 0 || wait < 0 || (parent[wait] ?? -1) >= 0) return undefined;
  const [array, made] = [facts.exprs[list]!, facts.exprs[all]!];
  if (array.k !== 'array' || made.k !== 'call' || facts.exprs[wait]!.k !== 'await' || array.items.some(item => item.spread) || made.args.length !== 1) return undefined;
  const callee = facts.exprs[made.callee]!;
  if (callee.k !== 'get' || callee.name === undefined) return undefined;
  const owner = facts.exprs[callee.of]!;
  const isAll = callee.name === 'all' && owner.k === 'global' && owner.name === 'Promise';
  return isAll || others?.has(callee.name) ? { wait, items: array.items.map(({ e }) => e) } : undefined;
}

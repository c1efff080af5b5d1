import { indexOf } from '../facts/index-of.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';

/** The `await Promise.all([…])` that a call is an element of, and which one. */
export function calledOf(facts: ModuleFacts, call: E): { readonly wait: E; readonly at: number; readonly items: readonly E[] } | undefined {
  const { parent } = indexOf(facts);
  const list = parent[call] ?? -1;
  const all = parent[list] ?? -1;
  const wait = parent[all] ?? -1;
  if (list < 0 || all < 0 || wait < 0 || (parent[wait] ?? -1) >= 0) return undefined;
  const [array, made] = [facts.exprs[list]!, facts.exprs[all]!];
  if (array.k !== 'array' || made.k !== 'call' || facts.exprs[wait]!.k !== 'await' || array.items.some(item => item.spread) || made.args.length !== 1) return undefined;
  const callee = facts.exprs[made.callee]!;
  const owner = callee.k === 'get' && callee.name === 'all' ? facts.exprs[callee.of]! : undefined;
  if (owner?.k !== 'global' || owner.name !== 'Promise') return undefined;
  return { wait, at: array.items.findIndex(({ e }) => e === call), items: array.items.map(({ e }) => e) };
}

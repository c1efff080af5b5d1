import type { E, F, ModuleFacts } from '../vocabulary/ir.ts';

/** What a function returns, one expression for each `return` with a value. */
export function returnedBy(facts: ModuleFacts, f: F): readonly E[] {
  return facts.fns[f]!.exits.flatMap(({ kind, value }) => (kind === 'return' && value !== undefined ? [value] : []));
}

import type { F, ModuleFacts } from '../vocabulary/ir.ts';

/** A function and those that it stands in, innermost first, up to the module. */
export function functionsAround(facts: ModuleFacts, f: F): ReadonlySet<F> {
  const found = new Set<F>();
  for (let at: F | undefined = f; at !== undefined && !found.has(at); at = facts.fns[at]!.outer) found.add(at);
  return found;
}

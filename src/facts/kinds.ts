import type { E, Expr, ModuleFacts } from '../vocabulary/ir.ts';

type Kind = Expr['k'];

const NONE: readonly E[] = [];
const kept = new WeakMap<ModuleFacts, Map<Kind, E[]>>();

/** The expressions of one kind, in order: most questions about a whole module are about a few of its expressions. */
export function exprsOf(facts: ModuleFacts, k: Kind): readonly E[] {
  let byKind = kept.get(facts);
  if (!byKind) kept.set(facts, (byKind = groupByKind(facts.exprs)));
  return byKind.get(k) ?? NONE;
}

function groupByKind(exprs: readonly Expr[]): Map<Kind, E[]> {
  const byKind = new Map<Kind, E[]>();
  for (let e = 0; e < exprs.length; e++) {
    const { k } = exprs[e]!;
    const list = byKind.get(k);
    if (list) list.push(e);
    else byKind.set(k, [e]);
  }
  return byKind;
}

import type { E, F, ModuleFacts } from '../vocabulary/ir.ts';
import { indexOf } from './index-of.ts';

/** The expression that a function literal is a part of, mostly the call that it is handed to; nothing where it stands by itself, or is declared. */
export function aroundLiteral(facts: ModuleFacts, f: F): { readonly literal: E; readonly around: E } | undefined {
  const index = indexOf(facts);
  const literal = index.exprOfFn(f);
  const around = literal === undefined ? -1 : (index.parent[literal] ?? -1);
  return literal === undefined || around < 0 ? undefined : { literal, around };
}

import type { E } from '../vocabulary/ir.ts';
import type { LoopSite } from '../vocabulary/rewrite.ts';
import { keyType, type KeyType } from './key-type.ts';
import type { LoopShape } from './loop-shape.ts';
import { styleOf } from './style.ts';

/** The list of the keys of all elements, as text. */
export function keysText(site: LoopSite, { over, head, element }: LoopShape, key: E): string {
  const { facts, text } = site.written;
  const expr = facts.exprs[key]!;
  if (expr.k === 'var' && expr.v === element) return isReadonly(site, over) ? `[...${over}]` : over;
  const parameter = styleOf(text).parameter(head);
  const written = text.slice(expr.at, expr.end);
  return keyType(site, key)?.nullable ? `${over}.flatMap(${parameter} => ${written} ?? [])` : `${over}.map(${parameter} => ${written})`;
}

/** Whether a list may not be handed to what changes lists. */
function isReadonly({ written: { facts, text }, loop }: LoopSite, over: string): boolean {
  const region = facts.regions[loop]!;
  const expr = region.k === 'of' ? facts.exprs[region.over]! : undefined;
  return expr?.k === 'var' && /^\??\s*:\s*(?:readonly\b|Readonly)/.test(text.slice(facts.vars[expr.v]!.at + over.length));
}

/** Whether a key is a plain number in every round. */
export const isNumber = (type: KeyType | undefined): boolean => type?.primitive === 'number' && !type.nullable;

/** The longest list that every database takes as parameters of one statement. */
const MOST_PARAMETERS = 10_000;

/** Whether one statement takes the keys of every list that may come. */
export function fitsOneStatement({ rewrites, collection: { most } }: LoopSite): boolean {
  return rewrites.splits === true || (most !== undefined && most <= MOST_PARAMETERS);
}

import { indexOf } from '../facts/index-of.ts';
import { isWithin } from '../facts/within.ts';
import type { Def, E, ModuleFacts, V } from '../vocabulary/ir.ts';
import type { Model } from '../vocabulary/schema.ts';
import type { LoopSite } from '../vocabulary/rewrite.ts';

/** `const name = await …` directly in the loop: the variable, and the text from `const` to the end of the statement. */
export type HeldResult = { readonly v: V; readonly def: Def; readonly at: number; readonly end: number };

/** The declaration that holds what the query gives, when it is one of a single variable, once in each round. */
export function heldResult({ written: { facts, text }, wait }: LoopSite): HeldResult | undefined {
  const use = indexOf(facts).use(wait);
  if (use.k !== 'def' || use.def.how !== 'init' || facts.vars[use.v]!.kind !== 'const' || facts.vars[use.v]!.type) return undefined;
  const { at, end } = facts.exprs[wait]!;
  const start = /\bconst\s+[\w$]+\s*=\s*$|\bconst\s+\[\s*[\w$]+\s*\]\s*=\s*$/.exec(text.slice(0, at));
  const rest = /^[ \t]*(?:;|(?=\r?\n)|(?=\s*\}))/.exec(text.slice(end));
  return start && rest ? { v: use.v, def: use.def, at: start.index, end: end + rest[0].length } : undefined;
}

/** Whether nothing but plain values of the row leaves the round: no part of it is changed, kept or handed on. */
export function staysInRound(site: LoopSite, held: HeldResult | undefined): boolean {
  const { facts } = site.written;
  if (!held) return isReadOnly(site, site.wait);
  return indexOf(facts).usesOf(held.v).every(use => isReadOnly(site, use)) && indexOf(facts).setsOf(held.v).length === 0;
}

/** Whether the place of an expression that gives a row takes a plain value out of it, or asks whether it is there. */
function isReadOnly({ written: { facts, model }, rewrites }: LoopSite, e: E): boolean {
  const index = indexOf(facts);
  const parent = index.parent[e] ?? -1;
  if (parent < 0) {
    const use = index.use(e);
    return use.k === 'region' && ['then', 'while', 'do'].includes(facts.regions[use.r]!.k);
  }
  const around = facts.exprs[parent]!;
  if (around.k === 'op') return around.op === '!' || /^[!=]==?$/.test(around.op);
  if (around.k === 'choice') return around.test === e;
  if (around.k !== 'get' || around.of !== e || around.name === undefined) return false;
  const column = model?.columns.find(({ name }) => name === around.name);
  return column !== undefined && rewrites.primitive(column) !== undefined && !isTarget(facts, parent);
}

/** Whether an expression is what an assignment changes. */
function isTarget(facts: ModuleFacts, e: E): boolean {
  const around = facts.exprs[indexOf(facts).parent[e] ?? -1];
  return (around?.k === 'set' && around.to === e) || (around?.k === 'op' && around.op === 'delete');
}

/** Whether a column, or some columns together, never have one value in two rows. */
export function isKeyOf(model: Model | undefined, column: string): boolean {
  return model?.keys.some(({ columns }) => columns.length === 1 && columns[0] === column) ?? false;
}

/** Whether a variable is only used inside a part of the text. */
export function isUsedOnlyIn(facts: ModuleFacts, v: V, span: { at: number; end: number }): boolean {
  return indexOf(facts).usesOf(v).every(use => isWithin(facts.exprs[use]!, span));
}

import { isWithin, variablesIn } from '../facts/within.ts';
import type { E, ModuleFacts, R, V } from '../vocabulary/ir.ts';
import type { LoopSite } from '../vocabulary/rewrite.ts';
import { indentAt } from './style.ts';

/** A `for…of` loop as a rewrite needs it. */
export type LoopShape = {
  /** The collection as it is written. */
  readonly over: string;
  /** What stands between `const` and `of`: `user`, `{ id }`. */
  readonly head: string;
  /** The variable of a plain head. */
  readonly element?: V;
  readonly indent: string;
};

/** The loop around a query, when it can be taken apart: a statement of its own, over a list that stays as it is. */
export function loopShape({ written: { facts, text }, loop, collection }: LoopSite): LoopShape | undefined {
  const region = facts.regions[loop]!;
  if (region.k !== 'of' || !isStatement(facts, loop) || !collection.isArray) return undefined;
  const over = facts.exprs[region.over]!;
  const head = /^for\s*\(\s*const\s+([^]*?)\s+of\s*$/.exec(text.slice(region.at, over.at))?.[1];
  const indent = indentAt(text, region.at);
  if (head === undefined || /[/=]/.test(head) || indent === undefined || !staysSame(facts, region.over, loop)) return undefined;
  const [element] = region.vars;
  return { over: text.slice(over.at, over.end), head, indent, ...(element !== undefined && facts.vars[element]!.name === head && { element }) };
}

/** Whether the loop stands in a list of statements: not alone behind an `if`, and without a label. */
function isStatement(facts: ModuleFacts, loop: R): boolean {
  const { parent, at, label } = facts.regions[loop]!;
  return label === undefined && parent !== undefined && (facts.regions[parent]!.at !== at || facts.regions[parent]!.parent === undefined);
}

/** Whether the collection is a plain variable or member that nothing in the loop mentions, so that it can be read twice. */
function staysSame(facts: ModuleFacts, over: E, loop: R): boolean {
  const expr = facts.exprs[over]!;
  if (expr.k !== 'var') return false;
  return ![...variablesIn(facts, facts.regions[loop]!, expr)].includes(expr.v);
}

/** Whether the loop leaves nothing out and ends by itself: no `break`, no `return`, no `try` around the query. */
export function runsThrough({ written: { facts, call }, loop }: LoopSite): boolean {
  const region = facts.regions[loop]!;
  const leaves = facts.fns[region.fn]!.exits.some(exit => isWithin(exit, region) && (exit.kind === 'return' || (exit.kind === 'break' && exit.to === loop)));
  const at = facts.exprs[call]!;
  return !leaves && !facts.regions.some(({ k, at: from, end }) => (k === 'try' || k === 'catch' || k === 'finally') && from > region.at && isWithin(at, { at: from, end }));
}

/** Whether the round waits for the query alone, and asks nothing else of what the query is asked of. */
export function awaitsAlone({ written: { facts, call }, loop, wait }: LoopSite): boolean {
  const region = facts.regions[loop]!;
  const client = rootOf(facts, call);
  return !facts.exprs.some((expr, e) => {
    if (!isWithin(expr, region)) return false;
    if (expr.k === 'call') return !isWithin(expr, facts.exprs[call]!) && client !== undefined && rootOf(facts, e) === client;
    return e !== wait && (expr.k === 'await' || expr.k === 'yield' || expr.k === 'yield*');
  });
}

/** The variable that a chain of calls begins with. */
function rootOf(facts: ModuleFacts, e: E): V | undefined {
  let at = e;
  for (;;) {
    const expr = facts.exprs[at]!;
    if (expr.k === 'call') at = expr.callee;
    else if (expr.k === 'get' || expr.k === 'as') at = expr.of;
    else return expr.k === 'var' ? expr.v : undefined;
  }
}

/** Whether the loop consists of the awaited call and of nothing else, not even a comment. */
export function isWholeBody({ written: { facts, text }, loop, wait }: LoopSite): boolean {
  const region = facts.regions[loop]!;
  if (region.k !== 'of') return false;
  const { at, end } = facts.exprs[wait]!;
  return /^\s*\)\s*\{?\s*$/.test(text.slice(facts.exprs[region.over]!.end, at)) && /^\s*;?\s*\}?$/.test(text.slice(end, region.end));
}

/** Whether the call says the same in each round, but for the part `except`. */
export function isSameOutside({ written: { facts, call }, loop }: LoopSite, except?: E): boolean {
  const region = facts.regions[loop]!;
  const inside = variablesIn(facts, facts.exprs[call]!, except === undefined ? undefined : facts.exprs[except]!);
  return ![...inside].some(v => isWithin({ at: facts.vars[v]!.at }, region));
}

/** Whether an expression only names things: variables, members, literals. */
export function isPlainKey(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'get') return expr.name !== undefined && !expr.optional && isPlainKey(facts, expr.of);
  return expr.k === 'var' || expr.k === 'lit';
}

/** Whether the variables of an expression are those of the loop's head, or of outside the loop. */
export function isKeyOfHead(facts: ModuleFacts, e: E, loop: R): boolean {
  const region = facts.regions[loop]!;
  const heads = region.k === 'of' ? region.vars : [];
  return [...variablesIn(facts, facts.exprs[e]!)].every(v => heads.includes(v) || !isWithin({ at: facts.vars[v]!.at }, region));
}

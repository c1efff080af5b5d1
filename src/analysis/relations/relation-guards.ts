import { functionsAround } from '../../facts/functions-around.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Analysis } from '../analysis.ts';
import type { ResultUse } from '../results/result-use.ts';
import type { RowSource } from '../results/row-sources.ts';

/** `if (row.author)`, `row.author && …`, `row.author ?? …`, `row.author instanceof …`: the program knows that it may be missing. */
export function isGuard(an: Analysis, use: ResultUse, source: RowSource): boolean {
  if (use.kind === 'truthiness' || use.kind === 'compare') return true;
  const facts = an.link.facts(use.m);
  const around = facts?.exprs[indexOf(facts).parent[use.e] ?? -1];
  if (around?.k === 'choice') return around.op === '??' && around.of[0] === use.e;
  if (around?.k !== 'get' || around.of !== use.e || around.optional !== true) return false;
  // Another function serves callers that load it and callers that do not.
  return isTested(facts!, use.e) || isFallback(facts!, use.e) || isInAnother(facts!, use, source);
}

/** `row.authorId ?? row.author?.id`: it is asked only where something else is missing. */
function isFallback(facts: ModuleFacts, e: E): boolean {
  const { parent } = indexOf(facts);
  let at = e;
  for (let around = parent[at] ?? -1; around >= 0; at = around, around = parent[at] ?? -1) {
    const expr = facts.exprs[around]!;
    if (expr.k === 'choice') return (expr.op === '??' || expr.op === '||') && expr.of[0] !== at;
    const goesOn = expr.k === 'as' || (expr.k === 'get' && expr.of === at) || (expr.k === 'call' && expr.callee === at);
    if (!goesOn) return false;
  }
  return false;
}

/** Whether a read stands in another function than the one that has asked for the rows, of the same module. */
export function isInAnother(facts: ModuleFacts, { m, at }: ResultUse, { m: from, e, start: { entered: [entered] } }: RowSource): boolean {
  const call = entered ? (entered.m === m ? entered.call : undefined) : from === m ? e : undefined;
  if (call === undefined) return true;
  const index = indexOf(facts);
  const asking = index.fnAt(facts.exprs[call]!.at);
  return !functionsAround(facts, index.fnAt(at)).has(asking);
}

/** `row.author?.name ? … : …`, `if (row.author?.id)`, `row.author?.name && …`: what is read of it is asked for, which it may not have. */
function isTested(facts: ModuleFacts, e: E): boolean {
  const index = indexOf(facts);
  let at = e;
  for (let parent = index.parent[at] ?? -1; parent >= 0; parent = index.parent[at] ?? -1) {
    const around = facts.exprs[parent]!;
    // `row.author?.name ?? 'nobody'` is how everybody reads a relation that leads to nothing.
    if (around.k === 'choice') return around.test === at || (around.op === '&&' && around.of[0] === at);
    if (around.k === 'op' && around.op === '!') return true;
    if (around.k !== 'get' || around.of !== at) return false;
    at = parent;
  }
  const use = index.use(at);
  return use.k === 'region' && ['then', 'else'].includes(facts.regions[use.r]!.k);
}

/** Whether a use is `'author' in row`. */
export function asksForMember(an: Analysis, use: ResultUse, name: string): boolean {
  if (use.kind !== 'compare' || use.op !== 'in' || use.other === undefined) return false;
  const other = an.link.facts(use.m)?.exprs[use.other];
  return other?.k === 'lit' && other.v === name;
}

import { indexOf } from '../facts/index-of.ts';
import type { Span } from '../facts/within.ts';
import type { E, ModuleFacts, V } from '../vocabulary/ir.ts';
import type { AnswerSite } from '../vocabulary/rewrite.ts';
import { constBefore } from './const-before.ts';
import { waitForAll } from './promise-all.ts';

/** Where what a query gives goes: `within` the one expression that answers, or into a constant that nothing but the answers reads. */
export type AnswerPlace = {
  /** What is awaited; the call itself in a `Promise.all`. */
  readonly value: E;
  /** Whether `value` is an `await`. */
  readonly awaited: boolean;
  /** The constant, and what stands between `const` and `=` of it, or its name in the pattern of a `Promise.all`. */
  readonly held?: { readonly v: V; readonly name: string; readonly pattern: Span };
};

/** Finds where the answer of a query goes; nothing where it goes any other way. */
export function answerPlace({ written: { facts, text, call }, answers }: AnswerSite): AnswerPlace | undefined {
  const index = indexOf(facts);
  const around = index.parent[call] ?? -1;
  if (around < 0) return undefined;
  if (facts.exprs[around]!.k !== 'await') return inPromiseAll(facts, text, call, answers);
  const [answer, more] = answers;
  if ((index.parent[around] ?? -1) >= 0) return answer !== undefined && more === undefined && isAnswerOf(facts, around, answer) ? { value: around, awaited: true } : undefined;
  const { at } = facts.exprs[around]!;
  const declared = constBefore(text, at);
  const v = heldBy(facts, around);
  if (!declared || declared.written.includes(':') || v === undefined || !isReadBy(facts, v, answers)) return undefined;
  return { value: around, awaited: true, held: { v, name: facts.vars[v]!.name, pattern: declared.pattern } };
}

/** `const [posts, users] = await Promise.all([read(), …])`: one element of both. */
function inPromiseAll(facts: ModuleFacts, text: string, call: E, answers: readonly E[]): AnswerPlace | undefined {
  const all = waitForAll(facts, call);
  if (all === undefined) return undefined;
  const use = indexOf(facts).use(all.wait);
  const at = all.items.indexOf(call);
  if (use.k !== 'def' || use.def.how !== 'init') return undefined;
  const v = facts.vars.findIndex(({ defs }) => defs.some(def => def.e === all.wait && def.how === 'init' && def.path.length === 1 && def.path[0] === at && def.default === undefined));
  const held = facts.vars[v];
  if (!held || !isPlainConstant(facts, v) || !isReadBy(facts, v, answers)) return undefined;
  const pattern = { at: held.at, end: held.at + held.name.length };
  return text.slice(pattern.at, pattern.end) === held.name ? { value: call, awaited: false, held: { v, name: held.name, pattern } } : undefined;
}

/** The one constant that holds an expression, or a part of it. */
function heldBy(facts: ModuleFacts, e: E): V | undefined {
  const holders = facts.vars.flatMap(({ defs }, v) => (defs.some(def => def.e === e) ? [v] : []));
  const [v, more] = holders;
  return v !== undefined && more === undefined && isPlainConstant(facts, v) && facts.vars[v]!.defs[0]!.default === undefined ? v : undefined;
}

function isPlainConstant(facts: ModuleFacts, v: V): boolean {
  const { kind, defs, type } = facts.vars[v]!;
  return kind === 'const' && defs.length === 1 && !type && !facts.exports.some(each => each.v === v);
}

/** Whether each read of a constant belongs to one of the answers, and each answer to one of the reads. */
function isReadBy(facts: ModuleFacts, v: V, answers: readonly E[]): boolean {
  const uses = indexOf(facts).usesOf(v);
  return uses.length === answers.length && uses.every(use => answers.some(answer => isAnswerOf(facts, use, answer)));
}

/** Whether an answer is nothing but a part of what an expression gives: `(await read()).length`, `Number(row.n)`, and no choice between that and something else. */
function isAnswerOf(facts: ModuleFacts, e: E, answer: E): boolean {
  const { parent } = indexOf(facts);
  for (let at = e; at !== answer; at = parent[at]!) {
    const around = facts.exprs[parent[at] ?? -1];
    if (!around) return false;
    const isNumber = around.k === 'call' && around.args.length === 1 && !around.new && ['Number', 'parseInt', 'parseFloat'].includes(globalName(facts, around.callee));
    const isPart = (around.k === 'get' && around.of === at) || around.k === 'as' || isNumber || (around.k === 'op' && around.op === '+' && around.of.length === 1);
    if (!isPart) return false;
  }
  return true;
}

function globalName(facts: ModuleFacts, e: E): string {
  const expr = facts.exprs[e]!;
  return expr.k === 'global' ? expr.name : '';
}

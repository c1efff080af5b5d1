import { exprsOf } from '../../facts/kinds.ts';
import { isLoop } from '../../facts/region.ts';
import type { At, E, F, ModuleFacts, R } from '../../vocabulary/ir.ts';
import { mayRepeat } from '../gate.ts';
import { between } from '../relevance/mentions.ts';
import { methodOf } from '../queries/reach.ts';

/** What asks for a number over rows, in any ORM or in SQL: `count(`, `countBy(`, `getCount(`, `SUM(`, `fn('COUNT', …)`. */
const ASKS = /(?<![A-Za-z])(?:count|sum|avg|average|aggregate|resultSize)[A-Za-z]{0,60}\s*(?:<[^()]{0,300}>)?\(|(?:[a-z]Count|COUNT|SUM|AVG|MIN|MAX)[A-Za-z]{0,60}\s*(?:<[^()]{0,300}>)?\(|(['"])(?:COUNT|SUM|AVG|MIN|MAX)\1/g;
/** The same as the name of a method, and in a text. */
const NAMED = /^\$?(?:count|sum|avg|average|aggregate|min|max|resultSize|exist)|[a-z](?:Count|Exists)/;
const IN_SQL = /\b(?:count|sum|avg|min|max)\s*\(|^(?:count|sum|avg|min|max)$/i;
/** A longer text is no expression of a query. */
const LONGEST = 500;

/** Whether a text may ask for several numbers over rows: the first and cheapest question. */
export function mayAggregate(text: string): boolean {
  ASKS.lastIndex = 0;
  if (!ASKS.test(text)) return false;
  return ASKS.test(text) || mayRepeat(text);
}

/** Whether a call of a module may belong to several questions: it holds something that asks for a number, in an outermost function where that is so more than once, or where it may be repeated. `undefined` when there is none. */
export function callsThatAggregate(facts: ModuleFacts): ((e: E) => boolean) | undefined {
  const asking = askingIn(facts);
  const spans = facts.fns.flatMap((fn, f) => (f !== 0 && !fn.implicit && outermost(facts, f) === f ? [{ at: fn.at, end: fn.end }] : [])).sort((a, b) => a.at - b.at);
  const several: { at: At }[] = [];
  let outside: { at: At; again: boolean }[] = [];
  let next = 0;
  for (const span of spans) {
    const inside: { at: At; again: boolean }[] = [];
    for (; next < asking.length && asking[next]!.at < span.end; next++) (asking[next]!.at < span.at ? outside : inside).push(asking[next]!);
    if (inside.length > 1 || inside.some(({ again }) => again)) several.push(...inside);
  }
  outside = [...outside, ...asking.slice(next)];
  if (outside.length > 1 || outside.some(({ again }) => again)) several.push(...outside);
  if (several.length === 0) return undefined;
  several.sort((a, b) => a.at - b.at);
  const holds = (e: E): boolean => between(several, facts.exprs[e]!.at, facts.exprs[e]!.end).length > 0;
  return e => holds(e) || holdsBefore(facts, e, holds);
}

/** What a chain is begun with, where a variable holds that: `query` of `query.getRawOne()`. */
function holdsBefore(facts: ModuleFacts, e: E, holds: (e: E) => boolean): boolean {
  let at = e;
  for (let expr = facts.exprs[at]!; expr.k === 'call' || expr.k === 'get' || expr.k === 'as'; expr = facts.exprs[at]!) at = expr.k === 'call' ? expr.callee : expr.of;
  const base = facts.exprs[at]!;
  return base.k === 'var' && facts.vars[base.v]!.defs.some(({ how, e: made }) => (how === 'init' || how === 'assign') && made !== undefined && facts.exprs[made]!.k === 'call' && holds(made));
}

/** Where a module asks for numbers: calls that are named so, and texts in SQL; `again` where something may repeat it. */
function askingIn(facts: ModuleFacts): readonly { at: At; again: boolean }[] {
  const asking: { at: At; again: boolean }[] = [];
  for (const { e, region } of facts.sites) {
    const call = facts.exprs[e]!;
    if (call.k !== 'call') continue;
    const callee = facts.exprs[call.callee]!;
    const name = methodOf(facts, call.callee) ?? (callee.k === 'var' ? facts.vars[callee.v]!.name : undefined);
    // Within a chain every call begins where the chain does; the name does not.
    if (name !== undefined && NAMED.test(name)) asking.push({ at: callee.k === 'get' ? callee.nameAt : callee.at, again: mayRunAgain(facts, region) });
  }
  for (const e of [...exprsOf(facts, 'lit'), ...exprsOf(facts, 'text')]) {
    const expr = facts.exprs[e]!;
    const text = expr.k === 'lit' ? expr.v : expr.k === 'text' ? expr.quasis[0] : undefined;
    if (typeof text === 'string' && text.length < LONGEST && IN_SQL.test(text)) asking.push({ at: expr.at, again: false });
  }
  return asking.sort((a, b) => a.at - b.at);
}

/** The function around a function that stands in no other one: a method, or what a module declares. */
function outermost(facts: ModuleFacts, f: F): F {
  let at = f;
  for (let outer = facts.fns[at]?.outer; outer !== undefined && outer !== 0; outer = facts.fns[at]?.outer) at = outer;
  return at;
}

/** In a loop or a function literal, as far as the module alone says. */
function mayRunAgain(facts: ModuleFacts, r: R): boolean {
  for (let region: R | undefined = r; region !== undefined; region = facts.regions[region]!.parent) if (isLoop(facts.regions[region]!)) return true;
  const { outer } = facts.fns[facts.regions[r]!.fn]!;
  return outer !== undefined && outer !== 0;
}

import { awaitsOf } from '../../facts/awaits.ts';
import { indexOf } from '../../facts/index-of.ts';
import { enclosing } from '../../facts/region.ts';
import type { E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { variableOf, type Effect, type Input } from './effect.ts';
import type { Place } from '../loops/judge.ts';
import { reachOf } from './reach.ts';
import { isRepeated } from '../runs/repetition.ts';

/** Whether an input is known only when a round has waited for something: its keys cannot be listed before the loop. */
export function isMadeInRound(facts: ModuleFacts, input: Input, repetition: Repetition): boolean {
  return input.made !== undefined || [...input.from].some(source => {
    const v = variableOf(source, repetition.m);
    if (v === undefined || repetition.elements.has(v) || !isRepeated(repetition, facts.vars[v]!.at)) return false;
    return facts.vars[v]!.defs.some(({ e }) => e !== undefined && [...reachOf(facts, e).awaits].some(each => isRepeated(repetition, facts.exprs[each]!.at)));
  });
}

/**
 * Whether a write follows on something that its round has done outside of the database: a mail that is sent, a file that is
 * removed, a charge whose number is written. What is not written at once is lost when a later round fails.
 */
export function followsDeed(an: Analysis, effect: Effect, { m, at, region }: Place, repetition: Repetition): boolean {
  if (repetition.m !== m || !repetition.sequential) return false;
  const facts = an.link.facts(m)!;
  const index = indexOf(facts);
  const around = new Set(enclosing(facts, region));
  return awaitsOf(facts).some(({ e, at: start, end, of }) => {
    if (of === undefined || facts.exprs[of]!.k !== 'call' || end > at || !isRepeated(repetition, start) || !around.has(index.regionAt(start))) return false;
    const use = (index.parent[e] ?? -1) < 0 ? index.use(e) : undefined;
    const written = use?.k === 'def' && [...effect.payload.from].some(source => variableOf(source, m) === use.v);
    if (use?.k !== 'statement' && !written) return false;
    const { query, callees, receiver } = an.link.callAt(m, of);
    return !query && receiver.k !== 'orm' && callees.every(callee => !an.mayQuery(callee.m, callee.f, callee.env));
  });
}

/** What ignores a row that is there already, and says so by giving none back. */
const IGNORES = new Set(['onConflictDoNothing', 'orIgnore']);

/**
 * Whether a write is a claim: each round asks whether its own row was changed, and goes on by the answer. Another process that
 * does the same work at the same time gets the other answer.
 */
export function isClaim(an: Analysis, { m, at, end, query: { operation } }: Effect): boolean {
  const facts = an.link.facts(m)!;
  const call = facts.exprs.findIndex(expr => expr.k === 'call' && facts.exprs[expr.callee]!.at === at && facts.exprs[expr.callee]!.end === end);
  if (call < 0) return false;
  const { exprs } = facts;
  const ignores = operation === 'create' && exprs.some(expr => expr.k === 'get' && expr.at >= at && expr.end <= end && IGNORES.has(expr.name ?? ''));
  if (!ignores && operation !== 'update' && operation !== 'delete') return false;
  const index = indexOf(facts);
  const held = index.use(rootOf(facts, call));
  // return claimed.length > 0: the caller goes on by it.
  if (held.k === 'def' && index.usesOf(held.v).some(use => (ignores || isComparedCount(facts, use)) && index.use(rootOf(facts, use)).k === 'exit')) return true;
  const tests = held.k === 'def' ? index.usesOf(held.v).map(use => rootOf(facts, use)) : [rootOf(facts, call)];
  return facts.regions.some((region, r) => region.k === 'then' && region.at > at && tests.includes(region.test) && decides(facts, r));
}

/** `claimed.count !== 0`: whether the row was there to be changed; a count that is handed on may be added up. */
function isComparedCount(facts: ModuleFacts, use: E): boolean {
  const { parent } = indexOf(facts);
  const get = facts.exprs[parent[use] ?? -1];
  const around = facts.exprs[parent[parent[use] ?? -1] ?? -1];
  return get?.k === 'get' && get.of === use && COUNTS.has(get.name ?? '') && around?.k === 'op' && /^(?:[!=]==?|[<>]=?|!)$/.test(around.op);
}

/** What ORMs call the number of rows that were changed. */
const COUNTS = new Set(['count', 'affected', 'affectedRows', 'rowCount', 'changes', 'rowsAffected', 'modifiedCount', 'matchedCount', 'deletedCount', 'nModified', 'numUpdatedRows', 'numDeletedRows', 'length']);

function rootOf(facts: ModuleFacts, e: E): E {
  const { parent } = indexOf(facts);
  let root = e;
  while ((parent[root] ?? -1) >= 0) root = parent[root]!;
  return root;
}

/** Whether a branch leaves the round, or does something that is waited for; one that throws only reports a mistake. */
function decides(facts: ModuleFacts, r: R): boolean {
  const { at, end, fn } = facts.regions[r]!;
  const exits = facts.fns[fn]!.exits.filter(exit => exit.region === r);
  if (exits.some(({ kind }) => kind === 'throw')) return false;
  return exits.length > 0 || awaitsOf(facts).some(each => each.at >= at && each.end <= end);
}

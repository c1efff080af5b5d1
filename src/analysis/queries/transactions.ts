import { indexOf } from '../../facts/index-of.ts';
import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { ormOf } from '../link/join.ts';
import type { Effect, Place } from './effect.ts';
import { locksRows } from './locks.ts';
import { isRepeated } from '../runs/repetition.ts';

/** A transaction that stands around a place: where its statements begin, and whether it takes row locks or an advisory lock. */
export type Transaction = { opened: Place; locked: boolean };

/** The transaction of an ORM that a call stands in: in its callback, or beside others in the list that it is given. */
export function transactionAround(an: Analysis, m: ModuleId, facts: ModuleFacts, site: ModuleFacts['sites'][number]): Transaction | undefined {
  const index = indexOf(facts);
  for (let fn: F | undefined = facts.regions[site.region]!.fn; fn !== undefined; fn = facts.fns[fn]!.outer) {
    const literal = index.exprOfFn(fn);
    if (literal === undefined || !isHandedToClient(an, m, facts, literal)) continue;
    return { opened: { m, at: facts.fns[fn]!.at }, locked: locksRows(facts, facts.fns[fn]!) };
  }
  const list = index.parent[site.e] ?? -1;
  const statements = facts.exprs[list];
  const together = statements?.k === 'array' && statements.items.length > 1 && isHandedToClient(an, m, facts, list);
  return together ? { opened: { m, at: statements.at }, locked: false } : undefined;
}

/** Whether an expression is an argument of the method by which an ORM opens a transaction. */
function isHandedToClient(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E): boolean {
  const call = indexOf(facts).parent[e] ?? -1;
  if (call < 0 || facts.exprs[call]!.k !== 'call') return false;
  const { receiver, method, query } = an.link.callAt(m, call);
  const orm = query ? undefined : ormOf(receiver)?.orm;
  return orm !== undefined && (an.link.orms.find(({ name }) => name === orm)?.words.rewrites?.transactions.has(method) ?? false);
}

/** Whether a query is a part of a transaction that each round opens for itself: its statements stand or fall with each other, and with no other round. */
export function isOfRoundsOwnTransaction(an: Analysis, effect: Effect, repetition: Repetition): boolean {
  return effect.unit !== undefined && isOpenedInRound(an, effect.unit, effect, repetition);
}

/** Whether the rounds take locks, one after the other: the order is meant. A lock that was taken before the first of them says nothing about them. */
export function takesLocksInRound(an: Analysis, effect: Effect, repetition: Repetition): boolean {
  if (effect.locked) return true;
  return effect.locking !== undefined && (isOpenedInRound(an, effect.locking, effect, repetition) || locksRows(an.link.facts(repetition.m)!, repetition));
}

function isOpenedInRound(an: Analysis, { m, at }: Place, { hops }: Effect, repetition: Repetition): boolean {
  if (repetition.m === m && isRepeated(repetition, at)) return true;
  return hops.some(hop => {
    const fn = hop.m === m ? an.link.facts(m)?.fns[hop.f] : undefined;
    return fn !== undefined && at >= fn.at && at < fn.end;
  });
}

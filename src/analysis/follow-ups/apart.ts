import { indexOf } from '../../facts/index-of.ts';
import { enclosing, isLoop } from '../../facts/region.ts';
import type { FollowUpSilence } from '../../vocabulary/follow-up.ts';
import type { At, E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { conditionsOn } from '../queries/paths.ts';
import { isWrittenBetween } from '../queries/written-between.ts';
import { isLocking, isSameClient } from './client-of.ts';

/** A query as a function of the module runs it: by the call `e`, which stands in `region`. */
export type Placed = { e: E; region: R; query: QueryCall };

/** Says of an expression that it holds rows, or a key, of the first query. */
export type Holds = (e: E) => boolean;

/** Why the second query is not asked together with the first though it goes by its rows. */
export function apartFrom(an: Analysis, m: ModuleId, first: Placed, second: Placed, holds: Holds): FollowUpSilence | undefined {
  const facts = an.link.facts(m)!;
  const from = facts.exprs[first.e]!.end;
  const to = facts.exprs[second.e]!.at;
  if (isLocking(first.query) || isLocking(second.query)) return 'locked';
  if (!isSameClient(an, m, first, second)) return 'transactions';
  if (!runsBefore(facts, first, second) || !runsWith(facts, first, second, holds)) return 'conditional';
  if (leavesBetween(facts, first, from, to, holds)) return 'way-out';
  if (isCheckedBetween(facts, first, from, to, holds)) return 'checked';
  if (isWrittenBetween(an, m, from, to, second.query) || isWrittenBetween(an, m, from, to, first.query) || doesBetween(an, m, first, from, to)) return 'written';
  return undefined;
}

/** Whether the first query has run, in the same round, wherever the second does. */
export function runsBefore(facts: ModuleFacts, first: Placed, second: Placed): boolean {
  const around = new Set(enclosing(facts, second.region));
  const own = [...enclosing(facts, first.region)].filter(r => !around.has(r));
  return conditionsOn(facts, first.e).length === 0 && own.every(r => !isBranch(facts, r)) && [...around].every(r => !isLoop(facts.regions[r]!) || facts.regions[r]!.at <= facts.exprs[first.e]!.at);
}

/** Whether the second query runs wherever the first found something. */
function runsWith(facts: ModuleFacts, first: Placed, second: Placed, holds: Holds): boolean {
  const around = new Set(enclosing(facts, first.region));
  const guards = [...enclosing(facts, second.region)].filter(r => !around.has(r));
  return guards.every(r => !isBranch(facts, r) || asksFor(facts, testOf(facts, r), holds)) && conditionsOn(facts, second.e).every(test => asksFor(facts, test, holds));
}

function isBranch(facts: ModuleFacts, r: R): boolean {
  const { k } = facts.regions[r]!;
  return k === 'then' || k === 'else' || k === 'case' || k === 'catch' || isLoop(facts.regions[r]!);
}

function testOf(facts: ModuleFacts, r: R): E | undefined {
  const region = facts.regions[r]!;
  return region.k === 'then' || region.k === 'else' ? region.test : undefined;
}

/** Whether a test asks no more than whether the first query found something, or whether its row has a key: `if (!post)`, `rows.length > 0`. */
function asksFor(facts: ModuleFacts, test: E | undefined, holds: Holds): boolean {
  if (test === undefined) return false;
  if (holds(test)) return true;
  const expr = facts.exprs[test]!;
  switch (expr.k) {
    case 'op':
      return expr.of.every(each => asksFor(facts, each, holds) || isNothing(facts, each));
    case 'choice':
      return expr.test === undefined && expr.of.every(each => asksFor(facts, each, holds));
    case 'get':
      return (expr.name === 'length' || expr.name === 'size') && holds(expr.of);
    case 'as':
      return asksFor(facts, expr.of, holds);
    case 'call':
      // `isEmpty(rows)`, `Boolean(row)`.
      return expr.args.length === 1 && holds(expr.args[0]!.e) && facts.exprs[expr.callee]!.k !== 'get';
    default:
      return false;
  }
}

function isNothing({ exprs }: ModuleFacts, e: E): boolean {
  const expr = exprs[e]!;
  return expr.k === 'undef' || (expr.k === 'lit' && (expr.v === null || expr.v === 0));
}

/** `if (post.ownerId !== me.id) throw …`: what comes after a check is asked on some paths only. Whether the row is there is no such check. */
function leavesBetween(facts: ModuleFacts, { region }: Placed, from: At, to: At, holds: Holds): boolean {
  const { fn } = facts.regions[region]!;
  return facts.fns[fn]!.exits.some(exit => {
    if (exit.at < from || exit.at >= to || (exit.value !== undefined && facts.exprs[exit.value]!.end > to)) return false;
    const around = [...enclosing(facts, exit.region)];
    if (around.some(r => facts.regions[r]!.k === 'catch')) return false;
    const tests = around.filter(r => facts.regions[r]!.at >= from && isBranch(facts, r)).map(r => testOf(facts, r));
    return tests.length === 0 || !tests.every(test => asksFor(facts, test, holds));
  });
}

/** Whether a call between two offsets is made for what it does, and may do it to rows: `await sync(user);`. What it writes in loops is reported where it stands, and not known here. */
export function doesBetween(an: Analysis, m: ModuleId, { region }: Pick<Placed, 'region'>, from: At, to: At): boolean {
  const facts = an.link.facts(m)!;
  return indexOf(facts).sitesOf(facts.regions[region]!.fn).some(s => {
    const { e, at } = facts.sites[s]!;
    return at >= from && at < to && isStatement(facts, e) && an.mayQueryIn(m, e) && an.link.callAt(m, e).callees.length > 0;
  });
}

/** `assertOwner(post, user);`: a call that gives nothing is there for what it throws, or does. */
function isCheckedBetween(facts: ModuleFacts, { region }: Placed, from: At, to: At, holds: Holds): boolean {
  const index = indexOf(facts);
  const { fn } = facts.regions[region]!;
  return index.sitesOf(fn).some(s => {
    const { e, at } = facts.sites[s]!;
    const call = facts.exprs[e]!;
    if (call.k !== 'call' || at < from || at >= to || !call.args.some(arg => holds(arg.e) || isMemberOf(facts, arg.e, holds))) return false;
    return isStatement(facts, e) && !isConsole(facts, call.callee);
  });
}

/** Whether nothing is done with what a call gives, but for waiting for it. */
export function isStatement(facts: ModuleFacts, e: E): boolean {
  const index = indexOf(facts);
  const parent = index.parent[e] ?? -1;
  const whole = parent >= 0 && facts.exprs[parent]!.k === 'await' ? parent : e;
  return (index.parent[whole] ?? -1) < 0 && index.use(whole).k === 'statement';
}

function isMemberOf(facts: ModuleFacts, e: E, holds: Holds): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'get' && (holds(expr.of) || isMemberOf(facts, expr.of, holds));
}

function isConsole(facts: ModuleFacts, callee: E): boolean {
  const expr = facts.exprs[callee]!;
  const owner = expr.k === 'get' ? facts.exprs[expr.of]! : undefined;
  return owner?.k === 'global' && owner.name === 'console';
}

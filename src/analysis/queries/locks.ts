import { calledName } from '../../facts/called-name.ts';
import { aroundLiteral } from '../../facts/handed-to.ts';
import { indexOf } from '../../facts/index-of.ts';
import { exprsOf } from '../../facts/kinds.ts';
import { enclosing, isLoop } from '../../facts/region.ts';
import type { At, E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import { methodOf } from './reach.ts';

type Span = { readonly at: At; readonly end: At };

const LOCKING = new Set(['forUpdate', 'forNoKeyUpdate', 'forShare', 'forKeyShare', 'skipLocked', 'setLock']);
const LOCKS = /\bfor\s+(no\s+key\s+)?(update|share)\b|advisory_(xact_)?lock|\block\s+in\s+share\s+mode\b/i;
/** A word of a name: `asyncLock`, `withLock`, `mutex`; neither `block` nor `unlock`. */
const RUNS_LOCKED = /(?:^|[a-z_])(?:L|(?<![A-Za-z])l)ock(?:s|ed|ing)?(?![a-z])|[mM]utex|[rR]edlock/;
/** `LockMode.PESSIMISTIC_WRITE`, `'pessimistic_write'`. */
const LOCK_MODE = /^pessimistic_/i;
const STRENGTH = /^(?:no key )?update$|^(?:key )?share$/;

/** Whether a span of code locks rows, by a query, by what it hands on, or by a statement of its own: each round claims a row that another may hold. */
export function locksRows(facts: ModuleFacts, { at, end }: Span): boolean {
  return locksIn(facts).some(lock => lock.at >= at && lock.end <= end);
}

/**
 * Whether a region runs alone for its key, in a function that is handed to a lock of the program: `asyncLock.dispatch(id, async () => …)`,
 * `mutex.runExclusive(() => …)`. A loop inside of it is a loop like any other.
 */
export function runsLocked(facts: ModuleFacts, region: R): boolean {
  const { fn } = facts.regions[region]!;
  const handed = aroundLiteral(facts, fn);
  const call = facts.exprs[handed?.around ?? -1];
  if (call?.k !== 'call' || call.callee === handed?.literal) return false;
  const callee = facts.exprs[call.callee]!;
  const names = [calledName(facts, call.callee), callee.k === 'get' ? calledName(facts, callee.of) : undefined];
  if (!names.some(name => name !== undefined && RUNS_LOCKED.test(name))) return false;
  return ![...enclosing(facts, region)].some(r => isLoop(facts.regions[r]!));
}

const kept = new WeakMap<ModuleFacts, readonly Span[]>();

/** Where a module says that it locks: hardly any does, and each call is asked about. */
function locksIn(facts: ModuleFacts): readonly Span[] {
  let known = kept.get(facts);
  if (!known) kept.set(facts, (known = MAY_LOCK.flatMap(k => exprsOf(facts, k).flatMap(e => (isLock(facts, e) ? [facts.exprs[e]!] : [])))));
  return known;
}

const MAY_LOCK = ['get', 'text', 'lit', 'call', 'object'] as const;

function isLock(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'get') return LOCK_MODE.test(expr.name ?? '') || (LOCKING.has(expr.name ?? '') && isCallee(facts, e));
  if (expr.k === 'text') return expr.quasis.some(text => LOCKS.test(text));
  if (expr.k === 'lit') return typeof expr.v === 'string' && (LOCK_MODE.test(expr.v) || LOCKS.test(expr.v));
  if (expr.k === 'call') return methodOf(facts, expr.callee) === 'for' && expr.args.some(arg => isStrength(facts, arg.e));
  return expr.k === 'object' && isLockOption(facts, expr.props);
}

/** `{ transaction, lock: true }`, `{ lock: transaction.LOCK.UPDATE }`, `{ lock: { mode: 'pessimistic_write' } }`: not a column of that name. */
function isLockOption(facts: ModuleFacts, props: readonly { name?: string; value: E; spread?: true }[]): boolean {
  const lock = props.find(prop => !prop.spread && prop.name === 'lock');
  if (!lock) return false;
  const value = facts.exprs[lock.value]!;
  if (value.k === 'object') return value.props.some(prop => prop.name === 'mode');
  if (value.k === 'get') return namesIn(facts, lock.value).includes('LOCK');
  return value.k === 'lit' && value.v === true && props.some(prop => prop.name === 'transaction');
}

function namesIn(facts: ModuleFacts, e: E): readonly string[] {
  const expr = facts.exprs[e]!;
  return expr.k === 'get' ? [...namesIn(facts, expr.of), ...(expr.name === undefined ? [] : [expr.name])] : [];
}

function isStrength(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'lit' && typeof expr.v === 'string' && STRENGTH.test(expr.v);
}

function isCallee(facts: ModuleFacts, e: E): boolean {
  const around = facts.exprs[indexOf(facts).parent[e] ?? -1];
  return around?.k === 'call' && around.callee === e;
}

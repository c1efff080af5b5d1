import { assignmentsOf } from '../../facts/assignments.ts';
import { eachChild } from '../../facts/children.ts';
import { indexOf } from '../../facts/index-of.ts';
import { exprsOf } from '../../facts/kinds.ts';
import type { At, E, F, ModuleFacts, V } from '../../vocabulary/ir.ts';

/**
 * What an expression is derived from, within its module: variables, awaited results, calls, and members of `this`.
 * Influence flows through every call from all its operands, so it is sound where nothing is known of the callee.
 */
export type Reach = {
  readonly vars: ReadonlySet<V>;
  readonly awaits: ReadonlySet<E>;
  readonly calls: ReadonlySet<E>;
  readonly self: boolean;
  /** Names of the members of `this` that are read. */
  readonly fields: ReadonlySet<string>;
};

/** Methods that put their arguments into their receiver. */
export const FILLS = new Set(['push', 'unshift', 'add', 'set', 'append', 'splice', 'concat', 'enqueue', 'insert']);
/** Methods that take something out of their receiver: each call gives another thing. */
export const DRAINS = new Set(['shift', 'pop', 'next', 'splice', 'dequeue', 'poll']);

/** Whether a call puts its arguments into its receiver. What is awaited is sent elsewhere: `await manager.insert(Loan, loan)`. */
export function fills(facts: ModuleFacts, e: E): boolean {
  const call = facts.exprs[e]!;
  if (call.k !== 'call' || !FILLS.has(methodOf(facts, call.callee) ?? '')) return false;
  return facts.exprs[indexOf(facts).parent[e] ?? -1]?.k !== 'await';
}

const kept = new WeakMap<ModuleFacts, Map<E, Reach>>();

/** What expression `e` is derived from. */
export function reachOf(facts: ModuleFacts, e: E): Reach {
  let known = kept.get(facts);
  if (!known) kept.set(facts, (known = new Map<E, Reach>()));
  let reach = known.get(e);
  if (!reach) known.set(e, (reach = search(facts, [e])));
  return reach;
}

/** What any of several expressions is derived from. */
export function reachOfAll(facts: ModuleFacts, es: readonly E[]): Reach {
  const [only] = es;
  return es.length === 1 && only !== undefined ? reachOf(facts, only) : search(facts, es);
}

/** What an expression is derived from by other ways than through these variables. */
export function reachBeside(facts: ModuleFacts, e: E, variables: ReadonlySet<V>): Reach {
  return search(facts, [e], variables);
}

function search(facts: ModuleFacts, start: readonly E[], except?: ReadonlySet<V>): Reach {
  const vars = new Set<V>();
  const awaits = new Set<E>();
  const calls = new Set<E>();
  const fields = new Set<string>();
  const seen = new Set<E>();
  const queue = [...start];
  const enqueue = (e: E): void => void queue.push(e);
  let self = false;
  const { memberSets, memberCalls } = assignmentsOf(facts);
  const visitVar = (v: V): void => {
    if (vars.has(v) || except?.has(v)) return;
    vars.add(v);
    const held = facts.vars[v]!;
    for (const def of held.defs) {
      if (def.e !== undefined && def.how !== 'class') queue.push(def.e);
      if (def.default !== undefined) queue.push(def.default);
      if (def.how === 'each' && def.loop !== undefined) {
        const loop = facts.regions[def.loop]!;
        if (loop.k === 'of' || loop.k === 'in' || loop.k === 'await-of') queue.push(loop.over);
      }
      if (def.how === 'param') {
        const handed = handedWith(facts, held.fn);
        queue.push(...handed);
        // What `then` hands over is awaited, though nobody says so.
        const [callee] = handed;
        if (callee !== undefined && methodOf(facts, callee) === 'then') awaits.add(callee);
      }
    }
    if (held.fn === 0 && held.kind !== 'let' && held.kind !== 'var') return;
    for (const set of memberSets.get(v) ?? []) {
      const expr = facts.exprs[set]!;
      if (expr.k === 'set' && expr.value !== undefined) queue.push(expr.value);
    }
    for (const call of memberCalls.get(v) ?? []) {
      const expr = facts.exprs[call]!;
      if (expr.k === 'call' && fills(facts, call)) queue.push(...expr.args.map(arg => arg.e));
    }
  };
  for (let e = queue.pop(); e !== undefined; e = queue.pop()) {
    if (seen.has(e)) continue;
    seen.add(e);
    const expr = facts.exprs[e]!;
    switch (expr.k) {
      case 'var':
        visitVar(expr.v);
        break;
      case 'fn':
        for (const v of freeVars(facts, expr.f)) visitVar(v);
        break;
      case 'set':
        if (expr.v !== undefined) visitVar(expr.v);
        break;
      case 'this':
        self = true;
        break;
      case 'get':
        if (expr.name !== undefined && facts.exprs[expr.of]!.k === 'this') fields.add(expr.name);
        break;
      case 'call':
        calls.add(e);
        break;
      case 'await':
        awaits.add(e);
        break;
      default:
    }
    eachChild(expr, enqueue);
  }
  return { vars, awaits, calls, self, fields };
}

/** The name of the method a callee names. */
export function methodOf(facts: ModuleFacts, callee: E): string | undefined {
  const expr = facts.exprs[callee]!;
  return expr.k === 'get' ? expr.name : undefined;
}

/** What stands beside a function literal in the call it is handed to: its parameters derive from that. */
function handedWith(facts: ModuleFacts, f: F): readonly E[] {
  const index = indexOf(facts);
  const e = index.exprOfFn(f);
  const parent = e === undefined ? -1 : (index.parent[e] ?? -1);
  const call = parent < 0 ? undefined : facts.exprs[parent];
  if (call?.k !== 'call' || call.callee === e) return [];
  return [call.callee, ...call.args.flatMap(arg => (arg.e === e ? [] : [arg.e]))];
}

const free = new WeakMap<ModuleFacts, Map<F, readonly V[]>>();
const ordered = new WeakMap<ModuleFacts, readonly { at: At; v: V }[]>();

/** The variables from outside that a function reads. */
function freeVars(facts: ModuleFacts, f: F): readonly V[] {
  let known = free.get(facts);
  if (!known) free.set(facts, (known = new Map<F, readonly V[]>()));
  let found = known.get(f);
  if (!found) {
    const { at, end } = facts.fns[f]!;
    const inside = readsBetween(facts, at, end).filter(v => {
      const owner = facts.fns[facts.vars[v]!.fn]!;
      return owner.kind === 'module' || owner.at < at || owner.end > end;
    });
    known.set(f, (found = [...new Set(inside)]));
  }
  return found;
}

/** The variables read between two offsets, in order. */
export function readsBetween(facts: ModuleFacts, at: At, end: At): readonly V[] {
  let reads = ordered.get(facts);
  if (!reads) {
    reads = exprsOf(facts, 'var').flatMap(e => {
      const expr = facts.exprs[e]!;
      return expr.k === 'var' ? [{ at: expr.at, v: expr.v }] : [];
    }).sort((a, b) => a.at - b.at);
    ordered.set(facts, reads);
  }
  let low = 0;
  let high = reads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reads[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  const found: V[] = [];
  for (let i = low; i < reads.length && reads[i]!.at < end; i++) found.push(reads[i]!.v);
  return found;
}

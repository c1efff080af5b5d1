import { assignmentsOf } from '../../facts/assignments.ts';
import { exprsOf } from '../../facts/kinds.ts';
import { isWithin } from '../../facts/within.ts';
import { enclosing } from '../../facts/region.ts';
import type { E, Exit, Expr, ModuleFacts, R, V, VarFacts } from '../../vocabulary/ir.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { awaitsIn, exitsOf } from './carried.ts';
import { fills } from '../queries/reach.ts';
import { isRepeated } from '../runs/repetition.ts';

/**
 * Whether a loop over a collection looks for the first match: it is left on a hit, what it leaves with is the found thing,
 * and it collects nothing on the way. A counter may look for the first name that nobody has.
 */
export function isSearch(an: Analysis, repetition: Repetition): boolean {
  const facts = an.link.facts(repetition.m)!;
  if (repetition.region === undefined || !repetition.counted) return false;
  const ends = exitsOf(facts, repetition).some(exit => {
    const test = testOnRow(facts, repetition, exit.region);
    return test !== undefined && (test.isThere ? leavesWithFound(facts, repetition, exit, test.of) : leavesWithMade(facts, repetition, exit));
  });
  return ends && !collects(facts, repetition);
}

/** The test of an awaited result of the round by which a region is entered: when it is there, `if (row)`, or when it is not, `if (!row)`. */
function testOnRow(facts: ModuleFacts, repetition: Repetition, r: R): { of: E; isThere: boolean } | undefined {
  for (const region of enclosing(facts, r, repetition.region)) {
    const here = facts.regions[region]!;
    if (here.k !== 'then' && here.k !== 'else') continue;
    if (awaitsIn(facts, repetition, here.test)) return { of: here.test, isThere: isPositive(facts, here.test) === (here.k === 'then') };
  }
  return undefined;
}

function isPositive(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'choice' && expr.op !== '?:') return expr.of.every(of => isPositive(facts, of));
  if (expr.k === 'as' || expr.k === 'await') return expr.of === undefined || isPositive(facts, expr.of);
  if (expr.k !== 'op') return true;
  if (expr.op === '!') return !isPositive(facts, expr.of[0]!);
  const nothing = expr.of.some(of => {
    const side = facts.exprs[of]!;
    return side.k === 'undef' || (side.k === 'lit' && (side.v === null || side.v === 0 || side.v === false));
  });
  if (expr.op === '===' || expr.op === '==') return !nothing;
  return true;
}

/** The value returned, or what is assigned before the `break`, derives from the round's result; or it is `true`. `step = await find(id); if (step) break;` leaves with what it tests. */
function leavesWithFound(facts: ModuleFacts, repetition: Repetition, exit: Exit, test: E): boolean {
  if (exit.kind === 'return') {
    if (exit.value === undefined) return false;
    const value = facts.exprs[exit.value]!;
    return (value.k === 'lit' && value.v === true) || awaitsIn(facts, repetition, exit.value) || isElementOf(facts, repetition, exit.value);
  }
  return facts.vars.some((held, v) => !isRepeated(repetition, held.at) && held.defs.some(def => def.how === 'assign' && def.at < exit.at && def.e !== undefined && (def.region === exit.region || (awaitsIn(facts, repetition, def.e) && isPresence(facts, test, v)))));
}

/** Whether a test asks whether a variable holds something: `row`, `row != null`, `row && …`. */
function isPresence(facts: ModuleFacts, e: E, v: V): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'var') return expr.v === v;
  if (expr.k === 'as') return isPresence(facts, expr.of, v);
  if (expr.k === 'choice') return expr.op === '&&' && expr.of.some(of => isPresence(facts, of, v));
  return expr.k === 'op' && /^!==?$/.test(expr.op) && expr.of.some(of => isPresence(facts, of, v));
}

/** Whether a counter leaves with a name that it has put together before it asked for it, and out of no list: `slug`, after `` const slug = `${name}-${i}` ``. */
function leavesWithMade(facts: ModuleFacts, repetition: Repetition, exit: Exit): boolean {
  if (repetition.kind !== 'for') return false;
  const branch = facts.regions[exit.region]!.at;
  const left = exit.kind === 'return' ? [exit.value] : assignedBetween(facts, branch, exit.at);
  return left.some(value => {
    const name = value === undefined ? undefined : facts.exprs[value]!;
    return name?.k === 'var' && facts.vars[name.v]!.at < branch && isRepeated(repetition, facts.vars[name.v]!.at) && isMade(facts, facts.vars[name.v]!);
  });
}

function assignedBetween(facts: ModuleFacts, at: number, end: number): readonly (E | undefined)[] {
  return exprsOf(facts, 'set').map(e => facts.exprs[e]!).flatMap(set => (set.k === 'set' && set.at >= at && set.at < end ? [set.value] : []));
}

function isMade(facts: ModuleFacts, { defs }: VarFacts): boolean {
  return defs.every(({ e }) => e !== undefined && MAKING.has(facts.exprs[e]!.k) && !readsIndex(facts, facts.exprs[e]!));
}

const MAKING: ReadonlySet<Expr['k']> = new Set(['text', 'call', 'op'] as const);

function readsIndex(facts: ModuleFacts, made: Expr): boolean {
  return exprsOf(facts, 'get').some(e => {
    const get = facts.exprs[e]!;
    return get.k === 'get' && get.key !== undefined && isWithin(get, made);
  });
}

function isElementOf(facts: ModuleFacts, repetition: Repetition, e: E): boolean {
  const value = facts.exprs[e]!;
  const at = value.k === 'get' && value.key !== undefined ? facts.exprs[value.key]! : value;
  return at.k === 'var' && repetition.elements.has(at.v);
}

/** Whether the rounds put something into a collection declared outside. */
function collects(facts: ModuleFacts, repetition: Repetition): boolean {
  const { memberCalls } = assignmentsOf(facts);
  for (const [v, calls] of memberCalls) {
    if (isRepeated(repetition, facts.vars[v]!.at)) continue;
    for (const e of calls) {
      const call = facts.exprs[e]!;
      if (isRepeated(repetition, call.at) && fills(facts, e)) return true;
    }
  }
  return false;
}

import { assignmentsOf, baseVar } from '../../facts/assignments.ts';
import { enclosing, isInside } from '../../facts/region.ts';
import type { At, E, Exit, ModuleFacts, R, V } from '../../vocabulary/ir.ts';
import { fills, reachOf } from '../queries/reach.ts';
import { bodyFunction, goesThrough, isRepeated } from '../runs/repetition.ts';
import type { Repetition } from '../analysis.ts';
import { seenFrom } from './loop-reason.ts';

/** A place in a repetition, and the variables and fields that its query is derived from. */
export type Dependent = { at: At; region: R; vars: ReadonlySet<V>; fields: ReadonlySet<string> };

/**
 * Whether the rounds hang together: an input of the query, or what decides whether the loop goes on, derives from an awaited
 * result of an earlier round. Cursors, retries, polls, linked walks, ids of earlier inserts.
 */
export function isCarried(facts: ModuleFacts, repetition: Repetition, dependent: Dependent): boolean {
  // A function that is handed over by name has no body here.
  if (!repetition.sequential || (repetition.region === undefined && repetition.callback === undefined)) return false;
  return ([...(repetition.accumulators ?? [])].some(v => dependent.vars.has(v)) || goesOnByResult(facts, repetition) || takesEarlierResult(facts, repetition, dependent));
}

/** Whether a loop goes on to what one of these variables leads to: `current = current.parent`, where the round has loaded it. */
export function walksOn(facts: ModuleFacts, repetition: Repetition, vars: ReadonlySet<V>): boolean {
  return [...vars].some(v => facts.vars[v]!.defs.some(def => def.how === 'assign' && def.op === '=' && def.e !== undefined && isRepeated(repetition, def.at) && facts.exprs[def.e]!.k === 'get' && baseVar(facts, def.e) === v));
}

/** Whether the test of a loop without a collection, or a test that leaves it, derives from a result awaited in it. */
export function goesOnByResult(facts: ModuleFacts, repetition: Repetition): boolean {
  if (repetition.region === undefined || goesThrough(facts, repetition)) return false;
  const region = facts.regions[repetition.region]!;
  const test = region.k === 'for' || region.k === 'while' || region.k === 'do' ? region.test : undefined;
  if (test !== undefined && (awaitsIn(facts, repetition, test) || isSetByResult(facts, repetition, test))) return true;
  return exitsOf(facts, repetition).some(exit => guardsOf(facts, repetition, exit.region).some(guard => awaitsIn(facts, repetition, guard)));
}

/** Whether something that a test reads is set in a branch that a result decides: `while (!slug) { …; if (taken) slug = undefined; }`. */
function isSetByResult(facts: ModuleFacts, repetition: Repetition, test: E): boolean {
  return [...reachOf(facts, test).vars].some(v =>
    facts.vars[v]!.defs.some(def => def.how === 'assign' && def.op === '=' && isRepeated(repetition, def.at) && guardsOf(facts, repetition, def.region).some(guard => awaitsIn(facts, repetition, guard))),
  );
}

/** The exits that leave a loop from inside it. */
export function exitsOf(facts: ModuleFacts, repetition: Repetition): readonly Exit[] {
  const loop = repetition.region;
  if (loop === undefined) return [];
  return facts.fns[bodyFunction(facts, repetition)]!.exits.filter(exit => {
    if (!isRepeated(repetition, exit.at)) return false;
    if (exit.kind === 'return') return true;
    return exit.kind === 'break' && exit.to !== undefined && facts.regions[exit.to]!.at <= facts.regions[loop]!.at;
  });
}

/** The tests that guard a region, up to the loop. */
export function guardsOf(facts: ModuleFacts, repetition: Repetition, r: R): readonly E[] {
  const guards: E[] = [];
  for (const region of enclosing(facts, r, repetition.region)) {
    const here = facts.regions[region]!;
    if (here.k === 'then' || here.k === 'else') guards.push(here.test);
    if (here.k === 'switch') guards.push(here.on);
  }
  return guards;
}

/** Whether an expression derives from something that is awaited inside the repetition. */
export function awaitsIn(facts: ModuleFacts, repetition: Repetition, e: E): boolean {
  return [...reachOf(facts, e).awaits].some(each => isRepeated(repetition, facts.exprs[each]!.at));
}

function takesEarlierResult(facts: ModuleFacts, repetition: Repetition, { at, region, vars, fields }: Dependent): boolean {
  const place = seenFrom(facts, bodyFunction(facts, repetition), at, region);
  const { memberCalls, memberSets, thisSets } = assignmentsOf(facts);
  const fromResult = (e: E | undefined): boolean => e !== undefined && awaitsIn(facts, repetition, e);
  for (const v of vars) {
    const held = facts.vars[v]!;
    if (isRepeated(repetition, held.at) && held.kind !== 'import') continue;
    for (const def of held.defs) {
      if (def.how !== 'assign' || (def.op !== '=' && def.op !== '??=' && def.op !== '||=') || !isRepeated(repetition, def.at)) continue;
      const ofThisRound = def.at < place.at && (def.e === undefined || facts.exprs[def.e]!.end <= place.at) && isInside(facts, place.r, def.region);
      if (!ofThisRound && fromResult(def.e)) return true;
    }
    for (const e of memberCalls.get(v) ?? []) {
      const call = facts.exprs[e]!;
      if (call.k === 'call' && isRepeated(repetition, call.at) && fills(facts, e) && call.args.some(arg => fromResult(arg.e))) return true;
    }
    for (const e of memberSets.get(v) ?? []) {
      const set = facts.exprs[e]!;
      if (set.k === 'set' && set.op === '=' && isRepeated(repetition, set.at) && !isOwnPlace(facts, repetition, set.to) && fromResult(set.value)) return true;
    }
  }
  for (const name of fields) {
    for (const e of thisSets.get(name) ?? []) {
      const set = facts.exprs[e]!;
      if (set.k === 'set' && set.op === '=' && isRepeated(repetition, set.at) && set.at > place.at && fromResult(set.value)) return true;
    }
  }
  return false;
}

/** `rows[i]` in a loop over `i`: no other round reads it. */
function isOwnPlace(facts: ModuleFacts, repetition: Repetition, to: E | undefined): boolean {
  const target = to === undefined ? undefined : facts.exprs[to]!;
  const key = target?.k === 'get' && target.key !== undefined ? facts.exprs[target.key]! : undefined;
  return key?.k === 'var' && repetition.elements.has(key.v);
}

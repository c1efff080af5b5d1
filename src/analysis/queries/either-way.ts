import { indexOf } from '../../facts/index-of.ts';
import { enclosingThrough } from '../../facts/region.ts';
import { isWithin } from '../../facts/within.ts';
import type { At, E, F, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Effect, Input } from './effect.ts';
import { callAtOffset, conditionsOn } from './paths.ts';

/** A query that a function runs at an offset, and whether what runs it there may leave it out. */
export type Run = { effect: Effect; at: At; inner: Pick<Effect, 'conditional' | 'onSomePaths'> };

/** The side of a test that a place stands on, with its region where it is a statement. */
type Side = { test: E; holds: boolean; region?: R };

/**
 * The queries of function `f`, where those that both ways of one test run are one that is sure to run:
 * `if (tx) return tx.query(sql); return pool.query(sql);`.
 */
export function eitherWay(facts: ModuleFacts, f: F, runs: readonly Run[]): readonly Effect[] {
  const left = new Set(runs);
  return runs.flatMap(run => {
    if (!left.delete(run)) return [];
    const other = run.effect.conditional ? [...left].find(each => each.effect.conditional && isSameQuery(run.effect.query, each.effect.query) && areBothWays(facts, f, run.at, each.at)) : undefined;
    if (!other) return [run.effect];
    left.delete(other);
    return [{ ...joined(run.effect, other.effect), conditional: run.inner.conditional || other.inner.conditional, onSomePaths: run.inner.onSomePaths || other.inner.onSomePaths }];
  });
}

/** What reaches the query on either way. */
function joined(one: Effect, other: Effect): Effect {
  const both = (first: Input, second: Input | undefined): Input => ({ ...first, from: new Set([...first.from, ...(second?.from ?? [])]) });
  return {
    ...one,
    receiver: both(one.receiver, other.receiver),
    conditions: one.conditions.map((each, at) => both(each, other.conditions[at])),
    payload: both(one.payload, other.payload),
    all: new Set([...one.all, ...other.all]),
  };
}

function isSameQuery(one: QueryCall, other: QueryCall): boolean {
  const said = ({ orm, operation, model, form, target, filter }: QueryCall): string => JSON.stringify([orm, operation, model, form, target, filter?.conditions.map(({ field, op }) => [field, op])]);
  return said(one) === said(other);
}

/** Whether one of two places is reached whichever way a test goes, and nothing leaves the function before them. */
function areBothWays(facts: ModuleFacts, f: F, one: At, other: At): boolean {
  const [first, ...others] = sidesOf(facts, f, one);
  const [second, ...more] = sidesOf(facts, f, other);
  if (!first || others.length > 0 || more.length > 0) return false;
  const { region } = first;
  const leaves = facts.fns[f]!.exits.filter(exit => exit.kind === 'return' && exit.at < other && !isAround(facts, exit.value, other));
  if (!leaves.every(exit => region !== undefined && isWithin(exit, facts.regions[region]!))) return false;
  if (second) return second.test === first.test && second.holds !== first.holds;
  return region !== undefined && leaves.some(exit => exit.region === region);
}

function isAround(facts: ModuleFacts, e: E | undefined, at: At): boolean {
  return e !== undefined && facts.exprs[e]!.end > at;
}

const isOneSide = (facts: ModuleFacts, e: E | undefined): boolean => e !== undefined && conditionsOn(facts, e).length > 0;

/** Stands for what has no other side: a `case`, a `catch`, one side of `??`. */
const NO_OTHER: readonly Side[] = [{ test: -1, holds: true }, { test: -1, holds: false }];

/** The tests that a place of function `f` stands behind, innermost first, also through function literals. */
function sidesOf(facts: ModuleFacts, f: F, at: At): readonly Side[] {
  const index = indexOf(facts);
  const sides: Side[] = [];
  for (const region of enclosingThrough(facts, index.regionAt(at), f)) {
    const here = facts.regions[region]!;
    if (here.k === 'then' || here.k === 'else') sides.push({ test: here.test, holds: here.k === 'then', region });
    else if (here.k === 'case' || here.k === 'catch') sides.push(...NO_OTHER);
    if (here.parent === undefined && isOneSide(facts, here.fn === index.fnAt(at) ? callAtOffset(facts, at) : index.exprOfFn(here.fn))) sides.push(...NO_OTHER);
  }
  return sides;
}

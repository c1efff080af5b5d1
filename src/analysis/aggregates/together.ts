import { indexOf } from '../../facts/index-of.ts';
import { enclosing } from '../../facts/region.ts';
import type { ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { reachOfAll } from '../queries/reach.ts';
import { isWrittenBetween } from '../queries/written-between.ts';
import type { Tally } from './tallies.ts';

/** Why a tally is not asked together with those before it, though it stands in the same branch and is about the same model. */
export type Parted = 'way-out' | 'depends' | 'written-between';

/** Tallies of one key, in the order of the code, in runs that one query could answer: nothing comes between those of a run. */
export function runsOfTallies(an: Analysis, m: ModuleId, tallies: readonly Tally[]): readonly (readonly Tally[])[] {
  const runs: Tally[][] = [];
  for (const tally of tallies) {
    const run = runs.at(-1);
    if (run && partedFrom(an, m, run, tally) === undefined) run.push(tally);
    else runs.push([tally]);
  }
  return runs;
}

function partedFrom(an: Analysis, m: ModuleId, run: readonly Tally[], tally: Tally): Parted | undefined {
  const facts = an.link.facts(m)!;
  const before = run.at(-1)!;
  if (leavesBetween(facts, before, tally)) return 'way-out';
  if (run.some(each => dependsOn(facts, tally, each))) return 'depends';
  return isWrittenBetween(an, m, before.end, tally.at, tally.query) ? 'written-between' : undefined;
}

/** `if (total === 0) return []`: the second is asked on some of the paths only. What leaves after an error says nothing. */
function leavesBetween(facts: ModuleFacts, { end }: Tally, { at, region }: Tally): boolean {
  const { fn } = facts.regions[region]!;
  return facts.fns[fn]!.exits.some(exit => exit.at >= end && exit.at < at && (exit.value === undefined || facts.exprs[exit.value]!.end <= at) && ![...enclosing(facts, exit.region)].some(r => facts.regions[r]!.k === 'catch'));
}

/** Whether what a tally is given derives from the answer of another one. */
function dependsOn(facts: ModuleFacts, tally: Tally, other: Tally): boolean {
  const given = tally.chain.flatMap(e => {
    const call = facts.exprs[e]!;
    return call.k === 'call' ? call.args.map(arg => arg.e) : [];
  });
  const { calls } = reachOfAll(facts, given);
  return other.chain.some(e => calls.has(e) && indexOf(facts).siteOfExpr(e) === other.site) || calls.has(other.e);
}

import { isParameter, mayBeFunction } from '../../facts/may-be-function.ts';
import type { F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { awaitsBefore, runningAt, runningFromReference, type Running } from '../queries/effects.ts';
import { judge, type Judgement, type Place } from './judge.ts';
import { mayBeRepeated } from '../runs/repetition.ts';
import { mayIterate } from '../runs/runs.ts';

/** One query behind a place of the linted file, and the verdict on it. */
export type Judged = { running: Running; place: Place; frames: readonly Repetition[]; enclosing: F; judgement: Judgement };

/** Every query of a module that a repetition may concern, with its verdict. */
export function* judgedIn(an: Analysis, m: ModuleId): Generator<Judged> {
  const facts = an.link.facts(m)!;
  for (const [s, site] of facts.sites.entries()) {
    if (!mayConcern(an, m, facts, s)) continue;
    const { list, fn } = an.framesOf(m, site.region, undefined);
    // Where nothing repeats the call, only what it repeats itself is of interest, and not all that a program runs behind its calls.
    for (const running of list.length === 0 ? repeatedByCall(an, m, facts, s) : runningAt(an, m, s, undefined)) {
      const frames = running.own ? [running.own, ...list] : list;
      const place: Place = { m, at: site.at, region: site.region };
      // What the calls of one tick share ends with the first await of the callback.
      const effect = { ...running.effect, sameTick: running.effect.sameTick && !awaitsEarlier(an, facts, frames, place) };
      yield { running: { ...running, effect }, place, frames, enclosing: fn, judgement: judge(an, effect, place, frames) };
    }
  }
}

/** Whether a repetition may concern the call at a site. The cheap questions first: what stands in the module alone, then the names, then what they are. */
function mayConcern(an: Analysis, m: ModuleId, facts: ModuleFacts, s: number): boolean {
  const { e, region } = facts.sites[s]!;
  if (an.isInBrowser(m, facts.regions[region]!.fn)) return false;
  if (mayBeRepeated(an.link, m, region)) return an.mayQueryIn(m, e);
  const call = facts.exprs[e]!;
  return call.k === 'call' && mayIterate(an.link, m, facts, e) && namedFunctions(facts, s).some(at => an.mayQueryIn(m, call.args[at]!.e));
}

/** What a call runs once for each element, of the functions that it is given by name: `ids.map(load)`. */
function repeatedByCall(an: Analysis, m: ModuleId, facts: ModuleFacts, s: number): readonly Running[] {
  return namedFunctions(facts, s).flatMap(at => runningFromReference(an, m, facts, facts.sites[s]!.e, at, undefined, 'each'));
}

/** The arguments of a call that may be functions given by name, as positions. What a parameter brings along is found where the function is called. */
function namedFunctions(facts: ModuleFacts, s: number): readonly number[] {
  const call = facts.exprs[facts.sites[s]!.e]!;
  return call.k === 'call' ? call.args.flatMap((arg, at) => (!arg.spread && mayBeFunction(facts, arg.e) && !isParameter(facts, arg.e) ? [at] : [])) : [];
}

function awaitsEarlier(an: Analysis, facts: ModuleFacts, [innermost]: readonly Repetition[], place: Place): boolean {
  return innermost?.callback !== undefined && awaitsBefore(an, place.m, facts, innermost.callback, place.at);
}

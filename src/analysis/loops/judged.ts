import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { awaitsBefore, runningAt, type Running } from '../queries/effects.ts';
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
    if (list.length === 0 && namedArguments(facts, s).length === 0) continue;
    for (const running of runningAt(an, m, s, undefined)) {
      const frames = running.own ? [running.own, ...list] : list;
      if (frames.length === 0) continue;
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
  return mayIterate(an.link, m, facts, e) && namedArguments(facts, s).some(arg => an.mayQueryIn(m, arg));
}

/** The arguments of a call that may be functions given by name. */
function namedArguments(facts: ModuleFacts, s: number): readonly E[] {
  const call = facts.exprs[facts.sites[s]!.e]!;
  if (call.k !== 'call') return [];
  return call.args.flatMap(arg => {
    const { k } = facts.exprs[arg.e]!;
    return !arg.spread && (k === 'var' || k === 'get' || k === 'call') ? [arg.e] : [];
  });
}

function awaitsEarlier(an: Analysis, facts: ModuleFacts, [innermost]: readonly Repetition[], place: Place): boolean {
  return innermost?.callback !== undefined && awaitsBefore(an, place.m, facts, innermost.callback, place.at);
}

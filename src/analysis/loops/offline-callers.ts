import { functionsAround } from '../../facts/functions-around.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { At } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { callersOf } from '../link/callers.ts';

/** Callers are followed through so many functions. */
const FARTHEST = 4;

const kept = new WeakMap<Analysis, Map<string, boolean>>();

/** Whether a place of a module is reached from code alone that is offline by its path: a command imports it, or a test. Asked last of all, and only of what would be reported: it looks through the program. */
export function isReachedOffline(an: Analysis, m: ModuleId, at: At, hops = 0): boolean {
  const facts = an.link.facts(m)!;
  // A callback runs where it stands.
  const f = [...functionsAround(facts, indexOf(facts).fnAt(at))].find(each => facts.fns[each]!.name !== undefined);
  if (f === undefined || f === 0 || hops > FARTHEST) return false;
  let answers = kept.get(an);
  if (!answers) kept.set(an, (answers = new Map<string, boolean>()));
  const key = `${m}#${f}@${hops}`;
  let answer = answers.get(key);
  if (answer === undefined) {
    const calls = callersOf(an.link, m, f) ?? [];
    answer = calls.length > 0 && calls.every(call => an.isOffline(call.m) || isReachedOffline(an, call.m, an.link.facts(call.m)!.exprs[call.e]!.at, hops + 1));
    answers.set(key, answer);
  }
  return answer;
}

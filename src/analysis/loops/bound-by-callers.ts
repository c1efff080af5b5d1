import type { E, ModuleFacts, Path } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { callersOf } from '../link/callers.ts';
import { isConstantList } from './constant-list.ts';
import { isEmptyList } from './filled-list.ts';
import { parameterBehind, type Given } from './given-list.ts';
import { isPartOf } from './part-of.ts';

/** A list is followed through so many functions that hand it on. */
const MOST_CALLS = 2;

const kept = new WeakMap<Analysis, Map<string, boolean>>();

/** Whether a repetition goes through a list that its function is given, and every call in the program hands over one that is written there. */
export function isBoundByCallers(an: Analysis, { m, over }: Repetition): boolean {
  return over !== undefined && isGivenShort(an, m, over, 0);
}

function isGivenShort(an: Analysis, m: ModuleId, e: E, hops: number): boolean {
  const given = parameterBehind(an.link, m, e, []);
  if (!given || hops > MOST_CALLS) return false;
  let answers = kept.get(an);
  if (!answers) kept.set(an, (answers = new Map<string, boolean>()));
  // What was asked from farther away was followed less far.
  const key = `${m}#${given.f}.${given.param}.${given.path.join('.')}${given.orOne ? '?' : ''}@${hops}`;
  let answer = answers.get(key);
  if (answer === undefined) answers.set(key, (answer = isWrittenByAll(an, m, given, hops)));
  return answer;
}

/** What is surely no list. */
const SINGLE: ReadonlySet<Value['k']> = new Set<Value['k']>(['instance', 'object', 'typed', 'lit']);

function isWrittenByAll(an: Analysis, m: ModuleId, { f, param, path, orOne }: Given, hops: number): boolean {
  const calls = callersOf(an.link, m, f);
  let written = 0;
  const own = an.link.facts(m)!.fns[f]!.params[param]?.v;
  const isShort = calls?.every(call => {
    const facts = an.link.facts(call.m)!;
    const expr = facts.exprs[call.e]!;
    if (expr.k !== 'call' || expr.args.slice(0, param + 1).some(({ spread }) => spread)) return false;
    const arg = expr.args[param];
    // What is left out is a default, which is written too, or nothing.
    if (!arg) return true;
    const list = memberAt(facts, arg.e, path);
    if (list === undefined) {
      if (!call.unsure) written++;
      return isConstantList(an.link, call.m, arg.e, path);
    }
    if (list === 'none' || isEmptyList(facts, list)) return true;
    // What the function hands to itself is a part of what it was given.
    if (call.m === m && own !== undefined && isPartOf(facts, list, f, own)) return true;
    if (!call.unsure) written++;
    if (orOne && SINGLE.has(an.link.valueOf(call.m, list).k)) return true;
    return isConstantList(an.link, call.m, list) || isGivenShort(an, call.m, list, hops + 1);
  });
  // Where nobody hands over anything, it is not known what it is for.
  return isShort === true && written > 0;
}

/** The value at a path of an object literal; `none` where the object has no such property. */
function memberAt(facts: ModuleFacts, e: E, [step, ...rest]: Path): E | 'none' | undefined {
  if (step === undefined) return e;
  const object = facts.exprs[e]!;
  if (object.k !== 'object' || object.props.some(prop => prop.spread || prop.name === undefined)) return undefined;
  const prop = object.props.find(each => each.name === step);
  return prop ? memberAt(facts, prop.value, rest) : 'none';
}

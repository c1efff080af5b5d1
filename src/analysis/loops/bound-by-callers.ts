import type { Def, E, F, ModuleFacts, Path } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import { callersOf } from '../link/callers.ts';
import type { Link } from '../link/link.ts';
import { methodOf } from '../queries/reach.ts';
import { isConstantList, NO_LONGER } from './constant-list.ts';
import { isEmptyList } from './filled-list.ts';
import { keysAsked } from './keys-asked.ts';

const FARTHEST = 8;
/** A list is followed through so many functions that hand it on. */
const MOST_CALLS = 2;

const kept = new WeakMap<Analysis, Map<string, boolean>>();

/** Whether a repetition goes through a list that its function is given, and every call in the program hands over one that is written there. */
export function isBoundByCallers(an: Analysis, { m, over }: Repetition): boolean {
  return over !== undefined && isGivenShort(an, m, over, 0);
}

function isGivenShort(an: Analysis, m: ModuleId, e: E, hops: number): boolean {
  const given = parameterBehind(an.link, m, e, [], 0);
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

/** `orOne`: one thing that is no list becomes a list of one. */
type Given = { readonly f: F; readonly param: number; readonly path: Path; readonly orOne?: true };

/** The parameter that a list is, or is made of without getting longer. */
function parameterBehind(link: Link, m: ModuleId, e: E, path: Path, hops: number): Given | undefined {
  const facts = link.facts(m)!;
  const expr = facts.exprs[e]!;
  if (hops > FARTHEST) return undefined;
  const inner = (next: E, rest: Path = path): Given | undefined => parameterBehind(link, m, next, rest, hops + 1);
  switch (expr.k) {
    case 'as':
      return inner(expr.of);
    case 'await': {
      // The rows of these keys.
      const query = expr.of === undefined || path.length > 0 ? undefined : link.callAt(m, expr.of).query;
      const keys = query && keysAsked(link, m, query).find(each => each.m === m);
      return keys && inner(keys.e);
    }
    case 'get':
      return expr.name === undefined ? undefined : inner(expr.of, [expr.name, ...path]);
    case 'array':
      // `[...new Set(ids)]`
      return expr.items.length === 1 && expr.items[0]!.spread && path.length === 0 ? inner(expr.items[0]!.e) : undefined;
    case 'choice':
      if (isListOrOne(facts, e)) {
        const given = inner(expr.of[0]!);
        return given && { ...given, orOne: true };
      }
      // `ids ?? []`
      return expr.op === '??' || expr.op === '||' ? inner(expr.of[0]!) : undefined;
    case 'call': {
      const callee = facts.exprs[expr.callee]!;
      const owner = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
      const made = owner?.k === 'global' || callee.k === 'global';
      if (made) return expr.args.length === 1 && path.length === 0 ? inner(expr.args[0]!.e) : undefined;
      return callee.k === 'get' && path.length === 0 && NO_LONGER.has(methodOf(facts, expr.callee) ?? '') ? inner(callee.of) : undefined;
    }
    case 'var': {
      const [def, ...others] = facts.vars[expr.v]!.defs.filter(({ how }) => how !== 'declare');
      if (!def || others.length > 0) return undefined;
      return def.how === 'param' ? givenBy(facts.vars[expr.v]!.fn, def, path) : def.how === 'init' && def.e !== undefined ? inner(def.e, [...def.path, ...path]) : undefined;
    }
    default:
      return undefined;
  }
}

function givenBy(f: F, def: Def, path: Path): Given | undefined {
  const whole = [...def.path, ...path];
  return def.param === undefined || whole.some(step => typeof step !== 'string' || step === '*' || step === '?') ? undefined : { f, param: def.param, path: whole };
}

/** `Array.isArray(given) ? given : [given]`. */
function isListOrOne(facts: ModuleFacts, e: E): boolean {
  const choice = facts.exprs[e]!;
  if (choice.k !== 'choice' || choice.op !== '?:' || choice.test === undefined) return false;
  const test = facts.exprs[choice.test]!;
  const one = facts.exprs[choice.of[1]!]!;
  return test.k === 'call' && methodOf(facts, test.callee) === 'isArray' && one.k === 'array' && one.items.length === 1 && !one.items[0]!.spread;
}

import { onlyDefinition } from '../../facts/held-value.ts';
import { returnedBy } from '../../facts/returned.ts';
import type { Def, E, F, ModuleFacts, Path } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { methodOf } from '../queries/reach.ts';
import { isEmptyList } from './filled-list.ts';
import { keysAsked } from './keys-asked.ts';

const FARTHEST = 8;

/** Methods that give no more elements than the list has. */
export const NO_LONGER: ReadonlySet<string> = new Set(['map', 'filter', 'slice', 'sort', 'reverse', 'toSorted', 'toReversed', 'entries', 'keys', 'values']);

/** `orOne`: one thing that is no list becomes a list of one. */
export type Given = { readonly f: F; readonly param: number; readonly path: Path; readonly orOne?: true };

/** The parameter that the part of a value which `path` leads to is, or is a list made of without getting longer. */
export function parameterBehind(link: Link, m: ModuleId, e: E, path: Path, hops = 0): Given | undefined {
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
      if (callee.k === 'get' && NO_LONGER.has(callee.name ?? '')) return path.length === 0 ? inner(callee.of) : undefined;
      const handed = argumentBehind(link, m, e, path, hops + 1);
      return handed && inner(handed.e, handed.path);
    }
    case 'var': {
      const def = onlyDefinition(facts, expr.v);
      return def === undefined ? undefined : def.how === 'param' ? givenBy(facts.vars[expr.v]!.fn, def, path) : def.how === 'init' && def.e !== undefined ? inner(def.e, [...def.path, ...path]) : undefined;
    }
    default:
      return undefined;
  }
}

/** The argument of a call of one function of the program that the list it returns is made of without getting longer: `toRows(items)`. */
export function argumentBehind(link: Link, m: ModuleId, e: E, path: Path, hops = 0): { readonly e: E; readonly path: Path } | undefined {
  const call = link.facts(m)!.exprs[e]!;
  if (call.k !== 'call' || call.args.some(({ spread }) => spread)) return undefined;
  const { callees: [target, ...others], query } = link.callAt(m, e);
  const facts = target && !query && others.length === 0 ? link.facts(target.m) : undefined;
  if (!target || !facts) return undefined;
  const [first, ...more] = returnedBy(facts, target.f).filter(value => !isEmptyList(facts, value)).map(value => parameterBehind(link, target.m, value, path, hops + 1));
  const arg = first?.f === target.f && more.every(each => each?.param === first.param && each.path.join('.') === first.path.join('.')) ? call.args[first.param] : undefined;
  return arg && { e: arg.e, path: first!.path };
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

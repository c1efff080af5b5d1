import type { E, F, ModuleFacts, Path } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { paramVarsOf } from '../../facts/assignments.ts';
import { functionsAround } from '../../facts/functions-around.ts';
import { statementText } from '../../facts/statement-text.ts';
import { alternatives, keyOf, leadsOn, unknown } from './join.ts';
import type { Callee, Link } from './link.ts';
import { numberOf } from './module-number.ts';

/** Bindings hold values that hold bindings; deeper than this they are dropped, so that recursion through closures ends. */
const DEEPEST = 4;
const DEEPEST_CLOSURE = 2;

/** The function value `fn` entered with `args`: what its parameters and `this` are bound to, as far as it leads anywhere. */
export function enter(link: Link, fn: Value & { k: 'fn' }, m: ModuleId, args: readonly { e: E; spread?: true }[], env: Env | undefined): Callee {
  return enterWith(link, fn, withStatement(link, m, args, valuesOf(link, m, args, env)));
}

/** The values of arguments, with the text of a statement as it is written, and the lists beside it. */
function withStatement(link: Link, m: ModuleId, args: readonly { e: E }[], values: readonly Value[]): readonly Value[] {
  const facts = link.facts(m)!;
  const texts = values.map((value, at) => (value.k === 'written' ? value.e : leadsOn(value) ? undefined : statementText(facts, args[at]!.e)));
  if (texts.every(text => text === undefined)) return values;
  return values.map((value, at) => {
    const e = texts[at] ?? (facts.exprs[args[at]!.e]!.k === 'array' ? args[at]!.e : undefined);
    return e === undefined || value.k === 'written' ? value : { k: 'written', m, e };
  });
}

/** The values of call arguments up to the first spread. */
export function valuesOf(link: Link, m: ModuleId, args: readonly { e: E; spread?: true }[], env: Env | undefined): Value[] {
  const values: Value[] = [];
  for (const arg of args) {
    if (arg.spread) break;
    values.push(link.valueOf(m, arg.e, env));
  }
  return values;
}

/** The same with values in hand. */
export function enterWith(link: Link, fn: Value & { k: 'fn' }, values: readonly Value[]): Callee {
  const binds = bindParams(link, fn.m, fn.f, values);
  const self = fn.self && !isDefaultSelf(link, fn.m, fn.f, fn.self) ? fn.self : undefined;
  const outer = fn.env;
  if (binds.size === 0 && !self && !outer) return { m: fn.m, f: fn.f };
  const depth = 1 + Math.max(outer?.depth ?? 0, self ? depthOf(self) : 0, ...[...binds.values()].map(value => depthOf(value)));
  if (depth > DEEPEST) return { m: fn.m, f: fn.f };
  const bound = [...binds].map(([v, value]) => `${v}=${keyOf(value)}`).join(',');
  const id = link.numberOfBinding(`${numberOf(fn.m)}#${fn.f}{${bound}}${self ? `^${keyOf(self)}` : ''}${outer ? `<${outer.id}` : ''}`);
  return { m: fn.m, f: fn.f, env: { id, depth, m: fn.m, f: fn.f, binds, ...(self && { self }), ...(outer && { outer }) } };
}

/** The bindings that what is declared in function `f` may depend on: those of the functions around it. Anything else is the same whoever asks, and is asked once. */
export function bindingsAround(facts: ModuleFacts, m: ModuleId, f: F, env: Env | undefined): Env | undefined {
  const around = functionsAround(facts, f);
  for (let bound = env; bound; bound = bound.outer) if (bound.m === m && around.has(bound.f)) return bound;
  return undefined;
}

function bindParams(link: Link, m: ModuleId, f: F, values: readonly Value[]): Map<number, Value> {
  const binds = new Map<number, Value>();
  const facts = link.facts(m);
  if (!facts || !values.some(leadsOn)) return binds;
  for (const { v, path, param, rest } of paramVars(link, m, f)) {
    if (rest) continue;
    const value = values[param];
    if (!value || !leadsOn(value)) continue;
    const reached = follow(link, value, path);
    if (leadsOn(reached) && isWorthBinding(link, reached, () => declaredAt(link, m, facts, f, param, path))) binds.set(v, shallow(reached));
  }
  return binds;
}

/** A function written inside bound functions is handed on without what those were bound to: callbacks that make callbacks would multiply. */
function shallow(value: Value): Value {
  if (value.k !== 'fn' || (value.env?.depth ?? 0) < DEEPEST_CLOSURE) return value;
  const { env: _, ...rest } = value;
  return rest;
}

/** What a parameter is by its annotation. */
function declaredAt(link: Link, m: ModuleId, facts: ModuleFacts, f: F, param: number, path: Path): Value {
  const type = facts.fns[f]!.params[param]?.type;
  return type ? follow(link, link.valueOfType(m, type), path) : unknown('a parameter');
}

/**
 * Object literals bind only when something in them leads on: options of plain data are not worth a separate analysis. Nor is what says
 * nothing more than the annotation: what an outside package made (a request, a logger, a validated input), an instance of the class that is declared.
 */
function isWorthBinding(link: Link, value: Value, declared: () => Value, depth = 2): boolean {
  if (value.k === 'oneOf') return value.of.some(each => isWorthBinding(link, each, declared, depth));
  if (value.k === 'list') return isWorthBinding(link, value.of, () => link.element(declared()), depth);
  if (value.k === 'typed') return false;
  if (value.k === 'external') return value.wraps !== undefined || !(value.instance || value.called);
  if (value.k === 'instance') return !alternatives(declared()).some(each => keyOf(each) === keyOf(value));
  if (value.k !== 'object') return leadsOn(value);
  const expr = link.facts(value.m)?.exprs[value.e];
  if (expr?.k !== 'object' || depth === 0) return false;
  return expr.props.some(({ name, value: e, spread }) => {
    if (statementText(link.facts(value.m)!, e) !== undefined) return true;
    const inner = link.valueOf(value.m, e, value.env);
    return leadsOn(inner) && isWorthBinding(link, inner, () => (spread ? declared() : link.member(declared(), name)), depth - 1);
  });
}

export type ParamVar = { v: number; param: number; path: Path; rest: boolean };

/** The variables that the parameters of a function bind, and how they are reached. */
export function paramVars(link: Link, m: ModuleId, f: F): readonly ParamVar[] {
  const facts = link.facts(m);
  if (!facts) return [];
  return paramVarsOf(facts, f).map(v => {
    const def = facts.vars[v]!.defs.find(each => each.how === 'param')!;
    return { v, param: def.param!, path: def.path, rest: Boolean(facts.fns[f]!.params[def.param!]?.rest) };
  });
}

/** Follows a destructuring path into a value. */
export function follow(link: Link, value: Value, path: Path): Value {
  let at = value;
  for (const step of path) {
    if (step === '*') continue;
    at = typeof step === 'number' || step === '?' ? link.element(at) : link.member(at, step);
  }
  return at;
}

function isDefaultSelf(link: Link, m: ModuleId, f: F, self: Value): boolean {
  return self.k === 'instance' && self.m === m && !self.args && !self.env && !self.scope && self.c === link.facts(m)?.fns[f]?.cls;
}

/** How many bindings stand inside one another in a value. */
function depthOf(value: Value, nested = 0): number {
  if (nested > DEEPEST) return DEEPEST;
  switch (value.k) {
    case 'fn':
      return Math.max(value.env?.depth ?? 0, value.self ? depthOf(value.self, nested + 1) : 0);
    case 'instance':
    case 'made':
      return Math.max(value.env?.depth ?? 0, value.args ? 1 + Math.max(0, ...value.args.map(arg => depthOf(arg, nested + 1))) : 0);
    case 'class':
    case 'object':
      return value.env?.depth ?? 0;
    case 'list':
      return depthOf(value.of, nested + 1);
    case 'oneOf':
      return Math.max(...value.of.map(each => depthOf(each, nested + 1)));
    default:
      return 0;
  }
}

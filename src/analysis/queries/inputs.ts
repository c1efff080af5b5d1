import { assignmentsOf, baseVar, paramVarsOf } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { Arg, At, E, F, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { ELEMENT, FRESH, sourceKey, THIS, variableOf, type Input, type Source, type Sources } from './effect.ts';
import type { Callee, Link } from '../link/link.ts';
import { madeOf } from './made.ts';
import { fills, methodOf, reachOf } from './reach.ts';
import { sourcesOf } from './sources.ts';

/** An expression as an input of a query. */
export function inputOf(link: Link, { m, e }: Ref): Input {
  const facts = link.facts(m);
  if (!facts) return { from: new Set() };
  const whole = wholeList(facts, e);
  return { from: sourcesOf(link, m, reachOf(facts, e)), ...(whole !== undefined && { whole: sourceKey(m, whole) }) };
}

/** What a variable is given that has one definition, else the expression itself. */
export function behindVariable(facts: ModuleFacts, e: E): E {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return behindVariable(facts, expr.of);
  if (expr.k !== 'var') return e;
  const defs = facts.vars[expr.v]!.defs;
  const [def] = defs;
  return defs.length === 1 && def?.how === 'init' && def.e !== undefined && def.path.length === 0 ? behindVariable(facts, def.e) : e;
}

const WHOLE_METHODS = new Set(['map', 'filter', 'flatMap', 'sort', 'toSorted', 'reverse', 'concat', 'flat', 'values', 'keys', 'join']);
const SLICES = new Set(['slice', 'splice', 'subarray', 'take']);

/** The variable whose list an expression holds whole: `ids`, `ids.map(…)`, `[...new Set(ids)]`. A slice is the whole of itself. */
export function wholeList(facts: ModuleFacts, e: E, hops = 0): V | undefined {
  const expr = facts.exprs[e]!;
  if (hops > 10) return undefined;
  const inner = (next: E): V | undefined => wholeList(facts, next, hops + 1);
  switch (expr.k) {
    case 'as':
      return inner(expr.of);
    case 'await':
      return expr.of === undefined ? undefined : inner(expr.of);
    case 'var': {
      const { defs } = facts.vars[expr.v]!;
      const [def] = defs;
      if (defs.length !== 1 || def?.how !== 'init' || def.e === undefined || def.path.length > 0 || isSlice(facts, def.e)) return expr.v;
      return inner(def.e) ?? expr.v;
    }
    case 'array':
      return expr.items.length === 1 && expr.items[0]!.spread ? inner(expr.items[0]!.e) : undefined;
    case 'call': {
      const callee = facts.exprs[expr.callee]!;
      if (callee.k === 'get' && WHOLE_METHODS.has(callee.name ?? '')) {
        const owner = facts.exprs[callee.of]!;
        if (owner.k !== 'global') return inner(callee.of);
      }
      const [first] = expr.args;
      return first && !first.spread ? inner(first.e) : undefined;
    }
    case 'get': {
      const owner = facts.exprs[expr.of]!;
      return owner.k === 'var' && expr.name !== undefined && isFilledBefore(facts, expr.name, expr.at) ? owner.v : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether the function around a place has put things into a member of this name before: `bucket.ids.push(id)` makes a group of `bucket`. */
function isFilledBefore(facts: ModuleFacts, name: string, at: At): boolean {
  const index = indexOf(facts);
  let f = index.fnAt(at);
  for (let outer = facts.fns[f]!.outer; outer !== undefined && facts.fns[outer]!.kind !== 'module'; outer = facts.fns[outer]!.outer) f = outer;
  const start = facts.fns[f]!.at;
  return filledIn(facts).get(name)?.some(filled => filled >= start && filled < at) ?? false;
}

const filled = new WeakMap<ModuleFacts, ReadonlyMap<string, readonly At[]>>();

/** Where members are filled, by their names. */
function filledIn(facts: ModuleFacts): ReadonlyMap<string, readonly At[]> {
  const known = filled.get(facts);
  if (known) return known;
  const found = new Map<string, At[]>();
  for (const { e, at } of facts.sites) {
    const call = facts.exprs[e]!;
    const method = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
    const name = method?.k === 'get' && fills(facts, e) ? methodOf(facts, method.of) : undefined;
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), at]);
  }
  filled.set(facts, found);
  return found;
}
/** Whether an expression cuts a part out of a list. */
export function isSlice(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return isSlice(facts, expr.of);
  if (expr.k !== 'call') return false;
  const callee = facts.exprs[expr.callee]!;
  if (callee.k !== 'get') return false;
  if (SLICES.has(callee.name ?? '')) return true;
  // ids.slice(i, i + n).map(…)
  return WHOLE_METHODS.has(callee.name ?? '') && isSlice(facts, callee.of);
}

/** The variable that an expression, or what it is a member of, is as it stands: `statement`, `step.sql`, and not what is made of it. */
export function readOf(link: Link, { m, e }: Ref): Source | undefined {
  const facts = link.facts(m)!;
  const v = baseVar(facts, behindVariable(facts, e));
  return v === undefined ? undefined : sourceKey(m, v);
}

/** How the inputs inside a function read at a call of it: parameters become arguments, `this` the receiver; its own variables fall away. */
export function atCall(link: Link, callee: Callee, m: ModuleId, call: { callee: E; args: readonly Arg[] }): (input: Input) => Input {
  const facts = link.facts(m)!;
  const inner = link.facts(callee.m)!;
  const byParam = new Map<Source, E[]>();
  putArguments(byParam, facts, callee.m, inner, callee.f, call.args);
  // `storeUser({ db })(user)`, also by way of a variable: the function around it was given its own arguments just before.
  const maker = facts.exprs[behindVariable(facts, call.callee)]!;
  const { outer } = inner.fns[callee.f]!;
  if (maker.k === 'call' && outer !== undefined && outer !== callee.f) putArguments(byParam, facts, callee.m, inner, outer, maker.args);
  const receiver = facts.exprs[call.callee]!;
  const self: Sources = receiver.k === 'get' ? sourcesOf(link, m, reachOf(facts, receiver.of)) : new Set<Source>();
  return input => {
    const from = new Set<Source>();
    for (const key of input.from) {
      if (key === THIS) for (const source of self) from.add(source);
      else if (byParam.has(key)) for (const e of byParam.get(key)!) for (const source of sourcesOf(link, m, reachOf(facts, e))) from.add(source);
      else if (!isOwn(inner, callee, key)) from.add(key);
    }
    const given = input.whole === undefined ? undefined : byParam.get(input.whole);
    const whole = given?.length === 1 ? wholeList(facts, given[0]!) : undefined;
    const handed = input.read === undefined ? undefined : byParam.get(input.read);
    const read = handed?.length === 1 ? readOf(link, { m, e: handed[0]! }) : handed || isOwn(inner, callee, input.read ?? THIS) ? undefined : input.read;
    return { from, ...(whole !== undefined && { whole: sourceKey(m, whole) }), ...(read !== undefined && { read }), ...(input.made && { made: input.made }) };
  };
}

/** The arguments of a call by the variables that they bind in function `f`. */
function putArguments(byParam: Map<Source, E[]>, facts: ModuleFacts, m: ModuleId, inner: ModuleFacts, f: F, given: readonly Arg[]): void {
  const spread = given.findIndex(arg => arg.spread);
  for (const v of paramVarsOf(inner, f)) {
    const def = inner.vars[v]!.defs.find(each => each.how === 'param')!;
    const rest = inner.fns[f]!.params[def.param!]?.rest === true;
    const args = given.filter((_, at) => (spread >= 0 && at >= spread) || (rest ? at >= def.param! : at === def.param));
    byParam.set(sourceKey(m, v), args.map(arg => partOf(facts, arg.e, def.path)));
  }
}

/** The same for a function that is handed to a repeating call: its parameters are the element. */
export function atEach(link: Link, callee: Callee, m: ModuleId, over: E | undefined, params: readonly number[]): (input: Input) => Input {
  const facts = link.facts(m)!;
  const inner = link.facts(callee.m)!;
  const elements = new Set(
    paramVarsOf(inner, callee.f).flatMap(v => {
      const def = inner.vars[v]!.defs.find(each => each.how === 'param');
      return def?.param !== undefined && params.includes(def.param) ? [sourceKey(callee.m, v)] : [];
    }),
  );
  const collection: Sources = over === undefined ? new Set<Source>() : sourcesOf(link, m, reachOf(facts, over));
  return input => {
    const from = new Set<Source>();
    for (const key of input.from) {
      if (elements.has(key)) {
        from.add(ELEMENT);
        for (const source of collection) from.add(source);
      } else if (!isOwn(inner, callee, key)) from.add(key);
    }
    return { from, ...(input.whole !== undefined && elements.has(input.whole) && { whole: ELEMENT }), ...(input.read !== undefined && elements.has(input.read) && { read: ELEMENT }), ...(input.made && { made: input.made }) };
  };
}

/** Whether a key is a variable of the function itself, or of one declared in it: nobody outside can know it. */
function isOwn(facts: ModuleFacts, { m, f }: Callee, key: Source): boolean {
  if (typeof key === 'string') return key !== THIS && key !== ELEMENT && key !== FRESH;
  const v = variableOf(key, m);
  for (let fn = v === undefined ? undefined : facts.vars[v]?.fn; fn !== undefined; fn = facts.fns[fn]?.outer) if (fn === f) return true;
  return false;
}

/** An input as callers need it: without the variables of the function that are no parameters. */
export function outward(an: Analysis, callee: Callee): (input: Input) => Input {
  const facts = an.link.facts(callee.m)!;
  const params = new Set(paramVarsOf(facts, callee.f).map(v => sourceKey(callee.m, v)));
  return input => {
    const own = [...input.from].filter(key => !params.has(key) && isOwn(facts, callee, key));
    const made = own.flatMap(key => {
      const v = variableOf(key, callee.m);
      return (v !== undefined && madeOf(an, callee.m, facts, v)) || [];
    });
    const how = made.includes('outside') ? 'outside' : (input.made ?? made[0]);
    return { ...input, from: new Set([...input.from].filter(key => !own.includes(key))), ...(how && { made: how }) };
  };
}

/** The part of an argument that a pattern takes: the property of an object literal, else the whole. */
function partOf(facts: ModuleFacts, e: E, path: readonly (string | number)[]): E {
  const [first, ...rest] = path;
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return partOf(facts, expr.of, path);
  const held = expr.k === 'var' && !assignmentsOf(facts).memberSets.has(expr.v) ? behindVariable(facts, e) : e;
  if (typeof first === 'string' && held !== e && facts.exprs[held]!.k === 'object') return partOf(facts, held, path);
  if (typeof first !== 'string' || expr.k !== 'object' || expr.props.some(prop => prop.spread)) return e;
  const prop = expr.props.findLast(each => each.name === first);
  return prop ? partOf(facts, prop.value, rest) : e;
}

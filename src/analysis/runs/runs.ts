import { aroundLiteral } from '../../facts/handed-to.ts';
import { indexOf } from '../../facts/index-of.ts';
import { calledName } from '../../facts/called-name.ts';
import type { E, F, ModuleFacts, Path } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { awaitedOrReturned, isConsumed } from '../queries/consumption.ts';
import { ARRAY_METHODS, calledIteration, LATER, leavesToWorker, packageIteration, REGISTERS, type Iteration } from './iterating-calls.ts';
import type { Analysis, Runs } from '../analysis.ts';
import { methodOf } from '../queries/reach.ts';
import { alternatives, ormOf } from '../link/join.ts';
import { isSingleValue } from '../link/single-values.ts';
import type { Callee, Link } from '../link/link.ts';

const ONCE: Runs = { how: 'once' };
const LOOKED_UP: Runs = { how: 'once', lookedUp: true };
const ELSEWHERE: Runs = { how: 'elsewhere' };

/** Methods of caches that run what they are given when they have no answer: `cache.wrap(key, () => …)`. */
const REMEMBERS = /^(?:wrap|fetch|remember\w*|memoi[sz]e\w*|getOr[A-Z]\w*|computeIfAbsent)$/;

/** Whether a function literal inside function `stop`, or one around it, is handed to a method of a cache: `cache.getOrSet({ key, factory: () => load() })`. */
export function isHandedToCache(facts: ModuleFacts, f: F, stop: F): boolean {
  const index = indexOf(facts);
  for (let fn: F | undefined = f; fn !== undefined && fn !== stop; fn = facts.fns[fn]!.outer) {
    let around = aroundLiteral(facts, fn)?.around ?? -1;
    if (facts.exprs[around]?.k === 'object') around = index.parent[around] ?? -1;
    const call = facts.exprs[around];
    if (call?.k === 'call' && REMEMBERS.test(methodOf(facts, call.callee) ?? '')) return true;
  }
  return false;
}

/**
 * Whether function literal `f` may run once for each element of something, as far as its module alone says; `onward` when it may
 * at least run in place, in something that does.
 */
export function mayRunEach(link: Link, m: ModuleId, facts: ModuleFacts, f: F): boolean | 'onward' {
  const index = indexOf(facts);
  let e = index.exprOfFn(f);
  while (e !== undefined) {
    const parent: number = index.parent[e] ?? -1;
    const around = facts.exprs[parent];
    if (!around) return index.use(e).k === 'exit' ? 'onward' : false;
    switch (around.k) {
      case 'as':
      case 'choice':
        e = parent;
        continue;
      case 'call':
        return (around.callee !== e && mayIterate(link, m, facts, parent)) || 'onward';
      case 'object': {
        const call = index.parent[parent] ?? -1;
        return facts.exprs[call]?.k === 'call' && (mayIterate(link, m, facts, call) || 'onward');
      }
      default:
        return false;
    }
  }
  return false;
}

/** Whether a call may run a function that it is given once for each element of something, as far as its module alone says. */
export function mayIterate(link: Link, m: ModuleId, facts: ModuleFacts, e: E): boolean {
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return false;
  const callee = facts.exprs[call.callee]!;
  if (callee.k === 'global') return false;
  if (callee.k === 'get' && callee.name !== undefined && (ARRAY_METHODS.has(callee.name) || callee.name === 'from')) return true;
  const held = callee.k === 'var' ? facts.vars[callee.v]! : undefined;
  const [def] = held?.defs ?? [];
  if (def?.import === undefined || held?.defs.length !== 1) return true;
  const { from, name } = facts.imports[def.import]!;
  return packageIteration(from, name, []) !== undefined || link.resolve(m, from) !== undefined;
}

/** How function literal `f` runs, as seen from the function around it. */
export function runsOf(an: Analysis, m: ModuleId, f: F, env: Env | undefined): Runs {
  const facts = an.link.facts(m)!;
  const e = indexOf(facts).exprOfFn(f);
  return e === undefined ? ELSEWHERE : runsWhere(an, m, facts, e, env);
}

function runsWhere(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined): Runs {
  const index = indexOf(facts);
  const parent = index.parent[e] ?? -1;
  if (parent < 0) return runsAsThunk(an, m, facts, e, env);
  const around = facts.exprs[parent]!;
  switch (around.k) {
    case 'as':
    case 'choice':
      return runsWhere(an, m, facts, parent, env);
    case 'call':
      if (around.callee === e) return ONCE;
      return an.runsAsArgument(m, parent, around.args.findIndex(arg => arg.e === e), [], env);
    case 'object': {
      const prop = around.props.find(each => each.value === e);
      const call = index.parent[parent] ?? -1;
      const outer = call < 0 ? undefined : facts.exprs[call];
      if (prop?.name === undefined || outer?.k !== 'call' || outer.callee === parent) return ELSEWHERE;
      return an.runsAsArgument(m, call, outer.args.findIndex(arg => arg.e === parent), [prop.name], env);
    }
    default:
      return ELSEWHERE;
  }
}

/** How the function that is argument number `at` of call `e` runs; `path` leads to it inside an options object. */
export function runsAsArgument(an: Analysis, m: ModuleId, e: E, at: number, path: Path, env: Env | undefined): Runs {
  const { link } = an;
  const facts = link.facts(m)!;
  const call = facts.exprs[e];
  if (call?.k !== 'call' || at < 0) return ELSEWHERE;
  const callee = facts.exprs[call.callee]!;
  const method = callee.k === 'get' ? callee.name : undefined;
  if (isNamedRunsOnce(link, facts, call.callee)) return ONCE;
  if (callee.k === 'global') {
    if (call.new && callee.name === 'Promise') return ONCE;
    return LATER.has(callee.name) ? ELSEWHERE : awaitedOrReturned(link, m, facts, e) ? ONCE : ELSEWHERE;
  }
  const known = link.callAt(m, e, env);
  if (path.length === 0) {
    const iteration = iterationOf(link, m, facts, e, known.receiver.k === 'oneOf' ? known.receiver.of[0]! : known.receiver, env);
    if (iteration) return eachOf(facts, e, iteration, at);
  }
  if (ormOf(known.receiver) && method !== undefined) return ONCE;
  if (known.callees.length > 0) return runsInCallees(an, facts, e, known.callees, at, path);
  if (method === 'then' || method === 'catch' || method === 'finally' || method === 'call' || method === 'apply') return ONCE;
  if (method === 'push' || method === 'unshift') return callee.k === 'get' && path.length === 0 && collects(link, m, facts, callee.of) ? ONCE : ELSEWHERE;
  if (path.length > 0 || call.new) return ELSEWHERE;
  if (method !== undefined && REGISTERS.has(method)) return ELSEWHERE;
  if (!awaitedOrReturned(link, m, facts, e) || ofPackages(link, m, call.callee, env).some(({ from, name }) => leavesToWorker(from, name))) return ELSEWHERE;
  return method !== undefined && REMEMBERS.test(method) ? LOOKED_UP : ONCE;
}

/** What an expression may be of what packages export. */
function ofPackages(link: Link, m: ModuleId, e: E, env: Env | undefined): Extract<Value, { k: 'external' }>[] {
  return alternatives(link.valueOf(m, e, env)).filter(value => value.k === 'external');
}

/** How a call of an array method, or of a known package's function, iterates. */
function iterationOf(link: Link, m: ModuleId, facts: ModuleFacts, e: E, receiver: Value, env: Env | undefined): Iteration | undefined {
  const call = facts.exprs[e]!;
  if (call.k !== 'call' || call.new) return undefined;
  const callee = facts.exprs[call.callee]!;
  const [target] = ofPackages(link, m, call.callee, env);
  // What a call of a package's function gave is a value of its own: `uniqBy(xs, 'id').map(…)` is a method of a list.
  if (target && !target.called) {
    const found = packageIteration(target.from, target.name, target.path);
    if (found) return found;
  }
  if (callee.k !== 'get' || callee.name === undefined) return undefined;
  const owner = facts.exprs[callee.of]!;
  if (owner.k === 'global' && owner.name === 'Array' && callee.name === 'from') return { callback: 1, over: 0, elements: [0, 1] };
  const iteration = (receiver.k === 'external' && receiver.called ? calledIteration(receiver.from, callee.name) : undefined) ?? ARRAY_METHODS.get(callee.name);
  if (!iteration) return undefined;
  switch (receiver.k) {
    case 'list':
    case 'unknown':
    case 'param':
    case 'plain':
    case 'typed':
    case 'lit':
      return iteration;
    case 'external':
      // A namespace of functions is no collection: `Effect.map(effect, f)`. What a call of a package gave may be one.
      return (receiver.called || receiver.instance) && !isSingleValue(receiver) ? iteration : undefined;
    case 'orm':
      return undefined;
    default:
      return undefined;
  }
}

function eachOf(facts: ModuleFacts, e: E, iteration: Iteration, at: number): Runs {
  const call = facts.exprs[e]!;
  if (call.k !== 'call' || at !== iteration.callback) return ELSEWHERE;
  const callee = facts.exprs[call.callee]!;
  const over = iteration.over !== undefined ? call.args[iteration.over]?.e : callee.k === 'get' ? callee.of : undefined;
  return { how: 'each', call: e, params: iteration.elements, sequential: iteration.sequential === true, ...(iteration.accumulator !== undefined && { accumulator: iteration.accumulator }), ...(over !== undefined && { over }) };
}

/** What the functions of the program that are called do with the function they are given. */
function runsInCallees(an: Analysis, facts: ModuleFacts, e: E, callees: readonly Callee[], at: number, path: Path): Runs {
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return ELSEWHERE;
  let runs: Runs = ELSEWHERE;
  for (const callee of callees) {
    const use = an.parameterUse(callee, at, path);
    if (use.how === 'each') {
      const over = use.over !== undefined ? call.args[use.over]?.e : undefined;
      return { how: 'each', call: e, params: use.params, sequential: use.sequential, ...(over !== undefined && { over }), ...(use.deferred && { deferred: true }) };
    }
    if (use.how === 'once' && (runs.how !== 'once' || runs.lookedUp)) runs = use;
  }
  return runs;
}

/** A function that is returned by the callback of a `map`, or pushed, and whose list is run afterwards. */
function runsAsThunk(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined): Runs {
  const use = indexOf(facts).use(e);
  if (use.k !== 'exit' || use.exit.kind !== 'return') return ELSEWHERE;
  const outer = an.runsOf(m, use.fn, env);
  return outer.how === 'each' && isConsumed(an.link, m, facts, outer.call) ? ONCE : ELSEWHERE;
}

/** Whether the list that thunks are pushed to is run in this function. */
function collects(link: Link, m: ModuleId, facts: ModuleFacts, list: E): boolean {
  const expr = facts.exprs[list]!;
  if (expr.k !== 'var') return false;
  return indexOf(facts).usesOf(expr.v).some(use => use !== list && isConsumed(link, m, facts, use));
}

function isNamedRunsOnce(link: Link, facts: ModuleFacts, callee: E): boolean {
  if (link.settings.runsOnce.length === 0) return false;
  const name = calledName(facts, callee);
  return name !== undefined && link.settings.runsOnce.some(each => each.split('#').at(-1) === name);
}

import { paramVarsOf } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts, Path, V } from '../../vocabulary/ir.ts';
import type { Analysis, ParameterUse } from '../analysis.ts';
import type { Callee } from '../link/link.ts';
import { goesOnByResult } from '../loops/carried.ts';
import { loopReason } from '../loops/loop-reason.ts';
import { isLookedUp } from '../queries/paths.ts';
import { reachOf } from '../queries/reach.ts';
import { isHandedToCache } from './runs.ts';

const ELSEWHERE: ParameterUse = { how: 'elsewhere' };

/** What function `callee` does with the function given as its argument number `at` (or as the member `path` of it). */
export function parameterUse(an: Analysis, callee: Callee, at: number, path: Path): ParameterUse {
  const { m } = callee;
  const facts = an.link.facts(m);
  if (!facts) return ELSEWHERE;
  let found: ParameterUse = ELSEWHERE;
  for (const use of usesOf(facts, callee.f, at, path)) {
    const one = useOf(an, callee, facts, use);
    if (one.how === 'each') return one;
    if (one.how === 'once') found = found.how === 'once' && !found.lookedUp ? found : one;
  }
  return found;
}

/** The expressions that stand for the function inside the callee. */
function usesOf(facts: ModuleFacts, f: number, at: number, path: Path): readonly E[] {
  const index = indexOf(facts);
  return paramVarsOf(facts, f).flatMap(v => {
    const def = facts.vars[v]!.defs.find(each => each.how === 'param');
    if (def?.param !== at) return [];
    const [name] = path;
    if (path.length === def.path.length && path.every((step, n) => def.path[n] === step)) return readsOf(facts, v);
    if (def.path.length > 0 || typeof name !== 'string') return [];
    // options.callback
    return index.usesOf(v).flatMap(read => {
      const get = index.parent[read] ?? -1;
      const expr = get < 0 ? undefined : facts.exprs[get];
      return expr?.k === 'get' && expr.of === read && expr.name === name ? [get] : [];
    });
  });
}

/** The reads of a parameter, also through one variable or field that it is stored in. */
function readsOf(facts: ModuleFacts, v: V): readonly E[] {
  return indexOf(facts).usesOf(v);
}

/** A parameter is followed through this many variables. */
const FARTHEST = 4;

function useOf(an: Analysis, callee: Callee, facts: ModuleFacts, use: E, hops = 0): ParameterUse {
  const index = indexOf(facts);
  const parent = index.parent[use] ?? -1;
  if (parent < 0) {
    // const run = typeof name === 'string' ? second : first
    const place = index.use(use);
    if (place.k !== 'def' || place.def.path.length > 0 || hops > FARTHEST) return ELSEWHERE;
    const uses = index.usesOf(place.v).map(read => useOf(an, callee, facts, read, hops + 1));
    return uses.find(each => each.how === 'each') ?? uses.find(each => each.how === 'once') ?? ELSEWHERE;
  }
  const call = parent < 0 ? undefined : facts.exprs[parent];
  if (call?.k === 'as' || call?.k === 'choice') return useOf(an, callee, facts, parent, hops);
  if (call?.k !== 'call') return ELSEWHERE;
  const site = facts.sites[call.site];
  if (!site) return ELSEWHERE;
  const around = repeatedBy(an, callee, facts, site.region);
  if (call.callee === use) {
    if (!around) return { how: 'once', lookedUp: isLookedUp(facts, site.region, site.at) || isHandedToCache(facts, facts.regions[site.region]!.fn, callee.f) };
    const params = call.args.flatMap((arg, at) => ([...reachOf(facts, arg.e).vars].some(v => around.elements.has(v)) ? [at] : []));
    return { how: 'each', params, sequential: around.sequential, ...collectionOf(facts, callee.f, around.over) };
  }
  const runs = an.runsAsArgument(callee.m, parent, call.args.findIndex(arg => arg.e === use), [], callee.env);
  if (runs.how === 'each') return { how: 'each', params: runs.params, sequential: runs.sequential, ...collectionOf(facts, callee.f, runs.over) };
  if (runs.how === 'once') return around ? { how: 'each', params: [], sequential: around.sequential, ...collectionOf(facts, callee.f, around.over) } : { how: 'once', lookedUp: runs.lookedUp === true || isLookedUp(facts, site.region, site.at) };
  return ELSEWHERE;
}

/** The repetition around a place of the callee that is more than a retry, or a search for a free name: `while (await exists(name)) name = next(name);`. */
function repeatedBy(an: Analysis, callee: Callee, facts: ModuleFacts, region: number) {
  const { list } = an.framesOf(callee.m, region, callee.env, callee.f);
  return list.find(each => !loopReason(an, each, facts.regions[region]!.at, region) && !goesOnByResult(facts, each));
}

/** The parameter that the collection is, as a whole or with elements left out; or that it is given to a function inside. */
function collectionOf(facts: ModuleFacts, f: number, over: E | undefined): { over?: number; deferred?: true } {
  const v = over === undefined ? undefined : variableUnder(facts, over);
  if (v === undefined) return {};
  if (!paramVarsOf(facts, f).includes(v)) return facts.vars[v]!.fn !== f && facts.vars[v]!.defs.some(({ how }) => how === 'param') ? { deferred: true } : {};
  const def = facts.vars[v]!.defs.find(each => each.how === 'param');
  return def?.param === undefined || def.path.length > 0 ? {} : { over: def.param };
}

/** `items` under `items.filter(…).slice(…)` and `await items`. */
function variableUnder(facts: ModuleFacts, e: E): V | undefined {
  const expr = facts.exprs[e]!;
  if (expr.k === 'var') return expr.v;
  if (expr.k === 'as' || expr.k === 'await') return expr.of === undefined ? undefined : variableUnder(facts, expr.of);
  if (expr.k === 'choice') return variableUnder(facts, expr.of[0]!);
  const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : undefined;
  if (expr.k === 'call' && callee?.k === 'get' && facts.exprs[callee.of]!.k === 'global') return expr.args[0] && variableUnder(facts, expr.args[0].e);
  return callee?.k === 'get' ? variableUnder(facts, callee.of) : undefined;
}

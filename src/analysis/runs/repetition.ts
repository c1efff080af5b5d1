import { indexOf } from '../../facts/index-of.ts';
import { paramVarsOf } from '../../facts/assignments.ts';
import { isLoop } from '../../facts/region.ts';
import type { At, E, F, ModuleFacts, R, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Frames, Repetition, Runs } from '../analysis.ts';
import { isSlice } from '../queries/inputs.ts';
import type { Link } from '../link/link.ts';
import { numberOf } from '../link/module-number.ts';
import { DRAINS, methodOf, reachOf } from '../queries/reach.ts';
import { mayRunEach } from './runs.ts';

/** What repeats a place in region `r`, innermost first. */
export function framesOf(an: Analysis, m: ModuleId, r: R, env: Env | undefined, stop?: F): Frames {
  const facts = an.link.facts(m)!;
  const list: Repetition[] = [];
  let region = r;
  let fn: F;
  for (;;) {
    const here: ModuleFacts['regions'][number] = facts.regions[region]!;
    if (isLoop(here)) {
      const loop = region;
      list.push(an.repetition(`${numberOf(m)}#r${loop}`, () => describeLoop(facts, m, loop)));
    }
    if (here.parent !== undefined) {
      region = here.parent;
      continue;
    }
    fn = here.fn;
    const around: R | undefined = facts.fns[fn]!.outerRegion;
    if (fn === stop || around === undefined) break;
    const runs: Runs = an.runsOf(m, fn, env);
    if (runs.how === 'elsewhere') break;
    if (runs.how === 'each') {
      const callback = fn;
      list.push(an.repetition(`${numberOf(m)}#f${fn}@${env?.id ?? ''}`, () => callbackRepetition(facts, m, callback, runs)));
    }
    region = around;
  }
  return { list, fn };
}

/** Whether something may repeat a place in region `r`, as far as its module alone says: a cheap question before `framesOf`. */
export function mayBeRepeated(link: Link, m: ModuleId, r: R): boolean {
  const facts = link.facts(m)!;
  let region = r;
  for (;;) {
    const here: ModuleFacts['regions'][number] = facts.regions[region]!;
    if (isLoop(here)) return true;
    if (here.parent !== undefined) {
      region = here.parent;
      continue;
    }
    const around: R | undefined = facts.fns[here.fn]!.outerRegion;
    if (around === undefined) return false;
    const runs = mayRunEach(link, m, facts, here.fn);
    if (runs !== 'onward') return runs;
    region = around;
  }
}

function callbackRepetition(facts: ModuleFacts, m: ModuleId, f: F, runs: Runs & { how: 'each' }): Repetition {
  const { at, end } = facts.fns[f]!;
  const elements = new Set(paramVarsOf(facts, f).filter(v => facts.vars[v]!.defs.some(def => def.how === 'param' && def.param !== undefined && runs.params.includes(def.param))));
  return {
    kind: 'callback', m, at, end, call: runs.call, callback: f, ...(runs.over !== undefined && { over: runs.over }),
    elements, ...(runs.accumulator !== undefined && { accumulators: new Set(paramVarsOf(facts, f).filter(v => facts.vars[v]!.defs.some(def => def.how === 'param' && def.param === runs.accumulator))) }), rowParts: rowPartsOf(facts, elements), slices: slicesIn(facts, at, end, elements), lists: listsAmong(facts, elements, at, end), sequential: runs.sequential, counted: true, ...(runs.deferred && { deferred: true }),
  };
}

/** A loop region as a repetition. */
function describeLoop(facts: ModuleFacts, m: ModuleId, r: R): Repetition {
  const region = facts.regions[r]!;
  const base = { m, at: region.at, end: region.end, region: r, sequential: true, slices: slicesIn(facts, region.at, region.end, new Set('vars' in region ? region.vars : [])), rowParts: new Set<V>(), lists: new Set<V>() };
  switch (region.k) {
    case 'of':
    case 'in':
    case 'await-of':
      return { ...base, kind: region.k, over: region.over, elements: new Set(region.vars), rowParts: rowPartsOf(facts, new Set(region.vars)), lists: listsAmong(facts, new Set(region.vars), region.at, region.end), counted: true };
    case 'for': {
      // The variables of a `for` head stand in the region around the loop, like what they are first given.
      const counters = facts.vars.flatMap((each, v) => (each.region === region.parent && each.at >= region.at && each.at < region.end && (each.defs.length > 1 || (region.step !== undefined && reachOf(facts, region.step).vars.has(v))) ? [v] : []));
      const bound = counters.length > 0 && region.test !== undefined ? boundOf(facts, region.test, counters) : undefined;
      const elements = new Set([...counters, ...(bound === undefined ? changedIn(facts, region.at, region.end) : [])]);
      return { ...base, kind: 'for', elements, counted: bound !== undefined, ...(bound !== undefined && { over: bound }) };
    }
    case 'while':
    case 'do':
      return { ...base, kind: region.k, elements: changedIn(facts, region.at, region.end), counted: false };
    default:
      throw new RangeError(`region ${r} is no loop`);
  }
}

/** The elements that destructuring takes out of a row by name. */
function rowPartsOf(facts: ModuleFacts, elements: ReadonlySet<V>): ReadonlySet<V> {
  return new Set([...elements].filter(v => facts.vars[v]!.defs.some(def => (def.how === 'each' || def.how === 'param') && def.path.some(step => typeof step === 'string' && step !== '*'))));
}

const OF_LISTS = new Set(['map', 'filter', 'forEach', 'flatMap', 'reduce', 'some', 'every', 'find', 'slice', 'join', 'entries']);

/** The elements that are lists themselves, by what the body does with them: none that is a part of a row. */
function listsAmong(facts: ModuleFacts, elements: ReadonlySet<V>, at: At, end: At): ReadonlySet<V> {
  const index = indexOf(facts);
  const rows = rowPartsOf(facts, elements);
  return new Set([...elements].filter(v => !rows.has(v) && index.usesOf(v).some(e => {
    const use = facts.exprs[e]!;
    if (use.at < at || use.at >= end) return false;
    const parent = index.parent[e] ?? -1;
    const around = parent < 0 ? undefined : facts.exprs[parent]!;
    if (around?.k === 'get') {
      const call = facts.exprs[index.parent[parent] ?? -1];
      return around.of === e && OF_LISTS.has(around.name ?? '') && call?.k === 'call' && call.callee === parent;
    }
    // Prisma.join(ids), sql.join(ids)
    if (around?.k === 'call') return around.callee !== e && methodOf(facts, around.callee) === 'join';
    if (around?.k === 'array') return around.items.some(item => item.e === e && item.spread);
    const place = index.use(e);
    const region = around === undefined && place.k === 'region' ? facts.regions[place.r]! : undefined;
    return region?.k === 'of';
  })));
}

/** The variables of a round that hold a part of a list: a slice, or what a group is found under by its key. */
function slicesIn(facts: ModuleFacts, at: At, end: At, elements: ReadonlySet<V>): ReadonlySet<V> {
  return new Set(facts.vars.flatMap((each, v) => (each.at >= at && each.at < end && each.defs.some(def => def.how === 'init' && def.e !== undefined && (isSlice(facts, def.e) || (def.path.length === 0 ? isGroup(facts, def.e, elements) : isOfPair(facts, def, elements)))) ? [v] : [])));
}

/** `groups[key]`, by an element of the loop. */
function isGroup(facts: ModuleFacts, e: E, elements: ReadonlySet<V>): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as') return isGroup(facts, expr.of, elements);
  const key = expr.k === 'get' && expr.key !== undefined ? facts.exprs[expr.key]! : undefined;
  return key?.k === 'var' && elements.has(key.v);
}

/** `const [key, ids] = entry`, of an element of the loop. */
function isOfPair(facts: ModuleFacts, { e, path }: ModuleFacts['vars'][number]['defs'][number], elements: ReadonlySet<V>): boolean {
  const from = e === undefined ? undefined : facts.exprs[e]!;
  return from?.k === 'var' && elements.has(from.v) && path.length === 1 && typeof path[0] === 'number';
}

/** What a counter is compared with: `items` for `i < items.length`, else the bound itself. */
function boundOf(facts: ModuleFacts, test: E, counters: readonly V[]): E | undefined {
  const expr = facts.exprs[test]!;
  if (expr.k === 'op' && ['<', '<=', '>', '>=', '!=', '!=='].includes(expr.op) && expr.of.length === 2) {
    const [left, right] = expr.of as [E, E];
    const isCounter = (e: E): boolean => {
      const side = facts.exprs[e]!;
      return side.k === 'var' && counters.includes(side.v);
    };
    const bound = isCounter(left) ? right : isCounter(right) ? left : undefined;
    if (bound === undefined) return undefined;
    return measured(facts, bound) ?? bound;
  }
  if (expr.k === 'choice' && expr.op === '&&') return boundOf(facts, expr.of[0]!, counters);
  return undefined;
}

/** The collection whose size an expression is, also through a variable: `const n = items.length`. */
function measured(facts: ModuleFacts, e: E): E | undefined {
  const size = facts.exprs[e]!;
  if (size.k === 'get') return size.name === 'length' || size.name === 'size' ? size.of : undefined;
  const [def, more] = size.k === 'var' ? facts.vars[size.v]!.defs : [];
  const from = def?.how === 'init' && more === undefined && def.e !== undefined && def.path.length === 0 ? facts.exprs[def.e]! : undefined;
  return from?.k === 'get' && def?.e !== undefined ? measured(facts, def.e) : undefined;
}

/** Whether a loop goes through a collection: `for…of`, or a counter up to the size of one. */
export function goesThrough(facts: ModuleFacts, { kind, over }: Repetition): boolean {
  if (kind !== 'for') return kind === 'of' || kind === 'in' || kind === 'await-of';
  const around = over === undefined ? undefined : facts.exprs[indexOf(facts).parent[over] ?? -1];
  return around?.k === 'get' && around.of === over && (around.name === 'length' || around.name === 'size');
}

/** The list that a repetition goes through; a counter up to a number has rounds, and no elements. */
export function listOf(facts: ModuleFacts, repetition: Repetition): E | undefined {
  return repetition.kind === 'for' && !goesThrough(facts, repetition) ? undefined : repetition.over;
}

/** Variables that a loop without a collection changes: assigned in it though declared outside, or drained from a queue. */
function changedIn(facts: ModuleFacts, at: At, end: At): ReadonlySet<V> {
  const changed = new Set<V>();
  facts.vars.forEach((each, v) => {
    const outside = each.at < at || each.at > end;
    for (const def of each.defs) {
      if (def.at < at || def.at > end) continue;
      if (outside && def.how === 'assign') changed.add(v);
      else if (!outside && def.e !== undefined && drains(facts, def.e)) changed.add(v);
    }
  });
  return changed;
}

/** Whether an expression takes something out of a collection: `queue.shift()`, `await stack.pop()!`. */
function drains(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as' || (expr.k === 'await' && expr.of !== undefined)) return drains(facts, expr.of!);
  return expr.k === 'call' && DRAINS.has(methodOf(facts, expr.callee) ?? '');
}

/** Whether an offset stands in what is repeated. */
export function isRepeated(repetition: Repetition, at: At): boolean {
  return at >= repetition.at && at < repetition.end;
}

/** The function literals between a place and the repetition that run in place count as part of its body. */
export function bodyFunction(facts: ModuleFacts, repetition: Repetition): F {
  return repetition.callback ?? facts.regions[repetition.region!]!.fn;
}

/** The sites in what is repeated, functions declared in it included. */
export function sitesIn(facts: ModuleFacts, repetition: Repetition): readonly number[] {
  return facts.sites.flatMap((site, at) => (isRepeated(repetition, site.at) ? [at] : []));
}


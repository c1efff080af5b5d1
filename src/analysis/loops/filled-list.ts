import { assignmentsOf } from '../../facts/assignments.ts';
import { aroundLiteral } from '../../facts/handed-to.ts';
import { indexOf } from '../../facts/index-of.ts';
import { withoutCast } from '../../facts/cast.ts';
import { isLoop } from '../../facts/region.ts';
import type { Arg, E, ModuleFacts, Path, R, V } from '../../vocabulary/ir.ts';
import { ARRAY_METHODS } from '../runs/iterating-calls.ts';
import { FILLS, methodOf } from '../queries/reach.ts';

/** `[]`. */
export function isEmptyList(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'array' && expr.items.length === 0;
}

/** Whether the part of a value that `path` leads to is made empty, to be filled: `[]`, `new Set()`, `{ missing: [] }`. */
export function isMadeEmpty(facts: ModuleFacts, e: E, [step, ...rest]: Path): boolean {
  const made = withoutCast(facts, e);
  const expr = facts.exprs[made]!;
  if (step !== undefined) {
    const prop = expr.k === 'object' ? expr.props.find(({ name, spread }) => name === step && !spread) : undefined;
    return prop !== undefined && isMadeEmpty(facts, prop.value, rest);
  }
  const callee = expr.k === 'call' && expr.new === true && expr.args.length === 0 ? facts.exprs[expr.callee]! : undefined;
  return isEmptyList(facts, made) || (callee?.k === 'global' && (callee.name === 'Set' || callee.name === 'Map'));
}

/** One call that puts elements into a list: what it puts there, and how often it runs once the list is made. */
export type Fill = {
  readonly args: readonly Arg[];
  /** The collections that it is run for, innermost first; `undefined` is a loop that goes through none. */
  readonly over: readonly (E | undefined)[];
};

/** Methods that put each of their arguments into a list as an element. */
const ADDS: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set']);

/** What is put into the part of a variable's value that `path` leads to, after it is made; nothing where that cannot be told. */
export function fillsOf(facts: ModuleFacts, v: V, path: Path): readonly Fill[] | undefined {
  const { memberCalls, memberSets } = assignmentsOf(facts);
  const sets = (memberSets.get(v) ?? []).map(e => facts.exprs[e]!);
  if (sets.some(set => set.k !== 'set' || set.to === undefined || isAlong(facts, set.to, path))) return undefined;
  const fills: Fill[] = [];
  for (const e of memberCalls.get(v) ?? []) {
    const call = facts.exprs[e]!;
    const callee = call.k === 'call' ? facts.exprs[call.callee]! : call;
    const method = callee.k === 'get' ? callee.name : undefined;
    if (call.k !== 'call' || callee.k !== 'get' || method === undefined || method === 'concat' || !FILLS.has(method) || !isAlong(facts, callee.of, path)) continue;
    const over = ADDS.has(method) ? loopsSince(facts, v, facts.sites[call.site]!.region) : undefined;
    if (!over) return undefined;
    fills.push({ args: call.args, over });
  }
  return fills;
}

/** Whether a chain of members may lead along a path: no member that both name is another. */
function isAlong(facts: ModuleFacts, chain: E, path: Path): boolean {
  const names: (string | undefined)[] = [];
  for (let expr = facts.exprs[chain]!; expr.k === 'get' || expr.k === 'as'; expr = facts.exprs[expr.of]!) if (expr.k === 'get') names.unshift(expr.name);
  return names.every((name, at) => name === undefined || typeof path[at] !== 'string' || !/^\w+$/.test(path[at]) || path[at] === name);
}

/** Whether a variable's value is handed to something that may fill it. */
export function isHandedOn(facts: ModuleFacts, v: V): boolean {
  const index = indexOf(facts);
  return index.usesOf(v).some(use => {
    const around = facts.exprs[index.parent[use] ?? -1];
    return around?.k === 'call' && around.callee !== use && !isBuiltIn(facts, around.callee);
  });
}

/** What a field of the own class is given where it is declared, when nothing else is put into it or is filled into it. */
export function fieldValue(facts: ModuleFacts, e: E): E | undefined {
  const get = facts.exprs[e]!;
  const self = get.k === 'get' ? facts.exprs[get.of]! : undefined;
  if (get.k !== 'get' || self?.k !== 'this' || get.name === undefined || assignmentsOf(facts).thisSets.has(get.name)) return undefined;
  const { name } = get;
  const cls = facts.classes.find(each => each.members.some(member => member.f === self.fn) || each.ctor === self.fn);
  const filled = facts.exprs.some(each => {
    if (each.k !== 'call' || !FILLS.has(methodOf(facts, each.callee) ?? '')) return false;
    const callee = facts.exprs[each.callee]!;
    const owner = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
    return owner?.k === 'get' && owner.name === name;
  });
  return filled ? undefined : cls?.members.find(member => member.kind === 'field' && member.name === name)?.value;
}

const BUILT_IN: ReadonlySet<string> = new Set(['Array', 'JSON', 'Map', 'Object', 'Promise', 'Set', 'String', 'console']);

/** `Promise.all`, `Array`, `console.log`: they fill nothing that they are given. */
function isBuiltIn(facts: ModuleFacts, callee: E): boolean {
  const expr = facts.exprs[callee]!;
  const owner = expr.k === 'get' ? facts.exprs[expr.of]! : expr;
  return owner.k === 'global' && BUILT_IN.has(owner.name);
}

/** The collections that the loops and callbacks between the declaration of a variable and a region go through; nothing where a function stands between them that runs who knows how often. */
function loopsSince(facts: ModuleFacts, v: V, region: R): readonly (E | undefined)[] | undefined {
  const { at, fn: own } = facts.vars[v]!;
  const found: (E | undefined)[] = [];
  for (let r: R | undefined = region; r !== undefined; ) {
    const here: ModuleFacts['regions'][number] = facts.regions[r]!;
    if (here.at <= at && at < here.end && here.fn === own) return found;
    if (isLoop(here)) found.push(here.k === 'of' ? here.over : undefined);
    if (here.parent !== undefined || here.fn === own) {
      r = here.parent;
      continue;
    }
    // The body of a callback: it runs once for each element of what its method is called on.
    const handed = aroundLiteral(facts, here.fn);
    const call = facts.exprs[handed?.around ?? -1];
    const callee = call?.k === 'call' && call.args[0]?.e === handed?.literal ? facts.exprs[call.callee]! : undefined;
    if (callee?.k !== 'get' || !ARRAY_METHODS.has(callee.name ?? '')) return undefined;
    found.push(callee.of);
    r = facts.fns[here.fn]!.outerRegion;
  }
  return found;
}

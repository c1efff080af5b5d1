import { assignmentsOf } from '../../facts/assignments.ts';
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

/** What is put into a variable's value after it is made; nothing where that cannot be told. */
export function fillsOf(facts: ModuleFacts, v: V): readonly Fill[] | undefined {
  const { memberCalls, memberSets } = assignmentsOf(facts);
  if ((memberSets.get(v) ?? []).length > 0) return undefined;
  const fills: Fill[] = [];
  for (const e of memberCalls.get(v) ?? []) {
    const call = facts.exprs[e]!;
    const method = call.k === 'call' ? methodOf(facts, call.callee) : undefined;
    if (call.k !== 'call' || method === undefined || method === 'concat' || !FILLS.has(method)) continue;
    const over = ADDS.has(method) ? loopsSince(facts, v, facts.sites[call.site]!.region) : undefined;
    if (!over) return undefined;
    fills.push({ args: call.args, over });
  }
  return fills;
}

/** Whether a variable's value is handed to something that may fill it. */
export function isHandedOn(facts: ModuleFacts, v: V): boolean {
  const index = indexOf(facts);
  return index.usesOf(v).some(use => {
    const around = facts.exprs[index.parent[use] ?? -1];
    return around?.k === 'call' && around.callee !== use && !isBuiltIn(facts, around.callee);
  });
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
  const index = indexOf(facts);
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
    const literal = index.exprOfFn(here.fn);
    const around = literal === undefined ? undefined : facts.exprs[index.parent[literal] ?? -1];
    const callee = around?.k === 'call' && around.args[0]?.e === literal ? facts.exprs[around.callee]! : undefined;
    if (callee?.k !== 'get' || !ARRAY_METHODS.has(callee.name ?? '')) return undefined;
    found.push(callee.of);
    r = facts.fns[here.fn]!.outerRegion;
  }
  return found;
}

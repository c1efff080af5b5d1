import { assignmentsOf } from '../facts/assignments.ts';
import type { E, ModuleFacts, V } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Link } from './link/link.ts';
import { FILLS, methodOf } from './reach.ts';

/** A list written out in the code is short; one that is longer is data. */
const LONGEST_LIST = 60;
const MOST_ROUNDS = 20;
/** Constants followed through more steps than this are given up. */
const FARTHEST = 10;

const KEEPS_LENGTH = new Set(['map', 'filter', 'slice', 'sort', 'reverse', 'toSorted', 'toReversed', 'entries', 'keys', 'values', 'flat']);
const OF_OBJECT = new Set(['keys', 'values', 'entries']);

/** Whether a collection is written out in the code: a literal, an enum, or made from one without changing its size. */
export function isConstantList(link: Link, m: ModuleId, e: E, hops = 0): boolean {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr || hops > FARTHEST) return false;
  const inner = (next: E): boolean => isConstantList(link, m, next, hops + 1);
  switch (expr.k) {
    case 'array':
      // An empty one is there to be filled, if only through another name.
      return expr.items.length > 0 && expr.items.length <= LONGEST_LIST && expr.items.every(item => !item.spread || inner(item.e));
    case 'object':
      return hasConstantLength(link, m, facts, e);
    case 'as':
      return inner(expr.of);
    case 'await':
      return expr.of !== undefined && inner(expr.of);
    case 'choice':
      return expr.op === '&&' ? inner(expr.of[1]!) : expr.of.every(inner);
    case 'var':
      return isConstantVariable(link, m, facts, expr.v, hops, isConstantList);
    case 'get': {
      const owner = link.valueOf(m, expr.of);
      const object = owner.k === 'object' ? link.facts(owner.m)?.exprs[owner.e] : undefined;
      const prop = object?.k === 'object' && expr.name !== undefined ? object.props.findLast(each => each.name === expr.name && !each.spread) : undefined;
      return owner.k === 'object' && prop !== undefined && isConstantList(link, owner.m, prop.value, hops + 1);
    }
    case 'call':
      return isConstantCall(link, m, facts, e, hops);
    default:
      return false;
  }
}

/** Whether the number of rounds of a counter is a small number in the code. */
export function isConstantBound(link: Link, m: ModuleId, e: E): boolean {
  const value = link.valueOf(m, e);
  return value.k === 'lit' && typeof value.v === 'number' && Math.abs(value.v) <= MOST_ROUNDS;
}

type Test = (link: Link, m: ModuleId, e: E, hops: number) => boolean;

/** A variable that is given its value once and is not filled afterwards, here or in the module it is imported from. */
function isConstantVariable(link: Link, m: ModuleId, facts: ModuleFacts, v: V, hops: number, test: Test): boolean {
  const held = facts.vars[v]!;
  const defs = held.defs.filter(def => def.how !== 'declare');
  const [def] = defs;
  if (!def || defs.length > 1) return false;
  if (def.how === 'import' && def.import !== undefined) {
    const { from, name } = facts.imports[def.import]!;
    return isConstantExport(link, m, from, name, hops + 1, test);
  }
  if (def.how !== 'init' || def.e === undefined || isFilled(facts, v)) return false;
  if (def.path.length === 0) return test(link, m, def.e, hops + 1);
  return false;
}

function isConstantExport(link: Link, m: ModuleId, from: string, name: string, hops: number, test: Test): boolean {
  const target = link.resolve(m, from);
  if (target === undefined || hops > FARTHEST) return false;
  const exports = link.exports(target);
  const found = exports.find(each => each.as === name);
  const facts = found?.v === undefined ? undefined : link.facts(target);
  if (found?.v !== undefined && facts) return isConstantVariable(link, target, facts, found.v, hops + 1, test);
  if (found?.e !== undefined) return test(link, target, found.e, hops + 1);
  if (found?.from !== undefined) return isConstantExport(link, target, found.from, found.name ?? name, hops + 1, test);
  return exports.some(each => each.as === '*' && each.from !== undefined && isConstantExport(link, target, each.from, name, hops + 1, test));
}

/** Whether something is put into a variable's value after it is made. */
function isFilled(facts: ModuleFacts, v: V): boolean {
  const { memberCalls, memberSets } = assignmentsOf(facts);
  if ((memberSets.get(v) ?? []).length > 0) return true;
  return (memberCalls.get(v) ?? []).some(e => {
    const call = facts.exprs[e]!;
    return call.k === 'call' && FILLS.has(methodOf(facts, call.callee) ?? '') && methodOf(facts, call.callee) !== 'concat';
  });
}

function isConstantCall(link: Link, m: ModuleId, facts: ModuleFacts, e: E, hops: number): boolean {
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return false;
  const callee = facts.exprs[call.callee]!;
  const [first] = call.args;
  if (callee.k === 'global' && call.new && (callee.name === 'Set' || callee.name === 'Map') && first) return isConstantList(link, m, first.e, hops + 1);
  if (callee.k === 'get') {
    const owner = facts.exprs[callee.of]!;
    if (owner.k === 'global' && owner.name === 'Object' && OF_OBJECT.has(callee.name ?? '') && first) return isConstantObject(link, m, first.e, hops + 1);
    if (owner.k === 'global' && owner.name === 'Array' && callee.name === 'from' && first) return isConstantList(link, m, first.e, hops + 1);
    if (KEEPS_LENGTH.has(callee.name ?? '')) return isConstantList(link, m, callee.of, hops + 1);
    if (callee.name === 'concat') return isConstantList(link, m, callee.of, hops + 1) && call.args.every(arg => isConstantList(link, m, arg.e, hops + 1));
  }
  const callees = link.callAt(m, e).callees;
  return callees.length === 1 && callees.every(target => {
    const exits = link.facts(target.m)?.fns[target.f]?.exits.filter(exit => exit.kind === 'return' && exit.value !== undefined) ?? [];
    return exits.length > 0 && exits.every(exit => isConstantList(link, target.m, exit.value!, hops + 1));
  });
}

function hasConstantLength(link: Link, m: ModuleId, facts: ModuleFacts, e: E): boolean {
  const object = facts.exprs[e]!;
  const length = object.k === 'object' ? object.props.find(prop => prop.name === 'length') : undefined;
  return length !== undefined && isConstantBound(link, m, length.value);
}

/** An object literal or an enum that nothing is added to. */
function isConstantObject(link: Link, m: ModuleId, e: E, hops: number): boolean {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr || hops > FARTHEST) return false;
  if (expr.k === 'as') return isConstantObject(link, m, expr.of, hops + 1);
  if (expr.k === 'object') return expr.props.length > 0 && expr.props.length <= LONGEST_LIST && expr.props.every(prop => !prop.spread || isConstantObject(link, m, prop.value, hops + 1));
  if (expr.k === 'var') return facts.vars[expr.v]!.kind === 'enum' || isConstantVariable(link, m, facts, expr.v, hops, isConstantObject);
  if (expr.k === 'call' && expr.args[0]) {
    const callee = facts.exprs[expr.callee]!;
    return callee.k === 'get' && callee.name === 'freeze' && isConstantObject(link, m, expr.args[0].e, hops + 1);
  }
  if (expr.k === 'get') {
    const value = link.valueOf(m, e);
    return value.k === 'object' && isConstantObject(link, value.m, value.e, hops + 1);
  }
  return false;
}

import { indexOf } from '../../facts/index-of.ts';
import { withoutCast } from '../../facts/cast.ts';
import { onlyDefinition } from '../../facts/held-value.ts';
import { isNothing } from '../../facts/nothing.ts';
import { returnedBy } from '../../facts/returned.ts';
import type { C, Def, E, ModuleFacts, Path, V } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import { ARRAY_METHODS } from '../runs/iterating-calls.ts';
import { callersOf } from '../link/callers.ts';
import type { Link } from '../link/link.ts';
import { methodOf } from '../queries/reach.ts';
import { fieldValue, fillsOf, isEmptyList, isHandedOn, isMadeEmpty } from './filled-list.ts';
import { argumentBehind, NO_LONGER } from './given-list.ts';
import { boundsOf, readsOneRow } from './keys-asked.ts';
import { isPartOf } from './part-of.ts';
import { hasWrittenFields, hasWrittenKeys, isKeyedByKinds, isLimitedNumber, isTypedShort } from './typed-list.ts';
import { isUploadShort } from './uploaded-list.ts';
import { isInputShort, isParsedShort } from './validated-list.ts';

/** A list written out in the code is short; one that is longer is data. */
const LONGEST_LIST = 60;
const MOST_ROUNDS = 20;
/** A list that is cut to this many elements is a handful. */
const HANDFUL = 10;
/** Constants followed through more steps than this are given up. */
const FARTHEST = 16;

/** Written lists in a written list are as short. */
const KEEPS_LENGTH = new Set([...NO_LONGER, 'flat']);
const KEEPS_ELEMENTS = new Set(['filter', 'slice', 'sort', 'reverse', 'toSorted', 'toReversed', 'values']);
const OF_OBJECT = new Set(['keys', 'values', 'entries']);
const SAME_OBJECT = new Set(['freeze', 'seal']);
/** A step of a path: the members of an object, as a list. */
const MEMBERS = '(members)';

/** Whether a collection, the part of a value that `path` leads to, is written out in the code (a literal, an enum, or made from one without changing its size), or cut to a handful. */
export function isConstantList(link: Link, m: ModuleId, e: E, path: Path = []): boolean {
  return isShort(link, m, e, path, 0);
}

/** Whether an object whose names a `for…in` loop goes through is written out in the code: a literal, an enum. */
export function isConstantObject(link: Link, m: ModuleId, e: E): boolean {
  return isShort(link, m, e, [MEMBERS], 0);
}

/** Whether the number of rounds of a counter is a small number in the code, or is checked to be one. */
export function isConstantBound(link: Link, m: ModuleId, e: E, most = MOST_ROUNDS): boolean {
  const value = link.valueOf(m, e);
  if (value.k === 'lit') return typeof value.v === 'number' && Math.abs(value.v) <= most;
  const expr = link.facts(m)!.exprs[e]!;
  if (expr.k === 'var') return isLeftToDefault(link, m, expr.v, most);
  return expr.k === 'get' && expr.name !== undefined && isLimitedNumber(link, link.valueOf(m, expr.of), expr.name, most);
}

/** Whether a variable is a parameter with a small number as its default, and every call in the program leaves it out. */
function isLeftToDefault(link: Link, m: ModuleId, v: V, most: number): boolean {
  const facts = link.facts(m)!;
  const def = onlyDefinition(facts, v);
  const { fn } = facts.vars[v]!;
  const given = def?.how === 'param' && def.param !== undefined && def.path.length === 0 ? facts.fns[fn]!.params[def.param]?.default : undefined;
  const value = given === undefined ? undefined : facts.exprs[given]!;
  if (value?.k !== 'lit' || typeof value.v !== 'number' || value.v > most) return false;
  const calls = callersOf(link, m, fn) ?? [];
  return calls.length > 0 && calls.every(call => {
    const expr = link.facts(call.m)!.exprs[call.e]!;
    return expr.k === 'call' && expr.args.length <= def!.param! && !expr.args.some(({ spread }) => spread);
  });
}

/** Whether the part of a value that `path` leads to is such a list; `*` is any member or element. */
function isShort(link: Link, m: ModuleId, e: E, path: Path, hops: number): boolean {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr || hops > FARTHEST) return false;
  const inner = (next: E, rest = path): boolean => isShort(link, m, next, rest, hops + 1);
  const [step, ...rest] = path;
  if (step === MEMBERS && rest.length === 0 && hasWrittenKeys(link, m, e)) return true;
  if ((expr.k === 'var' || expr.k === 'get' || expr.k === 'as') && isTypedShort(link, link.valueOf(m, e), path, HANDFUL)) return true;
  switch (expr.k) {
    case 'array':
      // An empty one is there to be filled, if only through another name.
      if (expr.items.length === 0 || expr.items.length > LONGEST_LIST) return false;
      if (typeof step === 'number' && expr.items.slice(0, step + 1).every(item => !item.spread)) return expr.items[step] !== undefined && (inner(expr.items[step].e, rest) || (rest.length === 0 && isEmptyList(facts, expr.items[step].e)));
      return expr.items.every(item => (step === undefined ? !item.spread || inner(item.e) : inner(item.e, item.spread ? path : rest)));
    case 'object': {
      if (step === undefined) return hasConstantLength(link, m, facts, e);
      if (step === MEMBERS) return expr.props.length > 0 && expr.props.length <= LONGEST_LIST && expr.props.every(prop => !prop.spread || inner(prop.value));
      const named = isAny(step) ? expr.props : expr.props.filter(prop => prop.spread || prop.name === String(step)).slice(-1);
      return named.length > 0 && named.every(prop => inner(prop.value, prop.spread ? path : rest));
    }
    case 'as':
      return inner(expr.of);
    case 'await':
      return expr.of !== undefined && inner(expr.of);
    case 'choice':
      // `input.tags ?? []`, `id ? await postsOf(id) : undefined`
      return expr.op === '&&' ? inner(expr.of[1]!) : expr.of.every((each, at) => (at > 0 && (isNothing(facts, each) || isEmptyList(facts, each))) || inner(each));
    case 'var':
      return (step === MEMBERS && facts.vars[expr.v]!.kind === 'enum') || isShortVariable(link, m, facts, expr.v, path, hops);
    case 'get': {
      const held = fieldValue(facts, e);
      if (held !== undefined && inner(held)) return true;
      if (inner(expr.of, [expr.name ?? '*', ...path])) return true;
      const owner = link.valueOf(m, expr.of);
      if (owner.k === 'class') return isShortStatic(link, owner, expr.name, path, hops);
      return owner.k === 'object' && !(owner.m === m && owner.e === expr.of) && isShort(link, owner.m, owner.e, [expr.name ?? '*', ...path], hops + 1);
    }
    case 'call':
      return isShortCall(link, m, facts, e, path, hops);
    default:
      return false;
  }
}

/** Whether a variable is given one written list or another: `switch (network) { case 'test': keys = ['a']; break; default: keys = ['b', 'c']; }`. */
function isShortEachTime(link: Link, m: ModuleId, facts: ModuleFacts, v: V, path: Path, hops: number): boolean {
  const defs = facts.vars[v]!.defs.filter(({ how }) => how !== 'declare');
  return defs.length > 0 && defs.every(({ how, op = '=', e, path: own }) => (how === 'init' || how === 'assign') && op === '=' && own.length === 0 && e !== undefined && isShortMade(link, m, facts, v, e, path, hops));
}

/** A list that a class holds: `static readonly SOURCES = ['a', 'b'] as const`. Unsound where another module adds to it; an empty one, which is there to be filled, is none. */
function isShortStatic(link: Link, { m, c }: { m: ModuleId; c: C }, name: string | undefined, path: Path, hops: number): boolean {
  const field = link.facts(m)?.classes[c]?.members.find(each => each.kind === 'field' && each.static === true && each.name === name);
  return field?.value !== undefined && isShort(link, m, field.value, path, hops + 1);
}

function isAny(step: Path[number]): boolean {
  return step === '*' || step === '?';
}

/** A variable that is given its value once and is not filled afterwards, here or in the module it is imported from. */
function isShortVariable(link: Link, m: ModuleId, facts: ModuleFacts, v: V, path: Path, hops: number): boolean {
  const def = onlyDefinition(facts, v);
  if (!def) return isShortEachTime(link, m, facts, v, path, hops);
  switch (def.how) {
    case 'import': {
      const { from, name } = facts.imports[def.import!]!;
      if (from.endsWith('.json')) return true;
      // What a module exports is written there.
      if (name === '*' && path[0] === MEMBERS) return path.length === 1;
      return name === '*' ? path[0] !== undefined && isShortExport(link, m, from, String(path[0]), path.slice(1), hops + 1) : isShortExport(link, m, from, name, path, hops + 1);
    }
    case 'init':
      if (path.length === 0 && isKeyedByKinds(link, m, facts, v, def.e)) return true;
      if (path.length === 0 && isOnlyRead(facts, v) && isEmptyConstant(facts, v)) return true;
      return def.e !== undefined && isShortMade(link, m, facts, v, def.e, [...def.path, ...path], hops);
    case 'each': {
      const loop = def.loop === undefined ? undefined : facts.regions[def.loop];
      return loop?.k === 'of' && isShort(link, m, loop.over, ['*', ...def.path, ...path], hops + 1);
    }
    case 'param':
      return isShortParameter(link, m, facts, v, def, path, hops);
    default:
      return false;
  }
}

/** Whether what a variable is made with is short, and what is put into it is as little as the code shows: by lines of their own, or for each element of a list that is short. */
function isShortMade(link: Link, m: ModuleId, facts: ModuleFacts, v: V, made: E, path: Path, hops: number): boolean {
  const fills = fillsOf(facts, v, path);
  if (!fills) return false;
  const isShortHere = (e: E): boolean => isShort(link, m, e, [], hops + 1);
  if (!fills.every(({ args, over }) => args.every(({ e, spread }) => !spread || isShortHere(e)) && over.every(each => each !== undefined && isShortHere(each)))) return false;
  // An empty list that nobody fills here is filled elsewhere.
  return isMadeEmpty(facts, made, path) ? fills.length > 0 && !isHandedOn(facts, v) : isShort(link, m, made, path, hops + 1);
}

/** The element of a list that is gone through by a method, or what every call of a local function hands over. */
function isShortParameter(link: Link, m: ModuleId, facts: ModuleFacts, v: V, def: Def, path: Path, hops: number): boolean {
  const f = facts.vars[v]!.fn;
  const index = indexOf(facts);
  const e = index.exprOfFn(f);
  if (def.param === undefined) return false;
  if (isUploadShort(link, m, f, def.param, [...def.path, ...path], each => isConstantBound(link, m, each, HANDFUL))) return true;
  if (e === undefined) return false;
  const around = facts.exprs[index.parent[e] ?? -1];
  if (around?.k === 'call') {
    const method = methodOf(facts, around.callee);
    const iteration = method === undefined ? undefined : ARRAY_METHODS.get(method);
    const callee = facts.exprs[around.callee]!;
    if (isInputShort(link, m, index.parent[e]!, [...def.path, ...path], HANDFUL)) return true;
    return callee.k === 'get' && around.args[0]?.e === e && iteration?.elements[0] === def.param && isShort(link, m, callee.of, ['*', ...def.path, ...path], hops + 1);
  }
  const holder = facts.vars.findIndex((_, at) => onlyDefinition(facts, at)?.e === e);
  if (holder < 0 || facts.exports.some(each => each.v === holder)) return false;
  const given = index.usesOf(holder).map(use => {
    const call = facts.exprs[index.parent[use] ?? -1];
    const arg = call?.k === 'call' && call.callee === use ? call.args[def.param!] : undefined;
    return arg && !arg.spread ? arg.e : undefined;
  });
  // What the function hands to itself is a part of what it was given.
  const outside = given.filter(each => each === undefined || !isPartOf(facts, each, f, v));
  return outside.length > 0 && outside.every(each => each !== undefined && isShort(link, m, each, [...def.path, ...path], hops + 1));
}

function isShortExport(link: Link, m: ModuleId, from: string, name: string, path: Path, hops: number): boolean {
  const target = link.resolve(m, from);
  // What a package exports is fixed: `Object.values(Status)` of an enum.
  if (target === undefined) return path[0] === MEMBERS && path.length === 1;
  if (hops > FARTHEST) return false;
  const exports = link.exports(target);
  const found = exports.find(each => each.as === name);
  const facts = found?.v === undefined ? undefined : link.facts(target);
  if (found?.v !== undefined && facts && path.length === 0 && isEmptyConstant(facts, found.v)) return true;
  if (found?.v !== undefined && facts) return (path[0] === MEMBERS && facts.vars[found.v]!.kind === 'enum') || isShortVariable(link, target, facts, found.v, path, hops + 1);
  if (found?.e !== undefined) return isShort(link, target, found.e, path, hops + 1);
  if (found?.from !== undefined) return isShortExport(link, target, found.from, found.name ?? name, path, hops + 1);
  // module.exports = { … }
  const whole = exports.find(each => each.as === '=')?.e;
  if (whole !== undefined) return isShort(link, target, whole, [name, ...path], hops + 1);
  return exports.some(each => each.as === '*' && each.from !== undefined && isShortExport(link, target, each.from, name, path, hops + 1));
}

/** `export const PROVIDERS: Provider[] = [];`: nobody fills what another module exports. */
function isEmptyConstant(facts: ModuleFacts, v: V): boolean {
  const def = onlyDefinition(facts, v);
  const value = def?.how === 'init' && def.e !== undefined && def.path.length === 0 ? withoutCast(facts, def.e) : undefined;
  return value !== undefined && isEmptyList(facts, value) && fillsOf(facts, v, [])?.every(({ args, over }) => over.length === 0 && args.every(({ spread }) => !spread)) === true;
}

/** A list at the top of a module that is gone through, spread and asked, and handed to nobody who may fill it. */
function isOnlyRead(facts: ModuleFacts, v: V): boolean {
  const index = indexOf(facts);
  if (facts.vars[v]!.fn !== 0 || facts.vars[v]!.kind !== 'const' || facts.exports.some(each => each.v === v)) return false;
  const uses = index.usesOf(v);
  return uses.length > 0 && uses.every(use => {
    const around = facts.exprs[index.parent[use] ?? -1];
    if (!around) return index.use(use).k === 'region';
    return around.k === 'get' ? around.of === use : around.k === 'array' && around.items.some(item => item.e === use && item.spread);
  });
}

function isShortCall(link: Link, m: ModuleId, facts: ModuleFacts, e: E, path: Path, hops: number): boolean {
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return false;
  const callee = facts.exprs[call.callee]!;
  const [first] = call.args;
  const inner = (next: E, rest: Path = path): boolean => isShort(link, m, next, rest, hops + 1);
  if (callee.k === 'global' && callee.name === 'require' && first && path[0] !== undefined) {
    const from = facts.exprs[first.e]!;
    return from.k === 'lit' && typeof from.v === 'string' && (from.v.endsWith('.json') || isShortExport(link, m, from.v, String(path[0]), path.slice(1), hops + 1));
  }
  if (callee.k === 'global' && call.new && (callee.name === 'Set' || callee.name === 'Map') && first) return inner(first.e);
  if (callee.k === 'get' && callee.name !== undefined) {
    const owner = facts.exprs[callee.of]!;
    if (owner.k === 'global' && owner.name === 'Object' && first) {
      if (SAME_OBJECT.has(callee.name)) return inner(first.e);
      if (OF_OBJECT.has(callee.name) && path.length === 0) return inner(first.e, [MEMBERS]) || hasWrittenFields(link, m, first.e);
      return callee.name === 'values' && inner(first.e);
    }
    if (owner.k === 'global' && owner.name === 'Array' && callee.name === 'from' && first) return inner(first.e);
    if (callee.name === 'slice' && path.length === 0 && isHandful(link, m, call.args.map(arg => arg.e))) return true;
    if ((path.length === 0 ? KEEPS_LENGTH : KEEPS_ELEMENTS).has(callee.name)) return inner(callee.of);
    // A value of a map that is written out: the second of each of its pairs.
    if (callee.name === 'get' && call.args.length === 1) return inner(callee.of, ['*', 1, ...path]);
    if (callee.name === 'concat') return inner(callee.of) && call.args.every(arg => inner(arg.e));
  }
  if (isParsedShort(link, m, e, path, HANDFUL)) return true;
  const { callees, query } = link.callAt(m, e);
  if (query && readsOneRow(link, m, e, query)) return path.length === 0;
  if (query) return path.length === 0 && (query.limit === undefined ? boundsOf(link, m, query).some(list => isShort(link, list.m, list.e, [], hops + 1)) : isConstantBound(link, query.limit.m, query.limit.e, HANDFUL));
  const handed = argumentBehind(link, m, e, path);
  if (handed && inner(handed.e, handed.path)) return true;
  return callees.length === 1 && callees.every(target => {
    const returning = link.facts(target.m);
    const some = returning ? returnedBy(returning, target.f).filter(value => !isEmptyList(returning, value)) : [];
    return some.length > 0 && some.every(value => isShort(link, target.m, value, path, hops + 1));
  });
}

/** `slice(0, 3)`, `slice(-3)`. */
function isHandful(link: Link, m: ModuleId, [from, to]: readonly E[]): boolean {
  if (from === undefined || !isConstantBound(link, m, from, to === undefined ? HANDFUL : 0)) return false;
  const start = link.valueOf(m, from);
  return to === undefined ? start.k === 'lit' && Number(start.v) < 0 : isConstantBound(link, m, to, HANDFUL);
}

function hasConstantLength(link: Link, m: ModuleId, facts: ModuleFacts, e: E): boolean {
  const object = facts.exprs[e]!;
  const length = object.k === 'object' ? object.props.find(prop => prop.name === 'length') : undefined;
  return length !== undefined && isConstantBound(link, m, length.value);
}

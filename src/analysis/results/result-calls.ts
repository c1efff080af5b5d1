import { baseVar } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Analysis } from '../analysis.ts';
import { ARRAY_METHODS } from '../runs/iterating-calls.ts';
import { ormOf } from '../link/join.ts';
import type { Callee } from '../link/link.ts';
import { givesOf } from './result-returns.ts';
import { ELEMENT_OF, escape, heldBy, stepInto, useOf, type Gives, type Held, type Next, type Step } from './result-use.ts';
import { inParameter } from './result-variables.ts';

/** A call enters no more functions than this, and no more than this stand inside one another. */
const MOST_CALLEES = 6;
const DEEPEST = 4;

/** Methods that give a list of the same elements, or some of them. */
const SAME_ELEMENTS: ReadonlySet<string> = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'concat', 'values', 'toArray']);
const ONE_ELEMENT: ReadonlySet<string> = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
const CHANGES: ReadonlySet<string> = new Set(['pop', 'shift', 'push', 'unshift', 'splice', 'fill', 'copyWithin', 'add', 'set', 'delete', 'clear']);
const LOOKS: ReadonlySet<string> = new Set(['includes', 'indexOf', 'lastIndexOf', 'has']);
/** Methods that make a text, a number or a truth of a value. */
const TEXTS: ReadonlySet<string> = new Set(['join', 'toString', 'toFixed', 'toLocaleString', 'toISOString', 'getTime', 'startsWith', 'endsWith', 'toLowerCase', 'toUpperCase', 'trim']);
/** Methods that give the same in another form. */
const SAME: ReadonlySet<string> = new Set(['catch', 'finally', 'toObject', 'toJSON', 'valueOf']);
/** Methods that put an argument into their receiver: which one. */
const FILLS: ReadonlyMap<string, number> = new Map([['push', -1], ['unshift', -1], ['add', 0], ['set', 1]]);

type CallExpr = ModuleFacts['exprs'][number] & { k: 'call' };

/** `held.name(…)`. */
export function* onMethod(an: Analysis, facts: ModuleFacts, held: Held, call: E, name: string | undefined): Generator<Next> {
  const expr = facts.exprs[call] as CallExpr;
  const whole = held.inside.length === 0;
  if (name === undefined) {
    yield escape(facts, held, 'receiver');
    return;
  }
  if (whole && held.path.length === 0 && isBuilding(an, held, call)) {
    yield heldBy(held, call);
    return;
  }
  if (name === 'then') {
    yield* intoFunction(an, facts, held, call, expr.args[0]?.e, [0], 'value');
    return;
  }
  if (SAME.has(name)) {
    yield heldBy(held, call);
    return;
  }
  // A list inside an object is no receiver of its methods.
  const element = whole || typeof held.inside[0] === 'number' || held.inside[0] === ELEMENT_OF ? stepInto(held, whole ? 0 : held.inside[0]!) : undefined;
  if (!element) {
    yield escape(facts, held, 'receiver');
    return;
  }
  const iteration = ARRAY_METHODS.get(name);
  if (iteration || name === 'entries' || name === 'keys') {
    if (whole) yield useOf(facts, held, { kind: 'each', method: name, call });
    if (iteration) {
      const [first = 0] = iteration.elements;
      const elements = name === 'sort' || name === 'toSorted' ? [0, 1] : [first];
      if (expr.args.length > 0) yield* intoFunction(an, facts, element, call, expr.args[0]!.e, elements, givesOf(name));
      yield* intoFunction(an, facts, held, call, expr.args[0]?.e, [first + 2], givesOf(name), true);
    }
    if (name === 'entries') yield { ...heldBy(element, call, name), inside: [ELEMENT_OF, 1, ...element.inside] };
  }
  if (CHANGES.has(name) && whole) yield useOf(facts, held, { kind: 'write' });
  if (SAME_ELEMENTS.has(name)) yield heldBy(held, call, name);
  else if (ONE_ELEMENT.has(name) || (name === 'get' && !whole)) {
    const one = heldBy(element, call, name);
    if (whole) yield useOf(facts, one, { kind: 'element' });
    yield one;
  } else if (LOOKS.has(name)) yield useOf(facts, held, { kind: 'compare', op: name });
  else if (TEXTS.has(name)) yield useOf(facts, held, { kind: 'operand', op: name });
  else if (!iteration && name !== 'entries' && name !== 'keys' && !CHANGES.has(name)) yield escape(facts, held, 'receiver');
}

/** Whether a call adds to the builder of a query, or runs it. */
function isBuilding(an: Analysis, { m, env }: Held, call: E): boolean {
  const { receiver, query, value } = an.link.callAt(m, call, env);
  return ormOf(receiver)?.builder === true && (query !== undefined || ormOf(value)?.builder === true);
}

/** `call(…, held, …)`. */
export function* inArgument(an: Analysis, facts: ModuleFacts, held: Held, call: E): Generator<Next> {
  const expr = facts.exprs[call] as CallExpr;
  const at = expr.args.findIndex(arg => arg.e === held.e);
  const callee = facts.exprs[expr.callee]!;
  const spread = expr.args.slice(0, at + 1).some(arg => arg.spread);
  const isMath = callee.k === 'get' && facts.exprs[callee.of]!.k === 'global' && (facts.exprs[callee.of] as { name: string }).name === 'Math';
  if (isMath) {
    yield useOf(facts, held, { kind: 'operand', op: `Math.${callee.name ?? ''}` });
    return;
  }
  if (spread || expr.tagged) {
    yield escape(facts, held, spread ? 'spread' : 'argument');
    return;
  }
  if (callee.k === 'global') {
    yield* toGlobal(facts, held, call, callee.name, expr.new === true);
    return;
  }
  if (callee.k === 'get' && facts.exprs[callee.of]!.k === 'global') {
    const known = toStatic(held, call, (facts.exprs[callee.of] as { name: string }).name, callee.name ?? '');
    if (known === 'compare') yield useOf(facts, held, { kind: 'compare', op: callee.name ?? '' });
    else if (known) yield known;
    else yield escape(facts, held, 'argument');
    return;
  }
  const { callees, receiver } = an.link.callAt(held.m, call, held.env);
  if (callees.length > 0 && !ormOf(receiver)) {
    yield* intoCallees(an, held, call, callees, at, 'value');
    // `this.translate = given || (key => key)`: what is given may do more with it.
    if (isHeldFunction(facts, expr.callee)) yield escape(facts, held, 'argument');
    return;
  }
  if (callee.k === 'get' && LOOKS.has(callee.name ?? '')) {
    if (held.inside.length === 0) yield useOf(facts, held, { kind: 'compare', op: callee.name!, other: callee.of });
    return;
  }
  const place = callee.k === 'get' ? FILLS.get(callee.name ?? '') : undefined;
  const into = callee.k === 'get' && place !== undefined && (place < 0 || place === at) && facts.exprs[callee.of]!.k === 'var' ? baseVar(facts, callee.of) : undefined;
  if (into === undefined || !isLocal(facts, into)) {
    yield escape(facts, held, place === undefined ? 'argument' : 'stored');
    return;
  }
  for (const e of indexOf(facts).usesOf(into)) if (callee.k !== 'get' || e !== callee.of) yield { ...heldBy(held, e), inside: [ELEMENT_OF, ...held.inside], via: [...held.via, { how: 'collected', m: held.m, e: call }] };
}

/** A variable that only this module sees and that was not handed in. */
function isLocal(facts: ModuleFacts, v: number): boolean {
  return facts.vars[v]!.defs.every(({ how }) => how === 'init' || how === 'assign' || how === 'declare') && !facts.exports.some(each => each.v === v);
}

function* toGlobal(facts: ModuleFacts, held: Held, call: E, name: string, isNew: boolean): Generator<Next> {
  const whole = held.inside.length === 0;
  if (!isNew && name === 'Boolean') {
    if (whole) yield useOf(facts, held, { kind: 'truthiness' });
  } else if (!isNew && (name === 'Number' || name === 'BigInt' || name === 'parseInt' || name === 'parseFloat')) yield heldBy(held, call);
  else if ((!isNew && name === 'String') || (isNew && name === 'Date' && whole)) yield useOf(facts, held, { kind: 'operand', op: 'text' });
  else if (isNew && name === 'Set') yield heldBy(held, call, 'Set');
  else if (isNew && name === 'Map' && isSecond(held.inside)) yield { ...heldBy(held, call, 'Map'), inside: [ELEMENT_OF, ...held.inside.slice(2)] };
  else if (isNew && name === 'Map' && held.inside[0] === ELEMENT_OF && held.inside[1] === 0) yield useOf(facts, held, { kind: 'operand', op: 'key' });
  else yield escape(facts, held, 'argument');
}

/** The value of each pair of a list of pairs. */
function isSecond([first, second]: readonly Step[]): boolean {
  return first === ELEMENT_OF && second === 1;
}

function toStatic(held: Held, call: E, owner: string, name: string): Held | 'compare' | undefined {
  if (owner === 'Promise') {
    if (name === 'all' || name === 'resolve') return heldBy(held, call);
    const [first, ...rest] = held.inside;
    return name === 'allSettled' && first !== undefined ? { ...heldBy(held, call), inside: [first, 'value', ...rest] } : undefined;
  }
  if (owner === 'Array' && name === 'isArray') return 'compare';
  if (owner === 'Array' && name === 'from') return heldBy(held, call, 'spread');
  if (owner === 'Object' && (name === 'freeze' || name === 'seal')) return heldBy(held, call);
  return owner === 'Number' ? 'compare' : undefined;
}

/** Goes on in the parameters `at` of a function that is handed to a call. `lenient`: only where the function has them. */
function* intoFunction(an: Analysis, facts: ModuleFacts, held: Held, call: E, fn: E | undefined, at: readonly number[], gives: Gives, lenient = false): Generator<Next> {
  if (fn === undefined) {
    if (!lenient) yield escape(facts, held, 'argument');
    return;
  }
  const expr = facts.exprs[fn]!;
  if (expr.k === 'fn') {
    for (const param of at) yield* inParameter(facts, held, expr.f, param);
    return;
  }
  if (lenient) return;
  if (expr.k === 'global' && expr.name === 'Boolean') {
    if (held.inside.length === 0) yield useOf(facts, held, { kind: 'truthiness' });
    return;
  }
  const callees = an.link.calleesOf(an.link.valueOf(held.m, fn, held.env), held.m, [], held.env);
  if (callees.length === 0) yield escape(facts, held, 'argument');
  for (const param of at) yield* intoCallees(an, held, call, callees, param, gives);
}

/** Whether a function is called that an own field holds, and no method of the class: what it was given may be another one. */
function isHeldFunction(facts: ModuleFacts, callee: E): boolean {
  const get = facts.exprs[callee]!;
  return get.k === 'get' && facts.exprs[get.of]!.k === 'this' && !facts.classes.some(({ members }) => members.some(({ kind, name }) => kind === 'method' && name === get.name));
}

function* intoCallees(an: Analysis, held: Held, call: E, callees: readonly Callee[], at: number, gives: Gives): Generator<Next> {
  const here = an.link.facts(held.m)!;
  if (callees.length > MOST_CALLEES || held.entered.length >= DEEPEST || callees.some(({ wrapped, m }) => wrapped || !an.link.facts(m))) {
    yield escape(here, held, 'argument');
    return;
  }
  for (const { m, f, env } of callees) {
    const { env: before, ...rest } = held;
    const entered = [...held.entered, { m: held.m, call, of: m, f, gives, ...(before && { env: before }) }];
    yield* inParameter(an.link.facts(m)!, { ...rest, m, entered, ...(env && { env }) }, f, at, { facts: here, m: held.m, e: held.e });
  }
}

import { indexOf } from '../../facts/index-of.ts';
import type { Def, E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { inArgument, onMethod } from './result-calls.ts';
import { returned } from './result-returns.ts';
import { ELEMENT_OF, escape, heldBy, stepInto, useOf, type Held, type Next, type ResultUse, type Step } from './result-use.ts';
import { inVariable, variablesOf } from './result-variables.ts';

/** More places than these are not followed: what comes then counts as escaped. */
const MOST_PLACES = 400;

/** What a call gives, where nothing has been done with it yet. */
export function resultOf(m: ModuleId, e: E): Held {
  return { m, e, inside: [], path: [], via: [], entered: [] };
}

/**
 * Every use of what an expression holds, through variables, destructuring, callbacks, copies, and functions of the program that
 * are given it. A superset: a variable that is given several values counts with all reads. What is not understood is an escape.
 */
export function* usesOf(an: Analysis, start: Held): Generator<ResultUse> {
  for (const next of followed(an, start)) if ('kind' in next) yield next;
}

/** Every expression that holds what an expression holds, or a part of it, by the same ways. */
export function* holdersOf(an: Analysis, start: Held): Generator<Held> {
  for (const next of followed(an, start)) if (!('kind' in next)) yield next;
}

function* followed(an: Analysis, start: Held): Generator<Next> {
  const seen = new Set<string>();
  const queue: Held[] = [start];
  for (let held = queue.shift(); held; held = queue.shift()) {
    const key = `${held.m}#${held.e}#${held.inside.join()}#${held.path.join()}#${held.entered.map(({ m, call }) => `${m}#${call}`).join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield held;
    if (seen.size > MOST_PLACES) {
      const facts = an.link.facts(held.m);
      if (facts) yield escape(facts, held, 'too-far');
      return;
    }
    for (const next of nextOf(an, held)) {
      if ('kind' in next) yield next;
      else queue.push(next);
    }
  }
}

function nextOf(an: Analysis, held: Held): Iterable<Next> {
  const facts = an.link.facts(held.m);
  if (!facts) return [];
  const parent = indexOf(facts).parent[held.e] ?? -1;
  return parent < 0 ? alone(an, facts, held) : within(an, facts, held, parent);
}

/** An expression that is part of no other one: a definition, a test, what a function returns. */
function* alone(an: Analysis, facts: ModuleFacts, held: Held): Generator<Next> {
  const use = indexOf(facts).use(held.e);
  switch (use.k) {
    case 'statement':
      return;
    case 'def':
      yield* intoVariables(facts, held, use.v, use.def);
      return;
    case 'exit':
      if (use.exit.kind === 'throw') yield escape(facts, held, 'thrown');
      else yield* returned(an, facts, held, use.fn);
      return;
    case 'region':
      yield* inRegion(facts, held, use.r);
      return;
    case 'export':
      yield escape(facts, held, 'exported');
      return;
    default:
      yield escape(facts, held, 'stored');
  }
}

function* intoVariables(facts: ModuleFacts, held: Held, v: V, def: Def): Generator<Next> {
  const all = variablesOf(facts, held.e);
  for (const each of all.length > 0 ? all : [{ v, def }]) yield* inVariable(facts, held, each.v, each.def.path);
}

function* inRegion(facts: ModuleFacts, held: Held, r: number): Generator<Next> {
  const region = facts.regions[r]!;
  switch (region.k) {
    case 'of':
    case 'await-of':
      if (held.inside.length === 0) yield useOf(facts, held, { kind: 'each', method: 'for…of' });
      for (const v of region.vars) {
        for (const def of facts.vars[v]!.defs) {
          if (def.how !== 'each' || def.loop !== r) continue;
          const element = stepInto(held, ELEMENT_OF);
          if (element) yield* inVariable(facts, element, v, def.path);
        }
      }
      return;
    case 'in':
      yield useOf(facts, held, { kind: 'each', method: 'for…in' });
      return;
    case 'switch':
    case 'case':
      if (held.inside.length === 0) yield useOf(facts, held, { kind: 'compare', op: '===' });
      return;
    case 'for':
      if (region.test !== held.e) return;
  }
  if (held.inside.length === 0) yield useOf(facts, held, { kind: 'truthiness' });
}

const COMPARES: ReadonlySet<string> = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=', 'typeof', 'instanceof', 'in']);

/** An expression inside another one. */
function* within(an: Analysis, facts: ModuleFacts, held: Held, parent: E): Generator<Next> {
  const around = facts.exprs[parent]!;
  // What holds the part only somewhere inside says nothing of it by being tested or compared.
  const whole = held.inside.length === 0;
  switch (around.k) {
    case 'await':
    case 'as':
      yield heldBy(held, parent);
      return;
    case 'yield':
    case 'yield*':
      yield escape(facts, held, 'yielded');
      return;
    case 'seq':
      if (around.of.at(-1) === held.e) yield heldBy(held, parent);
      return;
    case 'choice': {
      const first = around.test === held.e || (around.test === undefined && around.of[0] === held.e && around.op !== '??');
      if (first && whole) yield useOf(facts, held, { kind: 'truthiness' });
      if (around.of.includes(held.e) && !(around.op === '&&' && around.of[0] === held.e)) yield heldBy(held, parent);
      return;
    }
    case 'op': {
      if (!whole) return;
      if (around.op === '!') yield useOf(facts, held, { kind: 'truthiness' });
      else if (COMPARES.has(around.op)) {
        const other = around.of.find(each => each !== held.e);
        yield useOf(facts, held, { kind: 'compare', op: around.op, ...(other !== undefined && { other }) });
      } else if (around.op === 'delete') yield useOf(facts, held, { kind: 'write' });
      else if (around.op !== 'void') yield useOf(facts, held, { kind: 'operand', op: around.op });
      return;
    }
    case 'text':
      yield useOf(facts, held, { kind: 'operand', op: 'text' });
      return;
    case 'array': {
      const at = around.items.findIndex(item => item.e === held.e);
      if (around.items[at]!.spread) yield around.items.length === 1 || !whole ? heldBy(held, parent, 'spread') : heldBy(held, parent, 'concat');
      else yield { ...held, e: parent, inside: [around.items.slice(0, at).some(item => item.spread) ? ELEMENT_OF : at, ...held.inside] };
      return;
    }
    case 'object': {
      const prop = around.props.find(({ value }) => value === held.e);
      if (prop?.spread) yield heldBy(held, parent, 'spread');
      else if (prop?.name !== undefined) yield { ...held, e: parent, inside: [prop.name, ...held.inside] };
      else if (prop) yield escape(facts, held, 'stored');
      else if (whole) yield useOf(facts, held, { kind: 'operand', op: 'key' });
      return;
    }
    case 'set':
      yield* assigned(facts, held, parent);
      return;
    case 'get':
      if (around.of === held.e) yield* atMember(an, facts, held, parent);
      else if (whole) yield useOf(facts, held, { kind: 'operand', op: 'key' });
      return;
    case 'call':
      if (around.callee === held.e) yield escape(facts, held, 'called');
      else yield* inArgument(an, facts, held, parent);
      return;
    default:
      yield escape(facts, held, 'unknown');
  }
}

/** `rows = …` goes on in the variable, and as the value of the assignment. */
function* assigned(facts: ModuleFacts, held: Held, set: E): Generator<Next> {
  const expr = facts.exprs[set]!;
  if (expr.k !== 'set' || expr.value !== held.e) {
    yield escape(facts, held, 'unknown');
    return;
  }
  if (expr.op !== '=' && expr.op !== '??=' && expr.op !== '||=' && expr.op !== '&&=') {
    yield useOf(facts, held, { kind: 'operand', op: expr.op.slice(0, -1) });
    return;
  }
  const variables = variablesOf(facts, held.e);
  if (expr.to !== undefined || variables.length === 0) yield escape(facts, held, 'stored');
  for (const { v, def } of variables) yield* inVariable(facts, held, v, def.path);
  yield heldBy(held, set);
}

/** `held.name`, `held[key]`, `held.method(…)`. */
function* atMember(an: Analysis, facts: ModuleFacts, held: Held, get: E): Generator<Next> {
  const expr = facts.exprs[get]!;
  if (expr.k !== 'get') return;
  const parent = indexOf(facts).parent[get] ?? -1;
  const around = parent < 0 ? undefined : facts.exprs[parent]!;
  if (around?.k === 'call' && around.callee === get) {
    yield* onMethod(an, facts, held, parent, expr.name);
    return;
  }
  const step = memberStep(facts, held, expr);
  const whole = held.inside.length === 0;
  if (whole && isWritten(around, get)) {
    yield useOf(facts, { ...heldBy(held, get), path: [...held.path, typeof step === 'number' ? ELEMENT_OF : step] }, { kind: 'write' });
    return;
  }
  if (expr.name === 'length' || expr.name === 'size') {
    const list = listOf(held);
    if (list) {
      const length: Held = { ...heldBy(list, get), path: [...list.path, 'length'] };
      yield useOf(facts, length, { kind: 'length' });
      yield length;
      return;
    }
  }
  const member = stepInto(heldBy(held, get), step);
  if (!member) return;
  if (whole) yield useOf(facts, member, expr.name !== undefined ? { kind: 'member', name: expr.name } : step === ELEMENT_OF || typeof step === 'number' ? { kind: 'element', ...(typeof step === 'number' && { index: step }) } : { kind: 'member' });
  yield member;
}

/** The list whose length is asked for: the part itself, or the list that a list was made of element by element. */
function listOf(held: Held): Held | undefined {
  if (held.inside.length === 0) return held;
  const last = held.path.lastIndexOf(ELEMENT_OF);
  return held.inside.length === 1 && held.inside[0] === ELEMENT_OF && last >= 0 ? { ...held, inside: [], path: held.path.slice(0, last) } : undefined;
}

function isWritten(around: ModuleFacts['exprs'][number] | undefined, get: E): boolean {
  return (around?.k === 'set' && around.to === get) || (around?.k === 'op' && around.op === 'delete');
}

/** A computed key is an index where a list is expected: of all of the result, or of a list inside something. */
function memberStep(facts: ModuleFacts, held: Held, { name, key }: { name?: string; key?: E }): Step {
  if (name !== undefined) return name;
  const literal = key === undefined ? undefined : facts.exprs[key]!;
  if (literal?.k === 'lit' && typeof literal.v === 'number') return literal.v;
  if (held.inside.length > 0) return typeof held.inside[0] === 'number' ? held.inside[0] : ELEMENT_OF;
  return held.path.length === 0 || held.path.at(-1) !== ELEMENT_OF ? ELEMENT_OF : '?';
}

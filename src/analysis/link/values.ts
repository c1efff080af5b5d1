import { pushedInto } from '../../facts/assignments.ts';
import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { follow } from './bind.ts';
import { valueOfModule } from './imports.ts';
import { isForeign, join, leadsOn, PLAIN, unknown } from './join.ts';
import { selfOfGiven } from './given-members.ts';
import type { Link } from './link.ts';
import { grown } from './builders.ts';
import { inherited, instanceMember } from './members.ts';
import { valueOfParameter } from './parameters.ts';
import { named } from './named.ts';

const GLOBALS = new Set([
  'Math', 'JSON', 'Array', 'Object', 'String', 'Number', 'Boolean', 'Date', 'Promise', 'Set', 'Map', 'WeakMap', 'WeakSet', 'console', 'process', 'Buffer', 'Symbol', 'RegExp', 'Error', 'TypeError',
  'URL', 'URLSearchParams', 'Intl', 'BigInt', 'Reflect', 'crypto', 'performance', 'fetch', 'Response', 'Request', 'Headers', 'FormData', 'AbortController', 'setTimeout', 'setInterval', 'setImmediate',
  'clearTimeout', 'clearInterval', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'structuredClone', 'queueMicrotask', 'encodeURIComponent', 'decodeURIComponent', 'window', 'document', 'localStorage', 'sessionStorage',
]);

/** What an expression is, asked without a memory: `index.ts` keeps the answers. */
export function computeValue(link: Link, m: ModuleId, e: E, env: Env | undefined): Value {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr) return unknown('the module cannot be read');
  const of = (inner: E): Value => link.valueOf(m, inner, env);
  switch (expr.k) {
    case 'lit':
      return { k: 'lit', v: expr.v };
    case 'undef':
    case 'regex':
    case 'meta':
    case 'op':
      return PLAIN;
    case 'text':
      return expr.of.length === 0 ? { k: 'lit', v: expr.quasis[0] ?? '' } : PLAIN;
    case 'var':
      return link.valueOfVar(m, expr.v, env);
    case 'global':
      if (expr.name === 'exports') return { k: 'namespace', m };
      return GLOBALS.has(expr.name) ? PLAIN : unknown(`${expr.name} is a global`);
    case 'this':
      return valueOfThis(link, m, facts, expr.fn, env);
    case 'super':
      return valueOfSuper(link, m, facts, expr.fn, env);
    case 'get':
      if (isModuleExports(facts, e)) return valueOfModule(link, m);
      if (expr.name !== undefined && facts.exprs[expr.of]!.k === 'super') return superMember(link, m, facts, e, expr.name, env);
      return expr.name !== undefined ? link.settled(link.member(of(expr.of), expr.name), m) : memberByKey(link, of(expr.of), expr.key === undefined ? undefined : of(expr.key));
    case 'call':
      return link.callAt(m, e, env).value;
    case 'object':
      return { k: 'object', m, e, ...(env && { env }) };
    case 'array':
      return { k: 'list', of: join(expr.items.map(item => (item.spread ? link.element(of(item.e)) : of(item.e)))) };
    case 'fn':
      return { k: 'fn', m, f: expr.f, ...(env && { env }) };
    case 'class':
      return { k: 'class', m, c: expr.c, ...(env && { env }) };
    case 'await':
      return expr.of === undefined ? PLAIN : link.awaited(of(expr.of));
    case 'yield':
    case 'yield*':
      return unknown('what a generator is sent');
    case 'choice':
      return expr.op === '&&' ? of(expr.of[1]!) : join(expr.of.map(of));
    case 'set':
      return expr.value !== undefined ? of(expr.value) : PLAIN;
    case 'as': {
      const inner = of(expr.of);
      return (leadsOn(inner) && !isForeign(inner)) || !expr.type ? inner : better(inner, link.valueOfType(m, expr.type));
    }
    case 'seq':
      return of(expr.of.at(-1)!);
    case 'unknown':
      return unknown(expr.why);
  }
}

/** `module.exports`, read by the module itself. */
function isModuleExports(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  const owner = expr.k === 'get' && expr.name === 'exports' ? facts.exprs[expr.of]! : undefined;
  return owner?.k === 'global' && owner.name === 'module';
}

function better(inner: Value, typed: Value): Value {
  return leadsOn(typed) ? typed : inner;
}

function memberByKey(link: Link, owner: Value, key: Value | undefined): Value {
  if (key?.k === 'lit' && typeof key.v === 'string') return link.member(owner, key.v);
  return owner.k === 'list' ? owner.of : link.member(owner, undefined);
}

/** `this` of function `f`: what the call bound, else an instance of the class, or the object it is a method of. */
function valueOfThis(link: Link, m: ModuleId, facts: ModuleFacts, f: number, env: Env | undefined): Value {
  for (let at = env; at; at = at.outer) if (at.m === m && at.f === f && at.self) return at.self;
  const fn = facts.fns[f];
  if (fn?.cls !== undefined) return fn.static ? { k: 'class', m, c: fn.cls } : { k: 'instance', m, c: fn.cls, declared: true };
  const given = selfOfGiven(link, m, facts, f, env);
  if (given) return given;
  const index = link.index(m);
  const made = index.exprOfFn(f);
  const holder = made === undefined ? -1 : index.parent[made]!;
  if (facts.exprs[holder]?.k !== 'object') return unknown('this');
  return extended(link, m, facts, holder, env) ?? { k: 'object', m, e: holder, ...(env && { env }) };
}

/** What a call makes of the object literal that it is handed, when that is still the object: `repository.extend({ … })`. */
function extended(link: Link, m: ModuleId, facts: ModuleFacts, object: E, env: Env | undefined): Value | undefined {
  const call = link.index(m).parent[object] ?? -1;
  if (facts.exprs[call]?.k !== 'call') return undefined;
  const { value } = link.callAt(m, call, env);
  return value.k === 'object' && value.e === object && value.m === m ? value : undefined;
}

/** `super.name`: looked up from the parent class on, in the instance at hand. */
function superMember(link: Link, m: ModuleId, facts: ModuleFacts, e: E, name: string, env: Env | undefined): Value {
  const get = facts.exprs[e]!;
  const owner = get.k === 'get' ? facts.exprs[get.of]! : undefined;
  if (get.k !== 'get' || owner?.k !== 'super') return unknown('super');
  const above = valueOfSuper(link, m, facts, owner.fn, env);
  const self = valueOfThis(link, m, facts, owner.fn, env);
  const parent = facts.fns[owner.fn]?.cls === undefined ? undefined : link.valueOf(m, facts.classes[facts.fns[owner.fn]!.cls!]!.super!, env);
  if (parent?.k !== 'class' || self.k !== 'instance') return link.member(above, name);
  return instanceMember(link, self, parent.m, parent.c, name, undefined, 0) ?? unknown(`${name} is not a member`);
}

function valueOfSuper(link: Link, m: ModuleId, facts: ModuleFacts, f: number, env: Env | undefined): Value {
  const cls = facts.fns[f]?.cls;
  const parent = cls === undefined ? undefined : facts.classes[cls]?.super;
  if (parent === undefined) return unknown('super');
  const above = link.valueOf(m, parent, env);
  const self = valueOfThis(link, m, facts, f, env);
  if (above.k === 'orm' && (self.k === 'class' || self.k === 'instance')) return inherited(link, self) ?? above;
  if (facts.fns[f]!.static) return above;
  if (above.k === 'class') {
    const made: Value = { k: 'instance', m: above.m, c: above.c };
    return self.k === 'instance' ? { ...made, ...(self.args && { args: self.args }), declared: true } : made;
  }
  return above.k === 'external' ? link.member(above, 'prototype') : unknown('super');
}

/** What a variable holds: every definition, and the annotation where those say nothing. */
export function computeVariable(link: Link, m: ModuleId, v: V, env: Env | undefined): Value {
  const facts = link.facts(m);
  const held = facts?.vars[v];
  if (!facts || !held) return unknown('the module cannot be read');
  for (let at = env; at; at = at.outer) {
    const bound = at.m === m ? at.binds.get(v) : undefined;
    if (bound) return bound;
  }
  const values: Value[] = [];
  for (const def of held.defs) {
    switch (def.how) {
      case 'init':
      case 'fn':
      case 'class':
        if (def.e !== undefined) {
          const given = destructured(link, m, facts, def.e, def.path, env);
          values.push(def.path.length === 0 ? named(link, held.name, given) : given);
        }
        break;
      case 'assign':
        // What a builder's own chain gives is the builder, grown.
        if (def.e !== undefined && growsFrom(facts, def.e, v) && values.some(isBuilder)) break;
        if (def.e !== undefined && (def.op === '=' || def.op === '??=' || def.op === '||=')) {
          const assigned = destructured(link, m, facts, def.e, def.path, env);
          if (assigned.k !== 'unknown' || values.length === 0 || !startsAt(facts, def.e, v)) values.push(assigned);
        }
        break;
      case 'each': {
        const region = def.loop === undefined ? undefined : facts.regions[def.loop];
        if (region && (region.k === 'of' || region.k === 'await-of')) values.push(follow(link, link.element(link.valueOf(m, region.over, env)), def.path));
        else values.push(PLAIN);
        break;
      }
      case 'param':
        values.push(valueOfParameter(link, m, facts, v, def, env));
        break;
      case 'import': {
        const from = def.import === undefined ? undefined : facts.imports[def.import];
        if (from) values.push(link.valueOfImport(m, from.from, from.name));
        break;
      }
      case 'catch':
        values.push(PLAIN);
        break;
      case 'declare':
        break;
    }
    if (def.default !== undefined) values.push(link.valueOf(m, def.default, env));
  }
  const value = grown(link, m, v, withPushed(link, m, facts, v, values.length > 0 ? join(values) : unknown('a variable without a value'), env), env);
  return (leadsOn(value) && !isForeign(value)) || !held.type ? value : better(value, link.valueOfType(m, held.type));
}

/** Whether an expression is a chain of calls on variable `v`, and is not what waiting for it gives. */
function growsFrom(facts: ModuleFacts, e: E, v: V): boolean {
  return facts.exprs[e]!.k !== 'await' && startsAt(facts, e, v);
}

function isBuilder(value: Value): boolean {
  return value.k === 'orm' && value.builder === true;
}

/** Whether an expression is a chain of calls on variable `v`: `users = users.filter(…)` says nothing new of what `users` holds. */
function startsAt(facts: ModuleFacts, e: E, v: V): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'var') return expr.v === v;
  if (expr.k === 'await' || expr.k === 'as') return expr.of !== undefined && startsAt(facts, expr.of, v);
  const callee = expr.k === 'call' ? facts.exprs[expr.callee]! : undefined;
  return callee?.k === 'get' && startsAt(facts, callee.of, v);
}

/** A list that is filled by `list.push(row)`. */
function withPushed(link: Link, m: ModuleId, facts: ModuleFacts, v: V, value: Value, env: Env | undefined): Value {
  if (value.k !== 'list' || leadsOn(value.of)) return value;
  const pushed = pushedInto(facts, v).map(arg => (arg.spread ? link.element(link.valueOf(m, arg.e, env)) : link.valueOf(m, arg.e, env)));
  const of = join(pushed);
  return pushed.length > 0 && leadsOn(of) ? { k: 'list', of } : value;
}

/** The part of `e` that a pattern takes; positions of an array literal (and of `Promise.all([…])`) are kept apart. */
function destructured(link: Link, m: ModuleId, facts: ModuleFacts, e: E, path: readonly (string | number)[], env: Env | undefined): Value {
  const [first, ...rest] = path;
  if (typeof first === 'number') {
    const array = arrayBehind(facts, e);
    const item = array?.k === 'array' && !array.items.slice(0, first + 1).some(each => each.spread) ? array.items[first] : undefined;
    if (item) return follow(link, link.awaited(link.valueOf(m, item.e, env)), rest);
  }
  return follow(link, link.valueOf(m, e, env), [...path]);
}

function arrayBehind(facts: ModuleFacts, e: E): ModuleFacts['exprs'][number] | undefined {
  const expr = facts.exprs[e]!;
  if (expr.k === 'await' || expr.k === 'as') return expr.of === undefined ? undefined : arrayBehind(facts, expr.of);
  if (expr.k !== 'call') return expr;
  const callee = facts.exprs[expr.callee]!;
  const owner = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
  return owner?.k === 'global' && owner.name === 'Promise' && expr.args[0] ? arrayBehind(facts, expr.args[0].e) : expr;
}

import type { Def, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { packageIteration } from '../runs/iterating-calls.ts';
import { follow, valuesOf } from './bind.ts';
import { join, leadsOn, ormOf, unknown } from './join.ts';
import type { Link } from './link.ts';
import { inheritedReceiver } from './members.ts';

/** More call sites than this say nothing certain of a parameter. */
const MOST_CALLS = 12;

/** Array methods whose callback gets an element first. */
const ELEMENT_FIRST = new Set(['map', 'forEach', 'flatMap', 'filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex']);

/** What an unbound parameter is: by its annotation, by what hands the function its arguments, or by the calls in its own module. */
export function valueOfParameter(link: Link, m: ModuleId, facts: ModuleFacts, v: V, def: Def, env: Env | undefined): Value {
  const { fn: f } = facts.vars[v]!;
  const param = def.param === undefined ? undefined : facts.fns[f]?.params[def.param];
  if (!param) return unknown('a parameter');
  const values: Value[] = [];
  if (param.type) values.push(link.valueOfType(m, param.type));
  if (!values.some(leadsOn) && param.default !== undefined) values.push(link.valueOf(m, param.default, env));
  if (!values.some(leadsOn)) values.push(given(link, m, facts, f, def.param!, env));
  const [typed] = values;
  // A type that says what it is, and leads nowhere, is an answer too: `ids: string[]`.
  const whole = param.type && typed && (typed.k === 'list' || typed.k === 'plain') && !values.some(leadsOn) ? typed : join(values);
  if (!leadsOn(whole) && def.path.length === 0) return whole.k === 'plain' || whole.k === 'list' ? whole : { k: 'param', m, v };
  const reached = follow(link, whole, def.path);
  return leadsOn(reached) || reached.k === 'plain' ? reached : { k: 'param', m, v };
}

/** What the program hands to parameter `at` of function `f`. */
function given(link: Link, m: ModuleId, facts: ModuleFacts, f: number, at: number, env: Env | undefined): Value {
  const index = link.index(m);
  const e = index.exprOfFn(f);
  if (e === undefined) return unknown('a parameter');
  const handed = handedTo(link, m, facts, e, at, env);
  if (handed && leadsOn(handed)) return handed;
  const typed = contextualType(link, m, facts, e, at);
  if (typed && leadsOn(typed)) return typed;
  return fromCalls(link, m, facts, f, e, at) ?? handed ?? unknown('a parameter');
}

/** For a function handed to a call: what that call gives it. */
function handedTo(link: Link, m: ModuleId, facts: ModuleFacts, e: number, at: number, env: Env | undefined): Value | undefined {
  const parent = link.index(m).parent[e] ?? -1;
  const call = parent < 0 ? undefined : facts.exprs[parent];
  if (call?.k === 'object') return handedToOption(link, m, facts, e, at, env);
  if (call?.k !== 'call') return undefined;
  const argument = call.args.findIndex(arg => arg.e === e);
  if (argument < 0) return undefined;
  const callee = facts.exprs[call.callee]!;
  const method = callee.k === 'get' ? callee.name : '';
  const owner = callee.k === 'get' ? link.valueOf(m, callee.of, env) : link.valueOf(m, call.callee, env);
  const receiver = (callee.k === 'get' && callee.name !== undefined ? inheritedReceiver(link, owner, callee.name) : undefined) ?? owner;
  const client = ormOf(receiver);
  if (client) return link.orms.find(orm => orm.name === client.orm)?.callbackParam?.(client, method ?? '', argument, at);
  if (callee.k === 'get' && method !== undefined) {
    if (at === 0 && ELEMENT_FIRST.has(method) && (receiver.k === 'list' || receiver.k === 'oneOf')) return link.element(receiver);
    if (at === 0 && argument === 0 && method === 'then') return receiver;
  }
  return fromPackage(link, m, call, argument, at, env) ?? fromCallback(link, m, call, argument, at, env);
}

/** What a package's function hands to the callback that it runs for each element: `Promise.map(rows, row => …)` of Bluebird. */
function fromPackage(link: Link, m: ModuleId, call: ModuleFacts['exprs'][number] & { k: 'call' }, argument: number, at: number, env: Env | undefined): Value | undefined {
  const callee = link.valueOf(m, call.callee, env);
  const iteration = callee.k === 'external' && !callee.called ? packageIteration(callee.from, callee.name, callee.path) : undefined;
  const over = iteration?.callback === argument && iteration.elements[0] === at ? call.args[iteration.over ?? 0] : undefined;
  return over && !over.spread ? link.element(link.valueOf(m, over.e, env)) : undefined;
}

/** For a function in the options of an ORM's call: what that call gives it. */
function handedToOption(link: Link, m: ModuleId, facts: ModuleFacts, e: number, at: number, env: Env | undefined): Value | undefined {
  const { parent } = link.index(m);
  const path: string[] = [];
  let inner = e;
  let around = parent[e] ?? -1;
  for (let expr = facts.exprs[around]; expr?.k === 'object'; expr = facts.exprs[around]) {
    const name = expr.props.find(prop => prop.value === inner)?.name;
    if (name === undefined) return undefined;
    path.unshift(name);
    inner = around;
    around = parent[around] ?? -1;
  }
  const call = facts.exprs[around];
  const callee = call?.k === 'call' ? facts.exprs[call.callee]! : undefined;
  if (call?.k !== 'call' || callee?.k !== 'get' || call.args[0]?.e !== inner) return undefined;
  const client = ormOf(link.valueOf(m, callee.of, env));
  return client && link.orms.find(orm => orm.name === client.orm)?.optionParam?.(client, callee.name ?? '', path, at);
}

/** What a function of the program passes to the callback it is given. */
function fromCallback(link: Link, m: ModuleId, call: ModuleFacts['exprs'][number] & { k: 'call' }, argument: number, at: number, env: Env | undefined): Value | undefined {
  const callee = link.valueOf(m, call.callee, env);
  const fns = link.calleesOf(callee, m, call.args.filter(arg => link.facts(m)?.exprs[arg.e]?.k !== 'fn'), env);
  const values = fns.flatMap(target => {
    const facts = link.facts(target.m);
    const declared = facts?.fns[target.f]?.params[argument]?.type;
    const typed = declared ? link.valueOfType(target.m, declared) : undefined;
    if (typed?.k === 'typed' && typed.type.k === 'fn' && typed.type.fn.params[at]?.type) {
      const value = link.valueOfType(typed.m, typed.type.fn.params[at].type, typed.scope);
      if (leadsOn(value)) return [value];
    }
    return facts ? passedToCallback(link, target.m, facts, target.f, argument, at, target.env) : [];
  });
  return values.length > 0 ? join(values) : undefined;
}

function passedToCallback(link: Link, m: ModuleId, facts: ModuleFacts, f: number, argument: number, at: number, env: Env | undefined): Value[] {
  const param = facts.fns[f]?.params[argument]?.v;
  if (param === undefined) return [];
  return link.index(m).usesOf(param).flatMap(use => {
    const parent = link.index(m).parent[use] ?? -1;
    const call = parent < 0 ? undefined : facts.exprs[parent];
    if (call?.k !== 'call') return [];
    if (call.callee === use) {
      const arg = call.args[at];
      return arg && !call.args.slice(0, at + 1).some(each => each.spread) ? [link.valueOf(m, arg.e, env)] : [];
    }
    // Handed on: `client.$transaction(callback)`.
    const position = call.args.findIndex(arg => arg.e === use);
    const callee = facts.exprs[call.callee]!;
    const receiver = callee.k === 'get' ? link.valueOf(m, callee.of, env) : undefined;
    const client = receiver && ormOf(receiver);
    if (!client || callee.k !== 'get') return [];
    const value = link.orms.find(orm => orm.name === client.orm)?.callbackParam?.(client, callee.name ?? '', position, at);
    return value ? [value] : [];
  });
}

/** `const handler: Handler = async (ctx) => …`: the parameter as the variable's type says. */
function contextualType(link: Link, m: ModuleId, facts: ModuleFacts, e: number, at: number): Value | undefined {
  const use = link.index(m).use(e);
  const declared = use.k === 'def' && use.def.path.length === 0 ? facts.vars[use.v]!.type : undefined;
  if (!declared) return undefined;
  const typed = link.valueOfType(m, declared);
  if (typed.k !== 'typed' || typed.type.k !== 'fn') return undefined;
  const type = typed.type.fn.params[at]?.type;
  return type && link.valueOfType(typed.m, type, typed.scope);
}

/** What every call of a function in its own module passes. */
function fromCalls(link: Link, m: ModuleId, facts: ModuleFacts, f: number, e: number, at: number): Value | undefined {
  const index = link.index(m);
  const use = index.use(e);
  const holder = use.k === 'def' ? use.v : undefined;
  if (holder === undefined) return undefined;
  const calls = index.usesOf(holder).flatMap(name => {
    const parent = index.parent[name] ?? -1;
    const call = parent < 0 ? undefined : facts.exprs[parent];
    return call?.k === 'call' && call.callee === name ? [call] : [];
  });
  if (calls.length === 0 || calls.length > MOST_CALLS) return undefined;
  const values = calls.flatMap(call => valuesOf(link, m, call.args.slice(0, at + 1), undefined)[at] ?? []);
  return values.length > 0 ? join(values) : undefined;
}

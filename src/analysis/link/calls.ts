import type { Arg, E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { enter, valuesOf } from './bind.ts';
import { declaredMember } from './given-members.ts';
import { valueOfModule, valueOfRequire } from './imports.ts';
import { alternatives, join, keyOfCallee, leadsOn, PLAIN, unknown } from './join.ts';
import type { Call, Callee, Link } from './link.ts';
import { lookedUp } from './looked-up.ts';
import { inheritedReceiver } from './members.ts';
import { handlerOf } from './message-handlers.ts';
import { isSingleValue } from './single-values.ts';
import { moduleAt } from './module-paths.ts';
import { callOrm, GIVES_RECEIVER, shape, type CallExpr } from './orm-calls.ts';

const KEEPS_ELEMENTS = new Set(['filter', 'slice', 'concat', 'sort', 'reverse', 'toSorted', 'toReversed', 'splice', 'values', 'flat', 'flatMap']);
const GIVES_ELEMENT = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
const OF_PROMISES = new Set(['then', ...GIVES_RECEIVER]);

/** What a call does, asked without a memory. */
export function computeCall(link: Link, m: ModuleId, e: E, env: Env | undefined): Call {
  const facts = link.facts(m);
  const call = facts?.exprs[e];
  if (!facts || call?.k !== 'call') return nothing(unknown('not a call'));
  const callee = facts.exprs[call.callee]!;
  const method = call.new ? 'new' : callee.k === 'get' ? (callee.name ?? '*') : '';
  const isMethod = callee.k === 'get' && !call.new;
  const receiver = link.valueOf(m, isMethod ? callee.of : call.callee, env);

  if (callee.k === 'global') return { ...nothing(callGlobal(link, m, facts, call, callee.name, env)), method };
  if (callee.k === 'super') return callSuper(link, m, facts, call, callee.fn, env);
  const given = alternatives(receiver);
  // What a class inherits from an ORM is called on the ORM's own: `class Database extends PrismaClient`.
  const called = isMethod ? given.map(each => inheritedReceiver(link, each, method) ?? each) : given;
  const results = called.map(each => callOne(link, m, facts, call, each, method, isMethod, env));
  return merge(results, called.every((each, at) => each === given[at]) ? receiver : join(called), method);
}

function merge(results: readonly Call[], receiver: Value, method: string): Call {
  const [only] = results;
  if (only && results.length === 1 && only.receiver === receiver && only.callees.length < 2) return only;
  // Of several, the one that says the most: a builder may have been added to in one branch only.
  const queries = results.flatMap(each => each.query ?? []);
  const [query] = queries.sort((a, b) => saysOf(b) - saysOf(a));
  const callees = [...new Map(results.flatMap(each => each.callees).map(each => [keyOfCallee(each), each])).values()];
  const embeds = results.some(each => each.embeds) ? true : undefined;
  return new LazyCall(() => join(results.map(each => each.value)), callees, receiver, method, query, embeds);
}

/** A call of which is mostly asked only where it leads, and not what it gives. A class, because V8 keeps a literal that has a getter as a dictionary. */
class LazyCall implements Call {
  constructor(
    private readonly give: () => Value,
    readonly callees: readonly Callee[],
    readonly receiver: Value,
    readonly method: string,
    readonly query?: QueryCall,
    readonly embeds?: true,
  ) {}

  get value(): Value {
    return this.give();
  }
}

function saysOf({ model, filter }: QueryCall): number {
  return (model === undefined ? 0 : 1_000) + (filter?.conditions.length ?? 0);
}

function nothing(value: Value): Call {
  return { value, callees: [], receiver: value, method: '' };
}

function callOne(link: Link, m: ModuleId, facts: ModuleFacts, call: CallExpr, receiver: Value, method: string, isMethod: boolean, env: Env | undefined): Call {
  const base = { receiver, method, callees: [] };
  if (receiver.k === 'orm') {
    const own = isMethod ? declaredMember(link, receiver, method) : undefined;
    const callees = own ? link.calleesOf(own, m, call.args, env) : [];
    if (callees.length > 0) return { ...base, callees, value: join(callees.map(each => link.returnOf(each))) };
  }
  if (receiver.k === 'orm') return { ...base, ...(callOrm(link, m, call, receiver, method, env) ?? { value: unknown(`${method} is not known of the ORM`) }) };
  if (call.new) return { ...base, ...construct(link, m, call, receiver, env) };

  const callee = facts.exprs[call.callee]!;
  const throughSuper = callee.k === 'get' && facts.exprs[callee.of]!.k === 'super';
  const [given] = call.args;
  const handler = isMethod ? handlerOf(link, receiver, method, () => (given && !given.spread ? link.valueOf(m, given.e, env) : undefined)) : undefined;
  const target = handler ?? (throughSuper ? link.valueOf(m, call.callee, env) : isMethod ? link.member(receiver, method) : receiver);
  const onOrm = alternatives(target).flatMap(each => (each.k === 'orm' ? (callOrm(link, m, call, each, '', env) ?? []) : []));
  const [outcome] = onOrm;
  if (outcome) return { ...base, ...outcome };

  if (isMethod && method === 'bind' && receiver.k === 'fn') return { ...base, value: bound(link, m, call, receiver, env) };
  const through = isMethod ? throughFunction(link, m, call, receiver, method, env) : undefined;
  const callees = through ?? link.calleesOf(target, m, call.args, env);
  if (callees.length > 0) {
    return new LazyCall(() => join(callees.map(each => (link.facts(each.m)?.fns[each.f]?.generator ? unknown('a generator') : link.returnOf(each)))), callees, receiver, method);
  }
  if (target.k === 'typed' && target.type.k === 'fn') return { ...base, value: target.type.fn.returns ? link.valueOfType(target.m, target.type.fn.returns, target.scope) : unknown('a function type') };
  if (target.k === 'external' && !(isMethod && OF_PROMISES.has(method))) {
    const known = lookedUp(link, m, call, receiver, method, env);
    if (known) return { ...base, value: known };
    const given = wrapped(link, m, call, env);
    return { ...base, value: join([{ ...target, called: true, ...given }, ...madeBy(link, given.wraps)]) };
  }
  if (isMethod) {
    const builtin = callBuiltin(link, m, facts, call, receiver, method, env);
    if (builtin) return { ...base, value: builtin };
    const shaped = shape(link, m, facts, call, receiver, method, env);
    if (shaped) return { ...base, ...shaped };
  }
  if (callee.k === 'get' && callee.name === undefined && receiver.k === 'object') return { ...base, value: chosen(link, m, call, env) };
  const known = receiver.k === 'plain' || receiver.k === 'list' ? PLAIN : lookedUp(link, m, call, receiver, method, env);
  return { ...base, value: known ?? unknown('the result of an unknown call') };
}

/** What calling one of an object's functions gives, by a key that is not known: `schemas[driver]()`. Which one runs is not known either. */
function chosen(link: Link, m: ModuleId, call: CallExpr, env: Env | undefined): Value {
  const callees = link.calleesOf(link.valueOf(m, call.callee, env), m, call.args, env);
  return callees.length > 0 ? join(callees.map(each => link.returnOf(each))) : unknown('the result of an unknown call');
}

/** What an outside function makes of a function is called like that function: `cache(load)`, `memoize(async id => …)`. */
function wrapped(link: Link, m: ModuleId, call: CallExpr, env: Env | undefined): { wraps?: Value } {
  const given = call.args.flatMap(arg => (arg.spread ? [] : [link.valueOf(m, arg.e, env)])).find(value => value.k === 'fn');
  return given ? { wraps: given } : {};
}

/** What a factory makes that an outside function is given: `remember('prisma', () => new PrismaClient())`. */
function madeBy(link: Link, wrapped: Value | undefined): readonly Value[] {
  if (wrapped?.k !== 'fn') return [];
  return alternatives(link.returnOf({ m: wrapped.m, f: wrapped.f, ...(wrapped.env && { env: wrapped.env }) })).filter(value => value.k === 'orm' && value.role === 'client');
}

/** `fn.bind(self)`. */
function bound(link: Link, m: ModuleId, call: CallExpr, fn: Value & { k: 'fn' }, env: Env | undefined): Value {
  const [self] = call.args;
  const value = self && !self.spread ? link.valueOf(m, self.e, env) : undefined;
  return { ...fn, ...(value && leadsOn(value) && { self: value }) };
}

/** `fn.call(self, …)`, `fn.apply(self, …)` on a function of the program. */
function throughFunction(link: Link, m: ModuleId, call: CallExpr, receiver: Value, method: string, env: Env | undefined): readonly Callee[] | undefined {
  if (receiver.k !== 'fn' || (method !== 'call' && method !== 'apply')) return undefined;
  const [self, ...rest] = call.args;
  const bound = self && !self.spread ? link.valueOf(m, self.e, env) : undefined;
  return [enter(link, { ...receiver, ...(bound && leadsOn(bound) && { self: bound }) }, m, method === 'call' ? rest : [], env)];
}

function construct(link: Link, m: ModuleId, call: CallExpr, receiver: Value, env: Env | undefined): { value: Value; callees: readonly Callee[] } {
  if (receiver.k === 'class') {
    const values = valuesOf(link, m, call.args, env).map(value => (leadsOn(value) ? value : PLAIN));
    const value: Value & { k: 'instance' } = { k: 'instance', m: receiver.m, c: receiver.c, ...(values.some(leadsOn) && { args: values }), ...(receiver.env && { env: receiver.env }) };
    const ctor = link.facts(receiver.m)?.classes[receiver.c]?.ctor;
    return { value, callees: ctor === undefined ? [] : [enter(link, { k: 'fn', m: receiver.m, f: ctor, self: value }, m, call.args, env)] };
  }
  if (receiver.k === 'fn' && !link.facts(receiver.m)!.fns[receiver.f]!.async && link.facts(receiver.m)!.fns[receiver.f]!.kind === 'function') return constructByFunction(link, m, call, receiver, env);
  if (receiver.k === 'external') return { value: { ...receiver, instance: true }, callees: [] };
  if (receiver.k === 'plain' && call.args[0]) {
    const inner = link.valueOf(m, call.args[0].e, env);
    return { value: inner.k === 'list' ? inner : PLAIN, callees: [] };
  }
  return { value: receiver.k === 'plain' ? PLAIN : unknown('an instance of something unknown'), callees: [] };
}

/** `new Foo(…)`, where `Foo` is a function. */
function constructByFunction(link: Link, m: ModuleId, call: CallExpr, fn: Value & { k: 'fn' }, env: Env | undefined): { value: Value; callees: readonly Callee[] } {
  const values = valuesOf(link, m, call.args, env).map(value => (leadsOn(value) ? value : PLAIN));
  const value: Value = { k: 'made', m: fn.m, f: fn.f, ...(values.some(leadsOn) && { args: values }), ...(fn.env && { env: fn.env }) };
  return { value, callees: [enter(link, { ...fn, self: value }, m, call.args, env)] };
}

function callSuper(link: Link, m: ModuleId, facts: ModuleFacts, call: CallExpr, f: number, env: Env | undefined): Call {
  const cls = facts.fns[f]?.cls;
  const parent = cls === undefined ? undefined : facts.classes[cls]?.super;
  const above = parent === undefined ? undefined : link.valueOf(m, parent, env);
  const ctor = above?.k === 'class' ? link.facts(above.m)?.classes[above.c]?.ctor : undefined;
  if (above?.k !== 'class' || ctor === undefined) return nothing(PLAIN);
  const self = env?.self ?? ({ k: 'instance', m, c: cls!, declared: true } as const);
  return { ...nothing(PLAIN), callees: [enter(link, { k: 'fn', m: above.m, f: ctor, self }, m, call.args, env)] };
}

function callGlobal(link: Link, m: ModuleId, facts: ModuleFacts, call: CallExpr, name: string, env: Env | undefined): Value {
  const [first] = call.args;
  const specifier = first ? facts.exprs[first.e] : undefined;
  if ((name === 'require' || name === 'import') && specifier?.k === 'lit' && typeof specifier.v === 'string') {
    return name === 'require' ? valueOfRequire(link, m, specifier.v) : link.valueOfImport(m, specifier.v, '*');
  }
  if ((name === 'require' || name === 'import') && first && specifier?.k !== 'lit') {
    const module = moduleAt(link, m, first.e, env);
    return module === undefined ? unknown('a module that is chosen at run time') : name === 'require' ? valueOfModule(link, module) : { k: 'namespace', m: module };
  }
  if ((name === 'Array' || name === 'Set') && first) return link.valueOf(m, first.e, env);
  if (name === 'Object' && first) return link.valueOf(m, first.e, env);
  return link.valueOf(m, call.callee, env).k === 'plain' ? PLAIN : unknown(`${name} is a global`);
}

/** Methods of the language's own values: arrays, promises, `Object`, `Promise`. */
function callBuiltin(link: Link, m: ModuleId, facts: ModuleFacts, call: CallExpr, receiver: Value, method: string, env: Env | undefined): Value | undefined {
  const callee = facts.exprs[call.callee]!;
  const owner = callee.k === 'get' ? facts.exprs[callee.of]! : undefined;
  const first = call.args[0] && !call.args[0].spread ? link.valueOf(m, call.args[0].e, env) : undefined;
  if (owner?.k === 'global' && first) {
    if (owner.name === 'Promise') return first;
    if (owner.name === 'Object') return ofObject(link, method, first, call, m, env);
    if (owner.name === 'Array' && method === 'from') return call.args[1] ? { k: 'list', of: returned(link, m, call.args[1], env) } : first;
    if (owner.name === 'Array' && method === 'of') return { k: 'list', of: first };
  }
  if (method === 'then' && call.args[0]) return returned(link, m, call.args[0], env);
  if (GIVES_RECEIVER.has(method)) return receiver;
  if (method === 'map' && call.args[0] && !isSingleValue(receiver)) return { k: 'list', of: returned(link, m, call.args[0], env) };
  if (receiver.k !== 'list') return undefined;
  if (KEEPS_ELEMENTS.has(method)) return receiver;
  if (GIVES_ELEMENT.has(method)) return receiver.of;
  return PLAIN;
}

function ofObject(link: Link, method: string, first: Value, call: CallExpr, m: ModuleId, env: Env | undefined): Value | undefined {
  if (method === 'values') return { k: 'list', of: link.member(first, undefined) };
  if (method === 'entries') return { k: 'list', of: { k: 'list', of: link.member(first, undefined) } };
  if (method === 'freeze' || method === 'seal') return first;
  if (method === 'assign') return join(valuesOf(link, m, call.args, env));
  if (method === 'create') return first;
  return method === 'keys' ? PLAIN : undefined;
}

/** What calling the function `arg` gives. */
function returned(link: Link, m: ModuleId, arg: Arg, env: Env | undefined): Value {
  const callees = link.calleesOf(link.valueOf(m, arg.e, env), m, [], env);
  return callees.length > 0 ? join(callees.map(each => link.returnOf(each))) : unknown('the result of a callback');
}

/** The functions that calling `value` enters. What an outside function makes of a function is taken as that function: `cache(fn)`, `wrap(fn)`. */
export function calleesOf(link: Link, value: Value, m: ModuleId, args: readonly Arg[], env: Env | undefined): readonly Callee[] {
  return alternatives(value).flatMap(each => {
    if (each.k === 'fn') return [entered(each, enter(link, each, m, args, env))];
    return each.k === 'external' && each.wraps ? link.calleesOf(each.wraps, m, args, env).map(callee => ({ ...callee, wrapped: true as const })) : [];
  });
}

function entered({ self }: Value & { k: 'fn' }, callee: Callee): Callee {
  return self?.k === 'instance' && self.chosen ? { ...callee, chosen: self.chosen } : callee;
}

import { assignmentsOf, pushedInto } from '../../facts/assignments.ts';
import { onlyDefinition } from '../../facts/held-value.ts';
import type { Arg, E, Expr, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Arguments, CallView, ListView, ObjectView, View } from '../../vocabulary/orm.ts';
import type { Env, ModuleId, Ref, Value } from '../../vocabulary/value.ts';
import { holderOf } from './holders.ts';
import { alternatives, join } from './join.ts';
import type { Link } from './link.ts';
import { moduleAt } from './module-paths.ts';

/** Following a variable through more hops than this is given up. */
const FARTHEST = 8;
const LIST_MAKERS = new Set(['map', 'flatMap']);
const LIST_KEEPERS = new Set(['filter', 'slice', 'concat', 'sort', 'reverse', 'toSorted', 'toReversed', 'flat']);

/** The arguments of a call as an ORM reads them. */
export function argumentsOf(link: Link, m: ModuleId, args: readonly Arg[], env: Env | undefined, call?: E): Arguments {
  const spread = args.findIndex(arg => arg.spread);
  return {
    count: args.length,
    ...(call !== undefined && {
      of: { m, e: call },
      holder: () => {
        const v = holderOf(link, m, call);
        return v === undefined ? undefined : link.facts(m)?.vars[v]?.name;
      },
    }),
    open: spread >= 0,
    at: index => {
      const arg = args[index];
      return arg && (spread < 0 || index < spread) ? viewOf(link, m, arg.e, env) : undefined;
    },
  };
}

/** A view of an expression, behind the variables that hold it. */
export function viewOf(link: Link, m: ModuleId, e: E, env: Env | undefined): View {
  let known: Place | undefined;
  const place = (): Place => (known ??= behind(link, { m, e, env }, 0));
  return {
    ref: { m, e },
    at: link.facts(m)?.exprs[e]?.at ?? 0,
    value: () => link.valueOf(m, e, env),
    object: () => objectView(link, place()),
    list: () => grown(link, { m, e, env }, listView(link, place())),
    literal: () => literalOf(link, place()),
    text: () => textOf(link, place()),
    holes: () => holesOf(link, place()),
    class: () => {
      const found = alternatives(link.valueOf(m, e, env)).find(value => value.k === 'class');
      return found && link.classView(found.m, found.c);
    },
    call: () => callView(link, place()),
    returned: () => returnedView(link, place()),
    result: () => join(link.calleesOf(link.valueOf(m, e, env), m, [], env).map(each => link.returnOf(each))),
    name: () => nameOf(link, place()) ?? nameOf(link, { m, e, env }),
    module: () => moduleAt(link, m, e, env),
  };
}

function callView(link: Link, { m, e, env }: Place): CallView | undefined {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || expr?.k !== 'call') return undefined;
  const { receiver, method } = link.callAt(m, e, env);
  const callee = facts.exprs[expr.callee]!;
  return { receiver, method, args: argumentsOf(link, m, expr.args, env), ...(callee.k === 'get' && { before: viewOf(link, m, callee.of, env) }) };
}

function returnedView(link: Link, { m, e, env }: Place): View | undefined {
  const expr = link.facts(m)?.exprs[e];
  return expr?.k === 'fn' ? returnOfFunction(link, m, expr.f, env) : undefined;
}

/** What a function gives that has one `return`. */
export function returnOfFunction(link: Link, m: ModuleId, f: F, env: Env | undefined): View | undefined {
  const returns = link.facts(m)?.fns[f]?.exits.filter(exit => exit.kind === 'return' && exit.value !== undefined) ?? [];
  return returns.length === 1 ? viewOf(link, m, returns[0]!.value!, env) : undefined;
}

type Place = { m: ModuleId; e: E; env: Env | undefined };

/** The expression that a constant variable, a cast, a bound parameter or a call of the program's own stands for: `where: byAuthor(id)`. */
function behind(link: Link, place: Place, hops: number): Place {
  const facts = link.facts(place.m);
  const expr = facts?.exprs[place.e];
  if (!facts || !expr || hops > FARTHEST) return place;
  if (expr.k === 'as') return behind(link, { ...place, e: expr.of }, hops + 1);
  if (expr.k === 'seq') return behind(link, { ...place, e: expr.of.at(-1)! }, hops + 1);
  if (expr.k === 'var') {
    const def = onlyDefinition(facts, expr.v);
    if (def?.how === 'init' && def.e !== undefined && def.path.length === 0) return behind(link, { ...place, e: def.e }, hops + 1);
  }
  if (expr.k === 'var' || expr.k === 'get' || expr.k === 'call') {
    const value = link.valueOf(place.m, place.e, place.env);
    if (value.k === 'written') return { m: value.m, e: value.e, env: undefined };
    // What callers leave out says nothing of what they hand over.
    if (value.k === 'object' && !(value.m === place.m && isDefault(facts, place.e, value.e))) return { m: value.m, e: value.e, env: value.env };
  }
  return place;
}

/** Whether an expression is a parameter, and another the value it has when nothing is handed over. */
function isDefault(facts: ModuleFacts, e: E, value: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k !== 'var') return false;
  const { fn, defs } = facts.vars[expr.v]!;
  return defs.some(def => def.how === 'param' && def.param !== undefined && facts.fns[fn]!.params[def.param]?.default === value);
}

function objectView(link: Link, { m, e, env }: Place, hops = 0): ObjectView | undefined {
  const expr = link.facts(m)?.exprs[e];
  if (expr?.k !== 'object' || hops > FARTHEST) return undefined;
  const named = new Map<string, View>();
  const keyed: { key: View; value: View }[] = [];
  let spread = false;
  for (const prop of expr.props) {
    if (prop.spread) {
      for (const inner of spreadsOf(link, { m, e: prop.value, env }, hops)) {
        if (!inner) spread = true;
        else {
          spread ||= inner.spread;
          keyed.push(...inner.keyed);
          for (const name of inner.names) named.set(name, inner.get(name)!);
        }
      }
    } else if (prop.name === undefined) {
      if (prop.key === undefined) spread = true;
      else keyed.push({ key: viewOf(link, m, prop.key, env), value: viewOf(link, m, prop.value, env) });
    } else named.set(prop.name, viewOf(link, m, prop.value, env));
  }
  return { names: [...named.keys()], open: spread || keyed.length > 0, keyed, spread, get: name => named.get(name) };
}

/** What a spread may put in: both branches of `...(a ? {…} : {…})`, the object of `...(a && {…})`. */
function spreadsOf(link: Link, place: Place, hops: number): readonly (ObjectView | undefined)[] {
  if (isFilled(link, place)) return [undefined];
  const target = behind(link, place, 0);
  const expr = link.facts(target.m)?.exprs[target.e];
  if (expr?.k === 'choice') {
    const branches = expr.op === '&&' ? expr.of.slice(1) : expr.of;
    return branches.flatMap(of => spreadsOf(link, { ...target, e: of }, hops + 1)).map(view => view && { ...view, open: true, spread: true });
  }
  if (expr?.k === 'undef' || expr?.k === 'lit') return [];
  return isFilledWhereMade(link, target) ? [undefined] : [objectView(link, target, hops + 1)];
}

/** Whether an object literal is held by a variable through which it is given more: `const data = {}; data.title = title; return data;`. */
function isFilledWhereMade(link: Link, { m, e }: Place): boolean {
  const facts = link.facts(m);
  if (facts?.exprs[e]?.k !== 'object') return false;
  const use = link.index(m).use(e);
  return use.k === 'def' && assignmentsOf(facts).memberSets.has(use.v);
}

/** Whether an object is given values after it is made, as a variable's or as a field of another instance: what it began with says little. */
function isFilled(link: Link, { m, e, env }: Place): boolean {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr) return false;
  if (expr.k === 'get') return facts.exprs[expr.of]!.k !== 'this' && alternatives(link.valueOf(m, expr.of, env)).some(each => each.k === 'instance');
  return expr.k === 'var' && assignmentsOf(facts).memberSets.has(expr.v);
}

/** A list of a variable that more is pushed into is open. */
function grown(link: Link, { m, e }: Place, list: ListView | undefined): ListView | undefined {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  return list && facts && expr?.k === 'var' && pushedInto(facts, expr.v).length > 0 ? { ...list, open: true } : list;
}

function listView(link: Link, { m, e, env }: Place, hops = 0): ListView | undefined {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr || hops > FARTHEST) return undefined;
  if (expr.k === 'array') {
    const spread = expr.items.some(item => item.spread);
    return { items: expr.items.filter(item => !item.spread).map(item => viewOf(link, m, item.e, env)), open: spread };
  }
  if (expr.k !== 'call') return undefined;
  const callee = facts.exprs[expr.callee]!;
  if (callee.k !== 'get' || callee.name === undefined) return undefined;
  if (LIST_KEEPERS.has(callee.name)) {
    const kept = listView(link, behind(link, { m, e: callee.of, env }, 0), hops + 1);
    return kept && { ...kept, open: true };
  }
  const [callback] = expr.args;
  if (!LIST_MAKERS.has(callee.name) || !callback) return undefined;
  const made = facts.exprs[callback.e]!;
  const returned = made.k === 'fn' ? facts.fns[made.f]!.exits.filter(exit => exit.kind === 'return' && exit.value !== undefined) : [];
  const [only] = returned;
  return { items: [], open: true, ...(returned.length === 1 && only && { each: viewOf(link, m, only.value!, env) }) };
}

function nameOf(link: Link, { m, e }: Place): string | undefined {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr) return undefined;
  if (expr.k === 'call') return nameOf(link, { m, e: expr.callee, env: undefined });
  return expr.k === 'get' ? expr.name : expr.k === 'var' ? facts.vars[expr.v]!.name : expr.k === 'global' ? expr.name : undefined;
}

function literalOf(link: Link, { m, e, env }: Place): string | number | boolean | null | undefined {
  const expr = link.facts(m)?.exprs[e];
  if (expr?.k === 'lit') return expr.v;
  const value: Value = link.valueOf(m, e, env);
  return value.k === 'lit' ? value.v : undefined;
}

function holesOf(link: Link, { m, e }: Place): readonly { before: string; value: Ref }[] {
  const expr = templateOf(link.facts(m)?.exprs, e);
  return expr?.k === 'text' ? expr.of.map((value, at) => ({ before: expr.quasis[at] ?? '', value: { m, e: value } })) : [];
}

function textOf(link: Link, { m, e }: Place): string | undefined {
  const expr = templateOf(link.facts(m)?.exprs, e);
  if (expr?.k === 'lit') return typeof expr.v === 'string' ? expr.v : undefined;
  return expr?.k === 'text' ? expr.quasis.join('?') : undefined;
}

/** An expression, or the template that a tag is put before. */
function templateOf(exprs: readonly Expr[] | undefined, e: E): Expr | undefined {
  const expr = exprs?.[e];
  return expr?.k === 'call' && expr.tagged ? exprs![expr.args[0]!.e] : expr;
}

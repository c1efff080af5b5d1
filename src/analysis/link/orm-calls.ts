import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Outcome } from '../../vocabulary/orm.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { enterWith } from './bind.ts';
import { valueOfModule } from './imports.ts';
import { alternatives, join, PLAIN } from './join.ts';
import type { Link } from './link.ts';
import { argumentsOf } from './views.ts';

export type CallExpr = ModuleFacts['exprs'][number] & { k: 'call' };

/** Methods of a promise that give what it gives. */
export const GIVES_RECEIVER: ReadonlySet<string> = new Set(['catch', 'finally']);

/** What an ORM says of a call on one of its values. */
export function callOrm(link: Link, m: ModuleId, call: CallExpr, receiver: Value & { k: 'orm' }, method: string, env: Env | undefined): Outcome | undefined {
  if (GIVES_RECEIVER.has(method)) return { value: receiver };
  const e = link.facts(m)!.sites[call.site]!.e;
  const outcome = link.orms.find(orm => orm.name === receiver.orm)?.call(receiver, method, argumentsOf(link, m, call.args, env, e), () => link.models(receiver, m));
  return outcome && { ...outcome, value: link.settled((outcome.loads && loaded(link, outcome.loads)) ?? outcome.value, m) };
}

/** What a module makes when its export is called: a factory that is handed a client. */
function loaded(link: Link, { path, given }: NonNullable<Outcome['loads']>): Value | undefined {
  const module = path?.module();
  const whole = module === undefined ? PLAIN : valueOfModule(link, module);
  const factory = whole.k === 'namespace' ? link.exported(whole.m, 'default') : whole;
  const made = alternatives(factory).flatMap(each => (each.k === 'fn' ? [link.returnOf(enterWith(link, each, given))] : []));
  return made.length > 0 ? join(made) : undefined;
}

/** A call on something unknown whose form only one ORM has. Whatever is resolved to something else is never shaped. */
export function shape(link: Link, m: ModuleId, facts: ModuleFacts, call: CallExpr, receiver: Value, method: string, env: Env | undefined): Outcome | undefined {
  const callee = facts.exprs[call.callee]!;
  if (callee.k !== 'get') return undefined;
  const { base, members } = chainOf(facts, callee.of);
  const root = link.valueOf(m, base, env);
  // What an object of the program was given at run time (`extend(db, models)`) may be a client too.
  if (!mayBeClient(receiver) || !(mayBeClient(root) || (root.k === 'object' && members.length > 0))) return undefined;
  // What declares a model is what the schema is read from.
  const declaring = link.orms.filter(orm => orm.declaring?.has(method));
  const schemas = declaring.length > 0 ? [] : link.schemas(m);
  const access = { members, method, args: argumentsOf(link, m, call.args, env, facts.sites[call.site]!.e) };
  for (const orm of declaring.length > 0 ? declaring : link.orms) {
    const outcome = orm.shape(access, schemas);
    if (outcome) return outcome;
  }
  return undefined;
}

function mayBeClient(value: Value): boolean {
  return value.k === 'unknown' || value.k === 'param' || value.k === 'typed' || value.k === 'external';
}

/** The base of `a.b.c` and the names after it; a call in the chain counts as its callee's name. */
export function chainOf(facts: ModuleFacts, e: E): { base: E; members: string[] } {
  const members: string[] = [];
  let at = e;
  for (;;) {
    const expr = facts.exprs[at]!;
    if (expr.k === 'get' && expr.name !== undefined) {
      members.unshift(expr.name);
      at = expr.of;
    } else if (expr.k === 'as') at = expr.of;
    else if (expr.k === 'await' && expr.of !== undefined) at = expr.of;
    else if (expr.k === 'call' && facts.exprs[expr.callee]!.k === 'get') at = expr.callee;
    else return { base: at, members };
  }
}

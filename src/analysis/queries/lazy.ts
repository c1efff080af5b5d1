import { assignmentsOf } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import { awaitedOrReturned } from './consumption.ts';
import { chainFrom } from '../link/builders.ts';
import { alternatives, ormOf } from '../link/join.ts';
import type { Link } from '../link/link.ts';

/** A builder is followed through so many variables and calls. */
const FARTHEST = 6;

/** Whether the lazy query that call `e` makes runs: somebody waits for it as it is, and not for what a later call makes of it. */
export function lazyRuns(link: Link, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined): boolean {
  return addsTo(facts, e) === undefined && awaitedOrReturned(link, m, facts, e, { env, ...(isHandedIn(link, m, facts, e, env) && { here: true }) });
}

/** Whether a lazy query that runs does so only where its function returns it: the caller runs it, or makes another one of it. */
export function isGivenBack(link: Link, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined): boolean {
  return !awaitedOrReturned(link, m, facts, e, { env, here: true });
}

/** The calls of the program's functions that are handed a lazy query and give it back, changed: `withFilters(db('posts'), user)`. */
export function changersOf(link: Link, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined, hops = 0): readonly E[] {
  if (hops > FARTHEST) return [];
  const index = indexOf(facts);
  const onward = (next: E): readonly E[] => changersOf(link, m, facts, next, env, hops + 1);
  const parent = index.parent[e] ?? -1;
  if (parent < 0) {
    const use = index.use(e);
    return use.k === 'def' ? index.usesOf(use.v).flatMap(onward) : [];
  }
  const around = facts.exprs[parent]!;
  if (around.k === 'as' || around.k === 'choice' || around.k === 'seq') return onward(parent);
  if (around.k === 'set') return around.v !== undefined && around.value === e ? index.usesOf(around.v).flatMap(onward) : [];
  if (around.k !== 'call' || around.callee === e) return [];
  const { callees, value } = link.callAt(m, parent, env);
  return callees.length > 0 && ormOf(value) ? [parent, ...onward(parent)] : [];
}

/** Whether a chain goes on from a builder that the function was given: what it returns is not its own query, but the one that its caller began. */
function isHandedIn(link: Link, m: ModuleId, facts: ModuleFacts, e: E, env: Env | undefined): boolean {
  const base = baseOf(facts, e);
  const expr = facts.exprs[base]!;
  if (base === e || expr.k !== 'var' || !facts.vars[expr.v]!.defs.some(({ how }) => how === 'param')) return false;
  return alternatives(link.valueOf(m, base, env)).some(each => each.k === 'orm' && each.builder);
}

/** The query as it is when it runs: `let q = db.select().from(t); if (x) q = q.where(x); await q` runs with its condition. */
export function finalForm(link: Link, m: ModuleId, facts: ModuleFacts, e: E, query: QueryCall, env: Env | undefined): { e: E; query: QueryCall } {
  const index = indexOf(facts);
  const use = index.use(e);
  if (query.runs === 'called' || (index.parent[e] ?? -1) >= 0 || use.k !== 'def') return { e, query };
  const additions = index.setsOf(use.v).flatMap(set => {
    const expr = facts.exprs[set]!;
    const added = expr.k === 'set' && expr.value !== undefined && addsTo(facts, expr.value) === use.v ? expr.value : undefined;
    const made = added === undefined ? undefined : link.callAt(m, added, env).query;
    return added !== undefined && made ? [{ e: added, query: made }] : [];
  });
  return additions.at(-1) ?? told(link, m, facts, use.v, env) ?? { e, query };
}

/** What statements add to the builder that a variable holds: `query.where(x);`. The last of them knows all. */
function told(link: Link, m: ModuleId, facts: ModuleFacts, v: V, env: Env | undefined): { e: E; query: QueryCall } | undefined {
  const index = indexOf(facts);
  const statements = (assignmentsOf(facts).memberCalls.get(v) ?? []).flatMap(first => {
    const e = chainFrom(link, m, first).at(-1)!;
    const { query } = link.callAt(m, e, env);
    return query?.runs === 'awaited' && index.use(e).k === 'statement' && (index.parent[e] ?? -1) < 0 ? [{ e, query }] : [];
  });
  return statements.at(-1);
}

/** The variable whose builder a call adds to: `q = q.where(…)`. The query is the one that the variable was given first. */
function addsTo(facts: ModuleFacts, e: E): V | undefined {
  const set = facts.exprs[indexOf(facts).parent[e] ?? -1];
  if (set?.k !== 'set' || set.v === undefined || set.op !== '=' || set.value !== e) return undefined;
  const base = baseOf(facts, e);
  const expr = facts.exprs[base]!;
  return base !== e && expr.k === 'var' && expr.v === set.v ? expr.v : undefined;
}

/** What a chain of calls begins with: `query` of `query.where(…).orderBy(…)`. */
function baseOf(facts: ModuleFacts, e: E): E {
  let at: E = e;
  for (let expr = facts.exprs[at]!; ; expr = facts.exprs[at]!) {
    if (expr.k === 'as') at = expr.of;
    else if (expr.k === 'call' && facts.exprs[expr.callee]!.k === 'get') at = (facts.exprs[expr.callee] as { of: E }).of;
    else return at;
  }
}

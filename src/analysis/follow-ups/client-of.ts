import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { alternatives } from '../link/join.ts';
import { receiverOf } from '../queries/written-query.ts';

/** Options that say in which transaction a query runs. */
const WITHIN = /^(?:transaction|transacting|session|context|ctx)$/;
const LOCKS = /^(?:(?:set)?lock\w*|for(?:Update|Share|NoKeyUpdate|KeyShare)?|skipLocked|noWait|nowait)$/i;
const FARTHEST = 8;

/** Whether a query locks the rows that it reads. */
export function isLocking({ options }: QueryCall): boolean {
  return options.some(option => LOCKS.test(option));
}

/** Whether two queries of a function are asked of the same client, as far as it says: what one of them reads in a transaction is not known to the other. */
export function isSameClient(an: Analysis, m: ModuleId, one: { e: E; query: QueryCall }, other: { e: E; query: QueryCall }): boolean {
  const within = ({ options }: QueryCall): string => options.filter(option => WITHIN.test(option)).sort().join();
  if (within(one.query) !== within(other.query)) return false;
  const first = clientOf(an, m, one);
  const second = clientOf(an, m, other);
  return first === second || (typeof first === 'number' && typeof second === 'number' && !isClient(an, m, first) && !isClient(an, m, second));
}

/** What a query is asked of: a parameter, or what the module or the object has. */
function clientOf(an: Analysis, m: ModuleId, { e, query }: { e: E; query: QueryCall }): V | 'own' {
  const facts = an.link.facts(m)!;
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return 'own';
  const begun = beginning(facts, e);
  const bound = begun === e ? undefined : (facts.exprs[begun] as typeof call).args[0];
  // A chain that begins with a model may be bound to a client, `User.query(trx)`, and is not by a key, `User.findById(id).populate(…)`.
  const isKey = query.filter?.conditions.some(({ value }) => value?.m === m && value.e === bound?.e) === true;
  const root = bound && !isKey && facts.exprs[bound.e]!.k === 'var' ? rootOf(facts, bound.e, 0) : 'own';
  return root === 'own' ? rootOf(facts, receiverOf(an.link, m, call.callee) ?? call.callee, 0) : root;
}

/** The first call of a chain. */
function beginning(facts: ModuleFacts, e: E): E {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  return callee?.k === 'get' && facts.exprs[callee.of]!.k === 'call' ? beginning(facts, callee.of) : e;
}

function rootOf(facts: ModuleFacts, e: E, hops: number): V | 'own' {
  const expr = facts.exprs[e]!;
  switch (expr.k) {
    case 'get':
    case 'as':
      return rootOf(facts, expr.of, hops);
    case 'await':
      return expr.of === undefined ? 'own' : rootOf(facts, expr.of, hops);
    case 'call':
      return rootOf(facts, expr.callee, hops);
    case 'var': {
      const { fn, defs } = facts.vars[expr.v]!;
      if (fn === 0) return 'own';
      const [def] = defs;
      if (defs.length === 1 && def?.how === 'init' && def.e !== undefined && hops < FARTHEST) return rootOf(facts, def.e, hops + 1);
      return expr.v;
    }
    default:
      return 'own';
  }
}

/** Whether a variable may hold what transactions hand out. */
function isClient(an: Analysis, m: ModuleId, v: V): boolean {
  const values = alternatives(an.link.valueOfVar(m, v));
  return !values.every(value => value.k === 'orm' && value.model !== undefined);
}

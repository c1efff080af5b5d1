import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Env, ModuleId, OrmValue } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { finalForm, lazyRuns } from '../queries/lazy.ts';
import { keyOfCallee, ormOf } from '../link/join.ts';
import type { Callee } from '../link/link.ts';
import { makeOnce, Memory } from '../link/memory.ts';
import { queriesIn } from '../queries/queries.ts';
import type { Entered, Held } from './result-use.ts';
import { resultOf } from './result-uses.ts';
import { variablesOf } from './result-variables.ts';

/** A query whose rows reach a module, and what it gives, as the start of following its uses. `e` is its call in module `m`. */
export type RowSource = { m: ModuleId; e: E; query: QueryCall; start: Held };

/** Functions between a module and the query whose rows they return to it. */
const DEEPEST = 4;
const MOST_CALLEES = 4;
/** A module with more is looked at up to here. */
const MOST_SOURCES = 200;
/** A function that returns the rows of more queries says nothing certain of them. */
const MOST_RETURNED = 8;
/** What is known of functions is forgotten when it is of more than these: it is found again when asked for. */
const MOST_FUNCTIONS = 4_000;

/** The queries that give rows of a model to a module: its own, and those of functions that it calls and that return them. */
export function rowSourcesOf(an: Analysis, m: ModuleId): readonly RowSource[] {
  // Several rules ask for those of the linted file, one after the other.
  const known = latest.get(an);
  if (known?.m === m) return known.found;
  const found = findSources(an, m);
  latest.set(an, { m, found });
  return found;
}

const latest = new WeakMap<Analysis, { m: ModuleId; found: readonly RowSource[] }>();

function findSources(an: Analysis, m: ModuleId): readonly RowSource[] {
  const found: RowSource[] = [];
  for (const { e, query } of queriesIn(an, m)) if (query.rowsAt && !isHandedOn(an, m, e)) found.push({ m, e, query, start: resultOf(m, e) });
  const facts = an.link.facts(m);
  for (const { e } of facts?.sites ?? []) {
    if (found.length >= MOST_SOURCES) break;
    if (facts!.exprs[e]!.k === 'call' && an.mayQueryIn(m, e)) found.push(...enteredAt(an, m, e, undefined));
  }
  return found.slice(0, MOST_SOURCES);
}

/** The queries whose rows a call gets back from the functions that it enters. */
function enteredAt(an: Analysis, m: ModuleId, e: E, env: Env | undefined): readonly RowSource[] {
  const { callees, receiver } = an.link.callAt(m, e, env);
  if (callees.length === 0 || callees.length > MOST_CALLEES || ormOf(receiver)?.builder) return [];
  return callees.flatMap(callee => {
    if (callee.wrapped || !an.mayQuery(callee.m, callee.f, callee.env)) return [];
    const entered: Entered = { m, call: e, of: callee.m, f: callee.f, gives: 'value', ...(env && { env }) };
    return returnedBy(an, callee).map(source => ({ ...source, start: { ...source.start, entered: [entered, ...source.start.entered] } }));
  });
}

type Asked = { once: ReturnType<typeof makeOnce>; memory: Memory<readonly RowSource[]> };
const kept = new WeakMap<Analysis, Asked>();

/** The queries whose rows a function may return, with the calls on the way; each function is looked at once. */
function returnedBy(an: Analysis, callee: Callee): readonly RowSource[] {
  let asked = kept.get(an);
  if (!asked || asked.memory.kept.size > MOST_FUNCTIONS) kept.set(an, (asked = { once: makeOnce(), memory: new Memory<readonly RowSource[]>() }));
  return asked.once(asked.memory, keyOfCallee(callee), [], () => findReturned(an, callee));
}

function findReturned(an: Analysis, { m, f, env }: Callee): readonly RowSource[] {
  const facts = an.link.facts(m);
  const found = (facts ? indexOf(facts).sitesOf(f) : []).flatMap((s): readonly RowSource[] => {
    const call = facts!.sites[s]!.e;
    if (facts!.exprs[call]!.k !== 'call' || !mayBeReturned(facts!, call)) return [];
    const made = an.link.callAt(m, call, env);
    if (made.callees.length > 0 && !made.query) return enteredAt(an, m, call, env);
    if (!made.query || (made.query.runs === 'awaited' && !lazyRuns(an.link, m, facts!, call, env))) return [];
    const final = finalForm(an.link, m, facts!, call, made.query, env);
    return final.query.rowsAt && !isHandedOn(an, m, final.e) ? [{ m, ...final, start: { ...resultOf(m, final.e), ...(env && { env }) } }] : [];
  });
  return found.filter(({ start }) => start.entered.length < DEEPEST).slice(0, MOST_RETURNED);
}

/** Whether what a call gives may be part of what its function returns, by the syntax alone. */
function mayBeReturned(facts: ModuleFacts, e: E, hops = 0): boolean {
  const index = indexOf(facts);
  let at = e;
  for (let parent = index.parent[at] ?? -1; parent >= 0; parent = index.parent[at] ?? -1) at = parent;
  const use = index.use(at);
  if (use.k === 'exit') return use.exit.kind === 'return';
  return use.k === 'def' && hops < DEEPEST && variablesOf(facts, at).some(({ v }) => index.usesOf(v).some(each => mayBeReturned(facts, each, hops + 1)));
}

/** Whether the builder that a call runs, or the lazy query that it makes, is also given to a function, which may have added to it: `withAuthor(query)`. */
function isHandedOn(an: Analysis, m: ModuleId, e: E): boolean {
  const facts = an.link.facts(m)!;
  const index = indexOf(facts);
  const { parent } = index;
  let at = e;
  for (let expr = facts.exprs[at]!; expr.k === 'call' || expr.k === 'get' || expr.k === 'as'; expr = facts.exprs[at]!) at = expr.k === 'call' ? expr.callee : expr.of;
  const base = facts.exprs[at]!;
  const held = (parent[e] ?? -1) < 0 ? index.use(e) : undefined;
  const holders = [...(base.k === 'var' ? [base.v] : []), ...(held?.k === 'def' ? [held.v] : [])].filter(v => isOfOneQuery(ormOf(an.link.valueOfVar(m, v))));
  return holders.some(v =>
    index.usesOf(v).some(each => {
      const around = facts.exprs[parent[each] ?? -1];
      return around?.k === 'call' && around.args.some(arg => arg.e === each);
    }),
  );
}

/** A builder of a query. */
function isOfOneQuery(value: OrmValue | undefined): boolean {
  return value?.builder === true && value.unitOfWork !== true;
}

import { indexOf } from '../facts/index-of.ts';
import type { E } from '../vocabulary/ir.ts';
import type { QueryCall } from '../vocabulary/query.ts';
import type { Env, ModuleId } from '../vocabulary/value.ts';
import type { Analysis } from './analysis.ts';
import { finalForm, lazyRuns } from './lazy.ts';
import { ormOf } from './link/join.ts';
import { queriesIn } from './queries.ts';
import type { Entered, Held } from './result-use.ts';
import { resultOf } from './result-uses.ts';

/** A query whose rows reach a module, and what it gives, as the start of following its uses. `e` is its call in module `m`. */
export type RowSource = { m: ModuleId; e: E; query: QueryCall; start: Held };

/** Functions between a module and the query whose rows they return to it. */
const DEEPEST = 4;
const MOST_CALLEES = 4;
/** A module with more is looked at up to here. */
const MOST_SOURCES = 200;

/** The queries that give rows of a model to a module: its own, and those of functions that it calls and that return them. */
export function rowSourcesOf(an: Analysis, m: ModuleId): readonly RowSource[] {
  const found: RowSource[] = [];
  for (const { e, query } of queriesIn(an, m)) if (query.rowsAt && !isHandedOn(an, m, e)) found.push({ m, e, query, start: resultOf(m, e) });
  const facts = an.link.facts(m);
  for (const { e } of facts?.sites ?? []) {
    if (found.length >= MOST_SOURCES) break;
    if (facts!.exprs[e]!.k === 'call' && an.mayQueryIn(m, e)) found.push(...enteredAt(an, m, e, undefined, []));
  }
  return found.slice(0, MOST_SOURCES);
}

function enteredAt(an: Analysis, m: ModuleId, e: E, env: Env | undefined, before: readonly Entered[]): readonly RowSource[] {
  const { callees, receiver } = an.link.callAt(m, e, env);
  if (before.length >= DEEPEST || callees.length === 0 || callees.length > MOST_CALLEES || ormOf(receiver)?.builder) return [];
  return callees.flatMap(callee => {
    const facts = an.link.facts(callee.m);
    if (!facts || callee.wrapped || before.some(({ of, f }) => of === callee.m && f === callee.f) || !returns(facts, callee.f) || !an.mayQuery(callee.m, callee.f, callee.env)) return [];
    const entered: Entered[] = [...before, { m, call: e, of: callee.m, f: callee.f, gives: 'value', ...(env && { env }) }];
    return indexOf(facts).sitesOf(callee.f).flatMap((s): readonly RowSource[] => {
      const call = facts.sites[s]!.e;
      if (facts.exprs[call]!.k !== 'call') return [];
      const known = an.link.callAt(callee.m, call, callee.env);
      if (known.query && (known.query.runs === 'called' || lazyRuns(an.link, callee.m, facts, call, callee.env))) {
        const final = finalForm(an.link, callee.m, facts, call, known.query, callee.env);
        return final.query.rowsAt && !isHandedOn(an, callee.m, final.e) ? [{ m: callee.m, ...final, start: { ...resultOf(callee.m, final.e), entered, ...(callee.env && { env: callee.env }) } }] : [];
      }
      return known.callees.length > 0 ? enteredAt(an, callee.m, call, callee.env, entered) : [];
    });
  });
}

/** Whether the builder that a call runs, or the lazy query that it makes, is also given to a function, which may have added to it: `withAuthor(query)`. */
function isHandedOn(an: Analysis, m: ModuleId, e: E): boolean {
  const facts = an.link.facts(m)!;
  const { parent, use, usesOf } = indexOf(facts);
  let at = e;
  for (let expr = facts.exprs[at]!; expr.k === 'call' || expr.k === 'get' || expr.k === 'as'; expr = facts.exprs[at]!) at = expr.k === 'call' ? expr.callee : expr.of;
  const base = facts.exprs[at]!;
  const held = (parent[e] ?? -1) < 0 ? use(e) : undefined;
  const holders = [...(base.k === 'var' ? [base.v] : []), ...(held?.k === 'def' ? [held.v] : [])].filter(v => ormOf(an.link.valueOfVar(m, v))?.builder);
  return holders.some(v =>
    usesOf(v).some(each => {
      const around = facts.exprs[parent[each] ?? -1];
      return around?.k === 'call' && around.args.some(arg => arg.e === each);
    }),
  );
}

function returns(facts: NonNullable<ReturnType<Analysis['link']['facts']>>, f: number): boolean {
  return facts.fns[f]?.exits.some(exit => exit.kind === 'return' && exit.value !== undefined) === true;
}

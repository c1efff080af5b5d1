import type { At, E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { alternatives } from '../link/join.ts';
import { runningAt } from './effects.ts';

const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'upsert', 'delete', 'raw']);

/** Whether a write to the model of a query, or to any where the query loads relations, stands between two offsets: itself, behind the functions that are called, or in an unknown function that is handed a client or a model. */
export function isWrittenBetween(an: Analysis, m: ModuleId, from: At, to: At, { orm, model, loads = [] }: Pick<QueryCall, 'orm' | 'model'> & Partial<Pick<QueryCall, 'loads'>>): boolean {
  const facts = an.link.facts(m)!;
  return facts.sites.some((site, s) => {
    if (site.at < from || site.at >= to) return false;
    const call = facts.exprs[site.e]!;
    if (call.k !== 'call' || !an.mayQueryIn(m, site.e)) return false;
    if (isOfLanguage(facts, call.callee)) return false;
    const known = an.link.callAt(m, site.e);
    const running = runningAt(an, m, s, undefined);
    if (running.some(({ effect: { query } }) => WRITES.has(query.operation) && (loads.length > 0 || query.orm !== orm || query.model === undefined || query.model === model))) return true;
    if (running.length > 0 || known.query || known.callees.length > 0 || known.receiver.k === 'orm') return false;
    return call.args.some(arg => alternatives(an.link.valueOf(m, arg.e)).some(value => value.k === 'orm' && (value.model === undefined || value.model === model)));
  });
}

/** `console.log(row)`, `JSON.stringify(row)`. */
function isOfLanguage({ exprs }: ModuleFacts, callee: E): boolean {
  const expr = exprs[callee]!;
  return expr.k === 'get' && exprs[expr.of]!.k === 'global';
}

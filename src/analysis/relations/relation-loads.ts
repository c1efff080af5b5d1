import { indexOf } from '../../facts/index-of.ts';
import type { E } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Analysis } from '../analysis.ts';
import { awaitedOrReturned } from '../queries/consumption.ts';
import { ELEMENT_OF, type ResultUse } from '../results/result-use.ts';

type Escaped = Extract<ResultUse, { kind: 'escape' }>;

/**
 * Says of a read whether the relation at `path` may have been loaded by something that is done with the rows before: a method of
 * the row or of the relation that loads it, a function that is handed the rows and waited for, `Object.assign`.
 */
export function laterLoads(an: Analysis, uses: readonly ResultUse[], query: QueryCall, path: readonly string[]): (read: ResultUse) => boolean {
  const loads = uses.filter(use => {
    if (use.kind !== 'escape' || (use.how !== 'argument' && use.how !== 'receiver')) return false;
    const names = use.path.slice(query.rowsAt?.length ?? 0).filter(step => step !== ELEMENT_OF);
    const isPrefix = names.length <= path.length && names.every((name, at) => name === path[at]);
    return isPrefix && mayLoad(an, use, path, names.length);
  });
  return read => loads.some(({ m, at }) => m !== read.m || at < read.at);
}

function mayLoad(an: Analysis, { m, e, how }: Escaped, path: readonly string[], depth: number): boolean {
  const facts = an.link.facts(m);
  if (!facts) return false;
  const { parent } = indexOf(facts);
  // Of a receiver the call is the parent of the member, of an argument it is the parent.
  const around = parent[e] ?? -1;
  const call: E = how === 'receiver' && facts.exprs[around]?.k === 'get' ? (parent[around] ?? -1) : around;
  const expr = facts.exprs[call];
  if (expr?.k !== 'call') return false;
  const callee = facts.exprs[expr.callee]!;
  if (callee.k === 'get' && callee.name === 'assign') return true;
  const { query } = an.link.callAt(m, call);
  if (query) return query.operation === 'read' && (depth > 0 || mayLoadPath(query, path));
  return awaitedOrReturned(an.link, m, facts, call);
}

function mayLoadPath({ relation, loads, paths = loads }: QueryCall, path: readonly string[]): boolean {
  const named = [...paths, ...(relation === undefined ? [] : [relation])];
  return named.length === 0 || named.some(each => each.includes('…') || each.split('.')[0] === path[0]);
}

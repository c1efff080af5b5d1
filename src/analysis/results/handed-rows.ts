import type { E } from '../../vocabulary/ir.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import type { Callee } from '../link/link.ts';
import { awaitedQuery, type StandingQuery } from '../queries/queries.ts';
import { resultOf, usesOf } from './result-uses.ts';

/** A function hands on what another one gives; no further than this. */
const DEEPEST = 3;

/**
 * The query whose rows a function gives, and does nothing else with: `list()` of `return this.repo.find(…)`. `undefined` when it
 * may give anything else.
 */
export function handedRows(an: Analysis, { m, f, env, wrapped }: Callee, depth = 0): StandingQuery | undefined {
  const fn = an.link.facts(m)?.fns[f];
  // A cache may have the rows at hand.
  if (!fn || wrapped || fn.generator || depth > DEEPEST) return undefined;
  const found: StandingQuery[] = [];
  for (const exit of fn.exits) {
    if (exit.kind !== 'return' || exit.value === undefined) continue;
    const given = givenBy(an, m, exit.value, env, depth);
    if (given === undefined) return undefined;
    found.push(...given);
  }
  const [first] = found;
  return first && found.every(each => each.m === first.m && each.e === first.e) ? first : undefined;
}

/** The queries whose rows an expression is, as they are; nothing for an empty list; `undefined` for anything else. */
function givenBy(an: Analysis, m: ModuleId, e: E, env: Env | undefined, depth: number): readonly StandingQuery[] | undefined {
  const facts = an.link.facts(m)!;
  const expr = facts.exprs[e]!;
  switch (expr.k) {
    case 'await':
    case 'as':
      return expr.of === undefined ? undefined : givenBy(an, m, expr.of, env, depth);
    case 'undef':
      return [];
    case 'lit':
      return expr.v === null ? [] : undefined;
    case 'array':
      return expr.items.length === 0 ? [] : undefined;
    case 'choice': {
      const all = expr.of.map(each => givenBy(an, m, each, env, depth));
      return all.includes(undefined) ? undefined : all.flatMap(each => each ?? []);
    }
    case 'var': {
      const { defs, kind } = facts.vars[expr.v]!;
      const [def] = defs;
      return kind === 'const' && defs.length === 1 && def?.how === 'init' && def.e !== undefined && def.path.length === 0 ? givenBy(an, m, def.e, env, depth) : undefined;
    }
    case 'call': {
      const query = awaitedQuery(an, m, expr.site, env);
      if (query) return isOnlyHandedOn(an, query) ? [query] : undefined;
      const { callees, query: other } = an.link.callAt(m, e, env);
      const [callee] = callees;
      const handed = callees.length === 1 && callee && !other ? handedRows(an, callee, depth + 1) : undefined;
      return handed && [handed];
    }
    default:
      return undefined;
  }
}

/** Whether a function only looks at how many rows there are, besides giving them back. */
function isOnlyHandedOn(an: Analysis, { m, e }: StandingQuery): boolean {
  for (const use of usesOf(an, resultOf(m, e))) {
    const known = use.path[0] === 'length' || (use.path.length === 0 && (use.kind === 'truthiness' || use.kind === 'compare' || (use.kind === 'escape' && use.how === 'returned')));
    if (!known) return false;
  }
  return true;
}

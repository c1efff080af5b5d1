import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Analysis } from '../analysis.ts';
import { HeldKeys } from '../follow-ups/held-keys.ts';
import { rowSourcesOf } from '../results/row-sources.ts';
import type { Judged } from './judged.ts';

/**
 * Whether a query for a relation is asked of the rows that a repetition goes over, or of what they lead to: the query that read
 * them could have loaded it. What only follows from an element (`entity[each.name]`, a row that is looked up by a key of it) may be
 * of no rows that any query reads.
 */
export function loadsOfElements(an: Analysis, { running: { at, effect }, place: { m }, judgement }: Judged): boolean {
  const { query, hops } = effect;
  const repetition = judgement.report === 'none' ? undefined : judgement.repetition;
  if (!repetition || repetition.m !== m) return false;
  if (query.byKey !== undefined) return hops.length === 0 && repetition.over !== undefined && areRowsOf(an, m, repetition.over, query.orm, query.byKey);
  const isNamed = query.relation !== '…';
  // Which relation a function loads is not known here, where the ORM does not say it: it may be the row itself.
  if (hops.length > 0) return isNamed;
  const facts = an.link.facts(m)!;
  const callee = facts.exprs[at]!;
  const steps = callee.k === 'get' ? stepsFrom(facts, callee.of, repetition.elements) : undefined;
  return steps !== undefined && (isNamed || steps > 0);
}

/** How many members lead from an element to an expression; `undefined` where none of them does. */
function stepsFrom(facts: ModuleFacts, e: E, elements: ReadonlySet<V>, hops = 0): number | undefined {
  const expr = facts.exprs[e]!;
  const from = (each: E | undefined): number | undefined => (each === undefined || hops > 8 ? undefined : stepsFrom(facts, each, elements, hops + 1));
  switch (expr.k) {
    case 'var': {
      const [def, more] = facts.vars[expr.v]!.defs;
      if (elements.has(expr.v)) return def?.path.length ?? 0;
      return more === undefined && def?.how === 'init' ? plus(from(def.e), def.path.length) : undefined;
    }
    case 'get':
      return plus(from(expr.of), 1);
    case 'as':
    case 'await':
      return from(expr.of);
    case 'call': {
      // `post.author.unwrap()`, `post.$relatedQuery('author')`, `wrap(post.author)`.
      const callee = facts.exprs[expr.callee]!;
      return (callee.k === 'get' ? from(callee.of) : undefined) ?? from(expr.args[0]?.e);
    }
    default:
      return undefined;
  }
}

function plus(steps: number | undefined, more: number): number | undefined {
  return steps === undefined ? undefined : steps + more;
}

/** Whether a repetition goes over all rows, or some of them, that queries of a model give. */
function areRowsOf(an: Analysis, m: string, over: E, orm: string, model: string): boolean {
  return rowSourcesOf(an, m).some(source => {
    if (source.query.orm !== orm || source.query.cardinality !== 'many' || source.query.model?.toLowerCase() !== model.toLowerCase()) return false;
    const held = new HeldKeys(an, source).at({ m, e: over });
    return held !== undefined && held.column === undefined;
  });
}

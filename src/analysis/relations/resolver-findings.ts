import { baseVar } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import { renderExpr } from '../../facts/render.ts';
import type { ResolverFinding } from '../../vocabulary/finding.ts';
import type { E, F, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { sourceKey } from '../queries/effect.ts';
import { runningAt } from '../queries/effects.ts';
import { argumentsOf } from '../link/views.ts';
import { resolversIn, type Resolver } from './resolvers.ts';

const READS: ReadonlySet<string> = new Set(['read', 'count', 'exists', 'aggregate']);

/** The queries that the field resolvers of a module run for the object that they are called with: one for each object of a list. */
export function resolverFindingsIn(an: Analysis, m: ModuleId): readonly ResolverFinding[] {
  const facts = an.link.facts(m);
  if (!facts || facts.sites.length === 0) return [];
  return resolversIn(an.link, m).flatMap(resolver =>
    functionsOf(facts, resolver.f).flatMap(f => indexOf(facts).sitesOf(f).flatMap(s => findingAt(an, m, facts, resolver, s) ?? [])),
  );
}

function findingAt(an: Analysis, m: ModuleId, facts: ModuleFacts, { parents, field }: Resolver, s: number): ResolverFinding | undefined {
  const { e } = facts.sites[s]!;
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return undefined;
  const query = drivenBy(an, m, s, parents) ?? ofRow(an, m, facts, e, parents);
  if (!query) return undefined;
  const { at, end } = facts.exprs[call.callee]!;
  const { words } = an.link.orms.find(({ name }) => name === query.orm)!;
  return { at, end, subject: renderExpr(facts, call.callee), field, display: words.display(query), query };
}

function drivenBy(an: Analysis, m: ModuleId, s: number, parents: ReadonlySet<V>): QueryCall | undefined {
  if (!an.mayQueryIn(m, an.link.facts(m)!.sites[s]!.e)) return undefined;
  const running = runningAt(an, m, s, undefined);
  // What the calls of one tick share is one query already.
  return running.map(({ effect }) => effect).find(({ query, all, sameTick }) => READS.has(query.operation) && !(query.batched && sameTick) && [...parents].some(v => all.has(sourceKey(m, v))))?.query;
}

/** `post.getAuthor()`, where nothing is known of `post` but that it is the object: a relation that one of the project's models has. */
function ofRow(an: Analysis, m: ModuleId, facts: ModuleFacts, e: E, parents: ReadonlySet<V>): QueryCall | undefined {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  const owner = callee?.k === 'get' ? facts.exprs[callee.of]! : undefined;
  if (call.k !== 'call' || callee?.k !== 'get' || callee.name === undefined || owner?.k !== 'var' || !parents.has(owner.v) || baseVar(facts, callee.of) !== owner.v) return undefined;
  const { k } = an.link.valueOf(m, callee.of);
  if (k !== 'unknown' && k !== 'param') return undefined;
  for (const orm of an.link.orms) {
    if (!orm.stored || !orm.roles.includes('model')) continue;
    const models = an.link.schemas(m).flatMap(schema => (schema.orm === orm.name ? schema.models : []));
    for (const model of models) {
      const row = orm.stored(orm.client('shaped', 'model', model.name));
      const query = row?.k === 'orm' ? orm.call(row, callee.name, argumentsOf(an.link, m, call.args, undefined, e), () => models)?.query : undefined;
      if (query?.relation !== undefined) return query;
    }
  }
  return undefined;
}

/** A function and those that stand in it. */
function functionsOf(facts: ModuleFacts, f: F): readonly F[] {
  return [f, ...indexOf(facts).fnsIn(f).flatMap(inner => functionsOf(facts, inner))];
}

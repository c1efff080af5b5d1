import { baseVar } from '../../facts/assignments.ts';
import { withoutCast } from '../../facts/cast.ts';
import { indexOf } from '../../facts/index-of.ts';
import { enclosing } from '../../facts/region.ts';
import { renderExpr } from '../../facts/render.ts';
import type { ResolverFinding } from '../../vocabulary/finding.ts';
import type { E, F, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { isStatement } from '../follow-ups/apart.ts';
import { ormOf } from '../link/join.ts';
import { argumentsOf } from '../link/views.ts';
import { sourceKey, type Sources } from '../queries/effect.ts';
import { runningAt } from '../queries/effects.ts';
import { methodOf } from '../queries/reach.ts';
import { ARRAY_METHODS } from '../runs/iterating-calls.ts';
import { isOfObject } from './identity-map.ts';
import { resolversIn, type Resolver } from './resolvers.ts';

const READS: ReadonlySet<string> = new Set(['read', 'count', 'exists', 'aggregate']);

/** The queries that the field resolvers of a module run for the object that they are called with: one for each object of a list. */
export function resolverFindingsIn(an: Analysis, m: ModuleId): readonly ResolverFinding[] {
  const facts = an.link.facts(m);
  if (!facts || facts.sites.length === 0) return [];
  return resolversIn(an.link, m).flatMap(resolver =>
    functionsOf(an, m, resolver.f).flatMap(f => indexOf(facts).sitesOf(f).flatMap(s => findingAt(an, m, facts, resolver, s) ?? [])),
  );
}

function findingAt(an: Analysis, m: ModuleId, facts: ModuleFacts, resolver: Resolver, s: number): ResolverFinding | undefined {
  const { e } = facts.sites[s]!;
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return undefined;
  const { parents, field } = resolver;
  // A call that gives nothing checks the object, and a check is not asked for in lists.
  const query = isStatement(facts, e) ? undefined : (drivenBy(an, m, s, resolver) ?? ofRow(an, m, facts, e, parents));
  if (!query || isForOne(facts, resolver, e) || isFallback(facts, resolver, e)) return undefined;
  const { at, end } = facts.exprs[call.callee]!;
  const { words } = an.link.orms.find(({ name }) => name === query.orm)!;
  return { at, end, subject: renderExpr(facts, call.callee), field, display: words.display(query), query };
}

function drivenBy(an: Analysis, m: ModuleId, s: number, { parents, args }: Resolver): QueryCall | undefined {
  const facts = an.link.facts(m)!;
  const call = facts.sites[s]!.e;
  if (!an.mayQueryIn(m, call)) return undefined;
  const running = runningAt(an, m, s, undefined);
  // A number beside a page is part of the page: a loader has no page for each of many.
  if (running.some(({ effect: { query } }) => isPaged(query))) return undefined;
  const isFrom = (from: Sources, vars: ReadonlySet<V>): boolean => [...vars].some(v => from.has(sourceKey(m, v)));
  const isGiven = (from: Sources): boolean => isFrom(from, parents);
  return running.map(({ effect }) => effect).find(({ query, conditions, receiver, onSomePaths }) => {
    // `loaders ? loaders.user.load(id) : User.findByPk(id)`: in what is entered, a branch may be there for others.
    // Objects of a list are resolved side by side, so what the ORM merges is merged for them, also behind what it has merged.
    if (onSomePaths || !READS.has(query.operation) || query.batched || isPaged(query) || isOfObject(an, m, facts, call, query, parents)) return false;
    // One that the client names is asked for of one object: `workspace { page(id: 7) }`.
    if (query.cardinality === 'one' && conditions.some(({ from }, at) => query.filter?.conditions[at]?.op === '=' && isFrom(from, args) && !isGiven(from))) return false;
    // A loader collects keys: what else is made of the object, no query of many can be asked by.
    return (query.onRow === true && isGiven(receiver.from)) || conditions.some(({ from }, at) => KEYED.has(query.filter?.conditions[at]?.op ?? '') && isGiven(from));
  })?.query;
}

const KEYED: ReadonlySet<string> = new Set(['=', 'in']);
const PAGES = /^(?:take|skip|limit|offset|cursor|page|range)$/;

/** Whether a query gives a page of what belongs to the object, or may (its options are the client's): one query has no page for each of many. */
function isPaged({ method, options, cardinality, limit }: QueryCall): boolean {
  return cardinality !== 'one' && (limit !== undefined || /AndCount|paginate/i.test(method) || options.some(option => option === '...' || PAGES.test(option)));
}

/** `if (me.id !== user.id) return [];`: it goes on for one object of the list at most. */
function isForOne(facts: ModuleFacts, { f, parents }: Resolver, e: E): boolean {
  const { at } = facts.exprs[e]!;
  const index = indexOf(facts);
  const around = [...enclosing(facts, index.regionAt(at))].map(r => facts.regions[r]!);
  // What stands behind the question may leave by a call: `if (me.id !== user.id) forbid();`.
  const before = facts.regions.filter(region => region.fn === f && region.end <= at);
  return before.some(region => region.k === 'then' && comparesWith(facts, region.test, parents, NOT_SAME)) || around.some(region => region.k === 'then' && comparesWith(facts, region.test, parents, SAME));
}

const SAME: ReadonlySet<string> = new Set(['===', '==']);
const NOT_SAME: ReadonlySet<string> = new Set(['!==', '!=']);

/** Whether a test compares a member of the object with something that is no constant and not of the object. */
function comparesWith(facts: ModuleFacts, test: E, parents: ReadonlySet<V>, ops: ReadonlySet<string>): boolean {
  const expr = facts.exprs[test]!;
  if (expr.k === 'choice') return expr.of.some(each => comparesWith(facts, each, parents, ops));
  if (expr.k !== 'op' || !ops.has(expr.op) || expr.of.length !== 2) return false;
  const isOwn = (e: E): boolean => facts.exprs[e]!.k === 'get' && parents.has(baseVar(facts, e) ?? -1);
  const isOther = (e: E): boolean => !isOwn(e) && !['lit', 'undef'].includes(facts.exprs[e]!.k);
  const [one, other] = expr.of as [E, E];
  return (isOwn(one) && isOther(other)) || (isOwn(other) && isOther(one));
}

/** `if (order.lines) return order.lines;`, `order.lines ?? …`: a list has loaded it with its objects where it was asked for, and the query is for the others. */
function isFallback(facts: ModuleFacts, { f, parents }: Resolver, e: E): boolean {
  const { at, end } = facts.exprs[e]!;
  const isOwn = (value: E): boolean => {
    const given = withoutCast(facts, value);
    return facts.exprs[given]!.k === 'get' && parents.has(baseVar(facts, given) ?? -1);
  };
  if (facts.fns[f]!.exits.some(exit => exit.kind === 'return' && exit.value !== undefined && exit.at < at && isOwn(exit.value))) return true;
  return facts.exprs.some(expr => expr.k === 'choice' && expr.at <= at && expr.end >= end && expr.op !== '&&' && expr.of.some(isOwn));
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

/** A function and those that stand in it and run with it. */
function functionsOf(an: Analysis, m: ModuleId, f: F): readonly F[] {
  const facts = an.link.facts(m)!;
  return [f, ...indexOf(facts).fnsIn(f).filter(inner => runsWithin(an, m, facts, inner)).flatMap(inner => functionsOf(an, m, inner))];
}

/**
 * Whether a function runs whenever the one around it does. What stands in an object is asked for as a field of its own
 * (`{ total: () => … }`), and what is handed to a call that is not known may be the way to a value that is kept (`cache.get(key, () => …)`).
 */
function runsWithin(an: Analysis, m: ModuleId, facts: ModuleFacts, f: F): boolean {
  const index = indexOf(facts);
  const made = index.exprOfFn(f);
  const around = made === undefined ? undefined : facts.exprs[index.parent[made] ?? -1];
  if (around?.k !== 'call' || around.callee === made) return around?.k !== 'object';
  const method = methodOf(facts, around.callee);
  return method === 'then' || method === 'catch' || (method !== undefined && ARRAY_METHODS.has(method)) || ormOf(an.link.callAt(m, index.parent[made!]!).receiver) !== undefined;
}

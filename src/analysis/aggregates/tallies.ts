import { indexOf } from '../../facts/index-of.ts';
import { sourceOf } from '../../facts/same-source.ts';
import type { At, E, ModuleFacts, R } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis, Repetition } from '../analysis.ts';
import type { Link } from '../link/link.ts';
import { alternatives } from '../link/join.ts';
import { queriesIn, type StandingQuery } from '../queries/queries.ts';
import { callsThatAggregate } from './gate.ts';

/** A query that asks for nothing but numbers over rows of one model. */
export type Tally = StandingQuery & {
  model: string;
  /** Where the call begins and ends that runs it. */
  at: At;
  end: At;
  /** The calls of its chain, last first: `db.select(…).from(…).where(…)`. */
  chain: readonly E[];
  /** What repeats it, innermost first. */
  frames: readonly Repetition[];
  /** Where it stands, and what it is asked of: equal for tallies that run together and read the same rows. */
  key: string;
};

/** Clauses after which a number is not one over all rows of the filter. */
const CUTS = /^(?:take|skip|limit|offset|cursor|top|fetch|group(?:By)?(?:Raw)?|having\w*|distinctOn|with\w*|union\w*|intersect\w*|except\w*|for\w*|lock|modify|\.\.\.)$/;
/** Calls of a chain that bring in other tables, or another set of rows. */
const JOINS = /join|relat|scope|schema|using/i;
const FARTHEST = 60;

/** The tallies of a module, in the order of the code. */
export function talliesIn(an: Analysis, m: ModuleId): readonly Tally[] {
  const facts = an.link.facts(m)!;
  const concerns = callsThatAggregate(facts);
  if (!concerns) return [];
  return [...queriesIn(an, m, concerns)].flatMap(each => {
    const { query, site, region } = each;
    if (!isTally(query)) return [];
    const { fn } = facts.regions[region]!;
    const frames = an.framesOf(m, region, undefined).list;
    const chain = chainOf(an.link, m, facts, each.e);
    const client = sourceOf(facts, baseOf(facts, chain, each.e));
    const joins = chain.filter(e => JOINS.test(nameOf(facts, e))).map(e => argumentsOf(facts, e));
    const key = [fn, guardsOf(facts, region, facts.sites[site]!.e), query.orm, query.model, client, ...joins, ...query.loads].join('|');
    const { at, end } = facts.sites[site]!;
    return [{ ...each, model: query.model!, at, end, chain, frames, key }];
  });
}

function isTally({ aggregates, operation, model, target, onRow, limit, options }: QueryCall): boolean {
  if (model === undefined || target || onRow || limit) return false;
  return (operation === 'exists' || (aggregates ?? []).length > 0) && !options.some(option => CUTS.test(option));
}

/** The calls of the chain that a query is, also through the variable that holds its beginning. */
function chainOf(link: Link, m: ModuleId, facts: ModuleFacts, e: E): readonly E[] {
  const chain: E[] = [];
  for (let at: E | undefined = e; at !== undefined && chain.length < FARTHEST; ) {
    const expr: ModuleFacts['exprs'][number] = facts.exprs[at]!;
    if (expr.k === 'as') at = expr.of;
    else if (expr.k === 'call') {
      chain.push(at);
      const callee: ModuleFacts['exprs'][number] = facts.exprs[expr.callee]!;
      at = callee.k === 'get' ? callee.of : undefined;
    } else at = expr.k === 'var' && isBuilder(link, m, at) ? facts.vars[expr.v]!.defs.find(({ how, path }) => how === 'init' && path.length === 0)?.e : undefined;
  }
  return chain;
}

function isBuilder(link: Link, m: ModuleId, e: E): boolean {
  return alternatives(link.valueOf(m, e)).some(each => each.k === 'orm' && each.builder);
}

/** What a chain is begun on: `prisma.post` of `prisma.post.count()`, `db` of `db('posts').count()`. */
function baseOf(facts: ModuleFacts, chain: readonly E[], e: E): E {
  const first = facts.exprs[chain.at(-1) ?? e]!;
  if (first.k !== 'call') return e;
  const callee = facts.exprs[first.callee]!;
  return callee.k === 'get' ? callee.of : first.callee;
}

function nameOf(facts: ModuleFacts, e: E): string {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  return callee?.k === 'get' ? (callee.name ?? '') : '';
}

function argumentsOf(facts: ModuleFacts, e: E): string {
  const call = facts.exprs[e]!;
  return call.k === 'call' ? call.args.map(arg => sourceOf(facts, arg.e)).join() : '';
}

/** The branches, loops and `try` blocks that a place stands in, within its function: what stands in the same ones runs together. */
function guardsOf(facts: ModuleFacts, r: R, call: E): string {
  const guards: string[] = [];
  for (let region: R | undefined = r; region !== undefined; region = facts.regions[region]!.parent) {
    const { k } = facts.regions[region]!;
    if (k !== 'body' && k !== 'block' && k !== 'switch') guards.push(`${region}`);
  }
  const { parent } = indexOf(facts);
  for (let e = call, around = parent[e] ?? -1; around >= 0; e = around, around = parent[e] ?? -1) {
    const choice = facts.exprs[around]!;
    if (choice.k === 'choice' && e !== choice.test && (choice.op === '?:' || choice.of[0] !== e)) guards.push(`${around}:${choice.of.indexOf(e)}`);
  }
  return guards.join();
}

import { assignmentsOf, baseVar } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import { isNothing } from '../../facts/nothing.ts';
import type { RelationSilence } from '../../vocabulary/finding.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import type { Analysis } from '../analysis.ts';
import { mayBeKnown } from './identity-map.ts';
import { nodeBehind, relationOf, type Node } from './model-graph.ts';
import { asksForMember, isGuard, isInAnother } from './relation-guards.ts';
import { laterLoads } from './relation-loads.ts';
import { ELEMENT_OF, type ResultUse, type Step } from '../results/result-use.ts';
import { usesOf } from '../results/result-uses.ts';
import type { RowSource } from '../results/row-sources.ts';

/** A relation that a query did not load, and where it is read on its rows. `path` leads to it from the rows. */
export type UnloadedRead = { path: readonly string[]; column: Column; use: ResultUse; /** Reading it runs a query, once for each row of a list. */ perRow: boolean; /** The rows, or those on the way to it, go where somebody may look at all of them. */ leaves: boolean };

/** Where a use stands in the graph of models: the first relation on its way that was not loaded, and what of it is read. */
type Place = { path: readonly string[]; column: Column; behind: Node | undefined; rest: readonly Step[] };

/** The relations that are read on the rows of a query though it did not load them; what may be loaded all the same is left out. */
export function unloadedReads(an: Analysis, source: RowSource, own: Node): readonly UnloadedRead[] {
  const { query } = source;
  // What the query says of itself is asked before its rows are followed.
  if (isOpen(query, own) || isToldLater(an, source)) return [];
  const uses = [...usesOf(an, source.start)];
  const placed = uses.flatMap((use): Placed[] => {
    const rest = behindRows(use.path, query.rowsAt ?? []);
    const place = rest && placeOf(an, query, own, rest);
    return place ? [{ use, place }] : [];
  });
  return [...new Set(placed.map(({ place }) => place.path.join('.')))].flatMap(key => {
    const same = placed.filter(({ place }) => place.path.join('.') === key);
    const { path, column, behind } = same[0]!.place;
    if (!same.some(each => isLookedInto(an, source, each)) || mayBeKnown(an, source, own, path, behind) || silenceOfRelation(an, source, uses, same, path)) return [];
    const later = laterLoads(an, uses, query, path);
    const reads = same.filter(each => silenceOfRead(an, query, each, later) === undefined);
    const leaves = source.start.entered.length > 0 || isSeenWhole(uses, query, path);
    return reads.map(({ use }): UnloadedRead => ({ path, column, use, perRow: column.link?.lazy === true, leaves }));
  });
}

type Placed = { use: ResultUse; place: Place };

/** Whether something of a relation is used: a mapper that only copies what may be there leaves it as it is. */
function isLookedInto(an: Analysis, source: RowSource, { use, place }: Placed): boolean {
  if (place.rest.length === 0 && use.kind === 'escape') {
    // What another function puts into an object of its own may be there for rows of other queries.
    const facts = an.link.facts(use.m)!;
    const { k } = facts.exprs[use.e]!;
    if ((k === 'object' || k === 'array') && isInAnother(facts, use, source)) return false;
  }
  return place.rest.length > 0 || !(use.kind === 'member' || use.kind === 'truthiness' || use.kind === 'write' || (use.kind === 'escape' && use.how === 'stored'));
}

/** Whether rows, or those on the way along `path`, go out of sight, so that what was loaded with them may be seen. */
export function isSeenWhole(uses: readonly ResultUse[], { rowsAt = [] }: QueryCall, path: readonly string[]): boolean {
  return uses.some(use => {
    if (use.kind !== 'escape' && !(use.kind === 'each' && use.method === 'for…in')) return false;
    const names = (behindRows(use.path, rowsAt) ?? []).filter(step => step !== ELEMENT_OF);
    return names.length < path.length && names.every((name, at) => name === path[at]);
  });
}

/** Why nothing is said of a relation on the rows of a query, wherever it is read. */
function silenceOfRelation(an: Analysis, source: RowSource, uses: readonly ResultUse[], same: readonly Placed[], path: readonly string[]): RelationSilence | undefined {
  // Where not all uses are known, a guard may be among the others.
  if (uses.some(use => use.kind === 'escape' && use.how === 'too-far')) return 'open';
  const whole = same.filter(({ place }) => place.rest.length === 0).map(({ use }) => use);
  if (whole.some(use => use.kind === 'write')) return 'written';
  return whole.some(use => isGuard(an, use, source)) || uses.some(use => asksForMember(an, use, path.at(-1)!)) ? 'guarded' : undefined;
}

/** Why nothing is said of one read. */
function silenceOfRead(an: Analysis, query: QueryCall, { use, place }: Placed, isLoadedBefore: (use: ResultUse) => boolean): RelationSilence | undefined {
  if (!readsRows(an, query, use, place)) return 'key-only';
  if (isLoadedBefore(use)) return 'loaded-later';
  if (isReassigned(an, use)) return 'reassigned';
  return place.column.link?.lazy === true && !isPerRow(an, use) ? 'lazy-once' : undefined;
}

/** Whether it cannot be said what a query loads, or what its row has from queries before it. */
function isOpen({ options, loads, paths = loads, remembers }: QueryCall, { model }: Node): boolean {
  return remembers === true || options.includes('...') || paths.some(path => path === '…' || path === '*') || model.scope?.includes('…') === true;
}

/** Whether the options of a query stand in a variable that is given more of them by and by: `options.include = …`. */
function isToldLater(an: Analysis, { m, e }: RowSource): boolean {
  const facts = an.link.facts(m)!;
  const call = facts.exprs[e]!;
  return call.k === 'call' && call.args.some(arg => {
    const given = facts.exprs[arg.e]!;
    const sets = given.k === 'var' ? (assignmentsOf(facts).memberSets.get(given.v) ?? []) : [];
    return sets.some(set => {
      const expr = facts.exprs[set]!;
      const target = expr.k === 'set' && expr.to !== undefined ? facts.exprs[expr.to]! : undefined;
      return target?.k === 'get' && facts.exprs[target.of]!.k === 'var';
    });
  });
}

/** What follows the rows on the way to a part of a result; `undefined` for another part. */
function behindRows(path: readonly Step[], rowsAt: readonly string[]): readonly Step[] | undefined {
  return rowsAt.every((step, at) => path[at] === step) ? path.slice(rowsAt.length) : undefined;
}

function placeOf(an: Analysis, query: QueryCall, own: Node, steps: readonly Step[]): Place | undefined {
  let node: Node | undefined = own;
  const path: Column[] = [];
  for (const [at, step] of steps.entries()) {
    if (step === ELEMENT_OF) continue;
    const column: Column | undefined = typeof step === 'string' && node ? relationOf(node, step) : undefined;
    if (!column || !node) return undefined;
    path.push(column);
    const behind = nodeBehind(an.link, query.orm, node, column);
    if (!isLoaded(query, path, node)) return { path: path.map(({ name }) => name), column, behind, rest: steps.slice(at + 1) };
    node = behind;
  }
  return undefined;
}

/** Whether a query loads the last of the relations that lead from its rows; `node` is the model that has it. */
function isLoaded({ loads, paths = loads, skipsEager }: QueryCall, path: readonly Column[], { model }: Node): boolean {
  if (path.at(-1)!.link?.eager !== undefined && !skipsEager) return true;
  // A relation may be named by its model where it has no name of its own.
  const isSame = (step: string, at: number): boolean => step === path[at]?.name || step.toLowerCase() === path[at]?.relation?.toLowerCase();
  if (path.length === 1 && model.scope?.some(each => isSame(each.split('.')[0]!, 0))) return true;
  return paths.some(each => {
    const steps = each.split('.');
    const open = steps.indexOf('…');
    if (open >= 0) return open < path.length && steps.slice(0, open).every(isSame);
    return steps.length >= path.length && path.every((_, at) => isSame(steps[at]!, at));
  });
}

/** Whether a use reads rows of the relation, and not only what is there without them: the key, whether it is initialized. */
function readsRows(an: Analysis, { orm }: QueryCall, use: ResultUse, { column, behind, rest }: Place): boolean {
  const inert = an.link.orms.find(({ name }) => name === orm)?.inert;
  const [name] = rest.filter(step => step !== ELEMENT_OF);
  if (column.link?.holdsKey) return use.kind === 'member' && typeof name === 'string' && !inert?.has(name) && isNoKey(behind, name);
  if (rest.length > 0 || use.kind !== 'member') return false;
  const facts = an.link.facts(use.m);
  const around = facts?.exprs[indexOf(facts).parent[use.e] ?? -1];
  return !(around?.k === 'get' && around.of === use.e && around.name !== undefined && inert?.has(around.name));
}

function isNoKey(node: Node | undefined, name: string): boolean {
  const primary = node?.model.keys.find(key => key.primary)?.columns ?? [];
  return node?.model.columns.some(column => column.name === name && !primary.includes(name)) === true;
}

/** A variable that is given several values: which of them is read here is not known. */
function isReassigned(an: Analysis, { m, e }: ResultUse): boolean {
  const facts = an.link.facts(m);
  const v = facts && baseVar(facts, e);
  if (!facts || v === undefined) return false;
  const given = facts.vars[v]!.defs.filter(({ how, e: value }) => how !== 'declare' && !(value !== undefined && isNothing(facts, value)));
  return given.length > 1 || given.some(({ e: value }) => value !== undefined && isEither(facts, value));
}

/** `full || user`: which of several rows it is turns out at run time. */
function isEither(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'as' || expr.k === 'await') return expr.of !== undefined && isEither(facts, expr.of);
  return expr.k === 'choice' && expr.op !== '&&' && expr.of.filter(each => !isNothing(facts, each)).length > 1;
}

/** Whether a read stands in a loop over the rows, or in what a loop's element leads to. */
function isPerRow(an: Analysis, { m, e, at }: ResultUse): boolean {
  const facts = an.link.facts(m);
  const v = facts && baseVar(facts, e);
  if (!facts || v === undefined) return false;
  return an.framesOf(m, indexOf(facts).regionAt(at), undefined).list.some(({ elements }) => elements.has(v));
}

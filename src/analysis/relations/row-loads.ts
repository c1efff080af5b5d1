import { indexOf } from '../../facts/index-of.ts';
import { enclosing, isLoop } from '../../facts/region.ts';
import { isWithin } from '../../facts/within.ts';
import type { LoopFinding, RowLoadFinding } from '../../vocabulary/finding.ts';
import type { At, E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Column } from '../../vocabulary/schema.ts';
import type { RelationOfRow, RelationSite, Rewrites } from '../../vocabulary/rewrite.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { HeldKeys } from '../follow-ups/held-keys.ts';
import { callAtOffset, conditionsOn } from '../queries/paths.ts';
import { writtenAt } from '../queries/written-at.ts';
import { ELEMENT_OF, type ResultUse, type Step } from '../results/result-use.ts';
import { resultOf, usesOf } from '../results/result-uses.ts';
import { rowSourcesOf, type RowSource } from '../results/row-sources.ts';
import { isLoadedBefore } from './loaded-before.ts';
import { nodeBehind, nodeOf, relationOf, type Node } from './model-graph.ts';
import { isSeenWhole } from './relation-reads.ts';

/** The loop findings of a module that load relations row by row, with the queries that read the rows. */
export function rowLoadsIn(an: Analysis, m: ModuleId, findings: readonly LoopFinding[], text: string): readonly RowLoadFinding[] {
  return findings.map(finding => {
    const e = callOf(an.link.facts(m)!, finding.at, finding.end);
    if (e !== undefined && isLoadedBefore(an, m, e, finding)) return { finding, loaded: true };
    const site = siteOf(an, m, finding, text);
    const relation = relationOfLoad(an, m, finding);
    return { finding, ...(site && { site }), ...(relation && { relation }) };
  });
}

/** The relation of the rows' own model that a finding is about, where its name is known. */
function relationOfLoad(an: Analysis, m: ModuleId, { relation = '', queries: [behind] }: LoopFinding): Column | undefined {
  const node = behind?.query.onRow && nodeOf(an.link, m, behind.query);
  return node && relationOf(node, relation);
}

function siteOf(an: Analysis, m: ModuleId, { at, end, queries, relation: found = '' }: LoopFinding, text: string): RelationSite | undefined {
  const facts = an.link.facts(m)!;
  const e = callOf(facts, at, end);
  const [behind, more] = queries;
  if (e === undefined || !behind || more || behind.hops.length > 0) return undefined;
  const load = writtenAt(an, { m, e, query: behind.query }, text);
  const of = load?.rewrites.relationOfRow?.(load.written);
  if (!load || !of) return undefined;
  const sources = rowSourcesOf(an, m).filter(source => source.m === m && source.start.entered.length === 0 && source.query.orm === behind.query.orm && holds(an, source, of.row));
  const [source, other] = sources;
  const node = source && nodeOf(an.link, m, source.query);
  const name = of.name ?? found;
  const relation = node && relationOf(node, name);
  const query = source && writtenAt(an, source, text);
  const assert = source && assertionOf(an, m, source, name, of);
  if (!relation || (of.list ?? relation.list) !== relation.list || other || !query || assert === undefined || !isSameRow(source, of, node) || !isRowOf(facts, of.row, source.e) || !hasSameValues(an, source, node, relation, query.rewrites)) return undefined;
  // What loads it on some rows leaves the others without it.
  if (of.fills && !isInEachRound(facts, e)) return undefined;
  const given = [...usesOf(an, resultOf(m, e))];
  // A list that is changed would be that of the row.
  if (given.some(({ kind, path }) => kind === 'write' && path.length === 0)) return undefined;
  const all = [...usesOf(an, source.start)];
  if (all.some(({ kind, path }) => kind === 'write' && path.length === 0)) return undefined;
  const rows = all.filter(use => use.m !== m || !isWithin(use, facts.exprs[e]!));
  const kept = given.some(use => isKept(use, use.path)) || rows.some(use => use.path.includes(name) && isKept(use, use.path.slice(use.path.indexOf(name) + 1)));
  const leaves = isSeenWhole(rows, source.query, [name]);
  return { ...query, path: [name], relation, lazy: false, leaves, load: { written: load.written, of, assert, alone: waitsAlone(facts, source.e, e), kept: kept || leaves } };
}

/** Whether a related row that comes with the rows has the values that it has alone. */
function hasSameValues(an: Analysis, { query: { orm } }: RowSource, node: Node, relation: Column, rewrites: Rewrites): boolean {
  return rewrites.keepsInJson === undefined || nodeBehind(an.link, orm, node, relation)?.model.columns.every(column => column.relation !== undefined || rewrites.keepsInJson!(column)) === true;
}

/** Whether a related row is changed, or goes where it may be; `behind` leads from it to what is used. */
function isKept({ kind }: ResultUse, behind: readonly Step[]): boolean {
  return kind === 'write' || (kind === 'escape' && behind.every(step => step === ELEMENT_OF));
}

/** The call whose callee stands between two offsets. */
function callOf(facts: ModuleFacts, at: At, end: At): E | undefined {
  const first = callAtOffset(facts, at);
  for (let e = first ?? -1; e >= 0; e = indexOf(facts).parent[e] ?? -1) {
    const expr = facts.exprs[e]!;
    if (expr.k === 'call' && facts.exprs[expr.callee]!.end === end) return e;
    if (expr.at !== at) return undefined;
  }
  return undefined;
}

/** Whether an expression is a row of a list that a query gives, each of them. */
function holds(an: Analysis, source: RowSource, row: E): boolean {
  if (source.query.cardinality !== 'many') return false;
  const held = new HeldKeys(an, source).at({ m: source.m, e: row });
  return held !== undefined && held.column === undefined && !held.many;
}

/** Whether an expression is the element of a loop, or of a callback, over what a call gives and nothing else. */
function isRowOf(facts: ModuleFacts, row: E, query: E): boolean {
  const expr = facts.exprs[row]!;
  const [def, more] = expr.k === 'var' ? facts.vars[expr.v]!.defs : [];
  if (expr.k !== 'var' || !def || more || def.path.length > 0 || def.default !== undefined) return false;
  const over = def.how === 'each' && def.loop !== undefined ? facts.regions[def.loop]! : undefined;
  if (over) return over.k === 'of' && isGivenBy(facts, over.over, query);
  const index = indexOf(facts);
  const made = def.how === 'param' && def.param === 0 ? index.exprOfFn(facts.vars[expr.v]!.fn) : undefined;
  const call = made === undefined ? undefined : facts.exprs[index.parent[made] ?? -1];
  const callee = call?.k === 'call' && call.args[0]?.e === made ? facts.exprs[call.callee]! : undefined;
  return callee?.k === 'get' && isGivenBy(facts, callee.of, query);
}

/** Whether an expression is what a call gives, waited for, or a variable that holds nothing but that. */
function isGivenBy(facts: ModuleFacts, e: E, query: E): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'await') return expr.of === query;
  const [def, more] = expr.k === 'var' ? facts.vars[expr.v]!.defs : [];
  return def?.how === 'init' && more === undefined && def.default === undefined && def.e !== undefined && facts.exprs[def.e]!.k === 'await' && isGivenBy(facts, def.e, query);
}

const BRANCHES: ReadonlySet<string> = new Set(['then', 'else', 'case', 'catch']);

/** Whether a call runs in each round of what it stands in, and not on some paths only. */
function isInEachRound(facts: ModuleFacts, e: E): boolean {
  const index = indexOf(facts);
  const { at, end } = facts.exprs[e]!;
  // What gives the call itself does not leave before it.
  const leaves = (f: number, from: At): boolean => facts.fns[f]!.exits.some(exit => exit.at > from && exit.at < at && !(exit.value !== undefined && facts.exprs[exit.value]!.end >= end));
  if (conditionsOn(facts, e).length > 0) return false;
  for (const r of enclosing(facts, index.regionAt(at))) {
    const region = facts.regions[r]!;
    if (BRANCHES.has(region.k)) return false;
    if (isLoop(region)) return !leaves(region.fn, region.at);
  }
  return !leaves(index.fnAt(at), -1);
}

/** Whether the row that is looked for again, where one is, is the row itself. */
function isSameRow({ query }: RowSource, { again }: RelationOfRow, { model }: Node): boolean {
  return again === undefined || (again.model.toLowerCase() === query.model?.toLowerCase() && model.keys.some(({ columns: [column, more] }) => column === again.key && more === undefined));
}

/** What stands behind a relation that is read where its rows have types: nothing, or `!` where it is declared as one that may be missing; `undefined` where it is not declared. */
function assertionOf(an: Analysis, m: ModuleId, { query: { declared } }: RowSource, name: string, { loaded }: RelationOfRow): '' | '!' | undefined {
  if (!loaded || !/\.(?:[cm]?ts|tsx|vue|svelte)$/.test(m) || declared === undefined) return '';
  const member = (declared.c === undefined ? undefined : an.link.classView(declared.m, declared.c))?.members.find(each => each.name === name && !each.static);
  return member && (member.optional || member.type?.nullable === true ? '!' : '');
}

/** Whether nothing else is waited for from the query to the end of the last round. */
function waitsAlone(facts: ModuleFacts, query: E, load: E): boolean {
  const index = indexOf(facts);
  const from = facts.exprs[query]!.end;
  const to = endOfRounds(facts, query, load);
  return !facts.exprs.some((expr, e) => (expr.k === 'await' ? expr.of !== load && expr.of !== query : expr.k === 'yield' || expr.k === 'yield*') && expr.at > from && expr.end <= to && e !== index.parent[query]);
}

/** Where the outermost loop or function ends that begins behind the query and has the load in it. */
function endOfRounds(facts: ModuleFacts, query: E, load: E): At {
  const { at: from } = facts.exprs[query]!;
  const around = [...facts.fns, ...facts.regions.filter(isLoop)].filter(each => each.at >= from && isWithin(facts.exprs[load]!, each));
  return Math.max(facts.exprs[load]!.end, ...around.map(({ end }) => end));
}

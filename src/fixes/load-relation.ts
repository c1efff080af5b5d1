import { indexOf } from '../facts/index-of.ts';
import type { Span } from '../facts/within.ts';
import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { Difference, RelationSite, Rewrite, TextEdit } from '../vocabulary/rewrite.ts';
import { keepsComments } from './edits.ts';
import { isPlainKey } from './loop-shape.ts';
import { withoutLine, withoutParens } from './statement.ts';

/** A relation that is read on rows, or loaded for each of them: the query that reads the rows loads it too. */
export function loadRelation(site: RelationSite): Rewrite | undefined {
  const { written, rewrites, path, relation, load } = site;
  const query = rewrites.withRelation?.(written, path, relation);
  const read = load ? readOnRow(site) : [];
  if (!query || !read) return undefined;
  const edits = [...query.edits, ...read];
  return keepsComments(written.text, edits) ? { name: 'load-relation', edits, differences: differencesOf(site, query.joined === true) } : undefined;
}

function differencesOf({ written: { query }, rewrites, relation: { list }, leaves, lazy, load }: RelationSite, joined: boolean): readonly Difference[] {
  const perRow = load !== undefined || lazy;
  return [
    ...(perRow ? [] : ['now-loaded' as const]),
    ...(joined && query.cardinality === 'many' ? ['join-order' as const] : []),
    ...(perRow && list ? ['related-order' as const] : []),
    ...(load?.of.wasUndefined && !list ? ['null-for-none' as const] : []),
    ...(load?.of.shared && load.kept && !list && !rewrites.identityMap ? ['shared-rows' as const] : []),
    ...(load && !load.alone ? ['later-writes' as const] : []),
    ...(leaves && !lazy && !load?.of.fills ? ['whole-rows' as const] : []),
    ...(rewrites.unproven ? ['unproven' as const] : []),
  ];
}

/** What stands where one row's relation was loaded: the relation of the row, or nothing where that was all of a statement. */
function readOnRow({ load, relation: { name } }: RelationSite): readonly TextEdit[] | undefined {
  const { written, of, assert } = load!;
  const { facts, text, call } = written;
  const wait = indexOf(facts).parent[call] ?? -1;
  if (wait < 0 || facts.exprs[wait]!.k !== 'await' || !isPlainKey(facts, of.row)) return undefined;
  if (isStatement(facts, wait)) return leftOut(facts, text, wait);
  const { at, end } = facts.exprs[of.row]!;
  return of.loaded && [{ ...withoutParens(facts, text, wait), text: `${of.loaded(text.slice(at, end), name)}${assert}` }];
}

function isStatement(facts: ModuleFacts, e: E): boolean {
  const index = indexOf(facts);
  return (index.parent[e] ?? -1) < 0 && index.use(e).k === 'statement';
}

/** Whether a statement stands in a list of them, and not alone behind an `if`. */
function isInList(facts: ModuleFacts, text: string, { at, end }: Span): boolean {
  const around = facts.regions.filter(region => region.at <= at && region.end >= end && (region.at !== at || region.parent === undefined));
  if (facts.regions.some(region => region.at === at && (region.k === 'then' || region.k === 'else'))) return false;
  const inner = around.reduce<(typeof around)[number] | undefined>((least, each) => (least && least.end - least.at <= each.end - each.at ? least : each), undefined);
  return inner !== undefined && text[inner.end - 1] === '}' && /^\s*;?[^]*\}/.test(text.slice(end, inner.end));
}

/** A statement goes with its line, and the loop with it that has nothing else in it. */
function leftOut(facts: ModuleFacts, text: string, statement: E): readonly TextEdit[] | undefined {
  const { at, end } = facts.exprs[statement]!;
  const loop = facts.regions[indexOf(facts).regionAt(at)]!;
  const alone = loop.k === 'of' && /^\s*\)\s*\{?\s*$/.test(text.slice(facts.exprs[loop.over]!.end, at)) && /^\s*;?\s*\}?$/.test(text.slice(end, loop.end));
  // What the loop goes through may do something by being read.
  const span = alone && loop.k === 'of' ? (facts.exprs[loop.over]!.k === 'var' ? loop : undefined) : { at, end };
  const line = span && isInList(facts, text, span) ? withoutLine(text, span) : undefined;
  return line && [line];
}

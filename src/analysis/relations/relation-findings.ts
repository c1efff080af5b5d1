import { basename, relative } from 'node:path';

import { indexOf } from '../../facts/index-of.ts';
import { positionOf } from '../../facts/position.ts';
import { renderExpr } from '../../facts/render.ts';
import type { RelationFinding } from '../../vocabulary/finding.ts';
import type { E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { RelationSite } from '../../vocabulary/rewrite.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import { writtenAt } from '../queries/written-at.ts';
import { nodeOf } from './model-graph.ts';
import { unloadedReads, type UnloadedRead } from './relation-reads.ts';
import { rowSourcesOf, type RowSource } from '../results/row-sources.ts';

/** The relations that are read on rows of which a query did not load them: each once for a query, where it is read first. */
export function relationFindingsIn(an: Analysis, m: ModuleId, root: string, text: string): readonly RelationFinding[] {
  const byRelation = new Map<string, RelationFinding>();
  for (const source of rowSourcesOf(an, m)) {
    const words = an.link.orms.find(({ name }) => name === source.query.orm)?.words;
    const own = words?.eager ? nodeOf(an.link, source.m, source.query) : undefined;
    if (!own || !own.model.columns.some(({ relation }) => relation !== undefined)) continue;
    for (const read of unloadedReads(an, source, own)) {
      const finding = findingOf(an, m, root, source, read, text);
      if (!finding) continue;
      const key = `${source.m}#${source.e}#${finding.relation}`;
      const known = byRelation.get(key);
      if (!known || (known.kind === 'read-elsewhere' && finding.kind !== known.kind) || (known.kind === finding.kind && finding.at < known.at)) byRelation.set(key, finding);
    }
  }
  return onePerRead([...byRelation.values()]);
}

/** A read that several queries feed is reported once. */
function onePerRead(findings: readonly RelationFinding[]): readonly RelationFinding[] {
  return [...new Map(findings.toSorted((a, b) => b.line - a.line).map(finding => [`${finding.at}#${finding.relation}#${finding.kind === 'read-elsewhere' ? finding.file : ''}`, finding])).values()].sort((a, b) => a.at - b.at);
}

function findingOf(an: Analysis, m: ModuleId, root: string, { m: from, e, query }: RowSource, { path, column, use, perRow, leaves }: UnloadedRead, text: string): RelationFinding | undefined {
  const here = use.m === m;
  // What other files do with each other's rows is reported there.
  if (!here && from !== m) return undefined;
  const { words } = an.link.orms.find(({ name }) => name === query.orm)!;
  const facts = an.link.facts(here ? m : from)!;
  const { is, text: advice } = words.eager!(query, path, column);
  const call = an.link.facts(from)!.exprs[e]!;
  const callee = call.k === 'call' ? call.callee : e;
  const place = here ? { m: from, e } : { m: use.m, e: use.e };
  // Of a builder, the chain says less than what it asks.
  const displayed = renderExpr(an.link.facts(from)!, callee);
  const shown = here ? use.e : callee;
  const { at, end } = facts.exprs[shown]!;
  return {
    ...{ at, end, kind: !here ? 'read-elsewhere' : perRow ? 'per-row' : 'unloaded' },
    subject: here ? renderRead(facts, use.e, path) : isShort(displayed) ? displayed : words.display(query),
    relation: path.join('.'),
    query,
    display: from === m && isShort(displayed) ? displayed : words.display(query),
    ...whereOf(an, root, place),
    is,
    advice,
    // A query of another file cannot be changed from here.
    ...(from === m && siteAt(an, { m, e, query }, { path, relation: column, leaves, lazy: perRow }, text)),
  };
}

function siteAt(an: Analysis, standing: { m: ModuleId; e: E; query: QueryCall }, more: Pick<RelationSite, 'path' | 'relation' | 'leaves' | 'lazy'>, text: string): { site?: RelationSite } {
  const written = writtenAt(an, standing, text);
  return written ? { site: { ...written, ...more } } : {};
}

/** A read as the message quotes it; of a destructured one, the member. */
function renderRead(facts: ModuleFacts, e: E, path: readonly string[]): string {
  const expr = facts.exprs[e]!;
  return expr.k === 'get' ? renderExpr(facts, e) : (path.at(-1) ?? '');
}

function isShort(text: string): boolean {
  return /^[\w$.#?]+$/.test(text);
}

function whereOf(an: Analysis, root: string, { m, e }: { m: ModuleId; e: E }): Pick<RelationFinding, 'file' | 'symbol' | 'line'> {
  const facts = an.link.facts(m)!;
  const { at } = facts.exprs[e]!;
  const symbol = nameAround(facts, indexOf(facts).fnAt(at));
  return { file: relative(root, m) || basename(m), ...(symbol !== undefined && { symbol }), line: positionOf(facts, at).line };
}

/** The nearest function around a place that has a name, with its class: `PostsService.list`. */
function nameAround(facts: ModuleFacts, from: F): string | undefined {
  for (let f: F | undefined = from; f !== undefined; f = facts.fns[f]?.outer) {
    const { name, cls } = facts.fns[f]!;
    const owner = cls === undefined ? undefined : facts.classes[cls]?.name;
    if (name !== undefined) return owner === undefined ? name : `${owner}.${name}`;
  }
  return undefined;
}

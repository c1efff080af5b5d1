import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import type { LoadSilence } from '../../vocabulary/finding.ts';
import type { Analysis } from '../analysis.ts';
import { ELEMENT_OF, type ResultUse, type Step } from '../results/result-use.ts';
import { usesOf } from '../results/result-uses.ts';
import type { RowSource } from '../results/row-sources.ts';
import { nodeBehind, relationOf, type Node } from './model-graph.ts';

/** A relation that a query loads, as a path from its rows; or why nothing is said of it. */
export type Load = { path: readonly string[]; column: Column; silence?: LoadSilence };

/** The relations that a query names to be loaded, and for each whether what is done with the rows may read it. */
export function loadsOf(an: Analysis, source: RowSource, own: Node): readonly Load[] {
  const { query } = source;
  const named = pathsOf(query).flatMap(path => wayAlong(an, query.orm, own, path) ?? []);
  if (named.length === 0) return [];
  const uses = [...usesOf(an, source.start)];
  const whole = silenceOfRows(query, own, uses);
  // What a query needs is named as it is loaded: by the relation, or by its model.
  const needed = (query.needs ?? []).map(each => wayAlong(an, query.orm, own, each.split('.'))?.[0]?.path ?? each.split('.'));
  const loads = named.map(({ path, columns, nodes }): Load => {
    const silence = whole ?? (columns.every(each => isWritten(an, source, each)) ? undefined : 'shared') ?? (isLoadedAnyway(query, columns) ? 'needed' : silenceOf(an, query, needed, path, nodes, uses));
    return { path, column: columns.at(-1)!, ...(silence && { silence }) };
  });
  // What is behind a relation that nothing reads goes with it.
  return loads.filter(load => load.silence !== undefined || !loads.some(other => other.silence === undefined && other.path.length < load.path.length && startsWith(load.path, other.path)));
}

function pathsOf({ loads, paths = loads }: QueryCall): readonly (readonly string[])[] {
  return [...new Set(paths)].filter(path => !path.includes('…') && path !== '*').map(path => path.split('.'));
}

/** The models on the way along a path of relations, the one with the rows first. */
function wayAlong(an: Analysis, orm: string, own: Node, names: readonly string[]): readonly { path: readonly string[]; columns: readonly Column[]; nodes: readonly Node[] }[] | undefined {
  const nodes: Node[] = [own];
  const path: Column[] = [];
  for (const name of names) {
    const node = nodes.at(-1);
    // A relation may be named by its model where it has no name of its own.
    const column: Column | undefined = node && (relationOf(node, name) ?? only(node.model.columns.filter(each => each.relation?.toLowerCase() === name.toLowerCase())));
    const next = column && nodeBehind(an.link, orm, node!, column);
    if (!column || !next) return undefined;
    path.push(column);
    nodes.push(next);
  }
  return [{ path: path.map(column => column.name), columns: path, nodes }];
}

/** Whether every such query of the model loads a relation, named or not: leaving it out changes nothing. */
function isLoadedAnyway({ skipsEager }: QueryCall, columns: readonly Column[]): boolean {
  return skipsEager !== true && columns.at(-1)?.link?.eager !== undefined;
}

/** Whether the call itself names a relation, or the model that it leads to; what a constant names is loaded for others too. */
function isWritten(an: Analysis, { m, e }: RowSource, { name, relation }: Column): boolean {
  const { exprs } = an.link.facts(m)!;
  const { at, end } = exprs[e]!;
  const isName = (text: string | undefined): boolean => text === name || text === relation;
  return exprs.some(expr => {
    if (expr.at < at || expr.end > end) return false;
    if (expr.k === 'object') return expr.props.some(prop => isName(prop.name));
    if (expr.k === 'lit') return typeof expr.v === 'string' && expr.v.split(/[^\w$]+/).some(isName);
    return (expr.k === 'get' && isName(expr.name)) || (expr.k === 'var' && isName(an.link.facts(m)!.vars[expr.v]!.name));
  });
}

/** Why nothing is said of any relation of a query. */
function silenceOfRows({ options, needs, loads, paths = loads }: QueryCall, { model }: Node, uses: readonly ResultUse[]): LoadSilence | undefined {
  if (options.includes('...') || paths.some(path => path === '…' || path === '*') || model.scope?.includes('…') === true) return 'open';
  if (needs?.includes('…') === true) return 'needed';
  // A query whose rows nobody looks at is there for something else.
  if (!uses.some(({ kind }) => kind === 'member')) return 'unread';
  return uses.some(use => use.kind === 'escape' && use.how === 'too-far') ? 'escapes' : undefined;
}

/** Why nothing is said of one relation. */
function silenceOf(an: Analysis, query: QueryCall, needed: readonly (readonly string[])[], path: readonly string[], nodes: readonly Node[], uses: readonly ResultUse[]): LoadSilence | undefined {
  const { filter, rowsAt = [] } = query;
  if (needed.some(each => startsWith(each, path)) || filter?.conditions.some(({ field }) => startsWith(field.split('.'), path)) === true) return 'needed';
  for (const use of uses) {
    const names = namesBehind(use.path, rowsAt);
    const common = names.findIndex((name, at) => name !== path[at]);
    const along = common < 0 ? names.length : common;
    if (along >= path.length) return 'read';
    if (along === names.length) {
      // It is all of a row, or of a relation on the way.
      if (use.kind === 'escape' || (use.kind === 'each' && use.method === 'for…in') || (use.kind === 'operand' && use.op === 'text')) return 'escapes';
      continue;
    }
    // A member that is no column may read any of them.
    const name = names[along]!;
    if (name === '?' || !isColumn(an, nodes[along]!, name)) return 'computed';
  }
  return undefined;
}

/** Whether a member of rows is a column: the schema has it, or the class of the model has it as a field. */
function isColumn(an: Analysis, { model, declared }: Node, name: string): boolean {
  if (model.columns.some(column => column.name === name && !column.computed)) return true;
  const view = declared?.c === undefined ? undefined : an.link.classView(declared.m, declared.c);
  return view?.members.some(member => member.name === name && !member.static && (member.kind === 'field' || member.kind === 'param-property')) === true;
}

function namesBehind(path: readonly Step[], rowsAt: readonly string[]): readonly string[] {
  if (path.length < rowsAt.length || !rowsAt.every((step, at) => path[at] === step)) return [];
  const names = path.slice(rowsAt.length).filter(step => step !== ELEMENT_OF).map(String);
  // How many there are is no column.
  return names.at(-1) === 'length' ? names.slice(0, -1) : names;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, at) => name === path[at]);
}

function only<Each>(list: readonly Each[]): Each | undefined {
  return list.length === 1 ? list[0] : undefined;
}

import { baseVar } from '../../facts/assignments.ts';
import { indexOf } from '../../facts/index-of.ts';
import { isWithin } from '../../facts/within.ts';
import type { E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import type { Analysis } from '../analysis.ts';
import { modelIn } from '../queries/declared-schema.ts';
import { queriesIn } from '../queries/queries.ts';
import type { RowSource } from '../results/row-sources.ts';
import { nodeBehind, relationOf, type Node } from './model-graph.ts';

/**
 * Whether the rows of the model behind a relation may be known already to an ORM that keeps one object for each row: they come along
 * another way with the same query (another relation, a list with its own parents), or another query of the function has read them.
 */
export function mayBeKnown(an: Analysis, { m, e, query, start }: RowSource, own: Node, path: readonly string[], behind: Node | undefined): boolean {
  if (!behind || an.link.orms.find(({ name }) => name === query.orm)?.words.rewrites?.identityMap !== true) return false;
  const { name } = behind.model;
  if (own.model.name === name && query.cardinality !== 'one') return true;
  const { loads, paths = loads } = query;
  if (paths.some(each => modelsAlong(an, query.orm, own, each.split('.')).some((model, at) => model === name && each.split('.').slice(0, at + 1).join('.') !== path.join('.')))) return true;
  const facts = an.link.facts(m)!;
  const index = indexOf(facts);
  const f = index.fnAt(facts.exprs[e]!.at);
  return start.entered.length === 0 && [...queriesIn(an, m)].some(other => other.e !== e && other.query.operation === 'read' && other.query.model === name && index.fnAt(facts.exprs[other.e]!.at) === f);
}

function modelsAlong(an: Analysis, orm: string, own: Node, names: readonly string[]): readonly string[] {
  const models: string[] = [];
  let node = own;
  for (const name of names) {
    const column: Column | undefined = relationOf(node, name);
    const behind = column && nodeBehind(an.link, orm, node, column);
    if (!behind) break;
    models.push(behind.model.name);
    node = behind;
  }
  return models;
}

/** Whether a call asks for the row that an object stands for, by its own key, and the ORM has it since the object was read: `em.findOne(Region, region.id)`. */
export function isOfObject(an: Analysis, m: string, facts: ModuleFacts, call: E, query: QueryCall, objects: ReadonlySet<V>): boolean {
  if (!query.remembers) return false;
  const primary = modelIn(an.link, m, query)?.keys.find(key => key.primary)?.columns ?? ['id', '_id'];
  const read = facts.exprs.flatMap((expr, e) => (isWithin(expr, facts.exprs[call]!) && expr.k === 'get' && facts.exprs[expr.of]!.k === 'var' && objects.has(baseVar(facts, e) ?? -1) ? [expr.name] : []));
  return read.length > 0 && read.every(name => name !== undefined && primary.includes(name));
}

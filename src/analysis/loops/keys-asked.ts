import { indexOf } from '../../facts/index-of.ts';
import { heldValue } from '../../facts/held-value.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';
import type { ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { chainOf } from '../link/orm-calls.ts';
import { isByWholeKey, modelNamed } from '../queries/by-key.ts';
import { modelIn, schemaOf } from '../queries/declared-schema.ts';

/** The lists that bound what a query gives, as many as there are. */
export function boundsOf(link: Link, m: ModuleId, query: QueryCall): readonly Ref[] {
  const { operation, payload } = query;
  return operation === 'create' && payload?.list && payload.whole ? [payload.whole] : keysAsked(link, m, query);
}

/** The lists of unique keys by which a query asks for rows: it gives no more than there are keys. */
export function keysAsked(link: Link, m: ModuleId, query: QueryCall): readonly Ref[] {
  const { operation, filter } = query;
  const asked = operation === 'read' ? (filter?.conditions.filter(({ op }) => op === 'in') ?? []) : [];
  if (asked.length === 0) return [];
  const unique = modelIn(link, m, query)?.keys.filter(({ columns }) => columns.length === 1).map(({ columns }) => columns[0]) ?? [];
  return asked.flatMap(({ field, value }) => (value && unique.includes(field) ? [value] : []));
}

/** Whether the query of call `e` reads one row at most: by a whole unique key, or by one of the rows that belong to it (`{ posts: { some: { id } } }`). */
export function readsOneRow(link: Link, m: ModuleId, e: E, query: QueryCall): boolean {
  const { operation, filter } = query;
  if (operation !== 'read' || !filter || isBuiltInBranches(link, m, e)) return false;
  const schema = schemaOf(link, m, query);
  const model = modelNamed(schema, query.model);
  // A key among some of the rows is none among all.
  if (model?.partialKeys === undefined && isByWholeKey(query, schema)) return filter.conditions.every(({ op, value }) => op !== '=' || value === undefined || isSingle(link, query, value));
  return filter.conditions.some(({ field, op, value }) => {
    const column = op === 'some' ? model?.columns.find(({ name }) => name === field) : undefined;
    return value !== undefined && column?.link?.key?.side === 'other' && namesKey(link, value, modelNamed(schema, column.relation));
  });
}

/** Whether a query is added to in statements of their own, of which some may not run. */
function isBuiltInBranches(link: Link, m: ModuleId, e: E): boolean {
  const facts = link.facts(m)!;
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  const base = callee?.k === 'get' ? facts.exprs[chainOf(facts, callee.of).base]! : undefined;
  return base?.k === 'var' && facts.vars[base.v]!.defs.filter(({ how }) => how !== 'declare').length > 1;
}

/** Whether a value is one, and no list; where an ORM takes a list for any of its elements, it has to be known. */
function isSingle(link: Link, { orm }: QueryCall, { m, e }: Ref): boolean {
  const facts = link.facts(m)!;
  const expr = facts.exprs[e]!;
  const held = expr.k === 'var' ? heldValue(facts, expr.v) : undefined;
  if (isInChoice(facts, e) || [e, ...(held === undefined ? [] : [held])].some(each => mayBeNothing(facts, each))) return false;
  const { k } = link.valueOf(m, e);
  const takesLists = link.orms.find(({ name }) => name === orm)!.words.anyOfList === true;
  return takesLists ? k === 'lit' || k === 'plain' : k !== 'list';
}

/** `...(isAdmin || { id })`: a condition that is there on some paths. */
function isInChoice(facts: ModuleFacts, e: E): boolean {
  const { parent } = indexOf(facts);
  for (let at = parent[e] ?? -1; at >= 0 && facts.exprs[at]!.k !== 'call'; at = parent[at] ?? -1) if (facts.exprs[at]!.k === 'choice') return true;
  return false;
}

/** `all ? undefined : id`: a condition that is left out. */
function mayBeNothing(facts: ModuleFacts, e: E): boolean {
  const expr = facts.exprs[e]!;
  return expr.k === 'undef' || (expr.k === 'choice' && expr.of.some(each => mayBeNothing(facts, each)));
}

/** Whether an object literal has a value for each column of a unique key. */
function namesKey(link: Link, { m, e }: Ref, model: Model | undefined): boolean {
  const facts = link.facts(m)!;
  const object = facts.exprs[e]!;
  const named = object.k === 'object' ? object.props.filter(({ spread, value }) => !spread && facts.exprs[value]!.k !== 'object').map(({ name }) => name) : [];
  return model?.keys.some(({ columns }) => columns.every(column => named.includes(column))) === true;
}

import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model } from '../../vocabulary/schema.ts';
import type { ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
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

/** Whether a query reads one row at most: by a whole unique key, or by one of the rows that belong to it (`{ posts: { some: { id } } }`). */
export function readsOneRow(link: Link, m: ModuleId, query: QueryCall): boolean {
  const { operation, filter } = query;
  if (operation !== 'read' || !filter) return false;
  const schema = schemaOf(link, m, query);
  const model = modelNamed(schema, query.model);
  return (isByWholeKey(query, schema) && filter.conditions.every(({ op, value }) => op !== '=' || value === undefined || isSingle(link, query, value))) || filter.conditions.some(({ field, op, value }) => {
    const column = op === 'some' ? model?.columns.find(({ name }) => name === field) : undefined;
    const key = column?.link?.key;
    return value !== undefined && key?.side === 'other' && namesKey(link, value, modelNamed(schema, column?.relation));
  });
}

/** Whether a value is no list: where an ORM takes one for any of its elements, it has to be known. */
function isSingle(link: Link, { orm }: QueryCall, { m, e }: Ref): boolean {
  const { k } = link.valueOf(m, e);
  const takesLists = link.orms.find(({ name }) => name === orm)!.words.anyOfList === true;
  return takesLists ? k === 'lit' || k === 'plain' : k !== 'list';
}

/** Whether an object literal has a value for each column of a unique key. */
function namesKey(link: Link, { m, e }: Ref, model: Model | undefined): boolean {
  const facts = link.facts(m)!;
  const object = facts.exprs[e]!;
  const named = object.k === 'object' ? object.props.filter(({ spread, value }) => !spread && facts.exprs[value]!.k !== 'object').map(({ name }) => name) : [];
  return model?.keys.some(({ columns }) => columns.every(column => named.includes(column))) === true;
}

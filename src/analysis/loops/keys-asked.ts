import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId, Ref, Value } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { modelIn } from '../queries/declared-schema.ts';

/** The lists that bound what a query gives, as many as there are. */
export function boundsOf(link: Link, m: ModuleId, query: QueryCall): readonly Ref[] {
  const { operation, payload } = query;
  return operation === 'create' && payload?.list && payload.whole ? [payload.whole] : keysAsked(link, m, query);
}

const ONE: ReadonlySet<Value['k']> = new Set<Value['k']>(['plain', 'lit']);

/** Whether a query asks for rows by a unique key: it gives one at most. */
export function asksForOne(link: Link, m: ModuleId, query: QueryCall): boolean {
  const { operation, filter } = query;
  if (operation !== 'read' || !filter) return false;
  // Some ORMs take a list in the place of a key: `{ _id: ids }`.
  const isOne = (value: Ref | undefined): boolean => value !== undefined && ONE.has(link.valueOf(value.m, value.e).k);
  const equal = new Set(filter.conditions.flatMap(({ field, op, value }) => (op === '=' && isOne(value) ? [field] : [])));
  return equal.size > 0 && modelIn(link, m, query)?.keys.some(({ columns }) => columns.length > 0 && columns.every(column => equal.has(column))) === true;
}

/** The lists of unique keys by which a query asks for rows: it gives no more than there are keys. */
export function keysAsked(link: Link, m: ModuleId, query: QueryCall): readonly Ref[] {
  const { operation, filter } = query;
  const asked = operation === 'read' ? (filter?.conditions.filter(({ op }) => op === 'in') ?? []) : [];
  if (asked.length === 0) return [];
  const unique = modelIn(link, m, query)?.keys.filter(({ columns }) => columns.length === 1).map(({ columns }) => columns[0]) ?? [];
  return asked.flatMap(({ field, value }) => (value && unique.includes(field) ? [value] : []));
}

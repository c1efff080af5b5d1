import type { QueryCall } from '../../vocabulary/query.ts';
import type { ModuleId, Ref } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { modelIn } from '../queries/declared-schema.ts';

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

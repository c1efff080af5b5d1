import type { Driven } from '../vocabulary/orm.ts';

/** What of a filter follows the element, in the terms that advice is written in. */
export type Keys = {
  /** Driven columns; `*` for what could not be read. */
  fields: readonly string[];
  /** All of them are compared for equality, or with lists of keys. */
  byKey: boolean;
  /** The filter has other parts, which stay as they are. */
  more: boolean;
};

/** The driven columns of a query; `nameOf` says how a field of the filter is called. */
export function keysOf(driven: Driven, nameOf: (field: string) => string = field => field): Keys {
  const readable = driven.conditions.filter(({ op }) => op !== '?');
  const conditions = readable.length > 0 ? readable : driven.conditions;
  return {
    fields: [...new Set(conditions.map(({ field }) => nameOf(field)))],
    byKey: conditions.length > 0 && conditions.every(({ op, field }) => (op === '=' || op === 'in') && !field.endsWith('*') && field !== 'OR'),
    more: driven.fixed.length > 0 || driven.open,
  };
}

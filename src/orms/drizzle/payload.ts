import type { View } from '../../vocabulary/orm.ts';
import type { Assignment } from '../../vocabulary/query.ts';
import type { Ref } from '../../vocabulary/value.ts';
import { readWrittenRows } from '../written-rows.ts';

/** What `values` and `set` are given. */
export type ReadPayload = { assignments: readonly Assignment[]; open: boolean; list: boolean; of: Ref };

/** Reads the rows of `values`, or the columns of `set`. What cannot be read is one assignment to `*`. */
export function readPayload(view: View): ReadPayload {
  const { whole, ...read } = readWrittenRows(view);
  return { ...read, of: whole };
}

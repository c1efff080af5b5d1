import type { ListView, View } from '../../vocabulary/orm.ts';
import type { Assignment } from '../../vocabulary/query.ts';
import type { Ref } from '../../vocabulary/value.ts';

/** What `values` and `set` are given. */
export type ReadPayload = { assignments: readonly Assignment[]; open: boolean; list: boolean; of: Ref };

/** Reads the rows of `values`, or the columns of `set`, or those that a callback gives. What cannot be read is one assignment to `*`. */
export function readPayload(view: View): ReadPayload {
  const read = { assignments: [] as Assignment[], open: false, list: false, of: view.ref };
  const given = view.returned();
  if (given) return { ...readPayload(given), of: view.ref };
  const list = view.list();
  if (list) readList(view, list, read);
  else {
    if (view.value().k === 'list') read.list = true;
    readRow(view, read);
  }
  return read;
}

function readList(view: View, list: ListView, read: { assignments: Assignment[]; open: boolean; list: boolean }): void {
  read.list = true;
  if (list.open && !list.each) unread(view, read);
  for (const item of list.items) readRow(item, read);
  if (list.each) readRow(list.each, read);
}

function readRow(view: View, read: { assignments: Assignment[]; open: boolean }): void {
  const object = view.object();
  if (!object || object.open) unread(view, read);
  for (const field of object?.names ?? []) {
    const value = object?.get(field);
    if (value) read.assignments.push({ field, value: value.ref });
  }
}

function unread(view: View, read: { assignments: Assignment[]; open: boolean }): void {
  read.assignments.push({ field: '*', value: view.ref });
  read.open = true;
}

import type { ListView, View } from '../vocabulary/orm.ts';
import type { Assignment } from '../vocabulary/query.ts';
import type { Ref } from '../vocabulary/value.ts';

/** Rows, or the columns of one, that a write is given as objects. */
export type WrittenRows = { assignments: readonly Assignment[]; open: boolean; list: boolean; whole: Ref };

/** The object that a row is written as; `repository.create({ … })` is the row of that object, for example. */
type RowOf = (view: View) => View | undefined;

/** Reads the row or rows of a write. What cannot be read is one assignment to `*`. */
export function readWrittenRows(view: View, rowOf: RowOf = row => row): WrittenRows {
  const read = { assignments: [] as Assignment[], open: false, list: false, whole: view.ref };
  const list = view.list();
  if (list) readList(view, list, read, rowOf);
  else {
    read.list = view.value().k === 'list';
    readRow(view, read, rowOf);
  }
  return read;
}

function readList(view: View, list: ListView, read: { assignments: Assignment[]; open: boolean; list: boolean }, rowOf: RowOf): void {
  read.list = true;
  if (list.open && !list.each) unread(view, read);
  for (const item of list.items) readRow(item, read, rowOf);
  if (list.each) readRow(list.each, read, rowOf);
}

function readRow(view: View, read: { assignments: Assignment[]; open: boolean }, rowOf: RowOf): void {
  const object = rowOf(view)?.object();
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

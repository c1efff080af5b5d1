import type { ListView, View } from '../../vocabulary/orm.ts';
import type { Assignment, Payload } from '../../vocabulary/query.ts';

type Read = { assignments: Assignment[]; open: boolean; list: boolean };

/** Reads what is written: a row, or a list of rows. What cannot be read is one assignment to `*`. */
export function readPayload(views: readonly View[]): Payload {
  const read: Read = { assignments: [], open: false, list: false };
  for (const view of views) {
    const list = view.list();
    if (list) readList(view, list, read);
    else readRow(view, read);
  }
  return read;
}

function readList(view: View, list: ListView, read: Read): void {
  read.list = true;
  if (list.open && !list.each) readUnread(view, read);
  for (const item of list.items) readRow(item, read);
  if (list.each) readRow(list.each, read);
}

function readRow(view: View, read: Read): void {
  const object = view.object();
  if (!object || object.open) readUnread(view, read);
  for (const field of object?.names ?? []) read.assignments.push({ field, value: object!.get(field)!.ref });
}

function readUnread(view: View, read: Read): void {
  read.assignments.push({ field: '*', value: view.ref });
  read.open = true;
}

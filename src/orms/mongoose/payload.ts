import type { ListView, View } from '../../vocabulary/orm.ts';
import type { Assignment, Payload } from '../../vocabulary/query.ts';

type Read = { assignments: Assignment[]; open: boolean; list: boolean };

/** Reads what is written: a row, a list of rows, or an update. What cannot be read is one assignment to `*`. */
export function readPayload(view: View): Payload {
  const read: Read = { assignments: [], open: false, list: false };
  const list = view.list();
  if (list) readList(view, list, read);
  else {
    readRow(view, read);
    if (view.value().k === 'list') read.list = true;
  }
  return read;
}

function readList(view: View, list: ListView, read: Read): void {
  read.list = true;
  if (list.open && !list.each) readUnread(view, read);
  for (const item of list.items) readRow(item, read);
  if (list.each) readRow(list.each, read);
}

/** `{ name, teamId }`, and the operators of an update: `{ $set: { name }, $inc: { visits: 1 } }`. */
function readRow(view: View, read: Read): void {
  const object = view.object();
  if (!object || object.open) readUnread(view, read);
  for (const field of object?.names ?? []) {
    const value = object!.get(field)!;
    if (field.startsWith('$')) readRow(value, read);
    else read.assignments.push({ field, value: value.ref });
  }
}

function readUnread(view: View, read: Read): void {
  read.assignments.push({ field: '*', value: view.ref });
  read.open = true;
}

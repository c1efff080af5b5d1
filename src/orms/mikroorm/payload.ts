import type { View } from '../../vocabulary/orm.ts';
import type { Assignment, Payload } from '../../vocabulary/query.ts';

/** Reads what is written: an object or an entity, or a list of them. What cannot be read is one assignment to `*`. */
export function readPayload(view: View): Payload {
  const list = view.list();
  const assignments: Assignment[] = [];
  let open = false;
  const row = (each: View): void => {
    open = readRow(each, assignments) || open;
  };
  if (list) {
    for (const item of list.items) row(item);
    if (list.each) row(list.each);
    else if (list.open) open = unread(view, assignments);
  } else row(view);
  return { assignments, open, list: list !== undefined || view.value().k === 'list', whole: view.ref };
}

function readRow(view: View, assignments: Assignment[]): boolean {
  const object = view.object();
  if (!object) return unread(view, assignments);
  for (const field of object.names) {
    const value = object.get(field);
    if (value) assignments.push({ field, value: value.ref });
  }
  return object.open ? unread(view, assignments) : false;
}

function unread(view: View, assignments: Assignment[]): true {
  assignments.push({ field: '*', value: view.ref });
  return true;
}

import type { ListView, View } from '../../vocabulary/orm.ts';
import type { Assignment, Payload } from '../../vocabulary/query.ts';

// https://www.prisma.io/docs/orm/reference/prisma-client-reference#nested-queries
/** Properties of a relation inside of `data`. */
export const NESTED_WRITES: ReadonlySet<string> = new Set([
  ...['create', 'createMany', 'connect', 'connectOrCreate', 'disconnect', 'update', 'updateMany', 'upsert', 'delete', 'deleteMany'],
]);

type Read = { assignments: Assignment[]; open: boolean; list: boolean; nestedWrites: boolean };

/** Reads `data`, or `create` and `update`. What cannot be read is one assignment to `*`. */
export function readPayloads(views: readonly View[]): { payload: Payload; nestedWrites: boolean } {
  const read: Read = { assignments: [], open: false, list: false, nestedWrites: false };
  for (const view of views) readPayload(view, read);
  const { nestedWrites, ...payload } = read;
  return { payload, nestedWrites };
}

function readPayload(view: View, read: Read): void {
  const list = view.list();
  if (list) readList(view, list, read);
  else readRow(view, read);
}

function readList(view: View, list: ListView, read: Read): void {
  read.list = true;
  if (list.open) readUnread(view, read);
  for (const item of list.items) readRow(item, read);
  if (list.each) readRow(list.each, read);
}

function readRow(view: View, read: Read): void {
  const object = view.object();
  if (!object || object.open) readUnread(view, read);
  for (const field of object?.names ?? []) {
    const value = object?.get(field);
    if (!value) continue;
    read.assignments.push({ field, value: value.ref });
    if (isNestedWrite(value)) read.nestedWrites = true;
  }
}

function readUnread(view: View, read: Read): void {
  read.assignments.push({ field: '*', value: view.ref });
  read.open = true;
}

/** `set` is also how a scalar is set: only with objects does it set relations. */
function isNestedWrite(view: View): boolean {
  const object = view.object();
  if (!object) return false;
  if (object.names.some((name) => NESTED_WRITES.has(name))) return true;
  const set = object.get('set');
  return set !== undefined && (set.object() ?? set.list()?.items[0]?.object() ?? set.list()?.each?.object()) !== undefined;
}

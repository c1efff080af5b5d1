import type { View } from '../../vocabulary/orm.ts';
import type { Payload } from '../../vocabulary/query.ts';
import { readWrittenRows } from '../written-rows.ts';

/** Reads what is written: an object or a row, or a list of them. What cannot be read is one assignment to `*`. */
export function readPayload(view: View): Payload {
  return readWrittenRows(view, madeFrom);
}

/** `repository.create({ … })` is the row of that object. */
function madeFrom(view: View): View | undefined {
  const call = view.call();
  if (!call || call.receiver.k !== 'orm' || call.method !== 'create') return view;
  return call.args.at(call.receiver.role === 'manager' ? 1 : 0);
}

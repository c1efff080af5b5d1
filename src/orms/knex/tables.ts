import type { View } from '../../vocabulary/orm.ts';
import type { Ref } from '../../vocabulary/value.ts';

/** What a query is about: a table by name, or an expression that says it, with the name that it goes by. */
export type Table = { model?: string; alias?: string; table?: Ref; called?: string };

/** Reads `'users'`, `'users as u'`, `{ u: 'users' }`, or a constant that holds one. */
export function readTable(view: View | undefined): Table {
  if (!view) return {};
  const object = view.object();
  const [alias] = object?.names ?? [];
  const inner = object?.names.length === 1 && alias !== undefined ? object.get(alias)?.literal() : undefined;
  if (typeof inner === 'string' && alias !== undefined) return { model: inner, alias };
  const text = view.literal();
  if (typeof text !== 'string') {
    const called = view.name();
    return { table: view.ref, ...(called !== undefined && { called }) };
  }
  const [model = text, named] = text.trim().split(/\s+(?:as\s+)?/i);
  return { model, ...(named !== undefined && { alias: named }) };
}

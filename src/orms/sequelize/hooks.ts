import type { ClassView } from '../../vocabulary/declaration.ts';
import type { Arguments, View } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { modelOf } from './names.ts';

// https://sequelize.org/docs/v6/other-topics/hooks/
const EVENTS = ['before', 'after'].flatMap((time) => ['Create', 'Update', 'Save', 'Destroy', 'Restore', 'Upsert'].map((what) => time + what));
const EVENT = new RegExp(`^(?:${EVENTS.join('|')})$`, 'i');
/** Statics that add a hook: `User.afterCreate(…)`, and `User.addHook('afterCreate', …)`. */
export const hooking: ReadonlySet<string> = new Set(['addHook', 'hook', ...EVENTS]);

/** The events of single rows that `{ hooks: { afterCreate } }` names. */
export function hooksIn(options: View | undefined): readonly string[] {
  return options?.object()?.get('hooks')?.object()?.names.filter((name) => EVENT.test(name)) ?? [];
}

/** The events that a call of one of those adds. */
export function hooksAdded(method: string, args: Arguments): readonly string[] {
  const event = method === 'addHook' || method === 'hook' ? (args.at(0)?.text() ?? '') : method;
  return EVENT.test(event) ? [event] : [];
}

/** `@AfterCreate static tell(row) { … }` of `sequelize-typescript`. */
export function hooksOf(view: ClassView): readonly string[] {
  return view.members.flatMap((member) => (member.static ? member.decorators.map(({ name }) => name.slice(0, 1).toLowerCase() + name.slice(1)).filter((name) => EVENT.test(name)) : []));
}

const WHAT: { readonly [operation: string]: readonly string[] } = { create: ['Create', 'Save'], update: ['Update', 'Save'], delete: ['Destroy'], upsert: ['Upsert'] };

/** The hook that a write of one row runs and a bulk write does not; writes by a filter run none of them. */
export function hookOf({ method, model, operation, onRow }: QueryCall, schema: Schema | undefined): string | undefined {
  const byFilter = !onRow && (operation === 'update' || operation === 'delete');
  if (byFilter || method === 'bulkCreate') return undefined;
  const what = method === 'restore' ? ['Restore'] : (WHAT[operation] ?? []);
  return modelOf(model, schema)?.hooks?.find((hook) => what.some((each) => hook.endsWith(each)));
}

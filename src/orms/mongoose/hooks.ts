import type { Arguments, View } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import { findModel } from './names.ts';

/** Events of reads, and of what `insertMany` and `bulkWrite` do as well. */
const OTHERS = /^(?:find$|findOne$|count|estimated|distinct|aggregate|init$|validate$|insertMany$|updateMany$|deleteMany$|createCollection$|bulkWrite$)/;

/** Plugins that keep a history, count up, encrypt or tell an index by hooks of single documents. */
const HOOKING = /^(?:mongoose-(?:diff-history|history|patch-history|version|audit\w*|sequence|auto-?increment|bcrypt|slug-(?:updater|generator)|algolia|elasticsearch\w*|encryption|field-encryption)|mongoosastic|@typegoose\/auto-increment)(?:\/|$)/;

/** The events of writes that `schema.pre('save', …)`, `post(['updateOne', 'save'], …)` names; `…` where they cannot be read. https://mongoosejs.com/docs/middleware.html */
export function eventsOf(view: View | undefined): readonly string[] {
  const list = view?.list();
  const names = list && !list.open ? list.items.map((item) => item.text()) : [view?.text()];
  return [...new Set(names.flatMap((name) => (name === undefined ? ['…'] : OTHERS.test(name) ? [] : [name])))];
}

/** What a plugin adds: nothing that is known, but for packages that are known for it. */
export function eventsOfPlugin(args: Arguments): readonly string[] {
  const plugin = args.at(0)?.value();
  return plugin?.k === 'external' && HOOKING.test(plugin.from) ? ['…'] : [];
}

const OWN_EVENT: { readonly [method: string]: string } = {
  create: 'save', insertOne: 'save', findByIdAndUpdate: 'findOneAndUpdate', findByIdAndDelete: 'findOneAndDelete', findByIdAndRemove: 'findOneAndRemove',
};

/** The hook that a write of one document runs and a bulk write does not; `bulkSave` runs those of `save`. https://mongoosejs.com/docs/api/model.html#Model.bulkSave() */
export function hookOf({ method, model, operation, onRow }: QueryCall, schema: Schema | undefined): string | undefined {
  const hooks = findModel(model, schema)?.hooks ?? [];
  const event = operation === 'create' ? 'save' : (OWN_EVENT[method] ?? method);
  if (hooks.length === 0 || OTHERS.test(event) || method === 'bulkSave' || (onRow && operation === 'update' && method === 'save')) return undefined;
  return hooks.includes(event) || hooks.includes('…') ? event : undefined;
}

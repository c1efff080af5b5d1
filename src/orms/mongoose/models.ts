import type { AddedToModel, ClassView, DeclaredModel, MemberView } from '../../vocabulary/declaration.ts';
import type { Arguments, CallView, ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, Model, UniqueKey } from '../../vocabulary/schema.ts';
import { eventsOf, eventsOfPlugin } from './hooks.ts';
import { modelName } from './names.ts';

const MADE_BY: ReadonlySet<string> = new Set(['model', 'discriminator', '']);

/** The model that a call of `model('User', schema)` declares. */
export function model(declaration: View): DeclaredModel | undefined {
  const own = declaration.class();
  if (own) return fromClass(own);
  const call = declaration.call();
  if (!call || !MADE_BY.has(call.method)) return undefined;
  const [first, second] = [call.args.at(0), call.args.at(1)];
  const name = first?.text() ?? first?.class()?.name ?? classNameAt(first);
  if (!first || name === undefined) return undefined;
  const { columns, keys } = columnsOf(second, first.class());
  const scope = columns.flatMap((column) => (column.link?.eager ? [column.name] : []));
  const discriminator = second?.call()?.args.at(1)?.object()?.get('discriminatorKey')?.text();
  const all: Model = {
    ...{ name, file: declaration.ref.m, at: declaration.at, columns: [ID, ...columns], keys: [{ columns: ['_id'], primary: true }, ...keys] },
    ...(scope.length > 0 && { scope }),
    ...(discriminator !== undefined && { discriminator }),
  };
  return { model: all, related: [] };
}

/** `@Schema() class User { @Prop() … }` of `@nestjs/mongoose`. */
function fromClass(view: ClassView): DeclaredModel | undefined {
  const { columns, keys } = fromMembers(view.members);
  if (view.name === undefined || columns.length === 0) return undefined;
  const scope = columns.flatMap((column) => (column.link?.eager ? [column.name] : []));
  return { model: { name: view.name, file: view.declared.m, at: columns[0]?.at ?? 0, columns: [ID, ...columns], keys: [{ columns: ['_id'], primary: true }, ...keys], ...(scope.length > 0 && { scope }) }, related: [] };
}

const ID: Column = { name: '_id', type: 'ObjectId', nullable: false, list: false, at: 0 };

/** `User.name`, where `User` is a class. */
function classNameAt(view: View | undefined): string | undefined {
  const value = view?.value();
  return value?.k === 'lit' && typeof value.v === 'string' ? value.v : undefined;
}

type Columns = { columns: readonly Column[]; keys: readonly UniqueKey[] };

function columnsOf(schema: View | undefined, own: ClassView | undefined): Columns {
  const call = schema?.call();
  const cls = own ?? call?.args.at(0)?.class();
  if (cls) return fromMembers(cls.members);
  const object = call?.args.at(0)?.object() ?? schema?.object();
  return object ? fromObject(object) : { columns: [], keys: [] };
}

/** `{ email: { type: String, unique: true }, team: { type: ObjectId, ref: 'Team' }, posts: [{ type: ObjectId, ref: 'Post' }] }`. */
function fromObject(object: ObjectView): Columns {
  const columns: Column[] = [];
  const keys: UniqueKey[] = [];
  for (const name of object.names) {
    const view = object.get(name)!;
    const item = view.list()?.items[0];
    const options = (item ?? view).object();
    const given = listOptions(view, options);
    columns.push({ name, type: given.options?.get('type')?.name() ?? view.name() ?? '?', nullable: options?.get('required')?.literal() !== true, list: item !== undefined || given.list, at: view.at, ...relationOf(name, given.options) });
    if (options?.get('unique')?.literal() === true) keys.push({ columns: [name], primary: false });
  }
  return { columns, keys };
}

function fromMembers(members: readonly MemberView[]): Columns {
  const columns: Column[] = [];
  const keys: UniqueKey[] = [];
  for (const member of members) {
    const prop = member.decorators.find(({ name }) => name === 'Prop' || name === 'prop');
    if (!prop) continue;
    const given = prop.args.at(0);
    const options = (given?.list()?.items[0] ?? given)?.object();
    const inner = given ? listOptions(given, options) : { options, list: false };
    const list = given?.list() !== undefined || inner.list || member.type?.text.endsWith('[]') === true;
    columns.push({ name: member.name, type: member.type?.text ?? '?', nullable: options?.get('required')?.literal() !== true, list, at: member.at, ...relationOf(member.name, inner.options) });
    if (options?.get('unique')?.literal() === true) keys.push({ columns: [member.name], primary: false });
  }
  return { columns, keys };
}

/** `{ type: [{ type: ObjectId, ref: 'Post' }] }`: the options of the elements. */
function listOptions(view: View, options: ObjectView | undefined): { options: ObjectView | undefined; list: boolean } {
  const inner = view.list() ? undefined : options?.get('type')?.list()?.items[0]?.object();
  return inner ? { options: inner, list: true } : { options, list: false };
}

/** The model that a column leads to: it holds the key until it is populated. */
function relationOf(name: string, options: ObjectView | undefined): Partial<Column> {
  const relation = refOf(options?.get('ref'));
  if (relation === undefined) return {};
  const eager = options?.get('autopopulate');
  return { relation, link: { holdsKey: true, key: { side: 'own', columns: [name] }, ...(eager && eager.literal() !== false && { eager: 'always' as const }) } };
}

/** What a call on a schema adds to its model: `schema.virtual('posts', { ref: 'Post', … })`, a hook of reads that populates. https://mongoosejs.com/docs/populate.html#populate-virtuals */
export function relation({ receiver, method, args, on }: CallView): AddedToModel | undefined {
  if (on === undefined || receiver.k !== 'orm' || receiver.orm !== 'mongoose' || receiver.role !== 'schema') return undefined;
  const model = modelName(on) ?? on;
  if (method === 'pre' || method === 'post') return hook(model, args);
  if (method === 'plugin') return { model, hooks: eventsOfPlugin(args) };
  const options = args.at(1)?.object();
  const name = args.at(0)?.text();
  const to = refOf(options?.get('ref'));
  if (method !== 'virtual' || name === undefined || to === undefined) return undefined;
  const list = options?.get('justOne')?.literal() !== true;
  const foreign = options?.get('foreignField')?.text();
  return { model, column: { name, type: to, nullable: true, list, relation: to, at: args.at(0)!.at, link: { key: { side: 'other', columns: foreign === undefined ? [] : [foreign] } } } };
}

/** `schema.pre(/^find/, function () { this.populate('author'); })`: what it loads is not read from its body. */
function hook(model: string, args: Arguments): AddedToModel {
  const on = args.at(0);
  const event = on?.text();
  const hooks = eventsOf(on);
  return { model, ...(hooks.length > 0 && { hooks }), ...((event === undefined || /^find|aggregate/.test(event)) && { scope: ['…'] }) };
}

/** `ref: 'Team'`, `ref: Team`, `ref: () => Team`, `ref: Team.name`. */
function refOf(view: View | undefined): string | undefined {
  if (!view) return undefined;
  const value = view.value();
  return view.text() ?? view.class()?.name ?? view.returned()?.class()?.name ?? classNameAt(view) ?? (value.k === 'orm' ? value.model : undefined);
}

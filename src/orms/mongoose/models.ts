import type { ClassView, DeclaredModel, MemberView } from '../../vocabulary/declaration.ts';
import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, Model, UniqueKey } from '../../vocabulary/schema.ts';

const MADE_BY: ReadonlySet<string> = new Set(['model', 'discriminator', '']);

/** The model that a call of `model('User', schema)` declares. */
export function model(declaration: View): DeclaredModel | undefined {
  const call = declaration.call();
  if (!call || !MADE_BY.has(call.method)) return undefined;
  const [first, second] = [call.args.at(0), call.args.at(1)];
  const name = first?.text() ?? first?.class()?.name ?? classNameAt(first);
  if (!first || name === undefined) return undefined;
  const { columns, keys } = columnsOf(second, first.class());
  const all: Model = { name, file: declaration.ref.m, at: declaration.at, columns: [ID, ...columns], keys: [{ columns: ['_id'], primary: true }, ...keys] };
  return { model: all, related: [] };
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
    const relation = refOf(options?.get('ref'));
    columns.push({ name, type: options?.get('type')?.name() ?? view.name() ?? '?', nullable: options?.get('required')?.literal() !== true, list: item !== undefined, at: view.at, ...(relation !== undefined && { relation }) });
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
    const relation = refOf(options?.get('ref'));
    columns.push({ name: member.name, type: member.type?.text ?? '?', nullable: options?.get('required')?.literal() !== true, list: given?.list() !== undefined, at: member.at, ...(relation !== undefined && { relation }) });
    if (options?.get('unique')?.literal() === true) keys.push({ columns: [member.name], primary: false });
  }
  return { columns, keys };
}

/** `ref: 'Team'`, `ref: Team`, `ref: () => Team`, `ref: Team.name`. */
function refOf(view: View | undefined): string | undefined {
  if (!view) return undefined;
  const value = view.value();
  return view.text() ?? view.class()?.name ?? view.returned()?.class()?.name ?? classNameAt(view) ?? (value.k === 'orm' ? value.model : undefined);
}

import type { ClassView, DeclaredModel, MemberView } from '../../vocabulary/declaration.ts';
import type { Arguments, CallView, View } from '../../vocabulary/orm.ts';
import type { Column, Model, UniqueKey } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { relating } from './methods.ts';
import { pluralOf } from './names.ts';

const RELATIONS: { readonly [decorator: string]: boolean } = { HasMany: true, BelongsToMany: true, HasOne: false, BelongsTo: false };

/** The model that a class (`init`, or decorators) or a call of `define` declares. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (view) return fromClass(view);
  const call = declaration.call();
  const name = call?.args.at(0)?.text();
  if (call?.method !== 'define' || name === undefined) return undefined;
  return { model: modelOf(name, declaration, readColumns(call.args.at(1)), call.args.at(2)), related: [] };
}

/** `User.hasMany(Post, { as: 'posts' })`: the relation it adds. */
export function relation({ method, args, on }: CallView): { model: string; column: Column } | undefined {
  const list = relating.get(method);
  const target = args.at(0);
  const to = target && targetOf(target);
  if (list === undefined || on === undefined || !target || to === undefined) return undefined;
  const as = args.at(1)?.object()?.get('as')?.text() ?? args.at(1)?.object()?.get('as')?.object()?.get(list ? 'plural' : 'singular')?.text();
  return { model: on, column: { name: as ?? (list ? pluralOf(to) : to), type: to, nullable: true, list, relation: to, at: target.at } };
}

function targetOf(view: View): string | undefined {
  const value = view.value();
  return (value.k === 'orm' ? value.model : view.class()?.name) ?? view.name();
}

function fromClass(view: ClassView): DeclaredModel | undefined {
  const init = view.called('init');
  const options = init?.at(1);
  const name = options?.object()?.get('modelName')?.text() ?? view.name;
  if (name === undefined) return undefined;
  const decorated = view.members.flatMap((member) => columnOfMember(member) ?? []);
  const columns = init ? readColumns(init.at(0)) : { columns: decorated.map(({ column }) => column), keys: decorated.flatMap(({ key }) => key ?? []) };
  const related = decorated.flatMap(({ target }) => target ?? []);
  return { model: { ...modelOf(name, undefined, columns, options), file: view.declared.m }, related };
}

type Columns = { columns: readonly Column[]; keys: readonly UniqueKey[] };

function modelOf(name: string, declaration: View | undefined, { columns, keys }: Columns, options: View | undefined): Model {
  const primary = keys.some((key) => key.primary);
  const implicit: UniqueKey[] = primary ? [] : [{ columns: ['id'], primary: true }];
  const id: Column[] = primary || columns.some((column) => column.name === 'id') ? [] : [{ name: 'id', type: 'INTEGER', nullable: false, list: false, at: declaration?.at ?? 0 }];
  const indexed = indexesOf(options);
  const all = [...implicit, ...keys, ...indexed];
  return {
    name,
    file: declaration?.ref.m ?? '',
    at: declaration?.at ?? 0,
    columns: [...id, ...columns],
    keys: [...all.filter((key) => key.primary), ...all.filter((key) => !key.primary)],
  };
}

/** `{ email: DataTypes.STRING, teamId: { type: DataTypes.INTEGER, allowNull: false, unique: true } }`. */
function readColumns(view: View | undefined): Columns {
  const object = view?.object();
  const columns: Column[] = [];
  const keys: UniqueKey[] = [];
  const primary: string[] = [];
  const together = new Map<string, string[]>();
  for (const name of object?.names ?? []) {
    const column = object!.get(name)!;
    const options = column.object();
    const isPrimary = options?.get('primaryKey')?.literal() === true;
    columns.push({ name, type: (options ? options.get('type') : column)?.name() ?? '?', nullable: !isPrimary && options?.get('allowNull')?.literal() !== false, list: false, at: column.at });
    if (isPrimary) primary.push(name);
    const unique = options?.get('unique');
    const group = unique?.text();
    if (group !== undefined) together.set(group, [...(together.get(group) ?? []), name]);
    else if (unique?.literal() === true) keys.push({ columns: [name], primary: false });
  }
  if (primary.length > 0) keys.unshift({ columns: primary, primary: true });
  return { columns, keys: [...keys, ...[...together.values()].map((names) => ({ columns: names, primary: false }))] };
}

/** `indexes: [{ unique: true, fields: ['teamId', 'slug'] }]`. */
function indexesOf(options: View | undefined): UniqueKey[] {
  return (options?.object()?.get('indexes')?.list()?.items ?? []).flatMap((item) => {
    const index = item.object();
    const names = index?.get('fields')?.list()?.items.map((field) => field.text()) ?? [];
    return index?.get('unique')?.literal() === true && names.length > 0 && !names.includes(undefined) ? [{ columns: names as string[], primary: false }] : [];
  });
}

type OfMember = { column: Column; key?: UniqueKey; target?: Declared };

/** `@Column name: string`, `@HasMany(() => Post) posts: Post[]`. */
function columnOfMember(member: MemberView): OfMember | undefined {
  const names = new Map(member.decorators.map(({ name, args }) => [name, args] as const));
  const base = { name: member.name, nullable: member.optional || member.type?.nullable !== false, at: member.at };
  const related = [...names].find(([name]) => Object.hasOwn(RELATIONS, name));
  if (related) return relationOfMember(base, related[0], related[1], member);
  const options = ['Column', 'AttributeColumn', 'CreatedAt', 'UpdatedAt', 'ForeignKey', 'PrimaryKey', 'AllowNull', 'Unique'].find((name) => names.has(name));
  if (options === undefined || member.static) return undefined;
  const given = names.get('Column')?.at(0);
  const object = given?.object();
  const isPrimary = names.has('PrimaryKey') || object?.get('primaryKey')?.literal() === true;
  const isUnique = names.has('Unique') || object?.get('unique')?.literal() === true;
  const allowNull = names.has('AllowNull') ? names.get('AllowNull')?.at(0)?.literal() !== false : object?.get('allowNull')?.literal() !== false;
  const type = (object ? object.get('type') : given)?.name() ?? member.type?.text ?? '?';
  const column = { ...base, type, nullable: allowNull && !isPrimary, list: false };
  return { column, ...(isPrimary || isUnique ? { key: { columns: [member.name], primary: isPrimary } } : {}) };
}

function relationOfMember(base: Omit<Column, 'type' | 'list'>, decorator: string, args: Arguments, member: MemberView): OfMember | undefined {
  const given = args.at(0);
  const target = given?.returned()?.class() ?? given?.class() ?? member.type?.class();
  const to = target?.name ?? given?.returned()?.name();
  if (to === undefined) return undefined;
  return { column: { ...base, type: to, list: RELATIONS[decorator] === true, relation: to }, ...(target && { target: target.declared }) };
}

import type { ClassView, DeclaredModel, MemberView } from '../../vocabulary/declaration.ts';
import type { View } from '../../vocabulary/orm.ts';
import type { Column, Index, Model, UniqueKey } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { hooksIn, hooksOf } from './hooks.ts';
import { defaultScopeOf, relationKinds, relationOfMember } from './relations.ts';

/** The model that a class (`init`, or decorators) or a call of `define` declares. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (view) return fromClass(view);
  const call = declaration.call();
  const name = call?.args.at(0)?.text();
  if (call?.method !== 'define' || name === undefined) return undefined;
  return { model: modelOf(name, declaration, readColumns(call.args.at(1)), call.args.at(2)), related: [] };
}

function fromClass(view: ClassView): DeclaredModel | undefined {
  const init = view.called('init');
  const options = init?.at(1);
  const name = options?.object()?.get('modelName')?.text() ?? view.name;
  if (name === undefined) return undefined;
  const decorated = view.members.flatMap((member) => columnOfMember(member) ?? []);
  const columns = init ? readColumns(init.at(0)) : { columns: decorated.map(({ column }) => column), keys: decorated.flatMap(({ key }) => key ?? []) };
  const related = decorated.flatMap(({ target }) => target ?? []);
  const decorator = view.decorators.find((each) => each.name === 'DefaultScope');
  const scope = decorator ? defaultScopeOf(decorator.args.at(0)?.returned() ?? decorator.args.at(0)) : {};
  const model = modelOf(name, undefined, columns, options);
  const hooks = [...(model.hooks ?? []), ...hooksOf(view)];
  return { model: { ...model, ...scope, ...(hooks.length > 0 && { hooks }), file: view.declared.m }, related };
}

type Columns = { columns: readonly Column[]; keys: readonly UniqueKey[] };

function modelOf(name: string, declaration: View | undefined, { columns, keys }: Columns, options: View | undefined): Model {
  const primary = keys.some((key) => key.primary);
  const implicit: UniqueKey[] = primary ? [] : [{ columns: ['id'], primary: true }];
  const id: Column[] = primary || columns.some((column) => column.name === 'id') ? [] : [{ name: 'id', type: 'INTEGER', nullable: false, list: false, at: declaration?.at ?? 0 }];
  const indexed = indexesOf(options);
  const all = [...implicit, ...keys, ...indexed.filter(({ unique }) => unique).map((index) => ({ columns: index.columns.map((column) => column.name), primary: false }))];
  const plain = indexed.filter(({ unique }) => !unique);
  const hooks = hooksIn(options);
  const table = options?.object()?.get('tableName')?.text();
  return {
    name,
    file: declaration?.ref.m ?? '',
    at: declaration?.at ?? 0,
    columns: [...id, ...columns],
    keys: [...all.filter((key) => key.primary), ...all.filter((key) => !key.primary)],
    ...(plain.length > 0 && { indexes: plain }),
    ...defaultScopeOf(options?.object()?.get('defaultScope')),
    ...(hooks.length > 0 && { hooks }),
    ...(table !== undefined && { table }),
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
    columns.push({ name, type: (options ? options.get('type') : column)?.name() ?? '?', nullable: !isPrimary && options?.get('allowNull')?.literal() !== false, list: false, at: column.at, ...(options?.names.includes('get') === true && { computed: true as const }) });
    if (isPrimary) primary.push(name);
    const unique = options?.get('unique');
    const group = unique?.text();
    if (group !== undefined) together.set(group, [...(together.get(group) ?? []), name]);
    else if (unique?.literal() === true) keys.push({ columns: [name], primary: false });
  }
  if (primary.length > 0) keys.unshift({ columns: primary, primary: true });
  return { columns, keys: [...keys, ...[...together.values()].map((names) => ({ columns: names, primary: false }))] };
}

/** `indexes: [{ unique: true, fields: ['teamId', { name: 'createdAt', order: 'DESC' }] }]`. */
function indexesOf(options: View | undefined): Index[] {
  return (options?.object()?.get('indexes')?.list()?.items ?? []).flatMap((item) => {
    const index = item.object();
    const columns = (index?.get('fields')?.list()?.items ?? []).map((field) => {
      const name = field.text() ?? field.object()?.get('name')?.text() ?? field.object()?.get('attribute')?.text();
      return name === undefined ? undefined : { name, ...(field.object()?.get('order')?.text()?.toUpperCase() === 'DESC' && { descending: true as const }) };
    });
    const known = columns.filter((column) => column !== undefined);
    const type = index?.get('using')?.text();
    return known.length > 0 && known.length === columns.length ? [{ columns: known, ...(index?.get('unique')?.literal() === true && { unique: true as const }), ...(type !== undefined && { type }) }] : [];
  });
}

type OfMember = { column: Column; key?: UniqueKey; target?: Declared };

/** `@Column name: string`, `@HasMany(() => Post) posts: Post[]`. */
function columnOfMember(member: MemberView): OfMember | undefined {
  const names = new Map(member.decorators.map(({ name, args }) => [name, args] as const));
  const base = { name: member.name, nullable: member.optional || member.type?.nullable !== false, at: member.at };
  const related = [...names].find(([name]) => relationKinds.has(name));
  if (related) return relationOfMember(base, related[0], related[1], member);
  const options = ['Column', 'AttributeColumn', 'CreatedAt', 'UpdatedAt', 'ForeignKey', 'PrimaryKey', 'AllowNull', 'Unique'].find((name) => names.has(name));
  if (options === undefined || member.static) return undefined;
  const given = names.get('Column')?.at(0);
  const object = given?.object();
  const isPrimary = names.has('PrimaryKey') || object?.get('primaryKey')?.literal() === true;
  const isUnique = names.has('Unique') || object?.get('unique')?.literal() === true;
  const allowNull = names.has('AllowNull') ? names.get('AllowNull')?.at(0)?.literal() !== false : object?.get('allowNull')?.literal() !== false;
  const type = (object ? object.get('type') : given)?.name() ?? member.type?.text ?? '?';
  const isComputed = member.kind === 'get' || object?.names.includes('get') === true;
  const column = { ...base, type, nullable: allowNull && !isPrimary, list: false, ...(isComputed && { computed: true as const }) };
  return { column, ...(isPrimary || isUnique ? { key: { columns: [member.name], primary: isPrimary } } : {}) };
}

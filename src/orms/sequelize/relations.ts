import type { AddedToModel, MemberView } from '../../vocabulary/declaration.ts';
import type { Arguments, CallView, ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, Model, RelationLink } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { hooking, hooksAdded } from './hooks.ts';
import { readLoads } from './included.ts';
import { relating } from './methods.ts';
import { pluralOf } from './names.ts';

/** The decorators of `sequelize-typescript`, and whether they lead to many. */
export const relationKinds: ReadonlyMap<string, boolean> = new Map([...relating].map(([method, many]) => [method.slice(0, 1).toUpperCase() + method.slice(1), many]));

/** `User.hasMany(Post, { as: 'posts', foreignKey: 'authorId' })`: the relation it adds; or the hook. https://sequelize.org/docs/v6/core-concepts/assocs/ */
export function relation({ method, args, on }: CallView): AddedToModel | undefined {
  if (hooking.has(method) && on !== undefined) return { model: on, hooks: hooksAdded(method, args) };
  const list = relating.get(method);
  const target = args.at(0);
  const to = target && targetOf(target);
  if (list === undefined || on === undefined || !target || to === undefined) return undefined;
  const options = args.at(1)?.object();
  const as = options?.get('as')?.text() ?? options?.get('as')?.object()?.get(list ? 'plural' : 'singular')?.text();
  const name = as ?? (list ? pluralOf(to) : to);
  return { model: on, column: { name, type: to, nullable: true, list, relation: to, at: target.at, link: linkOf(method, name, options) } };
}

/** `@HasMany(() => Post, 'authorId') posts: Post[]`. */
export function relationOfMember(base: Omit<Column, 'type' | 'list'>, decorator: string, args: Arguments, member: MemberView): { column: Column; target?: Declared } | undefined {
  const given = args.at(0);
  const target = given?.returned()?.class() ?? given?.class() ?? member.type?.class();
  const to = target?.name ?? given?.returned()?.name();
  if (to === undefined) return undefined;
  const options = args.at(decorator === 'BelongsToMany' ? 2 : 1);
  const key = options?.text() ?? foreignKeyOf(options?.object());
  const method = decorator.slice(0, 1).toLowerCase() + decorator.slice(1);
  const link = linkOf(method, base.name, options?.object());
  return { column: { ...base, type: to, list: relationKinds.get(decorator) === true, relation: to, link: key !== undefined && link.key ? { ...link, key: { ...link.key, columns: [key] } } : link }, ...(target && { target: target.declared }) };
}

/** `defaultScope: { where: { deleted: false }, include: [Team] }`: what every query loads, and that it leaves rows out. */
export function defaultScopeOf(view: View | undefined): Pick<Model, 'scope' | 'filtered'> {
  const options = view?.object();
  const scope = options ? readLoads(options) : [];
  return { ...(scope.length > 0 && { scope }), ...(options?.names.includes('where') === true && { filtered: true as const }) };
}

function linkOf(method: string, name: string, options: ObjectView | undefined): RelationLink {
  const key = foreignKeyOf(options);
  const columns = key === undefined ? [] : [key];
  if (method === 'belongsTo') return { key: { side: 'own', columns: columns.length > 0 ? columns : [`${name}Id`] } };
  if (method !== 'belongsToMany') return { key: { side: 'other', columns } };
  const through = options?.get('through');
  const table = through?.text() ?? through?.name();
  return { manyToMany: true, key: { side: 'between', columns, ...(table !== undefined && { table }) } };
}

function foreignKeyOf(options: ObjectView | undefined): string | undefined {
  const view = options?.get('foreignKey');
  return view?.text() ?? view?.object()?.get('name')?.text() ?? view?.object()?.get('fieldName')?.text();
}

function targetOf(view: View): string | undefined {
  const value = view.value();
  return (value.k === 'orm' ? value.model : view.class()?.name) ?? view.name();
}

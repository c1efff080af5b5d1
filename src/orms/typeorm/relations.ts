import type { DecoratorView, MemberView } from '../../vocabulary/declaration.ts';
import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, RelationLink } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';

// https://typeorm.io/docs/relations/relations and https://typeorm.io/docs/relations/eager-and-lazy-relations
const TO_MANY = /(?:OneToMany|ManyToMany|TreeChildren)$/;
const TO_ONE = /(?:ManyToOne|OneToOne|TreeParent)$/;

/** A relation, and the declaration of the entity that it leads to. */
export type RelationField = { readonly column: Column; readonly related?: Declared };

/** Whether a decorator declares a relation, and whether to many. */
export function relationKind(decorator: string): 'one' | 'many' | undefined {
  return TO_MANY.test(decorator) ? 'many' : TO_ONE.test(decorator) ? 'one' : undefined;
}

/** `@ManyToOne(() => User, user => user.posts, { eager: true }) @JoinColumn({ name: 'author_id' }) author: User`. */
export function readRelation(member: MemberView, { name: decorator, args }: DecoratorView, options: ObjectView | undefined): RelationField {
  const list = relationKind(decorator) === 'many';
  const target = args.at(0);
  const view = target?.returned()?.class() ?? member.type?.class();
  const named = target?.literal();
  const relation = view?.name ?? (typeof named === 'string' ? named : (member.type?.text ?? '').replace(/^Promise<(.*)>$/, '$1').replace(/[()[\]]/g, ''));
  const nullable = !list && options?.get('nullable')?.literal() !== false;
  const joins = member.decorators.filter((each) => /^Join(?:Column|Table)$/.test(each.name));
  const link: RelationLink = {
    ...(decorator.endsWith('ManyToMany') && { manyToMany: true as const }),
    ...inverseAt(args.at(1)),
    ...(options?.get('lazy')?.literal() === true || member.type?.text.startsWith('Promise<') === true ? { lazy: true as const } : {}),
    ...(options?.get('eager')?.literal() === true && { eager: 'find' as const }),
    ...keyOf(member.name, decorator, joins),
  };
  return { column: { name: member.name, type: relation, nullable, list, relation, at: member.at, link }, ...(view && { related: view.declared }) };
}

/** A relation of an `EntitySchema`: `author: { type: 'many-to-one', target: 'User', inverseSide: 'posts' }`. https://typeorm.io/docs/entity/separating-entity-definition */
export function readSchemaRelation(name: string, view: View): RelationField | undefined {
  const options = view.object();
  const type = options?.get('type')?.literal();
  const target = options?.get('target');
  const cls = target?.returned()?.class() ?? target?.class();
  const value = target?.value();
  const to = cls?.name ?? target?.text() ?? target?.returned()?.text() ?? (value?.k === 'orm' ? value.model : undefined);
  if (!options || typeof type !== 'string' || to === undefined) return undefined;
  const list = type.endsWith('-many');
  const link: RelationLink = {
    ...(type === 'many-to-many' && { manyToMany: true as const }),
    ...inverseAt(options.get('inverseSide')),
    ...(options.get('lazy')?.literal() === true && { lazy: true as const }),
    ...(options.get('eager')?.literal() === true && { eager: 'find' as const }),
    key: { side: type === 'many-to-many' ? 'between' : type === 'many-to-one' || options.get('joinColumn') ? 'own' : 'other', columns: type === 'many-to-one' ? [options.get('joinColumn')?.object()?.get('name')?.text() ?? `${name}Id`] : [] },
  };
  return { column: { name, type: to, nullable: !list && options.get('nullable')?.literal() !== false, list, relation: to, at: view.at, link }, ...(cls && { related: cls.declared }) };
}

/** `user => user.posts`, or `'posts'`. */
function inverseAt(view: View | undefined): Pick<RelationLink, 'inverse'> {
  const inverse = view?.returned()?.name() ?? view?.text();
  return inverse === undefined ? {} : { inverse };
}

function keyOf(member: string, decorator: string, joins: readonly DecoratorView[]): Pick<RelationLink, 'key'> {
  const columns = joins.flatMap(({ args }) => {
    const given = args.at(0);
    const all = given?.list()?.items ?? (given ? [given] : []);
    return all.flatMap((each) => each.object()?.get('name')?.text() ?? []);
  });
  if (decorator.endsWith('ManyToMany')) return { key: { side: 'between', columns: [], ...(columns[0] !== undefined && { table: columns[0] }) } };
  if (/(?:ManyToOne|TreeParent)$/.test(decorator)) return { key: { side: 'own', columns: columns.length > 0 ? columns : [`${member}Id`] } };
  if (decorator.endsWith('OneToOne') && joins.length > 0) return { key: { side: 'own', columns: columns.length > 0 ? columns : [`${member}Id`] } };
  return { key: { side: 'other', columns: [] } };
}

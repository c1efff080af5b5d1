import type { ClassView, DeclaredModel, DecoratorView, MemberView } from '../../vocabulary/declaration.ts';
import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, Index, Model, UniqueKey } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { isPackage } from './claims.ts';
import { readRelation, readSchemaRelation, relationKind } from './relations.ts';

// https://typeorm.io/docs/entity/entities
const COLUMN = /(?:^|[a-z])((?:Primary|PrimaryGenerated|CreateDate|UpdateDate|DeleteDate|Version|ObjectId|View)?Column)$/;

/** A member as the entity's decorators describe it. */
type Field = { column: Column; primary: boolean; unique: boolean; related?: Declared };

/** The model of an entity: a class, or `new EntitySchema({ … })`. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (!view) return fromSchema(declaration);
  const fields = view.members.flatMap((member) => fieldOf(member) ?? []);
  if (fields.length === 0) return undefined;
  const primary = fields.filter((field) => field.primary).map(({ column }) => column.name);
  const keys: UniqueKey[] = [
    ...(primary.length > 0 ? [{ columns: primary, primary: true }] : []),
    ...fields.filter(({ unique }) => unique).map(({ column }) => ({ columns: [column.name], primary: false })),
    ...compoundKeys(view),
  ];
  const indexes = indexesOf(view);
  const table = entityName(view);
  const discriminator = view.decorators.find(({ name }) => name === 'TableInheritance');
  return {
    model: {
      ...{ name: view.name ?? '', file: view.declared.m, at: fields[0]?.column.at ?? 0, columns: fields.map(({ column }) => column), keys },
      ...(indexes.length > 0 && { indexes }),
      ...(table !== undefined && { table }),
      ...(discriminator && { discriminator: optionsOf(discriminator)?.get('column')?.object()?.get('name')?.text() ?? 'type' }),
    },
    related: fields.flatMap(({ related }) => related ?? []),
  };
}

/** `new EntitySchema({ name: 'User', columns: { … }, relations: { … } })`. https://typeorm.io/docs/entity/separating-entity-definition */
function fromSchema(declaration: View): DeclaredModel | undefined {
  const call = declaration.call();
  const isSchema = call?.receiver.k === 'orm' && call.receiver.orm === 'typeorm' && call.receiver.state?.['makes'] === 'entity-schema';
  const options = isSchema ? call.args.at(0)?.object() : undefined;
  const name = options?.get('name')?.text() ?? options?.get('target')?.class()?.name;
  if (!options || name === undefined) return undefined;
  const given = options.get('columns')?.object();
  const columns = (given?.names ?? []).map((each) => ({ name: each, view: given!.get(each)!, said: given!.get(each)!.object() }));
  const related = options.get('relations')?.object();
  const relations = (related?.names ?? []).flatMap((each) => readSchemaRelation(each, related!.get(each)!) ?? []);
  const primary = columns.filter(({ said }) => said?.get('primary')?.literal() === true).map((column) => column.name);
  const made: Model = {
    name,
    file: declaration.ref.m,
    at: declaration.at,
    columns: [
      ...columns.map(({ view, said, ...column }): Column => ({ ...column, type: said?.get('type')?.text() ?? said?.get('type')?.name() ?? '?', nullable: said?.get('nullable')?.literal() === true, list: said?.get('array')?.literal() === true, at: view.at })),
      ...relations.map(({ column }) => column),
    ],
    keys: [...(primary.length > 0 ? [{ columns: primary, primary: true }] : []), ...columns.filter(({ said }) => said?.get('unique')?.literal() === true).map((column) => ({ columns: [column.name], primary: false }))],
  };
  return { model: made, related: relations.flatMap((relation) => relation.related ?? []) };
}

/** `@Entity('users')`, `@Entity({ name: 'users' })`. */
function entityName(view: ClassView): string | undefined {
  const entity = view.decorators.find(({ name }) => name === 'Entity');
  return entity && (entity.args.at(0)?.text() ?? optionsOf(entity)?.get('name')?.text());
}

function fieldOf(member: MemberView): Field | undefined {
  // A key that is written as a column and as a relation holds the key.
  const column = member.decorators.find((each) => COLUMN.test(each.name) && !each.name.startsWith('Join') && isOwn(each));
  for (const decorator of column ? [column] : member.decorators) {
    if (!isOwn(decorator)) continue;
    const { name } = decorator;
    // Before 0.3 an option of the relation says that it is a part of the key.
    if (relationKind(name)) return { ...readRelation(member, decorator, optionsOf(decorator)), primary: optionsOf(decorator)?.get('primary')?.literal() === true, unique: false };
    const kind = COLUMN.exec(name)?.[1];
    if (kind !== undefined) return columnOf(member, decorator, kind);
  }
  return undefined;
}

/** From the package, or a function of the program that wraps it. */
function isOwn(decorator: DecoratorView): boolean {
  const value = decorator.value();
  return value.k === 'external' ? isPackage(value.from) : value.k !== 'orm';
}

function columnOf(member: MemberView, decorator: DecoratorView, kind: string): Field {
  const options = optionsOf(decorator);
  const type = decorator.args.at(0)?.literal() ?? options?.get('type')?.literal();
  const text = (member.type?.text ?? '').replace(/[()]/g, '');
  const isPrimary = kind.startsWith('Primary') || kind === 'ObjectIdColumn' || options?.get('primary')?.literal() === true;
  return {
    column: {
      name: member.name,
      type: typeof type === 'string' ? type : text,
      nullable: options?.get('nullable')?.literal() === true || kind === 'DeleteDateColumn',
      list: text.endsWith('[]') || options?.get('array')?.literal() === true,
      at: member.at,
      ...(options?.get('select')?.literal() === false && { hidden: true as const }),
    },
    primary: isPrimary,
    unique: options?.get('unique')?.literal() === true || member.decorators.some((each) => /Index$/.test(each.name) && optionsOf(each)?.get('unique')?.literal() === true),
  };
}

/** `@Unique(['a', 'b'])`, `@Index(['a', 'b'], { unique: true })`, each also with a name first. */
function compoundKeys(view: ClassView): UniqueKey[] {
  const own = view.decorators.flatMap((decorator) => {
    const isKey = decorator.name.endsWith('Unique') || (decorator.name.endsWith('Index') && optionsOf(decorator)?.get('unique')?.literal() === true);
    const columns = columnsOf(decorator);
    return isKey && isOwn(decorator) && columns.length > 0 ? [{ columns, primary: false }] : [];
  });
  const above = view.parent();
  return above ? [...own, ...compoundKeys(above)] : own;
}

/** `@Index()` of a column, `@Index(['a', 'b'])` of the class; unique ones are keys. */
function indexesOf(view: ClassView): Index[] {
  const named = (columns: readonly string[]): Index[] => (columns.length > 0 ? [{ columns: columns.map((name) => ({ name })) }] : []);
  const isPlain = (decorator: DecoratorView): boolean => decorator.name === 'Index' && isOwn(decorator) && optionsOf(decorator)?.get('unique')?.literal() !== true;
  const ofMembers = view.members.flatMap((member) => (member.decorators.some(isPlain) ? named([member.name]) : []));
  const ofClass = view.decorators.filter(isPlain).flatMap((decorator) => named(columnsOf(decorator)));
  return [...ofMembers, ...ofClass];
}

function columnsOf({ args }: DecoratorView): string[] {
  const list = [args.at(0), args.at(1)].map((arg) => arg?.list()).find((each) => each !== undefined);
  return (list?.items ?? []).map((item) => item.literal()).filter((name) => typeof name === 'string');
}

function optionsOf({ args }: DecoratorView): ObjectView | undefined {
  for (let at = args.count - 1; at >= 0; at--) {
    const object = args.at(at)?.object();
    if (object) return object;
  }
  return undefined;
}

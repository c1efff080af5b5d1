import type { ClassView, DeclaredModel, DecoratorView, MemberView } from '../../vocabulary/declaration.ts';
import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, UniqueKey } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { isPackage } from './claims.ts';

// https://typeorm.io/docs/entity/entities and https://typeorm.io/docs/relations/relations
const COLUMN = /(?:^|[a-z])((?:Primary|PrimaryGenerated|CreateDate|UpdateDate|DeleteDate|Version|ObjectId|View)?Column)$/;
const TO_MANY = /(?:OneToMany|ManyToMany|TreeChildren)$/;
const TO_ONE = /(?:ManyToOne|OneToOne|TreeParent)$/;

/** A member as the entity's decorators describe it. */
type Field = { column: Column; primary: boolean; unique: boolean; related?: Declared };

/** The model of an entity class. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (!view) return undefined;
  const fields = view.members.flatMap((member) => fieldOf(member) ?? []);
  if (fields.length === 0) return undefined;
  const primary = fields.filter((field) => field.primary).map(({ column }) => column.name);
  const keys: UniqueKey[] = [
    ...(primary.length > 0 ? [{ columns: primary, primary: true }] : []),
    ...fields.filter(({ unique }) => unique).map(({ column }) => ({ columns: [column.name], primary: false })),
    ...compoundKeys(view),
  ];
  return {
    model: { name: view.name ?? '', file: view.declared.m, at: fields[0]?.column.at ?? 0, columns: fields.map(({ column }) => column), keys },
    related: fields.flatMap(({ related }) => related ?? []),
  };
}

function fieldOf(member: MemberView): Field | undefined {
  for (const decorator of member.decorators) {
    if (!isOwn(decorator)) continue;
    const { name } = decorator;
    if (TO_MANY.test(name) || TO_ONE.test(name)) return relationOf(member, decorator, TO_MANY.test(name));
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
    },
    primary: isPrimary,
    unique: options?.get('unique')?.literal() === true || member.decorators.some((each) => /Index$/.test(each.name) && optionsOf(each)?.get('unique')?.literal() === true),
  };
}

function relationOf(member: MemberView, decorator: DecoratorView, list: boolean): Field {
  const target = decorator.args.at(0);
  const view = target?.returned()?.class() ?? member.type?.class();
  const named = target?.literal();
  const relation = view?.name ?? (typeof named === 'string' ? named : (member.type?.text ?? '').replace(/[()[\]]/g, ''));
  const nullable = !list && optionsOf(decorator)?.get('nullable')?.literal() !== false;
  return {
    column: { name: member.name, type: relation, nullable, list, relation, at: member.at },
    primary: false,
    unique: false,
    ...(view && { related: view.declared }),
  };
}

/** `@Unique(['a', 'b'])`, `@Index(['a', 'b'], { unique: true })`, each also with a name first. */
function compoundKeys(view: ClassView): UniqueKey[] {
  const own = view.decorators.flatMap((decorator) => {
    const isKey = decorator.name.endsWith('Unique') || (decorator.name.endsWith('Index') && optionsOf(decorator)?.get('unique')?.literal() === true);
    const list = [decorator.args.at(0), decorator.args.at(1)].map((arg) => arg?.list()).find((each) => each !== undefined);
    const columns = (list?.items ?? []).map((item) => item.literal()).filter((name) => typeof name === 'string');
    return isKey && isOwn(decorator) && columns.length > 0 ? [{ columns, primary: false }] : [];
  });
  const above = view.parent();
  return above ? [...own, ...compoundKeys(above)] : own;
}

function optionsOf({ args }: DecoratorView): ObjectView | undefined {
  for (let at = args.count - 1; at >= 0; at--) {
    const object = args.at(at)?.object();
    if (object) return object;
  }
  return undefined;
}

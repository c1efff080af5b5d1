import type { ClassView, DeclaredModel, DecoratorView, MemberView } from '../../vocabulary/declaration.ts';
import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, UniqueKey } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { isPackage } from './claims.ts';

// https://mikro-orm.io/docs/decorators
const COLUMNS: ReadonlySet<string> = new Set(['Property', 'PrimaryKey', 'SerializedPrimaryKey', 'Enum', 'Formula', 'Embedded']);
const TO_MANY: ReadonlySet<string> = new Set(['OneToMany', 'ManyToMany']);
const TO_ONE: ReadonlySet<string> = new Set(['ManyToOne', 'OneToOne']);

/** A member as the entity's decorators describe it. */
type Field = { column: Column; primary: boolean; unique: boolean; related?: Declared };

/** The model of an entity class. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (!view) return undefined;
  const fields = view.members.flatMap(member => fieldOf(member) ?? []);
  if (fields.length === 0) return undefined;
  const primary = fields.filter(field => field.primary).map(({ column }) => column.name);
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
  const decorator = member.decorators.find(each => isOwn(each) && (COLUMNS.has(each.name) || TO_MANY.has(each.name) || TO_ONE.has(each.name)));
  if (!decorator) return undefined;
  const options = optionsOf(decorator);
  const text = (member.type?.text ?? '').replace(/[()]/g, '');
  const nullable = member.optional || options?.get('nullable')?.literal() === true;
  if (COLUMNS.has(decorator.name)) {
    return {
      column: { name: member.name, type: text, nullable, list: text.endsWith('[]'), at: member.at },
      primary: decorator.name === 'PrimaryKey',
      unique: options?.get('unique')?.literal() === true || member.decorators.some(({ name }) => name === 'Unique'),
    };
  }
  const list = TO_MANY.has(decorator.name);
  const target = decorator.args.at(0)?.returned()?.class() ?? options?.get('entity')?.returned()?.class() ?? member.type?.class();
  const relation = target?.name ?? text;
  return { column: { name: member.name, type: relation, nullable, list, relation, at: member.at }, primary: options?.get('primary')?.literal() === true, unique: false, ...(target && { related: target.declared }) };
}

/** `@Unique({ properties: ['a', 'b'] })` on a class. */
function compoundKeys({ decorators }: ClassView): UniqueKey[] {
  return decorators.flatMap(decorator => {
    if (decorator.name !== 'Unique' || !isOwn(decorator)) return [];
    const columns = (optionsOf(decorator)?.get('properties')?.list()?.items ?? []).map(item => item.literal()).filter(name => typeof name === 'string');
    return columns.length > 0 ? [{ columns, primary: false }] : [];
  });
}

/** From a package of MikroORM, or a function of the program that wraps it. */
function isOwn(decorator: DecoratorView): boolean {
  const value = decorator.value();
  return value.k === 'external' ? isPackage(value.from) : value.k !== 'orm';
}

function optionsOf({ args }: DecoratorView): ObjectView | undefined {
  for (let at = args.count - 1; at >= 0; at--) {
    const object = args.at(at)?.object();
    if (object) return object;
  }
  return undefined;
}

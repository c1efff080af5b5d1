import type { ClassView, DeclaredModel, DecoratorView, MemberView } from '../../vocabulary/declaration.ts';
import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, Index, UniqueKey } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';
import { isPackage } from './claims.ts';
import { definedModel } from './defined-model.ts';
import { inverseOf, linkOf } from './relations.ts';

// https://mikro-orm.io/docs/decorators
const COLUMNS: ReadonlySet<string> = new Set(['Property', 'PrimaryKey', 'SerializedPrimaryKey', 'Enum', 'Formula', 'Embedded']);
const TO_MANY: ReadonlySet<string> = new Set(['OneToMany', 'ManyToMany']);
const TO_ONE: ReadonlySet<string> = new Set(['ManyToOne', 'OneToOne']);

/** A member as the entity's decorators describe it. */
type Field = { column: Column; primary: boolean; unique: boolean; related?: Declared };

/** The model of an entity: a class, an `EntitySchema`, or `defineEntity({ … })`. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (!view) return definedModel(declaration);
  const fields = view.members.flatMap(member => fieldOf(member, view.members.some(({ name }) => name === '_id')) ?? []);
  if (fields.length === 0) return undefined;
  const primary = fields.filter(field => field.primary).map(({ column }) => column.name);
  const keys: UniqueKey[] = [
    ...(primary.length > 0 ? [{ columns: primary, primary: true }] : []),
    ...fields.filter(({ unique }) => unique).map(({ column }) => ({ columns: [column.name], primary: false })),
    ...compoundKeys(view),
  ];
  return {
    model: { name: view.name ?? '', file: view.declared.m, at: fields[0]?.column.at ?? 0, columns: fields.map(({ column }) => column), keys, ...indexesOf(view), ...discriminatorOf(view), ...filteredOf(view) },
    related: fields.flatMap(({ related }) => related ?? []),
  };
}

function fieldOf(member: MemberView, inDocuments: boolean): Field | undefined {
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
  const relation = target?.name ?? text.replace(/^(?:Ref|Reference|Collection|Rel|LoadedReference)<\s*(\w+).*$/, '$1');
  const inverse = options ? inverseOf(options, list) : undefined;
  const back = list ? decorator.args.at(1)?.returned()?.name() ?? decorator.args.at(1)?.text() : undefined;
  const mapped = options?.get('mappedBy') !== undefined || back !== undefined;
  const link = linkOf({ kind: decorator.name, name: member.name, inverse: inverse ?? back, mapped, inDocuments }, options);
  return { column: { name: member.name, type: relation, nullable, list, relation, at: member.at, link }, primary: options?.get('primary')?.literal() === true, unique: false, ...(target && { related: target.declared }) };
}

/** `@Filter({ name: 'tenant', cond: …, default: true })`, also of a base class. https://mikro-orm.io/docs/filters */
function filteredOf(view: ClassView): { filtered?: true } {
  const own = view.decorators.some(decorator => decorator.name === 'Filter' && isOwn(decorator) && optionsOf(decorator)?.get('default')?.literal() === true);
  const parent = own ? undefined : view.parent();
  return own ? { filtered: true } : parent ? filteredOf(parent) : {};
}

/** `@Entity({ discriminatorColumn: 'type' })`. https://mikro-orm.io/docs/inheritance-mapping#single-table-inheritance */
function discriminatorOf(view: ClassView): { discriminator?: string } {
  const entity = view.decorators.find(decorator => decorator.name === 'Entity' && isOwn(decorator));
  const column = entity && optionsOf(entity)?.get('discriminatorColumn')?.text();
  return column === undefined ? {} : { discriminator: column };
}

/** `@Index()` of a property, `@Index({ properties: ['a', 'b'] })` of the class. */
function indexesOf(view: ClassView): { indexes?: readonly Index[] } {
  const isIndex = (decorator: DecoratorView): boolean => decorator.name === 'Index' && isOwn(decorator);
  const ofMembers = view.members.flatMap(member => (member.decorators.some(isIndex) ? [[member.name]] : []));
  const ofClass = view.decorators.filter(isIndex).map(decorator => (optionsOf(decorator)?.get('properties')?.list()?.items ?? []).map(item => item.literal()).filter(name => typeof name === 'string'));
  const indexes = [...ofMembers, ...ofClass].filter(columns => columns.length > 0).map(columns => ({ columns: columns.map(name => ({ name })) }));
  return indexes.length > 0 ? { indexes } : {};
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

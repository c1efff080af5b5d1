import type { ClassView, TypeView } from '../../vocabulary/declaration.ts';
import type { ExternalName, Place } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { about, entityFrom, managerOf, valueOf, type Entity } from './values.ts';

const PACKAGE = /^@mikro-orm\/(?!nestjs$|cli$|migrations|seeder|reflection|entity-generator)/;
const MANAGER = /^(?:Sql|Mongo|LibSql|Postgre|PostgreSql|MySql|MariaDb|MsSql|Sqlite|Oracle)?EntityManager$/;
const REPOSITORY = /^(?:Sql|Mongo|Postgre|PostgreSql|MySql|MariaDb|MsSql|Sqlite|Oracle)?EntityRepository$/;
const BUILDER = /^(?:Select|Count|Insert|Update|Delete|Truncate|RunInsert|RunUpdate|RunDelete)?QueryBuilder$/;
const REFERENCE = /^(?:Reference|LoadedReference|ScalarReference|Ref|LazyRef)$/;
/** https://mikro-orm.io/docs/usage-with-transactions, https://mikro-orm.io/docs/entity-schema, https://mikro-orm.io/docs/define-entity */
const FUNCTIONS: { readonly [name: string]: string } = { EntitySchema: 'schema-maker', defineEntity: 'schema-maker', raw: 'fragment', sql: 'fragment', wrap: 'wrap', ref: 'fragment' };

/** The value of an import from one of MikroORM's packages. */
export function claim({ from, name, path }: ExternalName): OrmValue | undefined {
  if (!PACKAGE.test(from)) return undefined;
  const [exported, ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (rest.length > 0) return undefined;
  return exported === undefined ? valueOf('module', 'proved') : exportOf(exported);
}

/** An export of the packages. */
export function exportOf(name: string): OrmValue | undefined {
  if (name === 'MikroORM') return valueOf('orm-class', 'proved');
  if (MANAGER.test(name)) return valueOf('manager', 'proved');
  if (REPOSITORY.test(name)) return valueOf('repository', 'proved');
  if (name === 'Collection') return valueOf('collection', 'proved');
  const role = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return role === undefined ? undefined : valueOf(role, 'proved');
}

/** The value of something annotated with one of the packages' types. */
export function fromType({ from, name, path }: ExternalName, _place: Place, types: readonly TypeView[] = []): OrmValue | undefined {
  const [exported, ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (!PACKAGE.test(from) || exported === undefined || rest.length > 0) return undefined;
  if (exported === 'MikroORM') return valueOf('orm', 'declared');
  if (MANAGER.test(exported)) return managerOf({ evidence: 'declared' });
  const role = REPOSITORY.test(exported) ? 'repository' : exported === 'Collection' || exported === 'LoadedCollection' ? 'collection' : REFERENCE.test(exported) ? 'reference' : BUILDER.test(exported) ? 'builder' : undefined;
  if (role === undefined) return undefined;
  const value = about(role, typeEntity(types[0]), valueOf(role, 'declared'));
  return role === 'builder' ? { ...value, builder: true, state: { open: true } } : value;
}

/** A repository of the program: `class UserRepository extends EntityRepository<User>`. */
export function inherit(parent: OrmValue, _by: ClassView, types: readonly TypeView[]): OrmValue | undefined {
  return parent.role === 'repository' ? about('repository', typeEntity(types[0]), parent) : parent;
}

/** The entity that a type argument names; a type of another package by its name. */
function typeEntity(type: TypeView | undefined): Entity {
  const cls = type?.class();
  if (cls) return entityFrom(cls);
  const value = type?.value();
  return value?.k === 'external' ? { model: value.path.at(-1) ?? value.name } : {};
}

/** Whether a decorator or class comes from MikroORM. */
export function isPackage(from: string): boolean {
  return PACKAGE.test(from);
}

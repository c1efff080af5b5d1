import type { ClassView, TypeView } from '../../vocabulary/declaration.ts';
import type { ExternalName, Place } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { about, entityAt, entityFrom, valueOf, type Entity } from './values.ts';

/** Classes that are made with `new`, extended, or used as types. https://typeorm.io/docs/working-with-entity-manager/repository-api */
const CLASSES: { readonly [name: string]: string } = {
  DataSource: 'source',
  Connection: 'source',
  EntityManager: 'manager',
  MongoEntityManager: 'manager',
  SqljsEntityManager: 'manager',
  Repository: 'repository',
  TreeRepository: 'repository',
  MongoRepository: 'repository',
  AbstractRepository: 'abstract-repository',
  BaseEntity: 'entity-base',
  EntitySchema: 'entity-schema',
};

/** Types that are not made with `new`. */
const TYPES: { readonly [name: string]: string } = {
  ...CLASSES,
  BaseEntity: 'row',
  QueryRunner: 'runner',
  SelectQueryBuilder: 'select',
  QueryBuilder: 'select',
  InsertQueryBuilder: 'insert',
  UpdateQueryBuilder: 'update',
  DeleteQueryBuilder: 'delete',
  SoftDeleteQueryBuilder: 'soft-delete',
  RelationQueryBuilder: 'relation',
};
const BUILDERS: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'delete', 'soft-delete', 'relation']);

/** Functions of the global connection, up to 0.3. */
const FUNCTIONS: { readonly [name: string]: string } = {
  getConnection: 'source',
  createConnection: 'source',
  createConnections: 'sources',
  getConnectionManager: 'sources',
  getManager: 'manager',
  getMongoManager: 'manager',
  getRepository: 'repository',
  getTreeRepository: 'repository',
  getMongoRepository: 'repository',
  getCustomRepository: 'custom-repository',
  createQueryBuilder: 'builder',
};

/** https://typeorm.io/docs/working-with-entity-manager/find-options#advanced-options */
const OPERATORS: ReadonlySet<string> = new Set([
  ...['In', 'Any', 'Equal', 'Not', 'IsNull', 'Like', 'ILike', 'Between', 'MoreThan', 'MoreThanOrEqual', 'LessThan', 'LessThanOrEqual', 'Raw', 'And', 'Or'],
  ...['ArrayContains', 'ArrayContainedBy', 'ArrayOverlap', 'JsonContains', 'JsonHasKey'],
]);

/** CRUD base classes of other packages whose `repo` is a repository: `package export`. */
const CRUD_CLASSES: ReadonlySet<string> = new Set(['@nestjsx/crud-typeorm TypeOrmCrudService', '@dataui/crud-typeorm TypeOrmCrudService', '@rewiko/crud-typeorm TypeOrmCrudService']);
const QUERY_CLASSES: ReadonlySet<string> = new Set(['@nestjs-query/query-typeorm TypeOrmQueryService', '@ptc-org/nestjs-query-typeorm TypeOrmQueryService']);

/** The value of an import. */
export function claim({ from, name, path }: ExternalName): OrmValue | undefined {
  const [exported, ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (rest.length > 0) return undefined;
  if (exported !== undefined && (CRUD_CLASSES.has(`${from} ${exported}`) || QUERY_CLASSES.has(`${from} ${exported}`))) return valueOf('crud-class', 'proved');
  if (!isPackage(from)) return undefined;
  return exported === undefined ? valueOf('module', 'proved') : exportOf(exported);
}

/** An export of the package. */
export function exportOf(name: string): OrmValue | undefined {
  const made = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  if (made === 'entity-base') return valueOf('entity-base', 'proved');
  if (made !== undefined) return valueOf('class', 'proved', { makes: made });
  const gives = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (gives !== undefined) return valueOf('function', 'proved', { gives });
  if (OPERATORS.has(name)) return valueOf('operator', 'proved', { name });
  return name === 'Brackets' || name === 'NotBrackets' ? valueOf('brackets', 'proved') : undefined;
}

/** The value of something annotated with one of its types. */
export function fromType({ from, name, path }: ExternalName, _place: Place, types: readonly TypeView[] = []): OrmValue | undefined {
  const [exported, ...rest] = name === '*' || name === 'default' ? path : [name, ...path];
  if (!isPackage(from) || exported === undefined || rest.length > 0) return undefined;
  const role = Object.hasOwn(TYPES, exported) ? TYPES[exported] : undefined;
  if (role === undefined) return undefined;
  const entity = typeEntity(types[0]);
  if (BUILDERS.has(role)) return { ...about('builder', entity, valueOf('builder', 'declared', { kind: role, open: true, paths: ['…'] })), builder: true };
  return about(role, entity, valueOf(role, 'declared'));
}

/** What a class of the program is that extends one of the ORM's: the entity itself, or a repository of the entity it names. */
export function inherit(parent: OrmValue, by: ClassView, types: readonly TypeView[]): OrmValue | undefined {
  if (parent.role === 'entity-base') return about('entity-class', { ...entityFrom(by), active: true }, parent);
  const decorated = by.decorators.find(({ name }) => name === 'EntityRepository');
  const entity = entityAt(decorated?.args.at(0)) ?? typeEntity(types[0]);
  return about(parent.role, entity, parent);
}

/** The entity that a type argument names; a type of another package by its name. */
function typeEntity(type: TypeView | undefined): Entity {
  const cls = type?.class();
  if (cls) return entityFrom(cls);
  const value = type?.value();
  return value?.k === 'external' ? { model: value.path.at(-1) ?? value.name } : {};
}

/** The package, and the copies of it that are published under a scope: `@n8n/typeorm`. */
export function isPackage(from: string): boolean {
  return /^(?:@[\w-]+\/)?typeorm(?:$|\/)/.test(from) && !from.startsWith('@nestjs/');
}

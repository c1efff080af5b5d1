import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { operationOf, textOf } from '../sql-statement.ts';
import { builderOf, callBuilder } from './builder.ts';
import { exportOf, isPackage } from './claims.ts';
import { repositoryMethods } from './methods.ts';
import { callRepository, callRow, rawQuery } from './queries.ts';
import { about, entityAt, entityFrom, entityOf, PLAIN, valueOf, wordOf } from './values.ts';

/** Members that lead from one value to another, by role. */
const MEMBERS: { readonly [role: string]: { readonly [name: string]: string } } = {
  source: { manager: 'manager', mongoManager: 'manager' },
  manager: { connection: 'source', dataSource: 'source', queryRunner: 'runner' },
  runner: { manager: 'manager', connection: 'source', dataSource: 'source' },
  repository: { manager: 'manager', queryRunner: 'runner' },
  'abstract-repository': { manager: 'manager', repository: 'repository' },
  'crud-class': { repo: 'repository' },
};
const PLAIN_ROLES: ReadonlySet<string> = new Set(['row', 'operator', 'brackets']);
const OPENS: ReadonlySet<string> = new Set(['initialize', 'connect', 'setOptions']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  if (value.role === 'module') return exportOf(name) ?? PLAIN;
  if (PLAIN_ROLES.has(value.role)) return PLAIN;
  const role = MEMBERS[value.role]?.[name];
  if (role === 'repository') return about(role, entityOf(value), value);
  return role === undefined ? undefined : { ...valueOf(role, value.evidence), ...(value.state && { state: value.state }) };
}

/** What a call on one of its values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'class':
      return method === 'new' ? { value: made(value, args) } : undefined;
    case 'function':
      return method === '' ? callFunction(value, args) : undefined;
    case 'source':
      return OPENS.has(method) ? { value } : method === 'createQueryRunner' ? { value: about('runner', {}, value) } : callManager(value, method, args);
    case 'sources':
      return method === 'get' || method === 'create' ? { value: about('source', {}, value) } : { value: PLAIN };
    case 'manager':
    case 'runner':
      return callManager(value, method, args);
    case 'repository':
      return method === 'new' ? { value } : callRepositoryOrMore(value, method, args);
    case 'abstract-repository':
      return callAbstract(value, method, args);
    case 'crud-class':
      return method === 'new' ? { value } : callRepository(about('repository', entityOf(value), value), method, args);
    case 'entity-base':
    case 'entity-class':
      return method === 'new' ? { value: about('row', entityOf(value), value) } : callEntity(value, method, args);
    case 'row':
      return callRow(value, method);
    case 'builder':
      return callBuilder(value, method, args);
    case 'operator':
    case 'brackets':
      return { value: PLAIN };
    default:
      return undefined;
  }
}

/** What it hands to a callback: the manager of a transaction, or a builder of a part of a query. */
export function callbackParam(value: OrmValue, method: string, _argument: number, parameter: number): Value | undefined {
  if (parameter !== 0) return undefined;
  if ((value.role === 'source' || value.role === 'manager') && method === 'transaction') return valueOf('manager', value.evidence, { transaction: true });
  if (value.role === 'builder' || value.role === 'brackets') return builderOf(value, {}, undefined);
  return undefined;
}

/** `unknown.getRepository(User)`, `unknown.find(User, { … })`: what is asked for is an entity of TypeORM. */
export function shape({ method, args }: Access): Outcome | undefined {
  const known = repositoryMethods.has(method) || method === 'createQueryBuilder';
  if (method !== 'getRepository' && !(known && args.count > 1)) return undefined;
  for (let at = 0; at < Math.min(args.count, method === 'getRepository' ? 2 : 1); at++) {
    const view = args.at(at)?.class();
    const isEntity = view?.decorators.some((each) => {
      const decorator = each.value();
      return decorator.k === 'external' && isPackage(decorator.from) && /Entity$/.test(decorator.name);
    });
    if (!view || !isEntity) continue;
    const manager = valueOf('manager', 'shaped');
    return method === 'getRepository' ? { value: about('repository', entityFrom(view), manager) } : callManager(manager, method, args);
  }
  return undefined;
}

/** `new Repository(User, manager)`, `new EntitySchema({ name: 'User' })`, `new DataSource(…)`. */
function made(value: OrmValue, args: Arguments): OrmValue {
  const role = wordOf(value, 'makes');
  const bare = valueOf(role, value.evidence);
  if (role === 'repository' || role === 'abstract-repository' || role === 'crud-class') return about(role, entityAt(args.at(0)) ?? entityOf(value), bare);
  const name = role === 'entity-schema' ? args.at(0)?.object()?.get('name')?.text() : undefined;
  return name === undefined ? bare : { ...bare, model: name, ...(args.of && { declared: args.of }) };
}

function callFunction(value: OrmValue, args: Arguments): Outcome {
  const gives = wordOf(value, 'gives');
  const bare = valueOf(gives, value.evidence);
  if (gives === 'repository') return { value: about('repository', entityAt(args.at(0)) ?? {}, bare) };
  if (gives === 'builder') return { value: builderOf(bare, entityAt(args.at(0)) ?? {}, args.at(1)?.text()) };
  return { value: gives === 'custom-repository' ? customRepository(args) : bare };
}

/** `getCustomRepository(UserRepository)`, `withRepository(userRepository)`: what was given, or an instance of it. */
function customRepository(args: Arguments): Value {
  const view = args.at(0);
  return view?.class()?.instance ?? view?.value() ?? { k: 'unknown', why: 'a custom repository' };
}

function callManager(manager: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (method) {
    case 'getRepository':
    case 'getTreeRepository':
    case 'getMongoRepository':
      return { value: about('repository', entityAt(args.at(0)) ?? {}, manager) };
    case 'getCustomRepository':
    case 'withRepository':
      return { value: customRepository(args) };
    case 'createEntityManager':
      return { value: about('manager', {}, manager) };
    case 'createQueryBuilder':
      return { value: builderOf(manager, entityAt(args.at(0)) ?? {}, args.at(1)?.text()) };
    case 'transaction':
      return { value: { k: 'unknown', why: 'what a transaction gives' } };
    case 'query':
      return rawQuery(manager, method, operationOf(textOf(args.at(0))), args);
    default:
      return manager.role === 'manager' ? callRepository(manager, method, args) : { value: PLAIN };
  }
}

function callRepositoryOrMore(repository: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (method) {
    case 'createQueryBuilder':
      return { value: builderOf(repository, entityOf(repository), args.at(0)?.text()) };
    case 'query':
      return rawQuery(repository, method, operationOf(textOf(args.at(0))), args);
    case 'extend': {
      const object = args.at(0)?.value();
      return { value: object?.k === 'object' ? { ...object, over: repository } : repository };
    }
    default:
      return callRepository(repository, method, args);
  }
}

function callAbstract(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'new') return { value };
  const entity = entityAt(args.at(0));
  if (method === 'createQueryBuilder') return { value: builderOf(value, entityOf(value), args.at(0)?.text()) };
  if (method === 'createQueryBuilderFor') return { value: builderOf(value, entity ?? {}, args.at(1)?.text()) };
  return method === 'getRepositoryFor' ? { value: about('repository', entity ?? {}, value) } : undefined;
}

function callEntity(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  const repository = about('repository', entityOf(value), value);
  if (method === 'getRepository') return { value: repository };
  return callRepositoryOrMore(repository, method, args);
}

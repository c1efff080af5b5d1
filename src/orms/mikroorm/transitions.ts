import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
import { awaited as awaitedBuilder, builderOf, callBuilder } from './builder.ts';
import { exportOf, isPackage } from './claims.ts';
import { methods } from './methods.ts';
import { callMethod, flush, noting, onCollection, onReference, rawQuery } from './queries.ts';
import { about, entityAt, entityOf, managerOf, PLAIN, rowsOf, valueOf } from './values.ts';

/** Methods about transactions and the identity map: they are about no rows. */
const NO_ROWS: ReadonlySet<string> = new Set(['begin', 'commit', 'rollback', 'clear', 'setFilterParams', 'addFilter', 'setFlushMode', 'isInTransaction', 'getUnitOfWork', 'getMetadata', 'getDriver', 'canPopulate', 'getId']);
const MANAGERS: ReadonlySet<string> = new Set(['fork', 'getContext', 'getEntityManager']);
const ROWS: ReadonlySet<string> = new Set(['create', 'getReference', 'map', 'merge', 'assign']);

/** The value of `value.name`. */
export function get(value: OrmValue, name: string): Value | undefined {
  switch (value.role) {
    case 'module':
      return exportOf(name) ?? PLAIN;
    case 'orm':
      return name === 'em' ? managerOf(value) : PLAIN;
    case 'repository':
      return name === 'em' || name === '_em' ? managerOf(value) : undefined;
    case 'collection':
      return name === '$' ? rowsOf(entityOf(value), true) : PLAIN;
    case 'reference':
      return name === '$' ? rowsOf(entityOf(value), false) : undefined;
    case 'fragment':
      return PLAIN;
    default:
      return undefined;
  }
}

/** What a call on one of MikroORM's values gives. */
export function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  switch (value.role) {
    case 'module': {
      const exported = exportOf(method);
      return exported ? call(exported, '', args) : undefined;
    }
    case 'orm-class':
      return method === 'new' || method === 'init' || method === 'initSync' ? { value: valueOf('orm', value.evidence) } : undefined;
    case 'orm':
      return { value: PLAIN };
    case 'manager':
      return method === 'new' ? { value } : onManager(value, method, args);
    case 'repository':
      return method === 'new' ? { value } : onRepository(value, method, args);
    case 'connection':
      return method === 'execute' ? rawQuery(value, method, args) : { value: PLAIN };
    case 'builder':
      return callBuilder(value, method, args);
    case 'collection':
      return method === 'new' ? { value } : onCollection(value, method, args);
    case 'reference':
      return onReference(value, method);
    case 'wrap':
      return method === '' ? { value: valueOf('wrapped', value.evidence) } : undefined;
    case 'wrapped':
      return method === 'init' || method === 'populate' ? onReference(value, 'load') : { value: PLAIN };
    case 'schema-maker':
      return method === 'new' || method === '' ? { value: schemaOf(value, args) } : undefined;
    case 'schema':
      return { value };
    case 'fragment':
      return { value: PLAIN };
    default:
      return undefined;
  }
}

/** `new EntitySchema({ name: 'User' })`, `defineEntity({ name: 'User', … })`, and either with the class. */
function schemaOf(value: OrmValue, args: Arguments): OrmValue {
  const options = args.at(0)?.object();
  const cls = entityAt(options?.get('class'));
  const name = options?.get('name')?.literal();
  // Without a class, the model is declared by this call.
  return about('schema', cls ?? (typeof name === 'string' ? { model: name, ...(args.of && { declared: args.of }) } : {}), value);
}

function onManager(manager: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (NO_ROWS.has(method)) return { value: PLAIN };
  // A fork with options may be of another schema, which no query spans.
  if (MANAGERS.has(method)) return { value: args.count > 0 ? valueOf('manager', manager.evidence) : managerOf(manager) };
  switch (method) {
    case 'getRepository':
    case 'repo':
      return { value: about('repository', entityAt(args.at(0)) ?? {}, manager) };
    case 'createQueryBuilder':
    case 'qb':
      return { value: builderOf(manager, entityAt(args.at(0)) ?? {}, args.at(1)) };
    case 'getConnection':
      return { value: valueOf('connection', manager.evidence) };
    case 'execute':
      return rawQuery(manager, method, args);
    case 'transactional':
      return { value: { k: 'unknown', why: 'what a transaction gives' } };
    case 'create':
    case 'getReference':
    case 'map':
      return { value: rowsOf(entityAt(args.at(0)) ?? {}, false) };
    default:
      return noted(manager, method, args) ?? callMethod(manager, method, args);
  }
}

function onRepository(repository: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (MANAGERS.has(method)) return { value: managerOf(repository) };
  if (method === 'createQueryBuilder' || method === 'qb') return { value: builderOf(repository, entityOf(repository), args.at(0)) };
  if (ROWS.has(method) && method !== 'merge' && method !== 'assign') return { value: rowsOf(entityOf(repository), false) };
  return noted(repository, method, args) ?? callMethod(repository, method, args);
}

/** What is part of the unit of work: nothing reaches the database before `flush`. https://mikro-orm.io/docs/unit-of-work */
function noted(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method === 'persist' || method === 'persistLater' || method === 'remove' || method === 'removeLater') return noting(value, method, args);
  if (method === 'assign' || method === 'merge') return { value: args.at(0)?.value() ?? PLAIN };
  return method === 'flush' ? flush(value) : undefined;
}

/** What MikroORM hands to a callback: the manager of a transaction. */
export function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined {
  if (parameter !== 0 || argument !== 0) return undefined;
  if (value.role === 'manager' && method === 'transactional') return managerOf(value);
  return value.role === 'builder' && method === 'then' ? awaitedBuilder(value) : undefined;
}

/** What waiting for a builder gives. */
export function awaited(value: OrmValue): Value | undefined {
  return value.role === 'builder' ? awaitedBuilder(value) : undefined;
}

/** `unknown.getRepository(User)`, `unknown.find(User, …)`: what is asked for is an entity of MikroORM. */
export function shape({ method, args }: Access): Outcome | undefined {
  if (method !== 'getRepository' && !(methods.has(method) && args.count > 1)) return undefined;
  const decorators = args.at(0)?.class()?.decorators ?? [];
  const isEntity = decorators.some(each => {
    const value = each.value();
    return value.k === 'external' && isPackage(value.from) && value.name === 'Entity';
  });
  return isEntity ? onManager(valueOf('manager', 'shaped'), method, args) : undefined;
}

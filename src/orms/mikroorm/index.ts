import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType, inherit } from './claims.ts';
import { builderEnds, collectionMethods, methods, referenceMethods } from './methods.ts';
import { model } from './model.ts';
import { awaited, call, callbackParam, get, shape } from './transitions.ts';
import { valueOf } from './values.ts';
import { words } from './words.ts';

/** MikroORM 5 to 7. https://mikro-orm.io/docs/entity-manager */
export const mikroorm: Orm = {
  name: 'mikroorm',
  packages: ['core', 'knex', 'sql', 'nestjs', 'postgresql', 'mysql', 'mariadb', 'sqlite', 'better-sqlite', 'libsql', 'mssql', 'oracledb', 'mongodb', 'decorators'].map(name => `@mikro-orm/${name}`),
  methods: new Set([...methods.keys(), ...builderEnds.keys(), ...collectionMethods.keys(), ...referenceMethods, 'flush', 'execute', 'createQueryBuilder', 'qb', 'getRepository']),
  roles: ['client'],
  client: evidence => valueOf('manager', evidence),
  claim,
  fromType,
  inherit,
  model,
  get,
  call,
  callbackParam,
  awaited,
  shape,
  words,
  inert: new Set(['id', 'uuid', '_id', 'isInitialized', 'isDirty', 'isEmpty', 'add', 'set', 'remove', 'removeAll', 'init', 'load', 'loadItems', 'loadOrFail', 'loadCount', 'loadProperty', 'matching', 'hydrate', 'populated', 'setDirty', 'toReference', 'toPOJO', 'toJSON', 'toObject', 'toString', 'contains', 'getProperty']),
};

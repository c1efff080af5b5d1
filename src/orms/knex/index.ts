import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType, make } from './claims.ts';
import { methods } from './methods.ts';
import { awaited, call, callbackParam, get } from './transitions.ts';
import { words } from './words.ts';

/** Knex 0.95 to 3. https://knexjs.org/guide/query-builder.html */
export const knex: Orm = {
  name: 'knex',
  packages: ['knex'],
  methods,
  roles: ['client'],
  client: evidence => make('client', evidence),
  claim,
  fromType,
  get,
  call,
  callbackParam,
  awaited,
  // Tables stand in no schema, and every method of a builder has a name that others have too.
  shape: () => undefined,
  words,
};

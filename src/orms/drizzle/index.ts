import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType, make } from './claims.ts';
import { schemaSource } from './schema-source.ts';
import { awaited, call, callbackParam, get, named, optionParam, shape } from './transitions.ts';
import { words } from './words.ts';

/** Drizzle ORM 0.30 to 1.0. https://orm.drizzle.team/docs/overview */
export const drizzle: Orm = {
  name: 'drizzle',
  packages: ['drizzle-orm'],
  methods: new Set(['from', 'values', 'where', 'set', 'returning', 'findMany', 'findFirst', '$count', 'execute', 'batch', 'prepare']),
  schema: schemaSource,
  roles: ['client'],
  client: evidence => make('client', {}, evidence),
  claim,
  fromType,
  get,
  call,
  callbackParam,
  optionParam,
  awaited,
  named,
  shape,
  words,
};

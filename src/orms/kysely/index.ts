import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType } from './claims.ts';
import { callbackParam } from './callbacks.ts';
import { schemaSource } from './schema-source.ts';
import { call, get, shape } from './transitions.ts';
import { make } from './values.ts';
import { words } from './words.ts';

/** Kysely 0.26 to 0.29. https://kysely-org.github.io/kysely-apidoc/ */
export const kysely: Orm = {
  name: 'kysely',
  packages: ['kysely', 'nestjs-kysely', '@vercel/postgres-kysely', 'prisma-extension-kysely'],
  methods: new Set(['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream', 'explain', 'executeQuery']),
  schema: schemaSource,
  roles: ['client'],
  client: evidence => make('client', {}, evidence),
  claim,
  fromType,
  get,
  call,
  callbackParam,
  shape,
  words,
};

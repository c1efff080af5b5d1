import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType } from './claims.ts';
import { delegateMethods, rawMethods } from './methods.ts';
import { schemaSource } from './schema-source.ts';
import { call, callbackParam, get, shape } from './transitions.ts';
import { words } from './words.ts';

/** Prisma Client 5 to 7. https://www.prisma.io/docs/orm/reference/prisma-client-reference */
export const prisma: Orm = {
  name: 'prisma',
  packages: ['@prisma/client', 'prisma', 'nestjs-prisma', '@zenstackhq/runtime'],
  methods: new Set([...delegateMethods.keys(), ...rawMethods.keys()]),
  schema: schemaSource,
  roles: ['client', 'delegate'],
  client: (evidence, role, model) => ({ k: 'orm', orm: 'prisma', role, evidence, ...(model !== undefined && { model }) }),
  generates: true,
  claim,
  fromType,
  get,
  call,
  callbackParam,
  shape,
  words,
};

import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType, inherit } from './claims.ts';
import { builderEnds, repositoryMethods, rowMethods } from './methods.ts';
import { model } from './model.ts';
import { call, callbackParam, get, shape } from './transitions.ts';
import { valueOf } from './values.ts';
import { words } from './words.ts';

/** TypeORM 0.2 to 1. https://typeorm.io/docs/getting-started */
export const typeorm: Orm = {
  name: 'typeorm',
  packages: ['typeorm', '@nestjs/typeorm', '@n8n/typeorm'],
  methods: new Set([...repositoryMethods.keys(), ...builderEnds.keys(), ...rowMethods.keys(), 'addAndRemove', 'query', 'getRepository']),
  roles: ['client', 'manager', 'repository'],
  client: (evidence, role, model) => ({ ...valueOf(role === 'client' ? 'source' : role, evidence), ...(model !== undefined && { model }) }),
  claim,
  fromType,
  inherit,
  model,
  get,
  call,
  callbackParam,
  shape,
  words,
};

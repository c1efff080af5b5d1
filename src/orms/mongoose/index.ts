import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType } from './claims.ts';
import { gives, inherit, own, partOf, self } from './members.ts';
import { collectionMethods, modelMethods, rowMethods } from './methods.ts';
import { model, relation } from './models.ts';
import { schemaSource } from './schema-source.ts';
import { shape } from './shape.ts';
import { awaited, call, callbackParam, get } from './transitions.ts';
import { about } from './values.ts';
import { words } from './words.ts';

/** Mongoose 4 to 9, `@nestjs/mongoose` and Typegoose. https://mongoosejs.com/docs/ */
export const mongoose: Orm = {
  name: 'mongoose',
  packages: ['mongoose', '@nestjs/mongoose', '@typegoose/typegoose', 'typegoose'],
  methods: new Set([...modelMethods.keys(), ...rowMethods.keys(), ...collectionMethods.keys(), 'where', 'exec', 'toArray']),
  schema: schemaSource,
  roles: ['client', 'model'],
  client: (evidence, role, model) => ({ k: 'orm', orm: 'mongoose', role: role === 'client' ? 'connection' : role, evidence, ...(model !== undefined && { model }) }),
  claim,
  fromType,
  get,
  call,
  callbackParam,
  awaited,
  shape,
  inherit,
  stored: (value) => (value.role === 'model' ? about('row', value) : undefined),
  model,
  relation,
  declaredAt: (value, declared) => ({ ...value, declared }),
  own,
  self,
  partOf,
  gives,
  giving: new Set(['loadClass', 'static', 'method', 'pre', 'getModelForClass']),
  words,
};

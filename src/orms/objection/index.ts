import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType, inherit, stored } from './claims.ts';
import { methods } from './methods.ts';
import { model } from './model.ts';
import { schemaSource } from './schema-source.ts';
import { shape } from './shape.ts';
import { awaited, call, callbackParam, get } from './transitions.ts';
import { make } from './values.ts';
import { words } from './words.ts';

/** Objection 2 to 3. https://vincit.github.io/objection.js/ */
export const objection: Orm = {
  name: 'objection',
  packages: ['objection'],
  schema: schemaSource,
  methods,
  // What a setting names holds the models: `WIKI.models`.
  roles: ['client'],
  client: evidence => make('models', evidence),
  claim,
  fromType,
  inherit,
  stored,
  model,
  get,
  call,
  callbackParam,
  awaited,
  shape,
  words,
};

import type { Orm } from '../../vocabulary/orm.ts';
import { claim, fromType } from './claims.ts';
import { associationMethods, modelMethods, rowMethods } from './methods.ts';
import { model } from './models.ts';
import { relation } from './relations.ts';
import { schemaSource } from './schema-source.ts';
import { shape } from './shape.ts';
import { call, callbackParam, get, inherit, named, own, self } from './transitions.ts';
import { bareRow, classOf, rowOf } from './values.ts';
import { words } from './words.ts';

/** Sequelize 3 to 6, and sequelize-typescript. https://sequelize.org/docs/v6/ */
export const sequelize: Orm = {
  name: 'sequelize',
  packages: ['sequelize', 'sequelize-typescript', '@sequelize/core', '@subql/x-sequelize'],
  methods: new Set([...modelMethods.keys(), ...rowMethods.keys(), 'query', 'define', ...[...associationMethods.keys()].map((verb) => `$${verb}`)]),
  declaring: new Set(['define']),
  schema: schemaSource,
  roles: ['client', 'model'],
  client: (evidence, role, model) => ({ k: 'orm', orm: 'sequelize', role, evidence, ...(model !== undefined && { model }) }),
  claim,
  fromType,
  get,
  call,
  callbackParam,
  shape,
  inherit,
  named,
  stored: (value) => (value.role === 'model' ? bareRow(value) : undefined),
  model,
  relation,
  declaredAt: (value, declared) => (value.role === 'row' ? rowOf({ ...value, declared }) : value.role === 'model' ? classOf({ ...value, declared }) : { ...value, declared }),
  own,
  self,
  words,
};

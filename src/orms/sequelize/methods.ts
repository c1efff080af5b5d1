import type { Cardinality, Operation } from '../../vocabulary/query.ts';

/**
 * What is known of a method that reaches the database.
 * `args`: which argument is the options, the values written, or the key; `result`: one row, a list of rows, a page
 * (`{ rows, count }`), a row with a flag (`[row, created]`), or a plain value.
 */
export type Method = {
  operation: Operation;
  cardinality: Cardinality;
  result: 'row' | 'rows' | 'page' | 'pair' | 'plain';
  options?: number;
  values?: number;
  key?: number;
  /** `key` are the columns that are counted up, not what is compared. */
  fields?: number;
};

// https://sequelize.org/api/v6/class/src/model.js~model#static-method-summary
const STATICS: { readonly [name: string]: Method } = {
  findByPk: { operation: 'read', cardinality: 'one', result: 'row', key: 0, options: 1 },
  findOne: { operation: 'read', cardinality: 'one', result: 'row', options: 0 },
  findAll: { operation: 'read', cardinality: 'many', result: 'rows', options: 0 },
  findAndCountAll: { operation: 'read', cardinality: 'many', result: 'page', options: 0 },
  count: { operation: 'count', cardinality: 'one', result: 'plain', options: 0 },
  max: { operation: 'aggregate', cardinality: 'one', result: 'plain', options: 1 },
  min: { operation: 'aggregate', cardinality: 'one', result: 'plain', options: 1 },
  sum: { operation: 'aggregate', cardinality: 'one', result: 'plain', options: 1 },
  aggregate: { operation: 'aggregate', cardinality: 'one', result: 'plain', options: 2 },
  findOrBuild: { operation: 'read', cardinality: 'one', result: 'pair', options: 0 },
  findOrCreate: { operation: 'upsert', cardinality: 'one', result: 'pair', options: 0 },
  findCreateFind: { operation: 'upsert', cardinality: 'one', result: 'pair', options: 0 },
  upsert: { operation: 'upsert', cardinality: 'one', result: 'pair', values: 0, options: 1 },
  create: { operation: 'create', cardinality: 'one', result: 'row', values: 0, options: 1 },
  bulkCreate: { operation: 'create', cardinality: 'many', result: 'rows', values: 0, options: 1 },
  update: { operation: 'update', cardinality: 'many', result: 'plain', values: 0, options: 1 },
  destroy: { operation: 'delete', cardinality: 'many', result: 'plain', options: 0 },
  restore: { operation: 'update', cardinality: 'many', result: 'plain', options: 0 },
  increment: { operation: 'update', cardinality: 'many', result: 'plain', fields: 0, options: 1 },
  decrement: { operation: 'update', cardinality: 'many', result: 'plain', fields: 0, options: 1 },
};

/** The names that versions before 5 had, and some of them still answer to. */
const FORMER: { readonly [name: string]: string } = {
  all: 'findAll',
  find: 'findOne',
  findById: 'findByPk',
  findByPrimary: 'findByPk',
  findAndCount: 'findAndCountAll',
  findOrInitialize: 'findOrBuild',
  insertOrUpdate: 'upsert',
};

// https://sequelize.org/api/v6/class/src/model.js~model#public-method-summary
const OF_ROWS: { readonly [name: string]: Method } = {
  save: { operation: 'update', cardinality: 'one', result: 'row', options: 0 },
  update: { operation: 'update', cardinality: 'one', result: 'row', values: 0, options: 1 },
  updateAttributes: { operation: 'update', cardinality: 'one', result: 'row', values: 0, options: 1 },
  destroy: { operation: 'delete', cardinality: 'one', result: 'plain', options: 0 },
  restore: { operation: 'update', cardinality: 'one', result: 'plain', options: 0 },
  reload: { operation: 'read', cardinality: 'one', result: 'row', options: 0 },
  increment: { operation: 'update', cardinality: 'one', result: 'row', fields: 0, options: 1 },
  decrement: { operation: 'update', cardinality: 'one', result: 'row', fields: 0, options: 1 },
};

// https://sequelize.org/docs/v6/core-concepts/assocs/#special-methodsmixins-added-to-instances
/** What stands before an association's name (`getPosts`), or is called with it (`$get('posts')`). */
const OF_ASSOCIATIONS: { readonly [verb: string]: Method } = {
  get: { operation: 'read', cardinality: 'unknown', result: 'rows', options: 0 },
  count: { operation: 'count', cardinality: 'one', result: 'plain', options: 0 },
  has: { operation: 'exists', cardinality: 'one', result: 'plain', options: 1 },
  set: { operation: 'update', cardinality: 'unknown', result: 'plain', options: 1 },
  add: { operation: 'update', cardinality: 'unknown', result: 'plain', options: 1 },
  remove: { operation: 'update', cardinality: 'unknown', result: 'plain', options: 1 },
  create: { operation: 'create', cardinality: 'one', result: 'row', values: 0, options: 1 },
};

/** The methods of a model that reach the database, by name. */
export const modelMethods: ReadonlyMap<string, Method> = new Map([
  ...Object.entries(STATICS),
  ...Object.entries(FORMER).map(([name, now]) => [name, STATICS[now]!] as const),
]);

/** The methods of a row that reach the database, by name. */
export const rowMethods: ReadonlyMap<string, Method> = new Map(Object.entries(OF_ROWS));

/** The methods of a row that associations add, by verb. */
export const associationMethods: ReadonlyMap<string, Method> = new Map(Object.entries(OF_ASSOCIATIONS));

/** The methods of a model that give a model. */
export const modelKeepers: ReadonlySet<string> = new Set(['scope', 'unscoped', 'schema', 'withScope', 'withoutScope', 'withSchema', 'withInitialScope', 'bindWithTransaction']);

/** The methods of a model that say how it is related to another, and whether to many. */
export const relating: ReadonlyMap<string, boolean> = new Map([['belongsTo', false], ['hasOne', false], ['hasMany', true], ['belongsToMany', true]]);

/** Methods that no other library has: code that calls one of them is Sequelize's, if the model is known. */
export const ownNames: ReadonlySet<string> = new Set(['findByPk', 'findOrCreate', 'findAndCountAll', 'findOrBuild', 'findCreateFind', 'bulkCreate', 'findAll', 'findByPrimary']);

/** Options that say of a query that it is Sequelize's, where others have `where` too. */
export const ownOptions: ReadonlySet<string> = new Set(['attributes', 'paranoid', 'raw', 'nest', 'individualHooks', 'ignoreDuplicates', 'updateOnDuplicate', 'transaction', 'hooks', 'defaults', 'subQuery', 'replacements']);

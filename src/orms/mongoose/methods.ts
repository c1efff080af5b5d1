import type { Cardinality, Operation } from '../../vocabulary/query.ts';

/**
 * What is known of a method that reaches the database.
 * The numbers say which argument is the filter, the key, what is written, or the options; `result`: one row, a list of rows, or a
 * plain value; `eager`: it runs when it is called, and gives a promise. The others give a query, which runs when it is waited for.
 */
export type Method = {
  operation: Operation;
  cardinality: Cardinality;
  result: 'row' | 'rows' | 'plain';
  filter?: number;
  key?: number;
  values?: number;
  options?: number;
  eager?: true;
};

const read = (cardinality: Cardinality, more: Partial<Method> = {}): Method => ({ operation: 'read', cardinality, result: cardinality === 'one' ? 'row' : 'rows', filter: 0, options: 2, ...more });
const change = (cardinality: Cardinality, more: Partial<Method> = {}): Method => ({ operation: 'update', cardinality, result: 'plain', filter: 0, values: 1, options: 2, ...more });
const remove = (cardinality: Cardinality, more: Partial<Method> = {}): Method => ({ operation: 'delete', cardinality, result: 'plain', filter: 0, options: 1, ...more });

// https://mongoosejs.com/docs/api/model.html
const STATICS: { readonly [name: string]: Method } = {
  find: read('many'),
  findOne: read('one'),
  findById: { operation: 'read', cardinality: 'one', result: 'row', key: 0, options: 2 },
  exists: { operation: 'exists', cardinality: 'one', result: 'plain', filter: 0 },
  distinct: { operation: 'read', cardinality: 'many', result: 'plain', filter: 1 },
  countDocuments: { operation: 'count', cardinality: 'one', result: 'plain', filter: 0, options: 1 },
  count: { operation: 'count', cardinality: 'one', result: 'plain', filter: 0 },
  estimatedDocumentCount: { operation: 'count', cardinality: 'one', result: 'plain' },
  aggregate: { operation: 'aggregate', cardinality: 'many', result: 'plain' },
  findOneAndUpdate: change('one', { result: 'row' }),
  findOneAndReplace: change('one', { result: 'row' }),
  findByIdAndUpdate: { operation: 'update', cardinality: 'one', result: 'row', key: 0, values: 1, options: 2 },
  findOneAndDelete: remove('one', { result: 'row' }),
  findOneAndRemove: remove('one', { result: 'row' }),
  findByIdAndDelete: { operation: 'delete', cardinality: 'one', result: 'row', key: 0, options: 1 },
  findByIdAndRemove: { operation: 'delete', cardinality: 'one', result: 'row', key: 0, options: 1 },
  updateOne: change('one'),
  updateMany: change('many'),
  update: change('unknown'),
  replaceOne: change('one'),
  deleteOne: remove('one'),
  deleteMany: remove('many'),
  remove: remove('many'),
  create: { operation: 'create', cardinality: 'one', result: 'row', values: 0, options: 1, eager: true },
  insertOne: { operation: 'create', cardinality: 'one', result: 'row', values: 0, options: 1, eager: true },
  insertMany: { operation: 'create', cardinality: 'many', result: 'rows', values: 0, options: 1, eager: true },
  bulkWrite: { operation: 'update', cardinality: 'many', result: 'plain', values: 0, options: 1, eager: true },
  bulkSave: { operation: 'update', cardinality: 'many', result: 'plain', values: 0, options: 1, eager: true },
  populate: { operation: 'read', cardinality: 'many', result: 'rows', eager: true },
};

// https://mongoosejs.com/docs/api/document.html
const OF_ROWS: { readonly [name: string]: Method } = {
  save: { operation: 'update', cardinality: 'one', result: 'row', options: 0, eager: true },
  updateOne: { operation: 'update', cardinality: 'one', result: 'plain', values: 0, options: 1 },
  update: { operation: 'update', cardinality: 'one', result: 'plain', values: 0, options: 1 },
  replaceOne: { operation: 'update', cardinality: 'one', result: 'plain', values: 0, options: 1 },
  deleteOne: { operation: 'delete', cardinality: 'one', result: 'plain', options: 0 },
  delete: { operation: 'delete', cardinality: 'one', result: 'plain', options: 0 },
  remove: { operation: 'delete', cardinality: 'one', result: 'plain', options: 0, eager: true },
  populate: { operation: 'read', cardinality: 'unknown', result: 'row', eager: true },
};

// https://mongodb.github.io/node-mongodb-native/6.0/classes/Collection.html
/** What the driver has in place of, or besides, the methods of a model: `Model.collection.insertOne(…)`. */
const OF_COLLECTIONS: { readonly [name: string]: Method } = {
  ...Object.fromEntries(Object.entries(STATICS).filter(([name]) => !/ById|^(?:create|exists|populate|bulkSave)$|Remove$/.test(name)).map(([name, method]) => [name, { ...method, eager: true as const }])),
  find: read('many', { options: 1, result: 'plain' }),
  aggregate: { operation: 'aggregate', cardinality: 'many', result: 'plain' },
  insert: { operation: 'create', cardinality: 'unknown', result: 'plain', values: 0, options: 1, eager: true },
};

/** The methods of a model that reach the database, by name. */
export const modelMethods: ReadonlyMap<string, Method> = new Map(Object.entries(STATICS));

/** The methods of a row that reach the database, by name. */
export const rowMethods: ReadonlyMap<string, Method> = new Map(Object.entries(OF_ROWS));

/** The methods of the driver's collections that reach the database, by name. */
export const collectionMethods: ReadonlyMap<string, Method> = new Map(Object.entries(OF_COLLECTIONS));

/** Methods of a query that add to it and leave what it asks as it is. https://mongoosejs.com/docs/api/query.html */
export const additions: ReadonlySet<string> = new Set([
  ...['select', 'sort', 'limit', 'skip', 'populate', 'lean', 'session', 'collation', 'hint', 'read', 'setOptions', 'maxTimeMS', 'orFail', 'comment', 'batchSize', 'allowDiskUse', 'slice', 'tailable', 'setUpdate'],
  ...['transform', 'sanitizeProjection', 'projection', 'setQuery', 'readConcern', 'writeConcern', 'w', 'j', 'wtimeout', 'clone', 'cache', 'set', 'snapshot', 'maxscan', 'maxTime', 'option', 'options', 'project', 'unwind', 'group', 'lookup'],
  ...['addFields', 'sample', 'facet', 'graphLookup', 'replaceRoot', 'sortByCount', 'append', 'near', 'redact', 'unionWith', 'addCursorFlag', 'search', 'densify', 'fill', 'toConstructor', 'cursorOptions'],
]);

/** Methods of a query that narrow it by a column: `query.where('age').gte(18)`. */
export const narrowing: ReadonlyMap<string, string> = new Map([
  ...(['equals', 'is', 'eq'] as const).map((name) => [name, '='] as const),
  ['in', 'in'], ['nin', 'not in'], ['ne', 'not'], ['gt', '>'], ['gte', '>='], ['lt', '<'], ['lte', '<='],
  ...['exists', 'regex', 'mod', 'size', 'all', 'elemMatch', 'within', 'intersects', 'geometry', 'or', 'and', 'nor', '$where'].map((name) => [name, '?'] as const),
]);

/** Methods that no other library has: code that calls one of them is Mongoose's, if the model is known. */
export const ownNames: ReadonlySet<string> = new Set(['findById', 'findByIdAndUpdate', 'findByIdAndDelete', 'findByIdAndRemove', 'bulkSave']);

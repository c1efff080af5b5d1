import type { Cardinality, Operation } from '../../vocabulary/query.ts';

/** What a method makes of a query: what it does, how many rows it is about, and where the key, what is written, and by how much a column grows stand among its arguments. */
export type Verb = { operation: Operation; cardinality?: Cardinality; key?: number; written?: number; amount?: number; gives?: 'list' | 'one' | 'none' };

// https://vincit.github.io/objection.js/api/query-builder/find-methods.html · /mutate-methods.html
/** Methods that say what a query does. */
export const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['findById', { operation: 'read', cardinality: 'one', key: 0, gives: 'one' }],
  ['findByIds', { operation: 'read', cardinality: 'many', key: 0 }],
  ['findOne', { operation: 'read', cardinality: 'one', gives: 'one' }],
  ['first', { operation: 'read', cardinality: 'one', gives: 'one' }],
  ['resultSize', { operation: 'count', cardinality: 'one', gives: 'none' }],
  ['page', { operation: 'read', cardinality: 'many', gives: 'none' }],
  ['range', { operation: 'read', cardinality: 'many', gives: 'none' }],
  ...['count', 'countDistinct'].map((name): [string, Verb] => [name, { operation: 'count', cardinality: 'one' }]),
  ...['min', 'max', 'sum', 'avg'].map((name): [string, Verb] => [name, { operation: 'aggregate', cardinality: 'one' }]),
  ...['insert', 'insertAndFetch', 'insertGraph', 'insertGraphAndFetch'].map((name): [string, Verb] => [name, { operation: 'create', written: 0, gives: 'one' }]),
  ...['upsertGraph', 'upsertGraphAndFetch'].map((name): [string, Verb] => [name, { operation: 'upsert', written: 0, gives: 'one' }]),
  ...['patch', 'update'].map((name): [string, Verb] => [name, { operation: 'update', cardinality: 'many', written: 0, gives: 'none' }]),
  ...['patchAndFetch', 'updateAndFetch'].map((name): [string, Verb] => [name, { operation: 'update', cardinality: 'one', written: 0, gives: 'one' }]),
  ...['patchAndFetchById', 'updateAndFetchById'].map((name): [string, Verb] => [name, { operation: 'update', cardinality: 'one', key: 0, written: 1, gives: 'one' }]),
  ...['increment', 'decrement'].map((name): [string, Verb] => [name, { operation: 'update', cardinality: 'many', amount: 1, gives: 'none' }]),
  ...['delete', 'del'].map((name): [string, Verb] => [name, { operation: 'delete', cardinality: 'many', gives: 'none' }]),
  ['deleteById', { operation: 'delete', cardinality: 'one', key: 0, gives: 'none' }],
  ...['relate', 'unrelate'].map((name): [string, Verb] => [name, { operation: 'update', gives: 'none' }]),
]);

/** Methods that load relations with the rows. https://vincit.github.io/objection.js/api/query-builder/eager-methods.html */
export const loading: ReadonlySet<string> = new Set(['withGraphFetched', 'withGraphJoined', 'eager', 'joinEager', 'mergeEager']);

/** Methods that leave a query what it is. */
export const neutral: ReadonlySet<string> = new Set(['clone', 'transacting', 'throwIfNotFound', 'castTo', 'debug', 'skipUndefined', 'timeout', 'allowGraph', 'alias', 'onError', 'onBuildKnex']);

/** Methods that are given a function which may add anything to the query: what it loads is not known then. */
export const modifying: ReadonlySet<string> = new Set(['modify', 'modifiers', 'onBuild', 'runBefore', 'runAfter', 'context']);

/** Methods that add to a query, and do nothing else that an analysis needs to know. */
export const additions: ReadonlySet<string> = new Set([
  ...['select', 'column', 'columns', 'distinct', 'join', 'innerJoin', 'leftJoin', 'leftOuterJoin', 'rightJoin', 'joinRelated', 'innerJoinRelated', 'leftJoinRelated', 'orderBy', 'orderByRaw', 'groupBy', 'groupByRaw', 'offset', 'limit'],
  ...['having', 'havingRaw', 'modifyGraph', 'returning', 'forUpdate', 'forShare', 'with', 'union', 'unionAll', 'onConflict', 'merge', 'ignore', 'from', 'for', 'asCallback'],
]);

/** Methods after which there is a query. */
export const methods: ReadonlySet<string> = new Set(['query', '$query', '$relatedQuery', 'relatedQuery', '$fetchGraph', 'fetchGraph', '$loadRelated', 'loadRelated', ...['findById', 'findOne', 'patch', 'patchAndFetchById', 'deleteById', 'insertGraph', 'upsertGraph', 'insertAndFetch', 'withGraphFetched', 'resultSize']]);

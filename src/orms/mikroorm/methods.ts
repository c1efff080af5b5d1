import type { Cardinality, Operation } from '../../vocabulary/query.ts';

/** What a method of a repository or manager asks for; positions count from behind the entity. */
export type Method = {
  operation: Operation;
  cardinality: Cardinality;
  /** Where the filter stands; `rows` are entities that are themselves the key. */
  filter?: { at: number; form: 'where' | 'options' | 'rows' };
  /** Where `populate`, `orderBy`, `limit` … stand. */
  options?: number;
  data?: number;
  /** Where the relations stand that it loads onto the entities that it is given. */
  onto?: number;
  /** It is given entities, and no entity's name before them. */
  onEntities?: true;
  result: 'row' | 'rows' | 'plain' | 'given';
};

const read = (cardinality: Cardinality, result: Method['result'] = cardinality === 'many' ? 'rows' : 'row'): Method => ({ operation: 'read', cardinality, filter: { at: 0, form: 'where' }, options: 1, result });
const reload: Method = { operation: 'read', cardinality: 'one', filter: { at: 0, form: 'rows' }, onEntities: true, result: 'given' };
const write = (operation: Operation, cardinality: Cardinality): Method => ({ operation, cardinality, data: 0, result: 'plain' });

// https://mikro-orm.io/docs/entity-manager and https://mikro-orm.io/docs/repositories
const METHODS: { readonly [name: string]: Method } = {
  find: read('many'),
  findAndCount: read('many', 'plain'),
  findByCursor: read('many', 'plain'),
  findAll: { operation: 'read', cardinality: 'many', filter: { at: 0, form: 'options' }, options: 0, result: 'rows' },
  stream: { operation: 'read', cardinality: 'many', filter: { at: 0, form: 'options' }, options: 0, result: 'rows' },
  findOne: read('one'),
  findOneOrFail: read('one'),
  count: { ...read('one', 'plain'), operation: 'count' },
  countBy: { ...read('many', 'plain'), operation: 'aggregate' },
  populate: { operation: 'read', cardinality: 'many', filter: { at: 0, form: 'rows' }, onto: 1, onEntities: true, result: 'given' },
  refresh: reload,
  refreshOrFail: reload,
  insert: write('create', 'one'),
  nativeInsert: write('create', 'one'),
  insertMany: write('create', 'many'),
  upsert: { ...write('upsert', 'one'), result: 'row' },
  upsertMany: { ...write('upsert', 'many'), result: 'rows' },
  nativeUpdate: { operation: 'update', cardinality: 'many', filter: { at: 0, form: 'where' }, data: 1, result: 'plain' },
  nativeDelete: { operation: 'delete', cardinality: 'many', filter: { at: 0, form: 'where' }, result: 'plain' },
  persistAndFlush: { ...write('upsert', 'one'), onEntities: true },
  removeAndFlush: { ...write('delete', 'one'), onEntities: true },
};

/** The methods of repositories and managers that reach the database, by name. */
export const methods: ReadonlyMap<string, Method> = new Map(Object.entries(METHODS));

/** Methods of a collection that read; the others work in memory. https://mikro-orm.io/docs/collections */
export const collectionMethods: ReadonlyMap<string, { operation: Operation; cardinality: Cardinality }> = new Map([
  ['init', { operation: 'read', cardinality: 'many' }],
  ['load', { operation: 'read', cardinality: 'many' }],
  ['loadItems', { operation: 'read', cardinality: 'many' }],
  ['matching', { operation: 'read', cardinality: 'many' }],
  ['loadCount', { operation: 'count', cardinality: 'one' }],
]);

/** Methods of a reference that read. https://mikro-orm.io/docs/type-safe-relations */
export const referenceMethods: ReadonlySet<string> = new Set(['load', 'loadOrFail', 'loadProperty']);

/** Methods that end a builder. https://mikro-orm.io/docs/query-builder */
export const builderEnds: ReadonlyMap<string, { operation: Operation; cardinality: Cardinality; result: 'row' | 'rows' | 'plain' }> = new Map([
  ['execute', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['getResult', { operation: 'read', cardinality: 'many', result: 'rows' }],
  ['getResultList', { operation: 'read', cardinality: 'many', result: 'rows' }],
  ['getResultAndCount', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['getSingleResult', { operation: 'read', cardinality: 'one', result: 'row' }],
  ['getCount', { operation: 'count', cardinality: 'one', result: 'plain' }],
  ['stream', { operation: 'read', cardinality: 'many', result: 'rows' }],
]);

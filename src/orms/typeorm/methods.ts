import type { Cardinality, Operation } from '../../vocabulary/query.ts';

/** How the filter of a method is given: options with `where`, conditions, a key or conditions, or the entity itself. */
export type FilterForm = 'options' | 'where' | 'criteria' | 'keys' | 'entity';

/** A method of a repository that runs a query; `filter` and `data` are positions of arguments. */
export type Method = {
  operation: Operation;
  cardinality: Cardinality;
  filter?: { at: number; form: FilterForm };
  /** What is written, and whether it is written to rows that the filter names. */
  data?: number;
  /** The name of the one column that is written or computed. */
  column?: number;
  result: 'row' | 'rows' | 'plain' | 'saved';
};

const read = (cardinality: Cardinality, form: FilterForm, result: Method['result'] = cardinality === 'many' ? 'rows' : 'row'): Method => ({ operation: 'read', cardinality, filter: { at: 0, form }, result });
const tally = (operation: Operation, form: FilterForm, at = 0): Method => ({ operation, cardinality: 'one', filter: { at, form }, result: 'plain' });
const write = (operation: Operation, cardinality: Cardinality): Method => ({ operation, cardinality, data: 0, result: 'saved' });
const byCriteria = (operation: Operation): Method => ({ operation, cardinality: 'many', filter: { at: 0, form: 'criteria' }, result: 'plain' });
const step: Method = { operation: 'update', cardinality: 'many', filter: { at: 0, form: 'where' }, column: 1, result: 'plain' };
const overTree = (cardinality: Cardinality): Method => ({ operation: 'read', cardinality, filter: { at: 0, form: 'entity' }, result: cardinality === 'many' ? 'rows' : 'row' });

// https://typeorm.io/docs/working-with-entity-manager/repository-api
const METHODS: { readonly [name: string]: Method } = {
  find: read('many', 'options'),
  findBy: read('many', 'where'),
  findAndCount: read('many', 'options', 'plain'),
  findAndCountBy: read('many', 'where', 'plain'),
  findByIds: read('many', 'keys'),
  findOne: read('one', 'options'),
  findOneBy: read('one', 'where'),
  findOneOrFail: read('one', 'options'),
  findOneByOrFail: read('one', 'where'),
  findOneById: read('one', 'keys'),
  preload: { operation: 'read', cardinality: 'one', filter: { at: 0, form: 'entity' }, result: 'row' },
  exists: tally('exists', 'options'),
  exist: tally('exists', 'options'),
  existsBy: tally('exists', 'where'),
  count: tally('count', 'options'),
  countBy: tally('count', 'where'),
  sum: { ...tally('aggregate', 'where', 1), column: 0 },
  average: { ...tally('aggregate', 'where', 1), column: 0 },
  minimum: { ...tally('aggregate', 'where', 1), column: 0 },
  maximum: { ...tally('aggregate', 'where', 1), column: 0 },
  save: write('upsert', 'one'),
  insert: { ...write('create', 'one'), result: 'plain' },
  upsert: { ...write('upsert', 'one'), result: 'plain' },
  remove: write('delete', 'one'),
  softRemove: write('delete', 'one'),
  recover: write('update', 'one'),
  update: { ...byCriteria('update'), data: 1 },
  updateAll: { operation: 'update', cardinality: 'many', data: 0, result: 'plain' },
  delete: byCriteria('delete'),
  deleteAll: { operation: 'delete', cardinality: 'many', result: 'plain' },
  softDelete: byCriteria('delete'),
  restore: byCriteria('update'),
  clear: { operation: 'delete', cardinality: 'many', result: 'plain' },
  increment: step,
  decrement: step,
  // https://typeorm.io/docs/entity/tree-entities
  findTrees: { operation: 'read', cardinality: 'many', result: 'rows' },
  findRoots: { operation: 'read', cardinality: 'many', result: 'rows' },
  findDescendants: overTree('many'),
  findDescendantsTree: overTree('one'),
  findAncestors: overTree('many'),
  findAncestorsTree: overTree('one'),
  countDescendants: { ...overTree('one'), operation: 'count', result: 'plain' },
  countAncestors: { ...overTree('one'), operation: 'count', result: 'plain' },
};

/** The methods of a repository that reach the database, by name. */
export const repositoryMethods: ReadonlyMap<string, Method> = new Map(Object.entries(METHODS));

/** Methods of a row of a `BaseEntity`. */
export const rowMethods: ReadonlyMap<string, { operation: Operation; result: 'saved' | 'plain' }> = new Map([
  ['save', { operation: 'upsert', result: 'saved' }],
  ['remove', { operation: 'delete', result: 'saved' }],
  ['softRemove', { operation: 'delete', result: 'saved' }],
  ['recover', { operation: 'update', result: 'saved' }],
  ['reload', { operation: 'read', result: 'plain' }],
]);

/** Methods that only make or change objects. */
export const objectMethods: ReadonlySet<string> = new Set(['create', 'merge', 'getId', 'hasId']);

/** What a builder's last call asks for. https://typeorm.io/docs/query-builder/select-query-builder */
export const builderEnds: ReadonlyMap<string, { operation: Operation; cardinality: Cardinality; result: 'row' | 'rows' | 'plain' }> = new Map([
  ['getOne', { operation: 'read', cardinality: 'one', result: 'row' }],
  ['getOneOrFail', { operation: 'read', cardinality: 'one', result: 'row' }],
  ['getRawOne', { operation: 'read', cardinality: 'one', result: 'plain' }],
  ['getMany', { operation: 'read', cardinality: 'many', result: 'rows' }],
  ['getRawMany', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['getRawAndEntities', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['getManyAndCount', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['stream', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['getCount', { operation: 'count', cardinality: 'one', result: 'plain' }],
  ['getExists', { operation: 'exists', cardinality: 'one', result: 'plain' }],
  ['execute', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['loadMany', { operation: 'read', cardinality: 'many', result: 'plain' }],
  ['loadOne', { operation: 'read', cardinality: 'one', result: 'plain' }],
]);

/** The relation builder's calls that write at once: `.of(user).add(post)`. */
export const relationEnds: ReadonlySet<string> = new Set(['add', 'remove', 'addAndRemove', 'set']);

// https://www.prisma.io/docs/orm/reference/prisma-client-reference#model-queries
const METHODS = {
    findUnique: { operation: 'read', cardinality: 'one', result: 'row', batched: true, shape: 'own-name', options: ['where'] },
    findUniqueOrThrow: { operation: 'read', cardinality: 'one', result: 'row', batched: true, shape: 'own-name', options: ['where'] },
    findFirst: { operation: 'read', cardinality: 'one', result: 'row', shape: 'own-name', options: [] },
    findFirstOrThrow: { operation: 'read', cardinality: 'one', result: 'row', shape: 'own-name', options: [] },
    findMany: { operation: 'read', cardinality: 'many', result: 'rows', shape: 'own-name', options: [] },
    groupBy: { operation: 'aggregate', cardinality: 'many', result: 'rows', shape: 'own-options', options: ['by'] },
    count: { operation: 'count', cardinality: 'one', result: 'plain', shape: 'own-options', options: ['where', 'select', 'cursor', 'take', 'skip'] },
    aggregate: { operation: 'aggregate', cardinality: 'one', result: 'plain', shape: 'own-options', options: ['_count', '_sum', '_avg', '_min', '_max'] },
    create: { operation: 'create', cardinality: 'one', result: 'row', shape: 'own-options', options: ['data'] },
    createMany: { operation: 'create', cardinality: 'many', result: 'plain', shape: 'own-options', options: ['data'] },
    createManyAndReturn: { operation: 'create', cardinality: 'many', result: 'rows', shape: 'own-name', options: ['data'] },
    update: { operation: 'update', cardinality: 'one', result: 'row', shape: 'own-options', options: ['data'] },
    updateMany: { operation: 'update', cardinality: 'many', result: 'plain', shape: 'own-options', options: ['data'] },
    updateManyAndReturn: { operation: 'update', cardinality: 'many', result: 'rows', shape: 'own-name', options: ['data'] },
    upsert: { operation: 'upsert', cardinality: 'one', result: 'row', shape: 'own-options', options: ['create'] },
    delete: { operation: 'delete', cardinality: 'one', result: 'row', shape: 'own-options', options: ['where'] },
    deleteMany: { operation: 'delete', cardinality: 'many', result: 'plain', shape: 'own-options', options: ['where'] },
    findRaw: { operation: 'read', cardinality: 'many', result: 'plain', shape: 'own-options', options: ['filter'] },
    aggregateRaw: { operation: 'aggregate', cardinality: 'many', result: 'plain', shape: 'own-options', options: ['pipeline'] },
};
/** The methods of a delegate that reach the database, by name. */
export const delegateMethods = new Map(Object.entries(METHODS));
/** Every option a delegate's method takes: an object with another property was not written for Prisma. */
export const optionNames = new Set([
    ...['where', 'data', 'create', 'update', 'select', 'include', 'omit', 'orderBy', 'take', 'skip', 'cursor', 'distinct'],
    ...['by', 'having', '_count', '_sum', '_avg', '_min', '_max', 'skipDuplicates', 'limit', 'relationLoadStrategy'],
    ...['filter', 'pipeline', 'options', 'cacheStrategy', 'uncache'],
]);
/** Options that say which relations a fluent call reads. */
export const fluentOptions = new Set([
    ...['select', 'include', 'omit', 'where', 'orderBy', 'take', 'skip', 'cursor', 'distinct'],
]);
// https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries
/** The client's methods that take a statement; `undefined` where its text cannot be read from the call. */
export const rawMethods = new Map([
    ['$queryRaw', 'sql'],
    ['$queryRawUnsafe', 'sql'],
    ['$executeRaw', 'sql'],
    ['$executeRawUnsafe', 'sql'],
    ['$queryRawTyped', 'opaque'],
    ['$runCommandRaw', 'opaque'],
]);
/** The client's methods that give a client. */
export const clientMethods = new Set(['$extends', '$primary', '$replica']);
/** The client's methods that reach no row. */
export const plainMethods = new Set(['$on', '$use', '$connect', '$disconnect']);

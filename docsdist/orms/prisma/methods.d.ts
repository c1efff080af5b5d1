import type { Cardinality, Operation } from '../../vocabulary/query.ts';
/** What is known of a delegate's method. `result`: one row (with fluent relations), a list of rows, or a plain value. */
export type Method = {
    operation: Operation;
    cardinality: Cardinality;
    result: 'row' | 'rows' | 'plain';
    /** Calls of one tick with the same shape are merged into one `IN` query. */
    batched?: true;
    /** How it may be recognized on an unknown receiver; see `shape`. */
    shape: 'own-name' | 'own-options';
    /** On an unknown receiver, one of these options must be given. */
    options: readonly string[];
};
/** The methods of a delegate that reach the database, by name. */
export declare const delegateMethods: ReadonlyMap<string, Method>;
/** Every option a delegate's method takes: an object with another property was not written for Prisma. */
export declare const optionNames: ReadonlySet<string>;
/** Options that say which relations a fluent call reads. */
export declare const fluentOptions: ReadonlySet<string>;
/** The client's methods that take a statement; `undefined` where its text cannot be read from the call. */
export declare const rawMethods: ReadonlyMap<string, 'sql' | 'opaque'>;
/** The client's methods that give a client. */
export declare const clientMethods: ReadonlySet<string>;
/** The client's methods that reach no row. */
export declare const plainMethods: ReadonlySet<string>;

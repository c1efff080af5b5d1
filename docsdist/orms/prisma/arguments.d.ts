import type { Arguments } from '../../vocabulary/orm.ts';
import type { Filter, Payload } from '../../vocabulary/query.ts';
/** What the one argument of a delegate's method says. */
export type ReadOptions = {
    filter: Filter;
    payload?: Payload;
    loads: readonly string[];
    nestedWrites: boolean;
    /** Names of the options besides `where`, `data` and `create`; `...` when others may be there; `update` only when it writes something. */
    options: readonly string[];
    /** Every condition that could be read is an equality of a column or a compound key. */
    unique: boolean;
};
/** Reads the options of a delegate's method. */
export declare function readOptions(args: Arguments, writes: boolean): ReadOptions;

import type { View } from '../../vocabulary/orm.ts';
import type { Filter } from '../../vocabulary/query.ts';
/** A filter, and whether all that was read of it are equalities of columns and compound keys. */
export type ReadFilter = {
    filter: Filter;
    unique: boolean;
};
/** Reads the value of `where`. What cannot be read is one condition on `*`. */
export declare function readFilter(where: View): ReadFilter;

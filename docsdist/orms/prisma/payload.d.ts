import type { View } from '../../vocabulary/orm.ts';
import type { Payload } from '../../vocabulary/query.ts';
/** Reads `data`, or `create` and `update`. What cannot be read is one assignment to `*`. */
export declare function readPayloads(views: readonly View[]): {
    payload: Payload;
    nestedWrites: boolean;
};

import type { Operation } from '../../vocabulary/query.ts';
/** What a statement asks for, or `raw` when its text does not tell. */
export declare function operationOf(sql: string | undefined): Operation;

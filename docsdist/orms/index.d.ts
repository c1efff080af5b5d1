import type { Orm } from '../vocabulary/orm.ts';
/** Every ORM the plugin knows. */
export declare const orms: readonly Orm[];

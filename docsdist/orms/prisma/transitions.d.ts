import type { Access, Arguments, Outcome } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { OrmValue, Value } from '../../vocabulary/value.ts';
/** The value of `value.name`. */
export declare function get(value: OrmValue, name: string): Value | undefined;
/** What a call on one of Prisma's values gives. */
export declare function call(value: OrmValue, method: string, args: Arguments): Outcome | undefined;
/** What Prisma hands to a callback: the client of a transaction, or the one that is extended. */
export declare function callbackParam(value: OrmValue, method: string, argument: number, parameter: number): Value | undefined;
/** A call on an unknown receiver that only Prisma has, on a model of the schema. */
export declare function shape({ members, method, args }: Access, schemas: readonly Schema[]): Outcome | undefined;

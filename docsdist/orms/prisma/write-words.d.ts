import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
/** One write in place of many, where Prisma has one. */
export declare function setBasedWrite(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined;
/** What is left when Prisma takes only one row at a time. */
export declare function singleWrite(query: QueryCall, driven: Driven): Advice;

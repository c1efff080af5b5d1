import type { Advice, Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Schema } from '../../vocabulary/schema.ts';
/** One read in place of many, where Prisma has one. */
export declare function setBasedRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice | undefined;
/** What is left when each element asks for something that no key selects. */
export declare function singleRead(query: QueryCall, driven: Driven, schema: Schema | undefined): Advice;

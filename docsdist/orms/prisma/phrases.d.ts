import type { Driven } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
/** What of a filter follows the element, in the terms that advice is written in. */
export type Keys = {
    /** Driven columns, compound keys taken apart; `*` for what could not be read. */
    fields: readonly string[];
    /** All of them are compared for equality, or are lists of keys. */
    byKey: boolean;
    /** The filter has other parts, which stay as they are. */
    more: boolean;
};
/** The driven columns of a query. */
export declare function keysOf(query: QueryCall, driven: Driven, schema: Schema | undefined): Keys;
/** The column that by its name holds the key of a relation: `author` → `authorId`. */
export declare function foreignKeyOf(relation: string, model: Model | undefined): string | undefined;
/** The model a query is about, as the schema has it. */
export declare function modelOf(query: QueryCall, schema: Schema | undefined): Model | undefined;
/** Whether one row at most has a given value of the column. */
export declare function isUnique(field: string, query: QueryCall, schema: Schema | undefined): boolean;
/** `prisma.post.findMany`. */
export declare function methodOf(query: QueryCall, method: string): string;
/** `authorId: { in: authorIds }`, or `OR: …` for several columns; relations are written out. */
export declare function inCondition({ fields, more }: Keys): string;
/** `OR: rows.map((row) => ({ startsAt: … }))`: any condition, one branch for each element. */
export declare function orCondition({ fields, more }: Keys): string;
/** How a column that follows a relation is read with the rows: `author.id` → `author: { select: { id: true } }`. */
export declare function selected(path: string): string;
/** The name of a list of keys: `authorId` → `authorIds`, `author.id` → `authorIds`, `category` → `categories`. */
export declare function pluralOf(path: string): string;
/** `` `a` and `b` ``. */
export declare function listed(fields: readonly string[]): string;
/** The to-one relation a key leads over, and the list on its other side. */
export type Way = {
    relation: string;
    parent: string;
    parentKey: string;
    children: string;
};
/** `authorId` of `Post` → relation `author` to `User`, whose `posts` lead back; only when the schema leaves no doubt. */
export declare function parentOf(field: string, query: QueryCall, schema: Schema | undefined): Way | undefined;

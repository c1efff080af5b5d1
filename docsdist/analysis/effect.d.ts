import type { At, V } from '../vocabulary/ir.ts';
import type { QueryCall } from '../vocabulary/query.ts';
import type { ModuleId } from '../vocabulary/value.ts';
/** A variable of a module; `this` of the function asked about; or the element of the call at hand. */
export type Source = {
    m: ModuleId;
    v: V;
} | 'this' | 'element';
/** What something is derived from, by key. */
export type Sources = ReadonlySet<string>;
export declare const THIS = "this";
export declare const ELEMENT = "element";
export declare function sourceKey(m: ModuleId, v: V): string;
/** A part of a query's input: what it is derived from, and the one list that it takes whole (`in: ids`), if it does. */
export type Input = {
    from: Sources;
    whole?: string;
};
/** A query that a place runs, by itself or through functions, with what reaches it in terms of the place. */
export type Effect = {
    query: QueryCall;
    /** Where the query stands. */
    m: ModuleId;
    at: At;
    end: At;
    /** The functions entered on the way, outermost first. */
    hops: readonly {
        m: ModuleId;
        f: number;
    }[];
    receiver: Input;
    /** In the order of `query.filter.conditions`. */
    conditions: readonly Input[];
    payload: Input;
    /** Everything that was given, whether or not it could be told apart. */
    all: Sources;
    /** Runs only on some paths of the functions entered. */
    conditional: boolean;
    /** The functions entered wait for nothing before it: calls of one tick reach it in one tick. */
    sameTick: boolean;
    /** It stands in a transaction that is opened on the way. */
    transaction: boolean;
    /** In a transaction that takes row locks or an advisory lock. */
    locked: boolean;
};

import type { At, C, Def, E, Exit, F, ModuleFacts, R, V } from '../vocabulary/ir.ts';
/** How an expression that is part of no other expression is used. */
export type Use = {
    k: 'exit';
    fn: F;
    exit: Exit;
} | {
    k: 'def';
    v: V;
    def: Def;
} | {
    k: 'pattern-default';
    v: V;
    def: Def;
} | {
    k: 'region';
    r: R;
} | {
    k: 'param-default';
    fn: F;
    param: number;
} | {
    k: 'member';
    c: C;
    m: number;
} | {
    k: 'super';
    c: C;
} | {
    k: 'decorator';
} | {
    k: 'export';
} | {
    k: 'statement';
};
/** Questions about one module's facts that are asked often; each table is made when it is first asked for. */
export type FactsIndex = {
    /** The parent of each expression, or -1. */
    readonly parent: Int32Array;
    use(e: E): Use;
    /** The expressions that read a variable. */
    usesOf(v: V): readonly E[];
    /** The expressions that assign a variable. */
    setsOf(v: V): readonly E[];
    /** The sites of a function, in evaluation order. */
    sitesOf(fn: F): readonly number[];
    /** The function that a `fn` expression makes. */
    fnOfExpr(e: E): F | undefined;
    /** The expression that makes a function; members of classes have none. */
    exprOfFn(fn: F): E | undefined;
    /** The innermost function at an offset. */
    fnAt(at: At): F;
    /** The site of a call, `new` or tagged template. */
    siteOfExpr(e: E): number | undefined;
    /** The innermost region at an offset. */
    regionAt(at: At): R;
};
/** The index of a module's facts; the same facts give the same index. */
export declare function indexOf(facts: ModuleFacts): FactsIndex;

import type { ArrowFunctionExpression, Class, Expression, Function as FunctionNode, Span, Statement } from 'oxc-parser';
import type { At, C, Def, E, Exit, Export, ExprKind, F, ModuleFacts, R, Region, RegionKind, Type, V } from '../../vocabulary/ir.ts';
import { type Scope } from './scopes.ts';
/** What an expression is the value of: it names functions and classes, and says where a comment about them would end. */
export type Naming = {
    name?: string;
    v?: V;
    docAt?: At;
    method?: {
        kind: 'method' | 'get' | 'set';
        at: At;
    };
};
/** A place that `break` and `continue` can mean, innermost first. */
export type Jump = {
    outer: Jump | undefined;
    k: 'loop' | 'switch' | 'block';
    region: R;
    labels: readonly string[];
};
/** Where in the program the lowering stands. Never changed in place: a part saves it, sets its own and puts it back. */
export type Place = {
    fn: F;
    /** The function that `this` belongs to. */
    thisFn: F;
    region: R;
    scope: Scope;
    jumps: Jump | undefined;
    /** Where `export` writes to: the module's exports, or those of a namespace. */
    exports: Export[];
};
/** The parts of the lowering call one another through these, so that no file has to import the one that imports it. */
export type Parts = {
    expr(lowering: Lowering, node: Expression, naming?: Naming): E;
    statement(lowering: Lowering, node: Statement, docAt?: At): void;
    fn(lowering: Lowering, node: FunctionNode | ArrowFunctionExpression, naming?: Naming): E;
    cls(lowering: Lowering, node: Class, naming?: Naming): E;
    type(text: string): Type | undefined;
};
/** The tables being filled and the place in the program. */
export declare class Lowering {
    readonly text: string;
    readonly facts: ModuleFacts;
    readonly globals: Scope;
    /** `declare function` and overload signatures: a value only when no body turns up. */
    readonly signatures: {
        v: V;
        def: Def;
        type: Type;
    }[];
    place: Place;
    private readonly parts;
    private readonly texts;
    private labels;
    constructor(text: string, facts: ModuleFacts, parts: Parts);
    expr(node: Expression, naming?: Naming): E;
    statement(node: Statement, docAt?: At): void;
    fnExpr(node: FunctionNode | ArrowFunctionExpression, naming?: Naming): E;
    classExpr(node: Class, naming?: Naming): E;
    typeOfText(text: string): Type | undefined;
    /** Adds an expression of a node. */
    add(span: Span, kind: ExprKind): E;
    resolve(name: string): V | undefined;
    define(v: V, def: Def): void;
    /** A `var` belongs to the region of its first declaration, which is met after its name was hoisted. */
    settle(v: V): void;
    exit(exit: Exit): void;
    classAt(c: C): ModuleFacts['classes'][number];
    /** Opens a region in the present one; what is not known yet may be filled into the returned `region`. */
    region<K extends RegionKind>(span: Span, kind: K, labels?: readonly string[]): {
        r: R;
        region: Region & K;
    };
    /** Moves to a region of its own scope; answers the place to come back to. */
    enter(region: R, scope: Scope): Place;
    /** Runs something elsewhere and comes back. */
    within(place: Partial<Place>, run: () => void): void;
    /** Labels that stand directly before the next statement. */
    putLabels(labels: readonly string[]): void;
    takeLabels(): readonly string[];
}

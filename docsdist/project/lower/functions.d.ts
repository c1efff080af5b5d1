import type { ArrowFunctionExpression, Decorator, Function as FunctionNode, Span } from 'oxc-parser';
import type { C, E, F, FnKind } from '../../vocabulary/ir.ts';
import type { Lowering, Naming, Place } from './lowering.ts';
type Callable = FunctionNode | ArrowFunctionExpression;
/** What is known of a function before its parameters and body are read. */
export type Opening = {
    kind: FnKind;
    span: Span;
    body: Span;
    name?: string | undefined;
    docAt?: number | undefined;
    cls?: C;
    static?: boolean;
};
/** A function expression or declaration as an expression. */
export declare function lowerFunction(lowering: Lowering, node: Callable, naming?: Naming): E;
/** Adds a function and its body region at the present place. */
export declare function openFunction(lowering: Lowering, { kind, span, body, name, docAt, cls, static: isStatic }: Opening): F;
/** Lowers the parameters and the body of an opened function. */
export declare function fillFunction(lowering: Lowering, f: F, node: Callable): void;
/** The place inside a function's body. */
export declare function placeIn(lowering: Lowering, f: F): Place;
/** The expressions of decorators, their calls included. */
export declare function lowerDecorators(lowering: Lowering, decorators: readonly Decorator[] | undefined): E[];
export {};

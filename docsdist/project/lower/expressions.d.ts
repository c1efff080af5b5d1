import type { BinaryExpression, Expression, LogicalExpression, MemberExpression, PrivateInExpression, TemplateLiteral } from 'oxc-parser';
import type { Arg, E } from '../../vocabulary/ir.ts';
import type { Lowering, Naming } from './lowering.ts';
type Of<T extends Expression['type']> = Extract<Expression, {
    type: T;
}>;
type Binary = BinaryExpression | PrivateInExpression | LogicalExpression;
/** An identifier that is read. */
export declare function lowerName(lowering: Lowering, node: Of<'Identifier'>): E;
/** A literal; numbers that JSON cannot hold are unknown. */
export declare function lowerLiteral(lowering: Lowering, node: Of<'Literal'>): E;
/** A template literal; a piece with an invalid escape keeps its raw text. */
export declare function lowerTemplate(lowering: Lowering, node: TemplateLiteral): E;
/** `a.b`, `a[b]`, `a.#b`. */
export declare function lowerMember(lowering: Lowering, node: MemberExpression): E;
/** The elements of an array or the arguments of a call; a hole is `undefined`. */
export declare function lowerArguments(lowering: Lowering, nodes: Of<'ArrayExpression'>['elements'], holeAt: number): Arg[];
/** An object literal. */
export declare function lowerObject(lowering: Lowering, node: Of<'ObjectExpression'>): E;
/** A chain of binary or logical operators, however long it grows to the left. */
export declare function lowerChain(lowering: Lowering, node: Binary): E;
/** `test ? a : b`. */
export declare function lowerConditional(lowering: Lowering, node: Of<'ConditionalExpression'>, naming?: Naming): E;
/** `-a`, `typeof a`, `delete a.b`. */
export declare function lowerUnary(lowering: Lowering, node: Of<'UnaryExpression'>): E;
/** `await a`, `yield a`, `yield* a`. */
export declare function lowerPause(lowering: Lowering, node: Of<'AwaitExpression' | 'YieldExpression'>): E;
/** `a as T`, `a satisfies T`, `<T>a`, and without a type `a!` and `a<T>`. */
export declare function lowerAs(lowering: Lowering, node: Of<'TSAsExpression' | 'TSSatisfiesExpression' | 'TSTypeAssertion' | 'TSNonNullExpression' | 'TSInstantiationExpression'>, naming?: Naming): E;
/** `a, b`. */
export declare function lowerSequence(lowering: Lowering, node: Of<'SequenceExpression'>): E;
export {};

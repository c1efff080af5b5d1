import type { ParamPattern, Program, TSInterfaceHeritage, TSClassImplements, TSSignature, TSType, TSTypeAnnotation, TSTypeName, TSTypeParameterDeclaration, TSTypeParameterInstantiation } from 'oxc-parser';
import type { FnType, Type, TypeMember } from '../../vocabulary/ir.ts';
/** A type annotation as plain data. */
export declare function lowerType(node: TSType): Type;
/** The type of an annotation, when there is one. */
export declare function annotation(node: TSTypeAnnotation | null | undefined): Type | undefined;
/** The arguments of `f<A, B>`, or none. */
export declare function typeArguments(node: TSTypeParameterInstantiation | null | undefined): Type[];
/** The names of type parameters. */
export declare function typeParameters(node: TSTypeParameterDeclaration | null | undefined): string[];
/** What a class implements or an interface extends. */
export declare function lowerHeritage(node: TSClassImplements | TSInterfaceHeritage): Type;
/** The members of an interface or a type literal. An index signature is the member `*`, a call signature `()`. */
export declare function lowerMembers(signatures: readonly TSSignature[]): TypeMember[];
/** The type of a function with these parameters. */
export declare function lowerSignature(params: readonly ParamPattern[], returns: TSTypeAnnotation | null | undefined): FnType;
/** The type written in `type X = …`, the only statement of a program. */
export declare function typeOfProgram(program: Program): Type | undefined;
/** `A.B.c` as its names. */
export declare function nameOf(node: TSTypeName): string[];

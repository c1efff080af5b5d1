import type { Class, Function as FunctionNode, TSEnumDeclaration, TSImportEqualsDeclaration, TSInterfaceDeclaration, TSModuleDeclaration, TSTypeAliasDeclaration, TSGlobalDeclaration, VariableDeclaration } from 'oxc-parser';
import type { At, E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** `const`, `let`, `var`, `using`: answers the initial values. */
export declare function lowerVariables(lowering: Lowering, node: VariableDeclaration, docAt?: At): E[];
/** Puts the `var`s of a declaration where it stands. */
export declare function settleVars(lowering: Lowering, node: VariableDeclaration): void;
/** `function f() {}`; a signature without a body waits for one. */
export declare function lowerFunctionDeclaration(lowering: Lowering, node: FunctionNode, docAt?: At): E | undefined;
/** `class A {}`. */
export declare function lowerClassDeclaration(lowering: Lowering, node: Class): E;
/** `type A = …`. */
export declare function lowerAlias(lowering: Lowering, node: TSTypeAliasDeclaration): void;
/** `interface A {}`. */
export declare function lowerInterface(lowering: Lowering, node: TSInterfaceDeclaration): void;
/** `enum A {}`: a variable that holds an object of the members, and a type that is their union. */
export declare function lowerEnum(lowering: Lowering, node: TSEnumDeclaration): void;
/** `namespace A { … }`: a block, and a variable that holds an object of what it exports. */
export declare function lowerNamespace(lowering: Lowering, node: TSModuleDeclaration | TSGlobalDeclaration): void;
/** `import a = require('b')` and `import a = b.c`. */
export declare function lowerImportEquals(lowering: Lowering, node: TSImportEqualsDeclaration): void;

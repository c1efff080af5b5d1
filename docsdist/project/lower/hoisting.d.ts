import type { BindingPattern, Directive, ModuleExportName, Span, Statement, VariableDeclaration } from 'oxc-parser';
import type { VarKind } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
type Named = Span & {
    name: string;
};
type Body = readonly (Directive | Statement)[];
/** Declares everything a function, module or namespace body binds: its own names and the `var`s anywhere inside it. */
export declare function hoistBody(lowering: Lowering, body: Body): void;
/** Declares what the statements of one block bind by themselves. */
export declare function hoistBlock(lowering: Lowering, body: Body): void;
/** Declares the names of a binding pattern in the present scope. */
export declare function hoistPattern(lowering: Lowering, pattern: BindingPattern, kind: VarKind): void;
/** Declares one name in the present scope. */
export declare function hoistName(lowering: Lowering, { name, start }: Named, kind: VarKind): void;
/** The identifiers a pattern binds. */
export declare function namesIn(pattern: BindingPattern): Generator<Named>;
/** `using` binds like `const`. */
export declare function kindOf(node: VariableDeclaration): 'const' | 'let' | 'var';
/** The name written in an import or export clause. */
export declare function textOf(name: ModuleExportName): string;
export {};

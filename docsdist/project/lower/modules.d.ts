import type { ExportAllDeclaration, ExportDefaultDeclaration, ExportNamedDeclaration, ImportDeclaration, TSExportAssignment } from 'oxc-parser';
import type { Lowering } from './lowering.ts';
/** `import a, { b as c } from 'd'`. */
export declare function lowerImports(lowering: Lowering, node: ImportDeclaration): void;
/** `export const a = 1`, `export { a as b }`, `export { a } from 'b'`. */
export declare function lowerExports(lowering: Lowering, node: ExportNamedDeclaration): void;
/** `export * from 'a'`, `export * as b from 'a'`. */
export declare function lowerExportAll(lowering: Lowering, node: ExportAllDeclaration): void;
/** `export default …`. */
export declare function lowerExportDefault(lowering: Lowering, node: ExportDefaultDeclaration): void;
/** `export = a`. */
export declare function lowerExportAssignment(lowering: Lowering, node: TSExportAssignment): void;

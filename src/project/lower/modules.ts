import type { ExportAllDeclaration, ExportDefaultDeclaration, ExportNamedDeclaration, Function as FunctionNode, ImportDeclaration, TSExportAssignment } from 'oxc-parser';
import type { Export, Import, V } from '../../vocabulary/ir.ts';
import { lowerClassDeclaration, lowerFunctionDeclaration, lowerInterface } from './declarations.ts';
import { namesIn, textOf } from './hoisting.ts';
import type { Lowering } from './lowering.ts';
import { startOf } from './span.ts';

type Declaration = NonNullable<ExportNamedDeclaration['declaration']>;

/** `import a, { b as c } from 'd'`. */
export function lowerImports(lowering: Lowering, node: ImportDeclaration): void {
  const { imports } = lowering.facts;
  for (const specifier of node.specifiers) {
    const { local } = specifier;
    const v = lowering.resolve(local.name)!;
    const name = specifier.type === 'ImportSpecifier' ? textOf(specifier.imported) : specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    const entry: Import = { local: v, from: node.source.value, name };
    if (node.importKind === 'type' || (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type')) entry.typeOnly = true;
    lowering.define(v, { how: 'import', import: imports.length, path: [], region: lowering.place.region, at: startOf(local) });
    imports.push(entry);
  }
}

/** `export const a = 1`, `export { a as b }`, `export { a } from 'b'`. */
export function lowerExports(lowering: Lowering, node: ExportNamedDeclaration): void {
  const { declaration } = node;
  if (declaration) {
    lowering.statement(declaration, startOf(node));
    for (const entry of exportsOf(lowering, declaration)) addExport(lowering, entry);
    return;
  }
  for (const { local, exported, exportKind } of node.specifiers) {
    const name = textOf(local);
    const typeOnly = node.exportKind === 'type' || exportKind === 'type';
    const entry: Export = node.source ? { as: textOf(exported), from: node.source.value, name } : localExport(lowering, textOf(exported), name);
    if (typeOnly) entry.typeOnly = true;
    addExport(lowering, entry);
  }
}

/** `export * from 'a'`, `export * as b from 'a'`. */
export function lowerExportAll(lowering: Lowering, node: ExportAllDeclaration): void {
  const from = node.source.value;
  const entry: Export = node.exported ? { as: textOf(node.exported), from, name: '*' } : { as: '*', from };
  if (node.exportKind === 'type') entry.typeOnly = true;
  addExport(lowering, entry);
}

/** `export default …`. */
export function lowerExportDefault(lowering: Lowering, node: ExportDefaultDeclaration): void {
  const { declaration } = node;
  switch (declaration.type) {
    case 'TSInterfaceDeclaration':
      lowerInterface(lowering, declaration);
      addExport(lowering, { as: 'default', name: declaration.id.name, typeOnly: true });
      break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration': {
      const e = declaration.type === 'ClassDeclaration' ? lowerClassDeclaration(lowering, declaration) : lowerFunctionDeclaration(lowering, declaration as FunctionNode, startOf(node));
      const v = declaration.id ? lowering.resolve(declaration.id.name) : undefined;
      if (v !== undefined) addExport(lowering, { as: 'default', v });
      else if (e !== undefined) addExport(lowering, { as: 'default', e });
      break;
    }
    default:
      addExport(lowering, { as: 'default', e: lowering.expr(declaration, { docAt: startOf(node) }) });
  }
}

/** `export = a`. */
export function lowerExportAssignment(lowering: Lowering, node: TSExportAssignment): void {
  addExport(lowering, { as: '=', e: lowering.expr(node.expression, { docAt: startOf(node) }) });
}

// The name of a type, which is no variable, stands in `name`.
function localExport(lowering: Lowering, as: string, name: string): Export {
  const v = lowering.resolve(name);
  return v === undefined ? { as, name, typeOnly: true } : { as, v };
}

function* exportsOf(lowering: Lowering, node: Declaration): Generator<Export> {
  switch (node.type) {
    case 'VariableDeclaration':
      for (const { id } of node.declarations) for (const { name } of namesIn(id)) yield localExport(lowering, name, name);
      break;
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      yield { as: node.id.name, name: node.id.name, typeOnly: true };
      break;
    case 'TSModuleDeclaration': {
      const name = node.id.type === 'Identifier' ? node.id.name : undefined;
      if (name !== undefined && node.kind !== 'global') yield localExport(lowering, name, name);
      break;
    }
    default:
      if (node.id) yield localExport(lowering, node.id.name, node.id.name);
  }
}

// Overloads and merged declarations export the same variable more than once.
function addExport(lowering: Lowering, entry: Export): void {
  const { exports } = lowering.place;
  const v: V | undefined = entry.v;
  if (v === undefined || !exports.some(other => other.as === entry.as && other.v === v)) exports.push(entry);
}

import type { BindingPattern, Directive, ModuleExportName, Statement, VariableDeclaration } from 'oxc-parser';
import type { VarKind } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
import { declare } from './scopes.ts';
import { startOfName, type Named } from './span.ts';

type Body = readonly (Directive | Statement)[];

/** Declares everything a function, module or namespace body binds: its own names and the `var`s anywhere inside it. */
export function hoistBody(lowering: Lowering, body: Body): void {
  hoistBlock(lowering, body);
  for (const statement of body) hoistVars(lowering, statement);
}

/** Declares what the statements of one block bind by themselves. */
export function hoistBlock(lowering: Lowering, body: Body): void {
  for (const statement of body) hoistStatement(lowering, statement);
}

/** Declares the names of a binding pattern in the present scope. */
export function hoistPattern(lowering: Lowering, pattern: BindingPattern, kind: VarKind): void {
  for (const name of namesIn(pattern)) hoistName(lowering, name, kind);
}

/** Declares one name in the present scope. */
export function hoistName(lowering: Lowering, node: Named, kind: VarKind): void {
  const { fn, region, scope } = lowering.place;
  declare(lowering.facts.vars, scope, node.name, { kind, fn, region, at: startOfName(lowering.text, node) });
}

/** The identifiers a pattern binds. */
export function* namesIn(pattern: BindingPattern): Generator<Named> {
  switch (pattern.type) {
    case 'Identifier':
      yield pattern;
      break;
    case 'AssignmentPattern':
      yield* namesIn(pattern.left);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) yield* namesIn(element.type === 'RestElement' ? element.argument : element);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) yield* namesIn(property.type === 'RestElement' ? property.argument : property.value);
  }
}

/** `using` binds like `const`. */
export function kindOf(node: VariableDeclaration): 'const' | 'let' | 'var' {
  return node.kind === 'let' || node.kind === 'var' ? node.kind : 'const';
}

/** The name written in an import or export clause. */
export function textOf(name: ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name;
}

function hoistStatement(lowering: Lowering, node: Directive | Statement): void {
  switch (node.type) {
    case 'VariableDeclaration':
      if (node.kind !== 'var') for (const { id } of node.declarations) hoistPattern(lowering, id, kindOf(node));
      break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      if (node.id) hoistName(lowering, node.id, 'fn');
      break;
    case 'ClassDeclaration':
      if (node.id) hoistName(lowering, node.id, 'class');
      break;
    case 'TSEnumDeclaration':
      hoistName(lowering, node.id, 'enum');
      break;
    case 'TSImportEqualsDeclaration':
      hoistName(lowering, node.id, node.moduleReference.type === 'TSExternalModuleReference' ? 'import' : 'const');
      break;
    case 'TSModuleDeclaration':
      if (node.kind === 'global') lowering.within({ scope: lowering.globals }, () => hoistBody(lowering, node.body.body));
      else if (node.id.type !== 'Literal') hoistName(lowering, firstName(node.id), 'const');
      break;
    case 'ImportDeclaration':
      for (const { local } of node.specifiers) hoistName(lowering, local, 'import');
      break;
    case 'ExportNamedDeclaration':
      if (node.declaration) hoistStatement(lowering, node.declaration);
      break;
    case 'ExportDefaultDeclaration':
      if (node.declaration.type === 'FunctionDeclaration' || node.declaration.type === 'ClassDeclaration') hoistStatement(lowering, node.declaration);
      break;
    case 'LabeledStatement':
      hoistStatement(lowering, node.body);
  }
}

function firstName(node: { type: string }): Named {
  let name = node as { type: string; left?: { type: string } };
  while (name.left) name = name.left;
  return name as unknown as Named;
}

function hoistVars(lowering: Lowering, node: Directive | Statement | null | undefined): void {
  switch (node?.type) {
    case 'VariableDeclaration':
      if (node.kind === 'var') for (const { id } of node.declarations) hoistPattern(lowering, id, 'var');
      break;
    case 'ExportNamedDeclaration':
      if (node.declaration?.type === 'VariableDeclaration') hoistVars(lowering, node.declaration);
      break;
    case 'IfStatement':
      hoistVars(lowering, node.consequent);
      hoistVars(lowering, node.alternate);
      break;
    case 'ForStatement':
      if (node.init?.type === 'VariableDeclaration') hoistVars(lowering, node.init);
      hoistVars(lowering, node.body);
      break;
    case 'ForInStatement':
    case 'ForOfStatement':
      if (node.left.type === 'VariableDeclaration') hoistVars(lowering, node.left);
      hoistVars(lowering, node.body);
      break;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      hoistVars(lowering, node.body);
      break;
    case 'BlockStatement':
      for (const statement of node.body) hoistVars(lowering, statement);
      break;
    case 'SwitchStatement':
      for (const { consequent } of node.cases) for (const statement of consequent) hoistVars(lowering, statement);
      break;
    case 'TryStatement':
      hoistVars(lowering, node.block);
      hoistVars(lowering, node.handler?.body);
      hoistVars(lowering, node.finalizer);
  }
}

import type { Class, Function as FunctionNode, TSEnumDeclaration, TSImportEqualsDeclaration, TSInterfaceDeclaration, TSModuleDeclaration, TSTypeAliasDeclaration, TSGlobalDeclaration, TSQualifiedName, TSTypeName, VariableDeclaration, Span } from 'oxc-parser';
import type { At, E, Export, Prop, Type, TypeDecl, V } from '../../vocabulary/ir.ts';
import { hoistBody, hoistName, namesIn } from './hoisting.ts';
import { typeOfDoc } from './jsdoc.ts';
import { constantText } from './keys.ts';
import type { Lowering } from './lowering.ts';
import { bindPattern } from './patterns.ts';
import { scopeIn } from './scopes.ts';
import { endOf, startOf, type Named } from './span.ts';
import { lowerHeritage, lowerMembers, lowerSignature, lowerType, nameOf, typeParameters } from './types.ts';


/** `const`, `let`, `var`, `using`: answers the initial values. */
export function lowerVariables(lowering: Lowering, node: VariableDeclaration, docAt: At = startOf(node)): E[] {
  const values: E[] = [];
  settleVars(lowering, node);
  for (const { id, init } of node.declarations) {
    const v = id.type === 'Identifier' ? lowering.resolve(id.name) : undefined;
    if (init) {
      const naming = id.type === 'Identifier' && v !== undefined ? { name: id.name, v, docAt } : {};
      const e = lowering.expr(init, naming);
      values.push(e);
      bindPattern(lowering, id, { how: 'init', e });
    } else if (v === undefined || node.kind !== 'var' || lowering.facts.vars[v]!.defs.length === 0) bindPattern(lowering, id, { how: 'declare' });
    if (v !== undefined && node.declarations.length === 1) typeOfDoc(lowering, v, docAt);
  }
  return values;
}

/** Puts the `var`s of a declaration where it stands. */
export function settleVars(lowering: Lowering, node: VariableDeclaration): void {
  if (node.kind !== 'var') return;
  for (const { id } of node.declarations) for (const { name } of namesIn(id)) lowering.settle(lowering.resolve(name)!);
}

/** `function f() {}`; a signature without a body waits for one. */
export function lowerFunctionDeclaration(lowering: Lowering, node: FunctionNode, docAt: At = startOf(node)): E | undefined {
  const v = node.id ? lowering.resolve(node.id.name) : undefined;
  const at = startOf(node.id ?? node);
  const { region } = lowering.place;
  if (!node.body) {
    const type: Type = { k: 'fn', fn: lowerSignature(node.params, node.returnType) };
    if (v !== undefined) lowering.signatures.push({ v, type, def: { how: 'declare', path: [], region, at } });
    return undefined;
  }
  const e = lowering.fnExpr(node, { docAt });
  if (v !== undefined) lowering.define(v, { how: 'fn', e, path: [], region, at });
  return e;
}

/** `class A {}`. */
export function lowerClassDeclaration(lowering: Lowering, node: Class): E {
  const e = lowering.classExpr(node);
  const v = node.id ? lowering.resolve(node.id.name) : undefined;
  if (node.id && v !== undefined) lowering.define(v, { how: 'class', e, path: [], region: lowering.place.region, at: startOf(node.id) });
  return e;
}

/** `type A = …`. */
export function lowerAlias(lowering: Lowering, node: TSTypeAliasDeclaration): void {
  addType(lowering, node.id.name, { kind: 'alias', params: typeParameters(node.typeParameters), extends: [], body: lowerType(node.typeAnnotation) });
}

/** `interface A {}`. */
export function lowerInterface(lowering: Lowering, node: TSInterfaceDeclaration): void {
  const body: Type = { k: 'object', members: lowerMembers(node.body.body) };
  addType(lowering, node.id.name, { kind: 'interface', params: typeParameters(node.typeParameters), extends: node.extends.map(lowerHeritage), body });
}

/** `enum A {}`: a variable that holds an object of the members, and a type that is their union. */
export function lowerEnum(lowering: Lowering, node: TSEnumDeclaration): void {
  let next: number | undefined = 0;
  const values: Type[] = [];
  const props: Prop[] = [];
  for (const member of node.body.members) {
    const { id, initializer } = member;
    const at = startOf(member);
    const end = endOf(member);
    const value: E = initializer ? lowering.expr(initializer) : lowering.add(next === undefined ? { at, end, k: 'unknown', why: 'enum', of: [] } : { at, end, k: 'lit', v: next });
    const v: string | number | boolean | null | undefined = valueOf(lowering, value);
    next = typeof v === 'number' ? v + 1 : undefined;
    values.push(v === undefined ? { k: 'unknown' } : { k: 'lit', v });
    const name = id.type === 'Identifier' ? id.name : constantText(id);
    props.push({ ...(name === undefined ? {} : { name }), value, at });
  }
  addType(lowering, node.id.name, { kind: 'enum', params: [], extends: [], body: { k: 'union', of: values } });
  defineObject(lowering, node, node.id, props);
}

/** `namespace A { … }`: a block, and a variable that holds an object of what it exports. */
export function lowerNamespace(lowering: Lowering, node: TSModuleDeclaration | TSGlobalDeclaration): void {
  const path = node.id.type === 'Literal' ? [] : partsOf(node.id as TSTypeName);
  lowerNamespacePart(lowering, node, path);
}

/** `import a = require('b')` and `import a = b.c`. */
export function lowerImportEquals(lowering: Lowering, node: TSImportEqualsDeclaration): void {
  const local = lowering.resolve(node.id.name)!;
  const reference = node.moduleReference;
  const place = { path: [], region: lowering.place.region, at: startOf(node.id) };
  if (reference.type === 'TSExternalModuleReference') {
    const { imports } = lowering.facts;
    imports.push({ local, from: reference.expression.value, name: '*', ...(node.importKind === 'type' ? { typeOnly: true as const } : {}) });
    lowering.define(local, { how: 'import', import: imports.length - 1, ...place });
    return;
  }
  addType(lowering, node.id.name, { kind: 'alias', params: [], extends: [], body: { k: 'ref', name: nameOf(reference), args: [] } });
  lowering.define(local, { how: 'init', e: lowerDotted(lowering, reference), ...place });
}

function valueOf(lowering: Lowering, e: E): string | number | boolean | null | undefined {
  const expr = lowering.facts.exprs[e];
  return expr?.k === 'lit' ? expr.v : undefined;
}

function lowerNamespacePart(lowering: Lowering, node: TSModuleDeclaration | TSGlobalDeclaration, [own, ...rest]: Named[]): void {
  const exported: Export[] = [];
  const outer = lowering.place;
  const { r } = lowering.region(node, { k: 'block' });
  const scope = node.kind === 'global' ? lowering.globals : scopeIn(outer.scope);
  lowering.within({ region: r, scope, exports: exported, jumps: undefined }, () => {
    const [inner] = rest;
    if (inner) {
      hoistName(lowering, inner, 'const');
      lowerNamespacePart(lowering, node, rest);
      exported.push({ as: inner.name, v: lowering.resolve(inner.name)! });
    } else {
      if (node.kind !== 'global') hoistBody(lowering, node.body?.body ?? []);
      for (const statement of node.body?.body ?? []) lowering.statement(statement);
    }
  });
  if (own) defineObject(lowering, node, own, exported.flatMap(one => exportedProp(lowering, one, node)));
}

function exportedProp(lowering: Lowering, { as, v, e, typeOnly }: Export, node: Span): Prop[] {
  if (typeOnly) return [];
  const value = v === undefined ? e : lowering.add({ at: startOf(node), end: startOf(node), k: 'var', v });
  return value === undefined ? [] : [{ name: as, value, at: startOf(node) }];
}

function defineObject(lowering: Lowering, node: Span, id: Named, props: Prop[]): V | undefined {
  const v = lowering.resolve(id.name);
  const e = lowering.add({ at: startOf(node), end: endOf(node), k: 'object', props });
  if (v !== undefined) lowering.define(v, { how: 'init', e, path: [], region: lowering.place.region, at: startOf(id) });
  return v;
}

function lowerDotted(lowering: Lowering, node: Exclude<TSImportEqualsDeclaration['moduleReference'], { type: 'TSExternalModuleReference' }> | TSQualifiedName['left']): E {
  if (node.type === 'TSQualifiedName') return lowering.add({ at: startOf(node), end: endOf(node), k: 'get', of: lowerDotted(lowering, node.left), name: node.right.name, nameAt: startOf(node.right) });
  return node.type === 'ThisExpression' ? lowering.add({ at: startOf(node), end: endOf(node), k: 'this', fn: lowering.place.thisFn }) : lowering.expr(node);
}

function partsOf(node: TSQualifiedName['left']): Named[] {
  if (node.type === 'TSQualifiedName') return [...partsOf(node.left), node.right];
  return node.type === 'Identifier' ? [node] : [];
}

function addType(lowering: Lowering, name: string, decl: TypeDecl): void {
  const { types } = lowering.facts;
  if (!Object.hasOwn(types, name)) types[name] = decl;
}

import type { AccessorProperty, Class, ClassElement, Function as FunctionNode, MethodDefinition, PropertyDefinition, StaticBlock } from 'oxc-parser';
import type { C, ClassFacts, E, F, Member } from '../../vocabulary/ir.ts';
import { fillFunction, lowerDecorators, openFunction, placeIn } from './functions.ts';
import { hoistBody, hoistName } from './hoisting.ts';
import { keyOf, nameOfKey } from './keys.ts';
import type { Lowering, Naming } from './lowering.ts';
import { scopeIn } from './scopes.ts';
import { endOf, startOf } from './span.ts';
import { annotation, lowerHeritage, lowerSignature, typeArguments, typeParameters } from './types.ts';

type Field = PropertyDefinition | AccessorProperty;
/** A class being lowered: `makers` are the functions that run its initial values, made when there is a first one. */
type Making = { c: C; node: Class; ctor: MethodDefinition | undefined; makers: { instance?: F; static?: F } };

/** A class as an expression; a declaration's variable is defined by the caller. */
export function lowerClass(lowering: Lowering, node: Class, naming: Naming = {}): E {
  const outer = lowering.place;
  const c = lowering.facts.classes.length;
  const facts = headOf(lowering, node, naming);
  lowering.facts.classes.push(facts);
  facts.decorators = lowerDecorators(lowering, node.decorators);
  const own = node.type === 'ClassExpression' && node.id ? node.id : undefined;
  lowering.enter(outer.region, scopeIn(outer.scope));
  if (own) hoistName(lowering, own, 'class');
  if (node.superClass) facts.super = lowering.expr(node.superClass);
  lowerMembers(lowering, { c, node, ctor: node.body.body.find(isConstructor), makers: {} });
  const e = lowering.add({ at: startOf(node), end: endOf(node), k: 'class', c });
  if (own) lowering.define(lowering.resolve(own.name)!, { how: 'class', e, path: [], region: outer.region, at: startOf(own) });
  lowering.place = outer;
  return e;
}

function headOf(lowering: Lowering, node: Class, { name = node.id?.name, v }: Naming): ClassFacts {
  const facts: ClassFacts = {
    at: startOf(node),
    end: endOf(node),
    superTypes: typeArguments(node.superTypeArguments),
    typeParams: typeParameters(node.typeParameters),
    implements: node.implements?.map(lowerHeritage) ?? [],
    decorators: [],
    members: [],
    region: lowering.place.region,
  };
  const known = node.id?.name ?? name;
  if (known !== undefined) facts.name = known;
  const bound = v ?? (node.type === 'ClassDeclaration' && node.id ? lowering.resolve(node.id.name) : undefined);
  if (bound !== undefined) facts.v = bound;
  return facts;
}

// Keys and initial values first, then methods: the initial values run before what a constructor does.
function lowerMembers(lowering: Lowering, making: Making): void {
  const methods: { node: MethodDefinition; member: Member }[] = [];
  const { members } = lowering.classAt(making.c);
  for (const element of making.node.body.body) {
    if (element.type === 'StaticBlock') lowerStaticBlock(lowering, making.c, element);
    else if (isMethod(element)) {
      const member = lowerMethodHead(lowering, making, element);
      if (member === undefined) continue;
      if (element.kind !== 'constructor') members.push(member);
      if (element.value.body) methods.push({ node: element, member });
    } else if (isField(element)) members.push(lowerField(lowering, making, element));
  }
  for (const { node, member } of methods) lowerMethod(lowering, making, node, member);
}

function lowerMethodHead(lowering: Lowering, { node: cls }: Making, node: MethodDefinition): Member | undefined {
  const isSignature = !node.value.body && node.type === 'MethodDefinition';
  if (isSignature && (node.kind === 'constructor' || cls.body.body.some(other => isMethod(other) && isBodyOf(other, node)))) return undefined;
  const member = memberOf(lowering, node, node.kind === 'constructor' ? 'method' : node.kind);
  if (node.type === 'TSAbstractMethodDefinition') member.abstract = true;
  if (!node.value.body) member.type = { k: 'fn', fn: lowerSignature(node.value.params, node.value.returnType) };
  return member;
}

function lowerMethod(lowering: Lowering, making: Making, node: MethodDefinition, member: Member): void {
  const isCtor = node.kind === 'constructor';
  const f = isCtor ? constructorOf(lowering, making) : openMethod(lowering, making.c, node, member.name);
  fillFunction(lowering, f, node.value);
  if (!isCtor) member.f = f;
  else for (const [index, param] of node.value.params.entries()) propertyOf(lowering, making.c, f, index, param);
}

function propertyOf(lowering: Lowering, c: C, f: F, index: number, node: FunctionNode['params'][number]): void {
  const param = lowering.facts.fns[f]!.params[index];
  if (node.type !== 'TSParameterProperty' || param?.v === undefined) return;
  const member: Member = { name: lowering.facts.vars[param.v]!.name, kind: 'param-property', param: index, decorators: param.decorators ?? [], at: startOf(node) };
  if (param.type !== undefined) member.type = param.type;
  lowering.classAt(c).members.push(member);
}

function openMethod(lowering: Lowering, c: C, node: MethodDefinition, name: string | undefined): F {
  const span = { start: startOf(node.key), end: endOf(node) };
  const body = node.value.body ?? node.value;
  return openFunction(lowering, { kind: node.kind, span, body, name, docAt: startOf(node), cls: c, static: node.static });
}

function constructorOf(lowering: Lowering, { c, node, ctor, makers }: Making): F {
  if (makers.instance !== undefined) return makers.instance;
  const f = ctor
    ? openMethod(lowering, c, ctor, 'constructor')
    : openFunction(lowering, { kind: 'constructor', span: node, body: node.body, name: 'constructor', cls: c });
  if (!ctor) lowering.facts.fns[f]!.implicit = true;
  makers.instance = f;
  lowering.classAt(c).ctor = f;
  return f;
}

function staticMakerOf(lowering: Lowering, { c, node, makers }: Making): F {
  if (makers.static === undefined) {
    makers.static = openFunction(lowering, { kind: 'static-block', span: node, body: node.body, cls: c, static: true });
    lowering.facts.fns[makers.static]!.implicit = true;
  }
  return makers.static;
}

function lowerField(lowering: Lowering, making: Making, node: Field): Member {
  const member = memberOf(lowering, node, 'field');
  const type = annotation(node.typeAnnotation);
  if (type !== undefined) member.type = type;
  if (node.type.startsWith('TSAbstract')) member.abstract = true;
  if (!node.value) return member;
  const { scope } = lowering.place;
  const f = node.static ? staticMakerOf(lowering, making) : constructorOf(lowering, making);
  const naming: Naming = { docAt: startOf(node) };
  if (member.name !== undefined) naming.name = member.name;
  const { value } = node;
  lowering.within({ ...placeIn(lowering, f), scope }, () => {
    member.value = lowering.expr(value, naming);
  });
  return member;
}

function memberOf(lowering: Lowering, node: MethodDefinition | Field, kind: Member['kind']): Member {
  const decorators = lowerDecorators(lowering, node.decorators);
  const member: Member = { ...keyOf(lowering, node), kind, decorators, at: startOf(node.key) };
  if (node.static) member.static = true;
  if (node.accessibility === 'private' || node.key.type === 'PrivateIdentifier') member.private = true;
  if (node.optional) member.optional = true;
  return member;
}

function lowerStaticBlock(lowering: Lowering, c: C, node: StaticBlock): void {
  const f = openFunction(lowering, { kind: 'static-block', span: node, body: node, cls: c, static: true });
  lowering.within(placeIn(lowering, f), () => {
    hoistBody(lowering, node.body);
    for (const statement of node.body) lowering.statement(statement);
  });
}

function isConstructor(node: ClassElement): node is MethodDefinition {
  return node.type === 'MethodDefinition' && node.kind === 'constructor' && node.value.body !== null;
}

function isMethod(node: ClassElement): node is MethodDefinition {
  return node.type === 'MethodDefinition' || node.type === 'TSAbstractMethodDefinition';
}

function isField(node: ClassElement): node is Field {
  return node.type !== 'TSIndexSignature' && node.type !== 'StaticBlock' && !isMethod(node);
}

// An overload is a signature of the method that has the body.
function isBodyOf(node: MethodDefinition, signature: MethodDefinition): boolean {
  const name = nameOfKey(signature.key, signature.computed);
  return node.value.body !== null && node.static === signature.static && name !== undefined && nameOfKey(node.key, node.computed) === name;
}

import type { ArrowFunctionExpression, Decorator, Function as FunctionNode, ParamPattern, Span } from 'oxc-parser';
import type { C, E, F, FnFacts, FnKind, Param } from '../../vocabulary/ir.ts';
import { hoistBody, hoistName, hoistPattern } from './hoisting.ts';
import { docAbove, typesOfDoc } from './jsdoc.ts';
import type { Lowering, Naming, Place } from './lowering.ts';
import { bindPattern } from './patterns.ts';
import { scopeIn } from './scopes.ts';
import { endOf, startOf } from './span.ts';
import { annotation, typeParameters } from './types.ts';

type Callable = FunctionNode | ArrowFunctionExpression;

/** What is known of a function before its parameters and body are read. */
export type Opening = { kind: FnKind; span: Span; body: Span; name?: string | undefined; docAt?: number | undefined; cls?: C; static?: boolean };

/** A function expression or declaration as an expression. */
export function lowerFunction(lowering: Lowering, node: Callable, naming: Naming = {}): E {
  const outer = lowering.place;
  const { method } = naming;
  const name = node.id?.name ?? naming.name;
  const kind = method?.kind ?? (node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function');
  const own = node.type === 'FunctionExpression' && node.id ? node.id : undefined;
  if (own) {
    lowering.enter(outer.region, scopeIn(outer.scope));
    hoistName(lowering, own, 'fn');
  }
  const span = method ? { start: method.at, end: endOf(node) } : node;
  const f = openFunction(lowering, { kind, span, body: node.body ?? node, name, docAt: naming.docAt ?? startOf(node) });
  fillFunction(lowering, f, node);
  const e = lowering.add({ at: startOf(node), end: endOf(node), k: 'fn', f });
  if (own) lowering.define(lowering.resolve(own.name)!, { how: 'fn', e, path: [], region: outer.region, at: startOf(own) });
  lowering.place = outer;
  return e;
}

/** Adds a function and its body region at the present place. */
export function openFunction(lowering: Lowering, { kind, span, body, name, docAt, cls, static: isStatic }: Opening): F {
  const { fns, regions } = lowering.facts;
  const { place } = lowering;
  const f = fns.length;
  const facts: FnFacts = { kind, at: startOf(span), end: endOf(span), outer: place.fn, outerRegion: place.region, params: [], body: regions.length, exits: [] };
  if (name !== undefined) facts.name = name;
  if (cls !== undefined) facts.cls = cls;
  if (isStatic) facts.static = true;
  const doc = docAt === undefined ? undefined : docAbove(lowering.text, docAt);
  if (doc !== undefined) facts.doc = doc;
  fns.push(facts);
  regions.push({ fn: f, at: startOf(body), end: endOf(body), k: 'body' });
  return f;
}

/** Lowers the parameters and the body of an opened function. */
export function fillFunction(lowering: Lowering, f: F, node: Callable): void {
  const facts = lowering.facts.fns[f]!;
  if (node.async) facts.async = true;
  if (node.generator) facts.generator = true;
  if (node.typeParameters) facts.typeParams = typeParameters(node.typeParameters);
  const returns = annotation(node.returnType);
  if (returns !== undefined) facts.returns = returns;
  const params = node.params.filter(param => param.type !== 'Identifier' || param.name !== 'this');
  // A decorator of a parameter runs when the class is made, outside the function.
  const decorators = params.map(param => lowerDecorators(lowering, param.decorators));
  const outer = lowering.place;
  lowering.place = placeIn(lowering, f);
  for (const param of params) hoistPattern(lowering, patternOf(param), 'param');
  for (const [index, param] of params.entries()) lowerParam(lowering, f, param, index, decorators[index]!);
  if (facts.doc !== undefined) typesOfDoc(lowering, facts);
  lowerBody(lowering, node.body);
  lowering.place = outer;
}

/** The place inside a function's body. */
export function placeIn(lowering: Lowering, f: F): Place {
  const { place } = lowering;
  const facts = lowering.facts.fns[f]!;
  const thisFn = facts.kind === 'arrow' ? place.thisFn : f;
  return { fn: f, thisFn, region: facts.body, scope: scopeIn(place.scope), jumps: undefined, exports: place.exports };
}

/** The expressions of decorators, their calls included. */
export function lowerDecorators(lowering: Lowering, decorators: readonly Decorator[] | undefined): E[] {
  return decorators ? decorators.map(({ expression }) => lowering.expr(expression)) : [];
}

function lowerBody(lowering: Lowering, body: Callable['body']): void {
  if (body === null) return;
  if (body.type === 'BlockStatement') {
    hoistBody(lowering, body.body);
    for (const statement of body.body) lowering.statement(statement);
  } else {
    const value = lowering.expr(body);
    lowering.exit({ kind: 'return', value, region: lowering.place.region, at: startOf(body) });
  }
}

function patternOf(param: ParamPattern): Exclude<ReturnType<typeof unwrap>, { type: 'RestElement' }> {
  const pattern = unwrap(param);
  return pattern.type === 'RestElement' ? pattern.argument : pattern;
}

function unwrap(param: ParamPattern): Exclude<ParamPattern, { type: 'TSParameterProperty' }> {
  return param.type === 'TSParameterProperty' ? param.parameter : param;
}

function lowerParam(lowering: Lowering, f: F, node: ParamPattern, index: number, decorators: E[]): void {
  const param: Param = {};
  const pattern = patternOf(node);
  const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  const annotated = unwrap(node).typeAnnotation ?? pattern.typeAnnotation ?? target.typeAnnotation;
  const type = annotation(annotated);
  if (type !== undefined) param.type = type;
  if (unwrap(node).type === 'RestElement') param.rest = true;
  if (decorators.length > 0) param.decorators = decorators;
  if (node.type === 'TSParameterProperty') param.property = true;
  lowering.facts.fns[f]!.params.push(param);
  const naming = target.type === 'Identifier' ? { name: target.name } : {};
  const value = pattern.type === 'AssignmentPattern' ? lowering.expr(pattern.right, naming) : undefined;
  if (value !== undefined) param.default = value;
  bindPattern(lowering, target, { how: 'param', param: index }, value);
  if (target.type === 'Identifier') param.v = lowering.resolve(target.name)!;
  if (param.v !== undefined && type !== undefined) lowering.facts.vars[param.v]!.type ??= type;
}

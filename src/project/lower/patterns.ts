import type { AssignmentTarget, AssignmentTargetMaybeDefault, AssignmentTargetRest, BindingPattern, BindingRestElement, Expression, ObjectPattern } from 'oxc-parser';
import type { At, Def, E, Path, R, Type, V } from '../../vocabulary/ir.ts';
import { keyOf } from './keys.ts';
import type { Lowering } from './lowering.ts';
import { endOf, startOf, startOfName } from './span.ts';
import { annotation } from './types.ts';

type Pattern = BindingPattern | BindingRestElement | AssignmentTargetMaybeDefault | AssignmentTargetRest;

/** Where the value of a pattern comes from: everything of a definition but its place. */
export type Source = Pick<Def, 'how' | 'e' | 'op' | 'loop' | 'param'>;

/** What a pattern gave values to, and the expressions inside it: members, computed keys and defaults. */
export type Bound = { vs: V[]; of: E[] };

type Origin = { source: Source; path: Path };

/** Defines the variables of a pattern, which are declared already. */
export function bindPattern(lowering: Lowering, pattern: BindingPattern | AssignmentTarget, source: Source, byDefault?: E): Bound {
  const bound: Bound = { vs: [], of: [] };
  bind(lowering, pattern, [{ source, path: [] }], bound, byDefault);
  const type = 'typeAnnotation' in pattern && pattern.type !== 'Identifier' ? annotation((pattern as ObjectPattern).typeAnnotation) : undefined;
  if (type !== undefined && source.how !== 'param') typeByPath(lowering, bound.vs, type);
  return bound;
}

function bind(lowering: Lowering, node: Pattern, from: Origin[], bound: Bound, byDefault?: E): void {
  switch (node.type) {
    case 'Identifier':
      bindName(lowering, node, from, bound, byDefault);
      break;
    case 'ObjectPattern':
      for (const property of node.properties) {
        if (property.type === 'RestElement') bind(lowering, property.argument, step(from, '*'), bound);
        else bind(lowering, property.value, step(from, keyStep(lowering, property, bound)), bound);
      }
      break;
    case 'ArrayPattern':
      for (const [index, element] of node.elements.entries()) {
        if (element?.type === 'RestElement') bind(lowering, element.argument, step(from, '*'), bound);
        else if (element) bind(lowering, element, step(from, index), bound);
      }
      break;
    case 'AssignmentPattern':
      bindDefault(lowering, node.left, node.right, from, bound);
      break;
    case 'RestElement':
      bind(lowering, node.argument, from, bound);
      break;
    default:
      bound.of.push(lowering.expr(node));
  }
}

function bindName(lowering: Lowering, node: Extract<Pattern, { type: 'Identifier' }>, from: Origin[], bound: Bound, byDefault?: E): void {
  const v = lowering.resolve(node.name);
  if (v === undefined) {
    bound.of.push(lowering.add({ at: startOf(node), end: endOf(node), k: 'global', name: node.name }));
    return;
  }
  const type = annotation(node.typeAnnotation);
  const known = lowering.facts.vars[v]!;
  if (type !== undefined) known.type ??= type;
  bound.vs.push(v);
  const at = startOfName(lowering.text, node);
  for (const { source, path } of from) lowering.define(v, definitionOf(source, path, lowering.place.region, at, byDefault));
}

// Written out: spreading the source costs more than all the rest of binding a name.
function definitionOf(source: Source, path: Path, region: R, at: At, byDefault: E | undefined): Def {
  const def: Def = { how: source.how, path, region, at };
  if (source.e !== undefined) def.e = source.e;
  if (byDefault !== undefined) def.default = byDefault;
  if (source.op !== undefined) def.op = source.op;
  if (source.loop !== undefined) def.loop = source.loop;
  if (source.param !== undefined) def.param = source.param;
  return def;
}

// `{ a: { b } = fallback() }`: the default of an inner pattern is one more origin of what it binds. `= {}` gives nothing.
function bindDefault(lowering: Lowering, left: Pattern, right: Expression, from: Origin[], bound: Bound): void {
  const value = lowering.expr(right, left.type === 'Identifier' ? { name: left.name } : undefined);
  bound.of.push(value);
  if (left.type === 'Identifier') { bind(lowering, left, from, bound, value); return; }
  const isEmpty = (right.type === 'ObjectExpression' && right.properties.length === 0) || (right.type === 'ArrayExpression' && right.elements.length === 0);
  const fallback: Origin[] = isEmpty ? [] : [{ source: { how: 'assign', e: value, op: '=' }, path: [] }];
  bind(lowering, left, [...from, ...fallback], bound);
}

function step(from: readonly Origin[], key: string | number): Origin[] {
  return from.map(({ source, path }) => ({ source, path: [...path, key] }));
}

function keyStep(lowering: Lowering, property: Parameters<typeof keyOf>[1], bound: Bound): string {
  const { name, key } = keyOf(lowering, property);
  if (key !== undefined) bound.of.push(key);
  return name ?? '?';
}

function typeByPath(lowering: Lowering, vs: readonly V[], of: Type): void {
  for (const v of vs) {
    const known = lowering.facts.vars[v]!;
    const path = known.defs.at(-1)?.path ?? [];
    if (known.type !== undefined || path.includes('*') || path.includes('?')) continue;
    let type = of;
    for (const key of path) type = { k: 'index', of: type, key: { k: 'lit', v: key } };
    known.type = type;
  }
}

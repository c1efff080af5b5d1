import type { BinaryExpression, Expression, LogicalExpression, MemberExpression, ObjectProperty, PrivateInExpression, TemplateLiteral } from 'oxc-parser';
import type { Arg, E, Expr, Prop } from '../../vocabulary/ir.ts';
import { nameOfKey } from './keys.ts';
import type { Lowering, Naming } from './lowering.ts';
import { endOf, startOf } from './span.ts';
import { lowerType } from './types.ts';

type Of<T extends Expression['type']> = Extract<Expression, { type: T }>;
type Binary = BinaryExpression | PrivateInExpression | LogicalExpression;

// Deeper chains of one operator become one operation of many operands, so that those who walk the facts need no deep stack either.
const FLAT_FROM = 200;
// What takes a name from the property it is the value of, wrapped or not.
const NAMED = new Set<Expression['type']>(['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression', 'ConditionalExpression', 'TSAsExpression', 'TSSatisfiesExpression']);

/** An identifier that is read. */
export function lowerName(lowering: Lowering, node: Of<'Identifier'>): E {
  const v = lowering.resolve(node.name);
  if (v !== undefined) return lowering.add({ at: startOf(node), end: endOf(node), k: 'var', v });
  const at = startOf(node);
  const end = endOf(node);
  return lowering.add(node.name === 'undefined' ? { at, end, k: 'undef' } : { at, end, k: 'global', name: node.name });
}

/** A literal; numbers that JSON cannot hold are unknown. */
export function lowerLiteral(lowering: Lowering, node: Of<'Literal'>): E {
  if ('regex' in node) return lowering.add({ at: startOf(node), end: endOf(node), k: 'regex' });
  const v = typeof node.value === 'bigint' ? Number(node.value) : (node.value);
  if (typeof v === 'number' && !Number.isFinite(v)) return lowering.add({ at: startOf(node), end: endOf(node), k: 'unknown', why: 'number', of: [] });
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'lit', v });
}

/** A template literal; a piece with an invalid escape keeps its raw text. */
export function lowerTemplate(lowering: Lowering, node: TemplateLiteral): E {
  const of = node.expressions.map(hole => lowering.expr(hole));
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'text', quasis: node.quasis.map(({ value }) => value.cooked ?? value.raw), of });
}

/** `a.b`, `a[b]`, `a.#b`. */
export function lowerMember(lowering: Lowering, node: MemberExpression): E {
  const of = lowering.expr(node.object);
  const { property } = node;
  const name = nameOfKey(property, node.computed);
  const at = startOf(node);
  const end = endOf(node);
  const nameAt = startOf(property);
  const get: Extract<Expr, { k: 'get' }> =
    name === undefined ? { at, end, k: 'get', of, key: lowering.expr(property as Expression), nameAt } : { at, end, k: 'get', of, name, nameAt };
  if (node.optional) get.optional = true;
  return lowering.add(get);
}

/** The elements of an array or the arguments of a call; a hole is `undefined`. */
export function lowerArguments(lowering: Lowering, nodes: Of<'ArrayExpression'>['elements'], holeAt: number): Arg[] {
  return nodes.map((node): Arg => {
    if (node === null) return { e: lowering.add({ at: holeAt, end: holeAt, k: 'undef' }) };
    return node.type === 'SpreadElement' ? { e: lowering.expr(node.argument), spread: true } : { e: lowering.expr(node) };
  });
}

/** An object literal. */
export function lowerObject(lowering: Lowering, node: Of<'ObjectExpression'>): E {
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'object', props: node.properties.map(property => lowerProperty(lowering, property)) });
}

/** A chain of binary or logical operators, however long it grows to the left. */
export function lowerChain(lowering: Lowering, node: Binary): E {
  const spine: Binary[] = [];
  let first: Expression = node;
  while (first.type === 'BinaryExpression' || first.type === 'LogicalExpression') {
    spine.push(first);
    if (first.left.type === 'PrivateIdentifier') break;
    first = first.left;
  }
  const innermost = spine.at(-1)!;
  const flat = spine.length >= FLAT_FROM && spine.every(({ operator }) => operator === innermost.operator);
  const operands = [innermost.left.type === 'PrivateIdentifier' ? lowering.add({ at: startOf(innermost.left), end: endOf(innermost.left), k: 'lit', v: `#${innermost.left.name}` }) : lowering.expr(first)];
  for (const link of spine.reverse()) {
    operands.push(lowering.expr(link.right));
    if (!flat) operands.splice(0, 2, lowerOperation(lowering, link, [...operands]));
  }
  return flat ? lowerOperation(lowering, node, operands) : operands[0]!;
}

function lowerOperation(lowering: Lowering, node: Binary, of: E[]): E {
  if (node.type === 'LogicalExpression') return lowering.add({ at: startOf(node), end: endOf(node), k: 'choice', of, op: node.operator });
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'op', op: node.operator, of });
}

/** `test ? a : b`. */
export function lowerConditional(lowering: Lowering, node: Of<'ConditionalExpression'>, naming?: Naming): E {
  const test = lowering.expr(node.test);
  const of = [lowering.expr(node.consequent, naming), lowering.expr(node.alternate, naming)];
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'choice', test, of, op: '?:' });
}

/** `-a`, `typeof a`, `delete a.b`. */
export function lowerUnary(lowering: Lowering, node: Of<'UnaryExpression'>): E {
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'op', op: node.operator, of: [lowering.expr(node.argument)] });
}

/** `await a`, `yield a`, `yield* a`. */
export function lowerPause(lowering: Lowering, node: Of<'AwaitExpression' | 'YieldExpression'>): E {
  const of = node.argument ? lowering.expr(node.argument) : undefined;
  const k = node.type === 'AwaitExpression' ? 'await' : node.delegate ? 'yield*' : 'yield';
  const at = startOf(node);
  const end = endOf(node);
  return lowering.add(of === undefined ? { at, end, k } : { at, end, k, of });
}

/** `a as T`, `a satisfies T`, `<T>a`, and without a type `a!` and `a<T>`. */
export function lowerAs(lowering: Lowering, node: Of<'TSAsExpression' | 'TSSatisfiesExpression' | 'TSTypeAssertion' | 'TSNonNullExpression' | 'TSInstantiationExpression'>, naming?: Naming): E {
  const of = lowering.expr(node.expression, naming);
  if (!('typeAnnotation' in node)) return lowering.add({ at: startOf(node), end: endOf(node), k: 'as', of });
  const type = lowerType(node.typeAnnotation);
  const at = startOf(node);
  const end = endOf(node);
  return lowering.add(node.type === 'TSSatisfiesExpression' ? { at, end, k: 'as', of, type, satisfies: true } : { at, end, k: 'as', of, type });
}

/** `a, b`. */
export function lowerSequence(lowering: Lowering, node: Of<'SequenceExpression'>): E {
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'seq', of: node.expressions.map(part => lowering.expr(part)) });
}

function lowerProperty(lowering: Lowering, node: Of<'ObjectExpression'>['properties'][number]): Prop {
  if (node.type === 'SpreadElement') return { value: lowering.expr(node.argument), spread: true, at: startOf(node) };
  const name = nameOfKey(node.key, node.computed);
  const key = name === undefined ? lowering.expr(node.key as Expression) : undefined;
  const { value } = node;
  const e = lowering.expr(value, NAMED.has(value.type) ? namingOf(node, name) : undefined);
  const at = startOf(node);
  const prop: Prop = name !== undefined ? { name, value: e, at } : key !== undefined ? { key, value: e, at } : { value: e, at };
  if (node.kind !== 'init') prop.kind = node.kind;
  return prop;
}

function namingOf(node: ObjectProperty, name: string | undefined): Naming {
  const naming: Naming = { docAt: startOf(node) };
  if (name !== undefined) naming.name = name;
  if (node.method || node.kind !== 'init') naming.method = { kind: node.kind === 'init' ? 'method' : node.kind, at: startOf(node) };
  return naming;
}

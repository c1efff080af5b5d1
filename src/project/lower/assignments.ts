import type { AssignmentExpression, Expression, UpdateExpression } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import { exportAssigned } from './commonjs.ts';
import type { Lowering, Naming } from './lowering.ts';
import { bindPattern } from './patterns.ts';
import { endOf, startOf } from './span.ts';

/** `a = b`, `a.b ??= c`, `({ a } = b)`. */
export function lowerAssignment(lowering: Lowering, node: AssignmentExpression, naming?: Naming): E {
  const { operator: op } = node;
  const left = node.left.type === 'ObjectPattern' || node.left.type === 'ArrayPattern' ? node.left : bare(node.left);
  if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern') {
    const value = lowering.expr(node.right);
    const { vs, of } = bindPattern(lowering, left, { how: 'assign', e: value, op });
    return lowering.add({ at: startOf(node), end: endOf(node), k: 'set', vs, of, op, value });
  }
  const v = left.type === 'Identifier' ? lowering.resolve(left.name) : undefined;
  const target = v === undefined ? lowering.expr(left) : -1;
  const value = lowering.expr(node.right, namingOf(left, naming));
  if (v === undefined) {
    if (op === '=') exportAssigned(lowering, target, value);
    return lowering.add({ at: startOf(node), end: endOf(node), k: 'set', to: target, op, value });
  }
  lowering.define(v, { how: 'assign', e: value, path: [], op, region: lowering.place.region, at: startOf(left) });
  return lowering.add({ at: startOf(node), end: endOf(node), k: 'set', v, op, value });
}

/** `a++`, `--a.b`. */
export function lowerUpdate(lowering: Lowering, node: UpdateExpression): E {
  const { operator: op } = node;
  const argument = bare(node.argument);
  const v = argument.type === 'Identifier' ? lowering.resolve(argument.name) : undefined;
  if (v !== undefined) lowering.define(v, { how: 'assign', path: [], op, region: lowering.place.region, at: startOf(argument) });
  const at = startOf(node);
  const end = endOf(node);
  return lowering.add(v === undefined ? { at, end, k: 'set', to: lowering.expr(argument), op } : { at, end, k: 'set', v, op });
}

// `(a as T) = b` and `a! += b` assign to `a`.
function bare(target: Expression): Expression {
  let node = target;
  while (node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression' || node.type === 'TSSatisfiesExpression' || node.type === 'TSTypeAssertion') node = node.expression;
  return node;
}

function namingOf(left: Expression, naming: Naming | undefined): Naming {
  const named: Naming = {};
  if (naming?.docAt !== undefined) named.docAt = naming.docAt;
  if (left.type === 'Identifier') named.name = left.name;
  if (left.type === 'MemberExpression' && !left.computed) named.name = left.property.name;
  return named;
}

import type { E, Expr } from '../vocabulary/ir.ts';

/** Each direct child expression of an expression, in evaluation order; the inside of a function or class is none. */
export function eachChild(expr: Expr, visit: (child: E) => void): void {
  switch (expr.k) {
    case 'text':
    case 'op':
    case 'seq':
    case 'unknown':
      for (const e of expr.of) visit(e);
      break;
    case 'get':
      visit(expr.of);
      if (expr.key !== undefined) visit(expr.key);
      break;
    case 'call':
      visit(expr.callee);
      for (const { e } of expr.args) visit(e);
      break;
    case 'array':
      for (const { e } of expr.items) visit(e);
      break;
    case 'object':
      for (const { key, value } of expr.props) {
        if (key !== undefined) visit(key);
        visit(value);
      }
      break;
    case 'await':
    case 'yield':
    case 'yield*':
      if (expr.of !== undefined) visit(expr.of);
      break;
    case 'choice':
      if (expr.test !== undefined) visit(expr.test);
      for (const e of expr.of) visit(e);
      break;
    case 'set':
      if (expr.to !== undefined) visit(expr.to);
      if (expr.value !== undefined) visit(expr.value);
      for (const e of expr.of ?? []) visit(e);
      break;
    case 'as':
      visit(expr.of);
      break;
    default:
  }
}

/** The direct child expressions of an expression, in evaluation order. */
export function childrenOf(expr: Expr): E[] {
  const children: E[] = [];
  eachChild(expr, e => children.push(e));
  return children;
}

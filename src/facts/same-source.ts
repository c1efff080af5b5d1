import { childrenOf } from './children.ts';
import type { E, Expr, ModuleFacts } from '../vocabulary/ir.ts';
import { heldValue } from './held-value.ts';

/** Variables followed through more steps than this are given up. */
const FARTHEST = 8;

/**
 * What an expression says, as a key: two expressions of a module with equal keys are written alike, over the same variables, so
 * that in one run of their function they give the same. A function, and what the lowering does not understand, equals itself only.
 */
export function sourceOf(facts: ModuleFacts, e: E, hops = 0): string {
  const expr = facts.exprs[e]!;
  const inner = (next: E): string => sourceOf(facts, next, hops);
  switch (expr.k) {
    case 'lit':
      return JSON.stringify(expr.v);
    case 'text':
      return `\`${expr.quasis.join('${}')}\`(${expr.of.map(inner).join()})`;
    case 'var':
      return sourceOfVariable(facts, expr.v, hops);
    case 'global':
      return expr.name;
    case 'as':
      return inner(expr.of);
    case 'get':
      return `${inner(expr.of)}${expr.key === undefined ? `.${expr.name ?? '?'}` : `[${inner(expr.key)}]`}`;
    case 'call':
      return `${expr.new ? 'new ' : ''}${inner(expr.callee)}(${expr.args.map(arg => `${arg.spread ? '...' : ''}${inner(arg.e)}`).join()})`;
    case 'object':
      return `{${expr.props.map(prop => `${prop.spread ? '...' : prop.key === undefined ? (prop.name ?? '?') : `[${inner(prop.key)}]`}:${inner(prop.value)}`).join()}}`;
    case 'array':
      return `[${expr.items.map(item => `${item.spread ? '...' : ''}${inner(item.e)}`).join()}]`;
    case 'fn':
    case 'class':
    case 'regex':
    case 'unknown':
    case 'set':
      return `${expr.k}@${expr.at}`;
    default:
      return `${expr.k}${wordOf(expr)}(${childrenOf(expr).map(inner).join()})`;
  }
}

function wordOf(expr: Expr): string {
  return expr.k === 'op' || expr.k === 'choice' ? expr.op : '';
}

/** A variable is what it was given once, where that is only another name: `const id = team.id`. */
function sourceOfVariable(facts: ModuleFacts, v: number, hops: number): string {
  const held = hops < FARTHEST ? heldValue(facts, v) : undefined;
  const given = held === undefined ? undefined : facts.exprs[held]!;
  return given && (given.k === 'lit' || given.k === 'var' || given.k === 'get' || given.k === 'as') ? sourceOf(facts, held!, hops + 1) : `v${v}`;
}

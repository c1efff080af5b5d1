import type { E, Expr } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';

/** Records `module.exports = e`, `exports.x = e` and `module.exports.x = e`. Names that the file binds itself are not these. */
export function exportAssigned(lowering: Lowering, target: E, value: E): void {
  const as = exportedName(lowering, target);
  if (as !== undefined) lowering.facts.exports.push({ as, e: value });
}

/**
 * Records what a call exports: `Object.defineProperty(exports, 'x', { get: () => e })`, and `__exportStar(require('./x'), exports)`,
 * as compilers write `export { x } from './x'` and `export * from './x'`.
 */
export function exportCalled(lowering: Lowering, { callee, args }: Expr & { k: 'call' }): void {
  // Asked of every call.
  if (args.length < 2) return;
  const { exprs, exports } = lowering.facts;
  const to = exprs[callee]!;
  const name = to.k === 'get' ? to.name : to.k === 'global' ? to.name : to.k === 'var' ? lowering.facts.vars[to.v]!.name : undefined;
  if (name !== '__exportStar' && name !== 'defineProperty') return;
  const [first, second, third] = args.map(arg => arg.e) as [E, E, E?];
  if (name === '__exportStar' && isExports(lowering, second)) {
    const from = requiredBy(lowering, first);
    if (from !== undefined) exports.push({ as: '*', from });
  } else if (to.k === 'get' && isGlobal(lowering, to.of, 'Object') && third !== undefined && isExports(lowering, first)) {
    const as = exprs[second]!;
    const e = describedBy(lowering, third);
    if (as.k === 'lit' && typeof as.v === 'string' && as.v !== '__esModule' && e !== undefined) exports.push({ as: as.v, e });
  }
}

/** What a property has by its descriptor: its value, or what its getter gives. */
function describedBy({ facts }: Lowering, descriptor: E): E | undefined {
  const object = facts.exprs[descriptor]!;
  if (object.k !== 'object') return undefined;
  const value = object.props.find(({ name }) => name === 'value')?.value;
  const getter = facts.exprs[object.props.find(({ name }) => name === 'get')?.value ?? -1];
  return value ?? (getter?.k === 'fn' ? facts.fns[getter.f]!.exits.find(({ kind }) => kind === 'return')?.value : undefined);
}

function requiredBy(lowering: Lowering, e: E): string | undefined {
  const call = lowering.facts.exprs[e]!;
  const specifier = call.k === 'call' && isGlobal(lowering, call.callee, 'require') ? lowering.facts.exprs[call.args[0]?.e ?? -1] : undefined;
  return specifier?.k === 'lit' && typeof specifier.v === 'string' ? specifier.v : undefined;
}

function isExports(lowering: Lowering, e: E): boolean {
  return isGlobal(lowering, e, 'exports') || isModuleExports(lowering, e);
}

function exportedName(lowering: Lowering, target: E): string | undefined {
  const expr = lowering.facts.exprs[target];
  if (expr?.k !== 'get' || expr.name === undefined) return undefined;
  if (isModuleExports(lowering, target)) return '=';
  return isExports(lowering, expr.of) ? expr.name : undefined;
}

function isModuleExports(lowering: Lowering, e: E): boolean {
  const expr = lowering.facts.exprs[e];
  return expr?.k === 'get' && expr.name === 'exports' && isGlobal(lowering, expr.of, 'module');
}

function isGlobal(lowering: Lowering, e: E, name: string): boolean {
  const expr = lowering.facts.exprs[e];
  return expr?.k === 'global' && expr.name === name;
}

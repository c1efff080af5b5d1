import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';

/** Records `module.exports = e`, `exports.x = e` and `module.exports.x = e`. Names that the file binds itself are not these. */
export function exportAssigned(lowering: Lowering, target: E, value: E): void {
  const as = exportedName(lowering, target);
  if (as !== undefined) lowering.facts.exports.push({ as, e: value });
}

function exportedName(lowering: Lowering, target: E): string | undefined {
  const expr = lowering.facts.exprs[target];
  if (expr?.k !== 'get' || expr.name === undefined) return undefined;
  if (isModuleExports(lowering, target)) return '=';
  return isGlobal(lowering, expr.of, 'exports') || isModuleExports(lowering, expr.of) ? expr.name : undefined;
}

function isModuleExports(lowering: Lowering, e: E): boolean {
  const expr = lowering.facts.exprs[e];
  return expr?.k === 'get' && expr.name === 'exports' && isGlobal(lowering, expr.of, 'module');
}

function isGlobal(lowering: Lowering, e: E, name: string): boolean {
  const expr = lowering.facts.exprs[e];
  return expr?.k === 'global' && expr.name === name;
}

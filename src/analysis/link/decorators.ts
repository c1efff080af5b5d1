import type { E } from '../../vocabulary/ir.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';

/** Whether a decorator, or what stands in its place, is one of a package, by its name there: `@Parent()`, `@Parent`. */
export function isDecorator(link: Link, m: ModuleId, e: E, from: RegExp, names: ReadonlySet<string>): boolean {
  const expr = link.facts(m)!.exprs[e]!;
  const value = link.valueOf(m, expr.k === 'call' ? expr.callee : e);
  return value.k === 'external' && from.test(value.from) && names.has(value.path.at(-1) ?? value.name);
}

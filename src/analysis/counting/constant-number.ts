import type { Ref } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';

/** The number that an expression is, where the program says it: `5`, `LIMIT` of `const LIMIT = 5`. */
export function constantNumber(an: Analysis, { m, e }: Ref): number | undefined {
  const value = an.link.valueOf(m, e);
  return value.k === 'lit' && typeof value.v === 'number' ? value.v : undefined;
}

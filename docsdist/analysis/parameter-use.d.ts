import type { Path } from '../vocabulary/ir.ts';
import type { Analysis, ParameterUse } from './analysis.ts';
import type { Callee } from './link/link.ts';
/** What function `callee` does with the function given as its argument number `at` (or as the member `path` of it). */
export declare function parameterUse(an: Analysis, callee: Callee, at: number, path: Path): ParameterUse;

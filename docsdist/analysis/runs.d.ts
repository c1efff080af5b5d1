import type { E, F, ModuleFacts, Path } from '../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../vocabulary/value.ts';
import { type Iteration } from './iterating-calls.ts';
import type { Analysis, Runs } from './analysis.ts';
import type { Link } from './link/link.ts';
/** How function literal `f` runs, as seen from the function around it. */
export declare function runsOf(an: Analysis, m: ModuleId, f: F, env: Env | undefined): Runs;
/** How the function that is argument number `at` of call `e` runs; `path` leads to it inside an options object. */
export declare function runsAsArgument(an: Analysis, m: ModuleId, e: E, at: number, path: Path, env: Env | undefined): Runs;
/** How a call of an array method, or of a known package's function, iterates. */
export declare function iterationOf(link: Link, m: ModuleId, facts: ModuleFacts, e: E, receiver: Value, env: Env | undefined): Iteration | undefined;

import type { E, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
/** What an expression is, asked without a memory: `index.ts` keeps the answers. */
export declare function computeValue(link: Link, m: ModuleId, e: E, env: Env | undefined): Value;
/** What a variable holds: every definition, and the annotation where those say nothing. */
export declare function computeVariable(link: Link, m: ModuleId, v: V, env: Env | undefined): Value;

import type { Def, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
/** Array methods whose callback gets an element first. */
export declare const ELEMENT_FIRST: Set<string>;
/** What an unbound parameter is: by its annotation, by what hands the function its arguments, or by the calls in its own module. */
export declare function valueOfParameter(link: Link, m: ModuleId, facts: ModuleFacts, v: V, def: Def, env: Env | undefined): Value;

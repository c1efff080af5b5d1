import type { Arg, E, ModuleFacts } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import type { Call, Callee, Link } from './link.ts';
/** What a call does, asked without a memory. */
export declare function computeCall(link: Link, m: ModuleId, e: E, env: Env | undefined): Call;
/** The functions that calling `value` enters. What an outside function makes of a function is taken as that function: `cache(fn)`, `wrap(fn)`. */
export declare function calleesOf(link: Link, value: Value, m: ModuleId, args: readonly Arg[], env: Env | undefined): readonly Callee[];
/** The base of `a.b.c` and the names after it; a call in the chain counts as its callee's name. */
export declare function chainOf(facts: ModuleFacts, e: E): {
    base: E;
    members: string[];
};

import type { Arg, E } from '../../vocabulary/ir.ts';
import type { Arguments, View } from '../../vocabulary/orm.ts';
import type { Env, ModuleId } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
/** The arguments of a call as an ORM reads them. */
export declare function argumentsOf(link: Link, m: ModuleId, args: readonly Arg[], env: Env | undefined): Arguments;
/** A view of an expression, behind the variables that hold it. */
export declare function viewOf(link: Link, m: ModuleId, e: E, env: Env | undefined): View;

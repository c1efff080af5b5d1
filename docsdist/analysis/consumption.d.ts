import type { E, ModuleFacts } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Link } from './link/link.ts';
/** Whether what an expression gives is awaited, returned, or handed on to something that is: what it stands for does run. */
export declare function awaitedOrReturned(link: Link, m: ModuleId, facts: ModuleFacts, e: E, hops?: number): boolean;
/** Whether the functions in a list are run: the list is iterated with calls, or handed to something that is awaited. */
export declare function isConsumed(link: Link, m: ModuleId, facts: ModuleFacts, e: E, hops?: number): boolean;

import type { C } from '../../vocabulary/ir.ts';
import type { ModuleId, TypeScope, Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
/** `value.name` of one value; `undefined` for a name that is not known. */
export declare function memberOf(link: Link, value: Value, name: string | undefined): Value;
/** A member of an instance, looked up from class `c` of module `m` upwards; `self` is the whole instance. */
export declare function instanceMember(link: Link, self: Value & {
    k: 'instance';
}, m: ModuleId, c: C, name: string, scope: TypeScope | undefined, depth: number): Value | undefined;
/** The classes a class extends; a mixin's call gives what it returns. */
export declare function parentsOf(link: Link, m: ModuleId, c: C): readonly Value[];

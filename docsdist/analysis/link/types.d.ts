import type { Type } from '../../vocabulary/ir.ts';
import type { ModuleId, TypeScope, Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
/** The value of something annotated with `type` in module `m`: types are read, not checked. */
export declare function valueOfType(link: Link, m: ModuleId, type: Type, scope?: TypeScope, depth?: number): Value;

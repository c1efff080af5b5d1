import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
/** The value that `name` of module `from` has in `m`: an ORM's, a module's of the program, or an external one. */
export declare function valueOfImport(link: Link, m: ModuleId, from: string, name: string): Value;
/** `value.name` of an external value; a namespace's member is an export. */
export declare function externalMember(link: Link, value: Value & {
    k: 'external';
}, name: string): Value;
/** The value that module `m` exports as `name`; `*` is its namespace. */
export declare function exported(link: Link, m: ModuleId, name: string, seen?: ReadonlySet<ModuleId>): Value;
/** `require('x')`: what the module assigns to `module.exports`, or its namespace. */
export declare function valueOfRequire(link: Link, m: ModuleId, from: string): Value;
/** Where an import that resolves to nothing would be, if it is relative. */
export declare function supposedPath(importer: ModuleId, from: string): string | undefined;

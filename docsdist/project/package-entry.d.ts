import { type JsonObject } from './json.ts';
/**
 * Where a package says that a subpath (`.`, `./client`) is, the most source-like target first.
 * `undefined` when it says nothing about it; an empty list when it closes it.
 */
export declare function targetsOfExport(manifest: JsonObject, subpath: string, conditions: string[]): string[] | undefined;
/** Where a package says that its own name `#name` is. */
export declare function targetsOfImport(manifest: JsonObject, name: string, conditions: string[]): string[];
/** What stands for `*` in the key, or after an old-style pattern that ends in `/`. */
export declare function capture(pattern: string, key: string): string | undefined;

import type { Files } from './files.ts';
import type { Manifests } from './manifests.ts';
import type { Workspaces } from './workspace.ts';
/** Says which source file an import means, in a checkout with or without `node_modules` and build output. */
export declare class Resolver {
    #private;
    /** How many specifiers were resolved, repeated ones not counted. */
    resolves: number;
    constructor(files: Files, manifests: Manifests, workspaces: Workspaces);
    /** The source file that `specifier` means in the file `from`; `undefined` for outside packages, assets and what does not exist. */
    resolve(from: string, specifier: string): string | undefined;
    /** Forgets everything, because a consulted folder or configuration moved. */
    clear(): void;
}

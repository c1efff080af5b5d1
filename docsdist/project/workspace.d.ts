import type { Files } from './files.ts';
import type { Manifest, Manifests } from './manifests.ts';
/** One package of a workspace. */
export type WorkspacePackage = {
    name: string;
    dir: string;
    manifest: Manifest;
};
/** The packages of a monorepo. */
export type Workspace = {
    /** The outermost folder that declares packages. */
    root: string;
    /** Its members, the root package among them. */
    packages: WorkspacePackage[];
    /** What a package of the workspace can import by name: the root package cannot be. */
    byName: ReadonlyMap<string, WorkspacePackage>;
};
/** Finds which packages stand side by side with a file, from what the manifests above it declare. */
export declare class Workspaces {
    #private;
    constructor(files: Files, manifests: Manifests);
    /** The workspace around a file, or `undefined` when no folder above it declares one. */
    workspaceOf(path: string): Workspace | undefined;
    /** Forgets everything, because a consulted file moved. */
    clear(): void;
}
/** The `packages` list of a `pnpm-workspace.yaml`: one key with a flat list, so no YAML reader is needed for it. */
export declare function patternsOfPnpm(yaml: string): string[];

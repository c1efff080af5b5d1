import type { Files } from './files.ts';
import type { Manifests } from './manifests.ts';
import type { TsConfigs } from './tsconfig.ts';
import type { Workspaces } from './workspace.ts';
/** Finds the source behind what a package of this repository offers, whether or not it was built. */
export declare class Packages {
    #private;
    constructor(files: Files, manifests: Manifests, workspaces: Workspaces, configs: TsConfigs);
    /** The source file at a path that an import names: a file, or a folder with an entry or index. */
    findAtPath(path: string): string | undefined;
    /** The source file that a folder stands for, by its manifest or its index. */
    findInFolder(dir: string): string | undefined;
    /** The source of a file that a build would write, by the nearest package's layout. */
    findBuilt(target: string): string | undefined;
    /** What `#name` means in a file. */
    findOwnImport(from: string, name: string): string | undefined;
    /** What `name` or `name/subpath` means in a file, when that package is in this repository. */
    findPackage(from: string, specifier: string): string | undefined;
}

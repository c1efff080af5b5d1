import type { Files } from './files.ts';
import type { Manifests } from './manifests.ts';
import type { Workspaces } from './workspace.ts';
/** What one `tsconfig.json` or `jsconfig.json` says about where things are; all paths are absolute. */
export type TsConfig = {
    path: string;
    baseUrl?: string;
    /** From pattern (`@/*`) to targets. */
    paths?: {
        [pattern: string]: string[];
    };
    conditions?: string[];
    outDir?: string;
    rootDir?: string;
};
/** Reads the `tsconfig` files of a project, each once; what is broken or missing is passed over. */
export declare class TsConfigs {
    #private;
    constructor(files: Files, manifests: Manifests, workspaces: Workspaces);
    /**
     * The configurations of one folder: `tsconfig.json`, then what it refers to, then its other kinds.
     * Which of them includes a file is not asked: all of one folder agree on aliases in practice, and the first that leads to a file wins.
     */
    configsIn(dir: string): TsConfig[];
    /** The configurations of each folder that has some, from this one outward. */
    configsAbove(dir: string): TsConfig[][];
    /** Forgets everything, because a consulted file moved. */
    clear(): void;
}

import type { ModuleFacts } from '../vocabulary/ir.ts';
import { type FactLimits, type FactsOfText } from './fact-store.ts';
import { type Manifest } from './manifests.ts';
import { type Workspace } from './workspace.ts';
export type { Manifest } from './manifests.ts';
export type { Workspace, WorkspacePackage } from './workspace.ts';
/** The project as the analysis of one linted file sees it. Every answer is consistent within one view. */
export type ProjectView = {
    /** Equal numbers mean that nothing consulted has changed: what was linked under one number holds under it for ever. */
    readonly generation: number;
    /** The linted file, links followed. */
    readonly path: string;
    /** Whether a bound was reached, so that an answer may be missing. */
    readonly truncated: boolean;
    /** The facts of a file: of the linted text for the linted file, else of what is on disk. Do not key caches by the object: use path and generation. */
    facts(path: string): ModuleFacts | undefined;
    /** The source file that a specifier in `from` means; `undefined` for packages, assets and what does not exist. */
    resolve(from: string, specifier: string): string | undefined;
    /** The `package.json` files from a file to the root of the repository, the nearest first. */
    manifests(path: string): Manifest[];
    /** The monorepo around a file. */
    workspace(path: string): Workspace | undefined;
    /** The text of a schema or configuration file. */
    read(path: string): string | undefined;
    /** The names in a folder, sorted: only for folders that a manifest or an ORM's configuration names. */
    list(dir: string): string[];
    exists(path: string): boolean;
    realPath(path: string): string;
};
/** Counts of work done, for tests and the bench. */
export type Work = {
    reads: number;
    parses: number;
    decodes: number;
    resolves: number;
    checks: number;
    generations: number;
};
/** How a project is made; the defaults are right outside of tests. */
export type ProjectOptions = FactLimits & {
    factsOfText?: FactsOfText;
    maxFiles?: number;
    now?: () => number;
};
/** The door to the files of a project: one per process. */
export declare class Project {
    #private;
    constructor(options?: ProjectOptions);
    /** How much was done so far. */
    get work(): Work;
    /** Looks at the project from one linted file, whose text may differ from the disk's. */
    open(filename: string, text: string): ProjectView;
}

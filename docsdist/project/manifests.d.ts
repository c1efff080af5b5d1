import type { Files } from './files.ts';
import { type JsonObject } from './json.ts';
/** One `package.json`. */
export type Manifest = {
    path: string;
    dir: string;
    name?: string;
    /** Every package it depends on, of whichever kind of dependency. */
    dependencies: ReadonlySet<string>;
    /** The whole file; empty when it is broken. */
    json: JsonObject;
};
/** Reads the `package.json` files of a project, each once. */
export declare class Manifests {
    #private;
    constructor(files: Files);
    /** The `package.json` in this folder. */
    manifestIn(dir: string): Manifest | undefined;
    /** The `package.json` files from a file up to the root of its repository, the nearest first. */
    manifestsAbove(path: string): Manifest[];
    /** This folder and those around it, up to the root of the repository, the nearest first. */
    foldersAbove(dir: string): string[];
    /** Forgets everything, because a consulted file moved. */
    clear(): void;
}

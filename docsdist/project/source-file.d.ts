import type { Files } from './files.ts';
/** Whether a path ends like a file of source code. */
export declare function isSourcePath(path: string): boolean;
/** The path without its ending of source code. */
export declare function withoutEnding(path: string): string;
/** The source file that a path in an import means: with its ending, another, or none. Folders are not looked into. */
export declare function findSourceFile(files: Files, path: string): string | undefined;
/** The index file of a folder. */
export declare function findIndex(files: Files, dir: string): string | undefined;

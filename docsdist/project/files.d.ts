/** Identifies one version of a file or folder; `undefined` stands for one that is missing. */
export type Stamp = string | undefined;
/** What stands at a path. */
export type PathKind = 'file' | 'folder';
/**
 * The disk as one generation sees it: each path is looked at once, absence is remembered, and `findMoved` says
 * which of the consulted paths have changed since.
 */
export declare class Files {
    #private;
    /** How many file texts were read from the disk. */
    reads: number;
    /** How many paths this generation has looked at. */
    get consulted(): number;
    /** The version of a file's text, as first seen in this generation. */
    stampOf(path: string): Stamp;
    /** The text of a file without its BOM, kept in memory: for the few configuration and schema files. */
    read(path: string): string | undefined;
    /** The text of a file without its BOM, not kept: for source files, whose facts are kept instead. */
    readUnkept(path: string): string | undefined;
    /** What stands at a path, links followed. */
    kindOf(path: string): PathKind | undefined;
    isFile(path: string): boolean;
    isFolder(path: string): boolean;
    /** The names in a folder, sorted; empty when there is no such folder. */
    list(dir: string): string[];
    /** The names in a folder that match, sorted; others that come and go are no change. */
    namesMatching(dir: string, pattern: RegExp): string[];
    /** The path with all links followed; the path itself when nothing stands there. */
    realPath(path: string): string;
    /** The consulted paths that are no longer as they were seen; they are forgotten, so the next question looks anew. */
    findMoved(): string[];
    /** Looks at one file anew; whether it moved. */
    recheck(path: string): boolean;
}
/** The text without a byte order mark, as ESLint hands it to rules. */
export declare function withoutBom(text: string): string;

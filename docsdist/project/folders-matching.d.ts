import type { Files } from './files.ts';
/**
 * The folders below `root` that workspace patterns name (`apps/*`, `packages/**`, `{a,b}/*`, `!**\/test`).
 * Only folders that a pattern names are read, never `node_modules` or hidden ones.
 */
export declare function foldersMatching(files: Files, root: string, patterns: string[], max: number): string[];

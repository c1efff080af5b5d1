import { join } from 'node:path';
/** What an import without an ending may mean, the first one wins. */
const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte', '.d.ts', '.d.mts', '.d.cts'];
/** What an ending may stand for: TypeScript writes the ending of the output, and a declaration has its source beside it. */
const STANDS_FOR = {
    '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
    '.jsx': ['.tsx', '.jsx', '.d.ts'],
    '.mjs': ['.mts', '.mjs', '.d.mts'],
    '.cjs': ['.cts', '.cjs', '.d.cts'],
    '.d.ts': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
    '.d.mts': ['.mts', '.mjs', '.d.mts'],
    '.d.cts': ['.cts', '.cjs', '.d.cts'],
};
const ENDING = /(?:\.d)?\.[cm]?[jt]sx?$|\.vue$|\.svelte$/;
/** Whether a path ends like a file of source code. */
export function isSourcePath(path) {
    return ENDING.test(path);
}
/** The path without its ending of source code. */
export function withoutEnding(path) {
    return path.replace(ENDING, '');
}
/** The source file that a path in an import means: with its ending, another, or none. Folders are not looked into. */
export function findSourceFile(files, path) {
    const ending = ENDING.exec(path)?.[0];
    if (ending !== undefined) {
        const stem = path.slice(0, -ending.length);
        const found = (STANDS_FOR[ending] ?? [ending]).map(each => stem + each).find(each => files.isFile(each));
        if (found !== undefined)
            return found;
    }
    return ENDINGS.map(each => path + each).find(each => files.isFile(each));
}
/** The index file of a folder. */
export function findIndex(files, dir) {
    return files.isFolder(dir) ? findSourceFile(files, join(dir, 'index')) : undefined;
}

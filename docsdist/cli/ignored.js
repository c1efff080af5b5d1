import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
/** What tools write and nobody edits, even where it is in git. */
const WRITTEN_BY_TOOLS = [
    '**/{dist,coverage,.next,.nuxt,.output,.svelte-kit,.turbo,.vercel,.cache,.yarn}/',
    '**/{generated,__generated__,.prisma}/',
    '**/*.d.{ts,mts,cts}',
    '**/*.min.{js,mjs,cjs}',
    '**/*.{generated,gen}.{ts,js}',
];
/** Names that are output in one project and source in the next: where git can be asked, it knows. */
const PERHAPS_WRITTEN_BY_TOOLS = ['**/{build,out}/'];
/** The global `ignores` of a flat configuration for `folders`: patterns, and git's own answer. */
export function ignoresFor(folders, { ignore, ignorePatterns }) {
    if (!ignore)
        return [...ignorePatterns];
    const answers = folders.map(ignoredByGit);
    const ignored = new Set(answers.flatMap(answer => answer ?? []));
    return [
        ...WRITTEN_BY_TOOLS,
        ...(answers.includes(undefined) ? PERHAPS_WRITTEN_BY_TOOLS : []),
        ...(ignored.size > 0 ? [(path) => ignored.has(path.replace(/[\\/]$/, ''))] : []),
        ...ignorePatterns,
    ];
}
/**
 * The files and folders that git ignores, as absolute paths; `undefined` where there is no git.
 * Asked of git, so that nested and global ignore files count, and files that are tracked all the same do not.
 */
function ignoredByGit(folder) {
    try {
        const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
        const listed = execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 });
        // A folder that is named is linted, even when it is ignored as a whole (`./`).
        return listed.split('\0').filter(path => path !== '' && path !== './').map(path => resolve(folder, path));
    }
    catch {
        return undefined;
    }
}

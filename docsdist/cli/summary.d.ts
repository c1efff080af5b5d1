import type { ESLint } from 'eslint';
import type { Paint } from './paint.ts';
/** What the summary is made of. */
export interface Run {
    /** What is shown of each file; `files` counts all that were read. */
    readonly results: readonly ESLint.LintResult[];
    readonly files: number;
    readonly cwd: string;
    readonly seconds: number;
}
/** The reports by file, each with its line of code, then how many there are of what. */
export declare function summarize({ results, files, cwd, seconds }: Run, paint: Paint): string;

import type { Linter } from 'eslint';
/**
 * A parser for ESLint that reads JavaScript and TypeScript, whichever TypeScript a project has installed.
 *
 * It gives ESLint a program without a body: the rules read the text themselves, from one listener on the program,
 * so there is nothing to walk, and no second tree of each file. What it is for is the rest of ESLint's work:
 * telling syntax errors, and finding the comments that turn a report off.
 */
export declare function createParser(onFile: (filename: string) => void): Linter.Parser;

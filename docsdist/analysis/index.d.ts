import type { Explanation, LoopFinding } from '../vocabulary/finding.ts';
import { work, type LintedFile } from './session.ts';
export type { LintedFile } from './session.ts';
/** What the loop rule may report in a file, every kind; the silent classes are gone. No input makes it throw. */
export declare function loopFindings(file: LintedFile): readonly LoopFinding[];
/** What is known about a line, for people. */
export declare function explain(file: LintedFile, line: number): readonly Explanation[];
/** The facts of a file, readable; `undefined` when it cannot be parsed. */
export declare function printedFacts(file: LintedFile): string | undefined;
/** Work done so far: files read, parsed and decoded, specifiers resolved. */
export declare function counters(): ReturnType<typeof work>;

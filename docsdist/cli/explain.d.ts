import type { OrmSettings } from '../settings.ts';
/** What `--explain file:line` prints. */
export declare function explainPlace(file: string, line: number, cwd: string, settings: OrmSettings): string;
/** What `--facts file` prints. */
export declare function factsOf(file: string, cwd: string, settings: OrmSettings): string;

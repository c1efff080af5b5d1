import type { ESLint } from 'eslint';
export type ESLintClass = typeof ESLint;
/** ESLint's class for flat configurations, from the ESLint that is installed with this plugin. Throws a `UsageError`. */
export declare function loadESLint(load?: (module: string) => Promise<unknown>): Promise<ESLintClass>;

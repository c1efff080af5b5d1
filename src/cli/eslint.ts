import type { ESLint } from 'eslint';

import { UsageError } from './arguments.ts';

export type ESLintClass = typeof ESLint;

const WANTED = 'eslint-plugin-orm needs ESLint 8.57, 9 or 10';

/** ESLint's class for flat configurations, from the ESLint that is installed with this plugin. Throws a `UsageError`. */
export async function loadESLint(load: (module: string) => Promise<unknown> = module => import(module)): Promise<ESLintClass> {
  let eslint: { ESLint: ESLintClass };
  try {
    eslint = (await load('eslint')) as typeof eslint;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(`${WANTED}, and finds none. Install it with: npm install --save-dev eslint`);
  }
  const version = eslint.ESLint.version;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= 9) return eslint.ESLint;
  if (major < 8 || minor < 57) throw new UsageError(`${WANTED}, and finds ${version}.`);
  const unsafe = (await load('eslint/use-at-your-own-risk')) as { FlatESLint: ESLintClass };
  return unsafe.FlatESLint;
}

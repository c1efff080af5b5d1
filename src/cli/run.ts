import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

import type { ESLint, Linter } from 'eslint';

import { checkedSettings } from '../analysis/index.ts';
import { NAMESPACE } from '../configs/index.ts';
import plugin from '../index.ts';
import { SettingsError } from '../settings.ts';
import { HELP, readArguments, UsageError, type Arguments } from './arguments.ts';
import { loadESLint } from './eslint.ts';
import { explainPlace, factsOf } from './explain.ts';
import { ignoresFor } from './ignored.ts';
import { createParser } from './oxc-parser.ts';
import { paintFor } from './paint.ts';
import { printSchema } from './print-schema.ts';
import { createProgress } from './progress.ts';
import { summarize } from './summary.ts';

/** The world of one run; a test brings its own. */
export interface World {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: { isTTY?: boolean; write(text: string): unknown };
  readonly stderr: { isTTY?: boolean; write(text: string): unknown };
  readonly loadESLint?: typeof loadESLint;
}

const FILES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';

/** Runs the command; the answer is its exit code. */
export async function run(argv: readonly string[], world: World): Promise<0 | 1 | 2> {
  try {
    const args = readArguments(argv);
    if (args.help) return print(world, HELP);
    if (args.version) return print(world, `${plugin.meta.version}\n`);
    const raw = args.settings === undefined ? undefined : readJson(args.settings, world.cwd);
    // Once here, so that a mistake in it is one line and not a crash of a rule.
    const settings = checkedSettings({ [NAMESPACE]: raw });
    if (args.explain) return print(world, explainPlace(args.explain.file, args.explain.line, world.cwd, settings));
    if (args.facts !== undefined) return print(world, factsOf(args.facts, world.cwd, settings));
    if (args.printSchema) return print(world, printSchema(args.paths, world.cwd, settings));
    return await lint(args, raw === undefined ? {} : { [NAMESPACE]: raw }, world);
  } catch (error) {
    const expected = error instanceof UsageError || error instanceof SettingsError;
    world.stderr.write(`${expected ? error.message : String((error as Error).stack ?? error)}\n`);
    return 2;
  }
}

function print(world: World, text: string): 0 {
  world.stdout.write(text);
  return 0;
}

async function lint(args: Arguments, settings: Record<string, unknown>, world: World): Promise<0 | 1> {
  const started = performance.now();
  const paths = (args.paths.length > 0 ? args.paths : ['.']).map(path => resolve(world.cwd, path));
  for (const [index, path] of paths.entries()) {
    if (!statSync(path, { throwIfNoEntry: false })) throw new UsageError(`${args.paths[index]}: no such file or folder.`);
  }
  const cwd = baseOf(paths, world.cwd);
  const progress = createProgress(world.stderr);
  const ESLintClass = await (world.loadESLint ?? loadESLint)();
  const eslint = new ESLintClass({
    cwd,
    fix: args.fix,
    overrideConfigFile: true,
    overrideConfig: configFor(args, settings, paths.map(folderOf), () => {
      progress.step();
    }),
    // A folder without sources is not an error.
    errorOnUnmatchedPattern: false,
  });

  let results: ESLint.LintResult[];
  try {
    results = await eslint.lintFiles(paths.map(path => relative(cwd, path).split(sep).join('/') || '.'));
  } finally {
    progress.done();
  }
  if (args.fix) await ESLintClass.outputFixes(results);
  const warnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
  const shown = args.quiet ? ESLintClass.getErrorResults(results) : results;
  world.stdout.write(await format(shown, { args, cwd, eslint, files: results.length, seconds: (performance.now() - started) / 1000, world }));

  const failed = results.some(({ errorCount }) => errorCount > 0);
  if (!failed && args.maxWarnings >= 0 && warnings > args.maxWarnings) {
    world.stderr.write(`${warnings} warnings, and --max-warnings allows ${args.maxWarnings}.\n`);
    return 1;
  }
  return failed ? 1 : 0;
}

function configFor(args: Arguments, settings: Record<string, unknown>, folders: readonly string[], onFile: () => void): Linter.Config[] {
  return [
    { ignores: ignoresFor(folders, args) as string[] },
    {
      files: [FILES],
      languageOptions: { parser: createParser(onFile) },
      // Comments that silence rules which this command does not run are none of its business.
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      settings,
      ...plugin.configs[args.preset],
    },
  ];
}

/** ESLint lints nothing outside of its working folder: the current one, or the nearest that holds all paths. */
function baseOf(paths: readonly string[], cwd: string): string {
  const holds = (folder: string): boolean => paths.every(path => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  if (holds(cwd)) return cwd;
  let folder = folderOf(paths[0]!);
  while (!holds(folder)) folder = dirname(folder);
  return folder;
}

const folderOf = (path: string): string => (statSync(path).isDirectory() ? path : dirname(path));

interface Shown {
  readonly args: Arguments;
  readonly cwd: string;
  readonly eslint: ESLint;
  readonly files: number;
  readonly seconds: number;
  readonly world: World;
}

async function format(results: ESLint.LintResult[], { args, cwd, eslint, files, seconds, world }: Shown): Promise<string> {
  if (args.format === undefined) return summarize({ results, files, cwd, seconds }, paintFor(world.stdout, args.color, world.env));
  const formatter = await eslint.loadFormatter(args.format).catch((error: unknown) => {
    throw new UsageError(`--format: ${(error as Error).message.split('\n', 1)[0]}`);
  });
  const text = await formatter.format(results);
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function readJson(file: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    throw new UsageError(`--settings: ${file}: ${(error as Error).message}`);
  }
}

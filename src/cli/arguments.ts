import { parseArgs } from 'node:util';

import type { PresetName } from '../create-rule.ts';

export const HELP = `Usage: eslint-plugin-orm [options] [path ...]

Lints JavaScript and TypeScript for slow database access. Needs no configuration; without a path it lints the current folder.

  --preset <name>        recommended (default), strict or all
  --fix                  write the fixes that keep the program's meaning
  --format <name>        an ESLint formatter, such as json or stylish, instead of the summary
  --quiet                report errors only
  --max-warnings <n>     fail when there are more warnings
  --settings <file>      a JSON file with what would stand under settings.orm
  --ignore-pattern <p>   leave out matching files; may be repeated
  --no-ignore            lint what git ignores and what build tools write, too
  --no-color             plain text; color is used on terminals only, and not with NO_COLOR

  --explain <file:line>  say what is known of the queries and loops on that line
  --facts <file>         print the facts that a file is reduced to
  --print-schema         print the models that are understood, as tables and as a Mermaid diagram

  --version, --help

Exit code: 0 without errors, 1 with errors (or too many warnings), 2 when linting was not possible.
`;

export interface Arguments {
  readonly paths: readonly string[];
  readonly preset: PresetName;
  readonly fix: boolean;
  readonly format: string | undefined;
  readonly quiet: boolean;
  /** No limit when negative, as in ESLint. */
  readonly maxWarnings: number;
  readonly settings: string | undefined;
  readonly ignorePatterns: readonly string[];
  readonly ignore: boolean;
  readonly color: boolean;
  readonly explain: { readonly file: string; readonly line: number } | undefined;
  readonly facts: string | undefined;
  readonly printSchema: boolean;
  readonly version: boolean;
  readonly help: boolean;
}

/** A mistake of the one who typed the command: one line, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The arguments of the command. Throws a `UsageError`. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  return {
    paths: positionals,
    preset: presetOf(values.preset),
    fix: values.fix ?? false,
    format: values.format,
    quiet: values.quiet ?? false,
    maxWarnings: numberOf(values['max-warnings']),
    settings: values.settings,
    ignorePatterns: values['ignore-pattern'] ?? [],
    ignore: !(values['no-ignore'] ?? false),
    color: !(values['no-color'] ?? false),
    explain: values.explain === undefined ? undefined : placeOf(values.explain),
    facts: values.facts,
    printSchema: values['print-schema'] ?? false,
    version: values.version ?? false,
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        preset: { type: 'string' },
        fix: { type: 'boolean' },
        format: { type: 'string', short: 'f' },
        quiet: { type: 'boolean' },
        'max-warnings': { type: 'string' },
        settings: { type: 'string' },
        'ignore-pattern': { type: 'string', multiple: true },
        'no-ignore': { type: 'boolean' },
        'no-color': { type: 'boolean' },
        explain: { type: 'string' },
        facts: { type: 'string' },
        'print-schema': { type: 'boolean' },
        version: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nSee eslint-plugin-orm --help.`);
  }
}

function presetOf(name: string | undefined): PresetName {
  if (name === undefined) return 'recommended';
  if (name === 'recommended' || name === 'strict' || name === 'all') return name;
  throw new UsageError(`--preset: expected recommended, strict or all, found '${name}'.`);
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return -1;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new UsageError(`--max-warnings: expected a whole number, found '${text}'.`);
}

function placeOf(text: string): { file: string; line: number } {
  const match = /^(?<file>.+?):(?<line>\d+)(?::\d+)?$/.exec(text);
  if (!match?.groups || Number(match.groups['line']) < 1) {
    throw new UsageError(`--explain: expected a file and a line such as src/users.ts:42, found '${text}'.`);
  }
  return { file: match.groups['file']!, line: Number(match.groups['line']) };
}

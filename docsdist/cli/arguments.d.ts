import type { PresetName } from '../create-rule.ts';
export declare const HELP = "Usage: eslint-plugin-orm [options] [path ...]\n\nLints JavaScript and TypeScript for slow database access. Needs no configuration; without a path it lints the current folder.\n\n  --preset <name>        recommended (default), strict or all\n  --fix                  write the fixes that keep the program's meaning\n  --format <name>        an ESLint formatter, such as json or stylish, instead of the summary\n  --quiet                report errors only\n  --max-warnings <n>     fail when there are more warnings\n  --settings <file>      a JSON file with what would stand under settings.orm\n  --ignore-pattern <p>   leave out matching files; may be repeated\n  --no-ignore            lint what git ignores and what build tools write, too\n  --no-color             plain text; color is used on terminals only, and not with NO_COLOR\n\n  --explain <file:line>  say what is known of the queries and loops on that line\n  --facts <file>         print the facts that a file is reduced to\n\n  --version, --help\n\nExit code: 0 without errors, 1 with errors (or too many warnings), 2 when linting was not possible.\n";
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
    readonly explain: {
        readonly file: string;
        readonly line: number;
    } | undefined;
    readonly facts: string | undefined;
    readonly version: boolean;
    readonly help: boolean;
}
/** A mistake of the one who typed the command: one line, exit code 2. */
export declare class UsageError extends Error {
    name: string;
}
/** The arguments of the command. Throws a `UsageError`. */
export declare function readArguments(argv: readonly string[]): Arguments;

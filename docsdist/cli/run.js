import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { NAMESPACE } from "../configs/index.js";
import plugin from "../index.js";
import { readSettings, SettingsError } from "../settings.js";
import { HELP, readArguments, UsageError } from "./arguments.js";
import { loadESLint } from "./eslint.js";
import { explainPlace, factsOf } from "./explain.js";
import { ignoresFor } from "./ignored.js";
import { createParser } from "./oxc-parser.js";
import { paintFor } from "./paint.js";
import { createProgress } from "./progress.js";
import { summarize } from "./summary.js";
const FILES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
/** Runs the command; the answer is its exit code. */
export async function run(argv, world) {
    try {
        const args = readArguments(argv);
        if (args.help)
            return print(world, HELP);
        if (args.version)
            return print(world, `${plugin.meta.version}\n`);
        const raw = args.settings === undefined ? undefined : readJson(args.settings, world.cwd);
        // Once here, so that a mistake in it is one line and not a crash of a rule.
        const settings = readSettings({ [NAMESPACE]: raw });
        if (args.explain)
            return print(world, explainPlace(args.explain.file, args.explain.line, world.cwd, settings));
        if (args.facts !== undefined)
            return print(world, factsOf(args.facts, world.cwd, settings));
        return await lint(args, raw === undefined ? {} : { [NAMESPACE]: raw }, world);
    }
    catch (error) {
        const expected = error instanceof UsageError || error instanceof SettingsError;
        world.stderr.write(`${expected ? error.message : String(error.stack ?? error)}\n`);
        return 2;
    }
}
function print(world, text) {
    world.stdout.write(text);
    return 0;
}
async function lint(args, settings, world) {
    const started = performance.now();
    const paths = (args.paths.length > 0 ? args.paths : ['.']).map(path => resolve(world.cwd, path));
    for (const [index, path] of paths.entries()) {
        if (!statSync(path, { throwIfNoEntry: false }))
            throw new UsageError(`${args.paths[index]}: no such file or folder.`);
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
    let results;
    try {
        results = await eslint.lintFiles(paths.map(path => relative(cwd, path).split(sep).join('/') || '.'));
    }
    finally {
        progress.done();
    }
    if (args.fix)
        await ESLintClass.outputFixes(results);
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
function configFor(args, settings, folders, onFile) {
    return [
        { ignores: ignoresFor(folders, args) },
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
function baseOf(paths, cwd) {
    const holds = (folder) => paths.every(path => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
    if (holds(cwd))
        return cwd;
    let folder = folderOf(paths[0]);
    while (!holds(folder))
        folder = dirname(folder);
    return folder;
}
const folderOf = (path) => (statSync(path).isDirectory() ? path : dirname(path));
async function format(results, { args, cwd, eslint, files, seconds, world }) {
    if (args.format === undefined)
        return summarize({ results, files, cwd, seconds }, paintFor(world.stdout, args.color, world.env));
    const formatter = await eslint.loadFormatter(args.format).catch((error) => {
        throw new UsageError(`--format: ${error.message.split('\n', 1)[0]}`);
    });
    const text = await formatter.format(results);
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
function readJson(file, cwd) {
    try {
        return JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
    }
    catch (error) {
        throw new UsageError(`--settings: ${file}: ${error.message}`);
    }
}

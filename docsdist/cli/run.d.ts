import { loadESLint } from './eslint.ts';
/** The world of one run; a test brings its own. */
export interface World {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    readonly stdout: {
        isTTY?: boolean;
        write(text: string): unknown;
    };
    readonly stderr: {
        isTTY?: boolean;
        write(text: string): unknown;
    };
    readonly loadESLint?: typeof loadESLint;
}
/** Runs the command; the answer is its exit code. */
export declare function run(argv: readonly string[], world: World): Promise<0 | 1 | 2>;

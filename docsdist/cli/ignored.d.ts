/** The global `ignores` of a flat configuration for `folders`: patterns, and git's own answer. */
export declare function ignoresFor(folders: readonly string[], { ignore, ignorePatterns }: {
    ignore: boolean;
    ignorePatterns: readonly string[];
}): unknown[];

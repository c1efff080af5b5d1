/** What is true of a project and cannot be read from its code: `settings.orm`, checked and completed. */
export type OrmSettings = {
    readonly clients: readonly ClientSetting[];
    /** Schema files or folders, relative to the working directory. Empty: found by the ORM's own conventions. */
    readonly schema: readonly string[];
    /** Patterns of code that does not serve requests; the defaults are part of them. The last match decides, `!` takes back. */
    readonly offline: readonly string[];
    readonly includeOffline: boolean;
    /** Functions that run their callback once: `withSpan`, or `@acme/tracing#withSpan`. */
    readonly runsOnce: readonly string[];
    /** Batched loaders: what they are given in one tick becomes one query. */
    readonly loaders: readonly string[];
    /** Models that are known to hold few rows. */
    readonly smallTables: readonly string[];
};
/** An export of a module, or what a member expression gives, that belongs to an ORM. */
export type ClientSetting = {
    readonly module: string;
    readonly export: string;
    readonly orm: string;
    readonly role: string;
} | {
    readonly member: string;
    readonly orm: string;
    readonly role: string;
    readonly model?: string;
};
/**
 * Code that does not serve requests, by its path in its package. As in `.gitignore`: a pattern without a slash
 * is the name of a file or folder at any depth, one with a slash starts at the package.
 */
export declare const DEFAULT_OFFLINE: readonly string[];
/** A mistake in `settings.orm`; its message names the setting. */
export declare class SettingsError extends Error {
    name: string;
    constructor(path: string, problem: string);
}
/** The checked `settings.orm` out of the settings of a configuration. Throws a `SettingsError`, and nothing else. */
export declare function readSettings(settings: Readonly<Record<string, unknown>> | undefined): OrmSettings;
/** Whether a file does not serve requests, by its path relative to its package. */
export declare function isOffline(settings: OrmSettings, pathInPackage: string): boolean;

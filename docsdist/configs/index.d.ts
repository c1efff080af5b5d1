import type { PresetName, Severity } from '../create-rule.ts';
type RuleEntry = Severity | [Severity, object];
export type RuleEntries = Record<string, RuleEntry>;
/** The name under which the rules are known in a configuration: `orm/no-query-in-loop`. */
export declare const NAMESPACE = "orm";
/** A preset for `eslint.config.js`. `Plugin` is the plugin itself, which a flat configuration holds by reference. */
export interface FlatPreset<Plugin> {
    readonly name: string;
    readonly plugins: {
        readonly orm: Plugin;
    };
    readonly rules: RuleEntries;
}
/** A preset for `.eslintrc`. */
export interface LegacyPreset {
    readonly plugins: string[];
    readonly rules: RuleEntries;
}
/** The rules a preset turns on, as their own `meta` says. */
export declare function presetRules(preset: PresetName): RuleEntries;
/** All presets: the flat ones hold `plugin`. */
export declare function createConfigs<Plugin>(plugin: Plugin): Configs<Plugin>;
export type Configs<Plugin> = Readonly<Record<PresetName, FlatPreset<Plugin>>> & Readonly<Record<`legacy-${PresetName}`, LegacyPreset>>;
export {};

import type { PresetName, Severity } from '../create-rule.ts';
import { rules } from '../rules/index.ts';

type RuleEntry = Severity | [Severity, object];
export type RuleEntries = Record<string, RuleEntry>;

/** The name under which the rules are known in a configuration: `orm/no-query-in-loop`. */
export const NAMESPACE = 'orm';

/** A preset for `eslint.config.js`. `Plugin` is the plugin itself, which a flat configuration holds by reference. */
export interface FlatPreset<Plugin> {
  readonly name: string;
  readonly plugins: { readonly orm: Plugin };
  readonly rules: RuleEntries;
}

/** A preset for `.eslintrc`. */
export interface LegacyPreset {
  readonly plugins: string[];
  readonly rules: RuleEntries;
}

/** The rules a preset turns on, as their own `meta` says. */
export function presetRules(preset: PresetName): RuleEntries {
  const entries: RuleEntries = {};
  for (const [name, { meta }] of Object.entries(rules)) {
    const { recommended, strict = recommended, all = strict ?? 'error' } = meta.docs.presets;
    const entry = { recommended, strict, all }[preset];
    if (entry) entries[`${NAMESPACE}/${name}`] = typeof entry === 'string' ? entry : [...entry];
  }
  return entries;
}

/** All presets: the flat ones hold `plugin`. */
export function createConfigs<Plugin>(plugin: Plugin): Configs<Plugin> {
  const flat = (preset: PresetName): FlatPreset<Plugin> => ({
    name: `${NAMESPACE}/${preset}`,
    plugins: { [NAMESPACE]: plugin },
    rules: presetRules(preset),
  });
  const legacy = (preset: PresetName): LegacyPreset => ({ plugins: [NAMESPACE], rules: presetRules(preset) });
  return {
    recommended: flat('recommended'),
    strict: flat('strict'),
    all: flat('all'),
    'legacy-recommended': legacy('recommended'),
    'legacy-strict': legacy('strict'),
    'legacy-all': legacy('all'),
  };
}

export type Configs<Plugin> = Readonly<Record<PresetName, FlatPreset<Plugin>>> & Readonly<Record<`legacy-${PresetName}`, LegacyPreset>>;

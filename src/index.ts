import { createRequire } from 'node:module';

import type { Linter, Rule } from 'eslint';

import { createConfigs, NAMESPACE } from './configs/index.ts';
import { rules } from './rules/index.ts';

/** The presets for `.eslintrc`, as ESLint's own types have them. */
interface LegacyConfig {
  plugins: string[];
  rules: Linter.RulesRecord;
}

/** `eslint-plugin-orm`. */
export interface OrmPlugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, Rule.RuleModule>;
  configs: {
    recommended: Linter.Config;
    strict: Linter.Config;
    all: Linter.Config;
    'legacy-recommended': LegacyConfig;
    'legacy-strict': LegacyConfig;
    'legacy-all': LegacyConfig;
  };
}

const manifest = createRequire(import.meta.url)('../package.json') as { name: string; version: string };

const plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: NAMESPACE },
  rules,
} as unknown as OrmPlugin;
plugin.configs = createConfigs(plugin);

// `require('eslint-plugin-orm')` is the plugin itself, which a CommonJS configuration and `.eslintrc` need.
export { plugin as default, plugin as 'module.exports' };

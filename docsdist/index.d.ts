import type { Linter, Rule } from 'eslint';
/** The presets for `.eslintrc`, as ESLint's own types have them. */
interface LegacyConfig {
    plugins: string[];
    rules: Linter.RulesRecord;
}
/** `eslint-plugin-orm`. */
export interface OrmPlugin {
    meta: {
        name: string;
        version: string;
        namespace: string;
    };
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
declare const plugin: OrmPlugin;
export { plugin as default, plugin as 'module.exports' };

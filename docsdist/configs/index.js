import { rules } from "../rules/index.js";
/** The name under which the rules are known in a configuration: `orm/no-query-in-loop`. */
export const NAMESPACE = 'orm';
/** The rules a preset turns on, as their own `meta` says. */
export function presetRules(preset) {
    const entries = {};
    for (const [name, { meta }] of Object.entries(rules)) {
        const { recommended, strict = recommended, all = strict ?? 'error' } = meta.docs.presets;
        const entry = { recommended, strict, all }[preset];
        if (entry)
            entries[`${NAMESPACE}/${name}`] = typeof entry === 'string' ? entry : [...entry];
    }
    return entries;
}
/** All presets: the flat ones hold `plugin`. */
export function createConfigs(plugin) {
    const flat = (preset) => ({
        name: `${NAMESPACE}/${preset}`,
        plugins: { [NAMESPACE]: plugin },
        rules: presetRules(preset),
    });
    const legacy = (preset) => ({ plugins: [NAMESPACE], rules: presetRules(preset) });
    return {
        recommended: flat('recommended'),
        strict: flat('strict'),
        all: flat('all'),
        'legacy-recommended': legacy('recommended'),
        'legacy-strict': legacy('strict'),
        'legacy-all': legacy('all'),
    };
}

import { createRequire } from 'node:module';
import { createConfigs, NAMESPACE } from "./configs/index.js";
import { rules } from "./rules/index.js";
const manifest = createRequire(import.meta.url)('../package.json');
const plugin = {
    meta: { name: manifest.name, version: manifest.version, namespace: NAMESPACE },
    rules,
};
plugin.configs = createConfigs(plugin);
// `require('eslint-plugin-orm')` is the plugin itself, which a CommonJS configuration and `.eslintrc` need.
export { plugin as default, plugin as 'module.exports' };

var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
import { UsageError } from "./arguments.js";
const WANTED = 'eslint-plugin-orm needs ESLint 8.57, 9 or 10';
/** ESLint's class for flat configurations, from the ESLint that is installed with this plugin. Throws a `UsageError`. */
export async function loadESLint(load = module => import(__rewriteRelativeImportExtension(module))) {
    let eslint;
    try {
        eslint = (await load('eslint'));
    }
    catch (error) {
        if (error.code !== 'ERR_MODULE_NOT_FOUND')
            throw error;
        throw new UsageError(`${WANTED}, and finds none. Install it with: npm install --save-dev eslint`);
    }
    const version = eslint.ESLint.version;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major >= 9)
        return eslint.ESLint;
    if (major < 8 || minor < 57)
        throw new UsageError(`${WANTED}, and finds ${version}.`);
    const unsafe = (await load('eslint/use-at-your-own-risk'));
    return unsafe.FlatESLint;
}

import { objectOf, stringOf } from "./json.js";
/** Conditions that name the source rather than its output come first, whatever the object's order. */
const SOURCE_CONDITIONS = ['source', 'src', 'development', 'ts', 'typescript'];
const USUAL_CONDITIONS = ['import', 'module', 'node', 'module-sync', 'require', 'default', 'types'];
/** A package without `exports` says by these fields where it begins. */
const MAIN_FIELDS = ['source', 'module', 'main', 'types', 'typings'];
/**
 * Where a package says that a subpath (`.`, `./client`) is, the most source-like target first.
 * `undefined` when it says nothing about it; an empty list when it closes it.
 */
export function targetsOfExport(manifest, subpath, conditions) {
    const exports = manifest['exports'];
    if (exports === undefined)
        return subpath === '.' ? mainTargets(manifest) : targetsOfTypesVersions(manifest, subpath);
    const map = isSubpathMap(exports) ? objectOf(exports) : { '.': exports };
    const targets = targetsIn(map, subpath, conditions);
    // What `exports` forgets is often imported all the same, by bundlers' and TypeScript's older resolution.
    return targets ?? (subpath === '.' ? mainTargets(manifest) : targetsOfTypesVersions(manifest, subpath));
}
/** Where a package says that its own name `#name` is. */
export function targetsOfImport(manifest, name, conditions) {
    return targetsIn(objectOf(manifest['imports']), name, conditions) ?? [];
}
function mainTargets(manifest) {
    const targets = MAIN_FIELDS.map(field => stringOf(manifest[field])).filter(each => each !== undefined);
    return targets.length > 0 ? targets : undefined;
}
function targetsOfTypesVersions(manifest, subpath) {
    const versions = Object.values(objectOf(manifest['typesVersions']));
    return versions.map(each => targetsIn(objectOf(each), subpath.slice(2), [])).find(each => each !== undefined);
}
function isSubpathMap(exports) {
    return Object.keys(objectOf(exports)).some(key => key.startsWith('.'));
}
/** The targets of the key that matches: the exact one, or the pattern with the longest beginning, as Node chooses. */
function targetsIn(map, key, conditions) {
    const exact = map[key];
    if (exact !== undefined && !key.includes('*'))
        return flatten(exact, conditions);
    const patterns = Object.keys(map).filter(each => each.includes('*') || each.endsWith('/'));
    patterns.sort((a, b) => b.indexOf('*') - a.indexOf('*') || b.length - a.length);
    for (const pattern of patterns) {
        const captured = capture(pattern, key);
        const value = map[pattern];
        if (captured === undefined || value === undefined)
            continue;
        return flatten(value, conditions).map(target => (pattern.includes('*') ? target.replaceAll('*', () => captured) : target + captured));
    }
    return undefined;
}
/** What stands for `*` in the key, or after an old-style pattern that ends in `/`. */
export function capture(pattern, key) {
    const star = pattern.indexOf('*');
    const before = star < 0 ? pattern : pattern.slice(0, star);
    const after = star < 0 ? '' : pattern.slice(star + 1);
    const fits = key.length >= before.length + after.length && key.startsWith(before) && key.endsWith(after);
    return fits ? key.slice(before.length, key.length - after.length) : undefined;
}
function flatten(value, conditions) {
    const found = [];
    const visit = (each, rank) => {
        if (typeof each === 'string')
            found.push({ target: each, rank });
        else if (Array.isArray(each))
            for (const one of each)
                visit(one, rank);
        else
            for (const [condition, one] of Object.entries(objectOf(each)))
                visit(one, Math.max(rank, rankOf(condition, conditions)));
    };
    visit(value, 0);
    return found.sort((a, b) => a.rank - b.rank).map(each => each.target);
}
function rankOf(condition, conditions) {
    // A custom condition below a usual one still leads to the source, but so does the usual one then.
    if (conditions.includes(condition) || SOURCE_CONDITIONS.includes(condition))
        return 0;
    const usual = USUAL_CONDITIONS.indexOf(condition);
    return usual < 0 ? USUAL_CONDITIONS.length + 1 : usual + 1;
}

/** Records `module.exports = e`, `exports.x = e` and `module.exports.x = e`. Names that the file binds itself are not these. */
export function exportAssigned(lowering, target, value) {
    const as = exportedName(lowering, target);
    if (as !== undefined)
        lowering.facts.exports.push({ as, e: value });
}
function exportedName(lowering, target) {
    const expr = lowering.facts.exprs[target];
    if (expr?.k !== 'get' || expr.name === undefined)
        return undefined;
    if (isModuleExports(lowering, target))
        return '=';
    return isGlobal(lowering, expr.of, 'exports') || isModuleExports(lowering, expr.of) ? expr.name : undefined;
}
function isModuleExports(lowering, e) {
    const expr = lowering.facts.exprs[e];
    return expr?.k === 'get' && expr.name === 'exports' && isGlobal(lowering, expr.of, 'module');
}
function isGlobal(lowering, e, name) {
    const expr = lowering.facts.exprs[e];
    return expr?.k === 'global' && expr.name === name;
}

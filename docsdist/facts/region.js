/** A region and those around it, innermost first, up to the body of its function. */
export function* enclosing(facts, r) {
    for (let at = r; at !== undefined; at = facts.regions[at]?.parent)
        yield at;
}
/** Whether a region is `ancestor` or stands inside it, within the same function. */
export function isInside(facts, r, ancestor) {
    for (const at of enclosing(facts, r))
        if (at === ancestor)
            return true;
    return false;
}
/** The function a region belongs to. */
export function fnOfRegion(facts, r) {
    return regionAt(facts, r).fn;
}
function regionAt(facts, r) {
    const region = facts.regions[r];
    if (region === undefined)
        throw new RangeError(`no region ${r}`);
    return region;
}

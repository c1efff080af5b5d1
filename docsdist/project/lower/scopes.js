/** An empty scope inside another. */
export function scopeIn(parent) {
    return { parent, names: undefined };
}
/** The variable a name means in a scope, or `undefined` when the file does not bind it. */
export function resolve(scope, name) {
    for (let at = scope; at !== undefined; at = at.parent) {
        const v = at.names?.get(name);
        if (v !== undefined)
            return v;
    }
    return undefined;
}
/** Declares a name in a scope; a name that is already there keeps its variable, as `var` twice or a class and its namespace do. */
export function declare(vars, scope, name, of) {
    const known = scope.names?.get(name);
    if (known !== undefined)
        return known;
    const v = vars.length;
    vars.push({ name, kind: of.kind, fn: of.fn, region: of.region, at: of.at, defs: [] });
    scope.names ??= new Map();
    scope.names.set(name, v);
    return v;
}

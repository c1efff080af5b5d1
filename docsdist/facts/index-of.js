import { childrenOf } from "./children.js";
const STATEMENT = { k: 'statement' };
const NONE = [];
const indexes = new WeakMap();
/** The index of a module's facts; the same facts give the same index. */
export function indexOf(facts) {
    let index = indexes.get(facts);
    if (index === undefined)
        indexes.set(facts, (index = makeIndex(facts)));
    return index;
}
function makeIndex(facts) {
    const parent = once(() => parentsOf(facts));
    const roots = once(() => rootUses(facts));
    const uses = once(() => groupExprs(facts, expr => (expr.k === 'var' ? [expr.v] : NONE)));
    const sets = once(() => groupExprs(facts, expr => (expr.k === 'set' ? (expr.vs ?? (expr.v === undefined ? NONE : [expr.v])) : NONE)));
    const makers = once(() => groupExprs(facts, expr => (expr.k === 'fn' ? [expr.f] : NONE)));
    const sites = once(() => group(facts.sites, site => [facts.regions[site.region].fn]));
    const fnSpans = once(() => facts.fns.flatMap(({ at, end, implicit }, id) => (implicit ? [] : [{ at, end, id }])));
    const regionSpans = once(() => facts.regions.map(({ at, end }, id) => ({ at, end, id })));
    return {
        get parent() {
            return parent();
        },
        use: e => roots().get(e) ?? STATEMENT,
        usesOf: v => uses().get(v) ?? NONE,
        setsOf: v => sets().get(v) ?? NONE,
        sitesOf: fn => sites().get(fn) ?? NONE,
        fnOfExpr: e => fieldOf(facts, e, 'fn'),
        exprOfFn: fn => makers().get(fn)?.[0],
        fnAt: at => innermost(fnSpans(), at),
        siteOfExpr: e => fieldOf(facts, e, 'call'),
        regionAt: at => innermost(regionSpans(), at),
    };
}
function fieldOf(facts, e, k) {
    const expr = facts.exprs[e];
    if (expr?.k !== k)
        return undefined;
    return expr.k === 'fn' ? expr.f : expr.k === 'call' ? expr.site : undefined;
}
function parentsOf({ exprs }) {
    const parents = new Int32Array(exprs.length).fill(-1);
    for (const [e, expr] of exprs.entries())
        for (const child of childrenOf(expr))
            parents[child] = e;
    return parents;
}
function rootUses(facts) {
    const uses = new Map();
    const put = (e, use) => {
        if (e !== undefined && !uses.has(e))
            uses.set(e, use);
    };
    for (const [fn, { exits, params }] of facts.fns.entries()) {
        for (const exit of exits)
            put(exit.value, { k: 'exit', fn, exit });
        for (const [param, { default: value, decorators = [] }] of params.entries()) {
            put(value, { k: 'param-default', fn, param });
            for (const e of decorators)
                put(e, { k: 'decorator' });
        }
    }
    for (const [c, cls] of facts.classes.entries()) {
        put(cls.super, { k: 'super', c });
        for (const e of cls.decorators)
            put(e, { k: 'decorator' });
        for (const [m, { key, value, decorators }] of cls.members.entries()) {
            put(key, { k: 'member', c, m });
            put(value, { k: 'member', c, m });
            for (const e of decorators)
                put(e, { k: 'decorator' });
        }
    }
    for (const [v, { defs }] of facts.vars.entries()) {
        for (const def of defs) {
            put(def.e, { k: 'def', v, def });
            put(def.default, { k: 'pattern-default', v, def });
        }
    }
    for (const [r, region] of facts.regions.entries())
        for (const e of headOf(region))
            put(e, { k: 'region', r });
    for (const { e } of facts.exports)
        put(e, { k: 'export' });
    return uses;
}
function headOf(region) {
    switch (region.k) {
        case 'then':
        case 'case':
        case 'while':
        case 'do':
            return [region.test];
        case 'switch':
            return [region.on];
        case 'for':
            return [region.init, region.test, region.step];
        case 'of':
        case 'in':
        case 'await-of':
            return [region.over];
        default:
            return [];
    }
}
function innermost(spans, at) {
    let found = { at: 0, end: Number.POSITIVE_INFINITY, id: 0 };
    // A later span that is as small stands inside the earlier one.
    for (const span of spans)
        if (span.at <= at && at < span.end && span.end - span.at <= found.end - found.at)
            found = span;
    return found.id;
}
function groupExprs(facts, keysOf) {
    return group(facts.exprs, keysOf);
}
function group(items, keysOf) {
    const groups = new Map();
    for (const [index, item] of items.entries()) {
        for (const key of keysOf(item)) {
            const known = groups.get(key);
            if (known)
                known.push(index);
            else
                groups.set(key, [index]);
        }
    }
    return groups;
}
function once(make) {
    let made;
    return () => (made ??= make());
}

const kept = new WeakMap();
/** The assignments of a module. */
export function assignmentsOf(facts) {
    let found = kept.get(facts);
    if (!found)
        kept.set(facts, (found = findAssignments(facts)));
    return found;
}
function findAssignments(facts) {
    const paramVars = facts.fns.map(() => []);
    facts.vars.forEach((each, v) => {
        if (each.defs.some(def => def.how === 'param'))
            paramVars[each.fn].push(v);
    });
    const memberSets = new Map();
    const thisSets = new Map();
    const memberCalls = new Map();
    facts.exprs.forEach((expr, e) => {
        if (expr.k === 'set' && expr.to !== undefined) {
            const target = facts.exprs[expr.to];
            if (target.k === 'get' && target.name !== undefined && facts.exprs[target.of].k === 'this')
                add(thisSets, target.name, e);
            const base = baseVar(facts, expr.to);
            if (base !== undefined)
                add(memberSets, base, e);
        }
        else if (expr.k === 'call') {
            const callee = facts.exprs[expr.callee];
            if (callee.k !== 'get')
                return;
            const base = baseVar(facts, callee.of);
            if (base !== undefined)
                add(memberCalls, base, e);
        }
    });
    return { paramVars, memberSets, thisSets, memberCalls };
}
/** The variable at the base of a chain of members: `a` of `a.b.c`. */
export function baseVar(facts, e) {
    let expr = facts.exprs[e];
    while (expr.k === 'get' || expr.k === 'as')
        expr = facts.exprs[expr.of];
    return expr.k === 'var' ? expr.v : undefined;
}
/** The parameters of `f` as variables, with how each is reached. */
export function paramVarsOf(facts, f) {
    return assignmentsOf(facts).paramVars[f] ?? [];
}
function add(map, key, e) {
    const list = map.get(key);
    if (list)
        list.push(e);
    else
        map.set(key, [e]);
}

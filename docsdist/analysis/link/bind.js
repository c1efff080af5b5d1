import { paramVarsOf } from "../../facts/assignments.js";
import { keyOf, leadsOn } from "./join.js";
/** How many functions deep bindings are carried; recursion through closures ends here. */
const DEEPEST = 6;
/** The function value `fn` entered with `args`: what its parameters and `this` are bound to, as far as it leads anywhere. */
export function enter(link, fn, m, args, env) {
    const values = valuesOf(link, m, args, env);
    return enterWith(link, fn, values);
}
/** The values of call arguments up to the first spread. */
export function valuesOf(link, m, args, env) {
    const values = [];
    for (const arg of args) {
        if (arg.spread)
            break;
        values.push(link.valueOf(m, arg.e, env));
    }
    return values;
}
/** The same with values in hand. */
export function enterWith(link, fn, values) {
    const binds = bindParams(link, fn.m, fn.f, values);
    const self = fn.self && !isDefaultSelf(link, fn.m, fn.f, fn.self) ? fn.self : undefined;
    const outer = fn.env;
    if (binds.size === 0 && !self && !outer)
        return { m: fn.m, f: fn.f };
    if (depthOf(outer) >= DEEPEST)
        return { m: fn.m, f: fn.f };
    const bound = [...binds].map(([v, value]) => `${v}=${keyOf(value)}`).join(',');
    const id = `${fn.m}#${fn.f}{${bound}}${self ? `^${keyOf(self)}` : ''}${outer ? `<${outer.id}` : ''}`;
    return { m: fn.m, f: fn.f, env: { id, m: fn.m, f: fn.f, binds, ...(self && { self }), ...(outer && { outer }) } };
}
function bindParams(link, m, f, values) {
    const binds = new Map();
    const facts = link.facts(m);
    if (!facts || !values.some(leadsOn))
        return binds;
    for (const { v, path, param, rest } of paramVars(link, m, f)) {
        if (rest)
            continue;
        const value = values[param];
        if (!value || !leadsOn(value))
            continue;
        const reached = follow(link, value, path);
        if (leadsOn(reached) && isWorthBinding(link, reached))
            binds.set(v, reached);
    }
    return binds;
}
/** Object literals bind only when something in them leads on: options of plain data are not worth a separate analysis. */
function isWorthBinding(link, value, depth = 2) {
    if (value.k === 'oneOf')
        return value.of.some(each => isWorthBinding(link, each, depth));
    if (value.k === 'list')
        return isWorthBinding(link, value.of, depth);
    if (value.k === 'typed')
        return false;
    if (value.k !== 'object')
        return leadsOn(value);
    const expr = link.facts(value.m)?.exprs[value.e];
    if (expr?.k !== 'object' || depth === 0)
        return false;
    return expr.props.some(prop => {
        const inner = link.valueOf(value.m, prop.value, value.env);
        return leadsOn(inner) && isWorthBinding(link, inner, depth - 1);
    });
}
/** The variables that the parameters of a function bind, and how they are reached. */
export function paramVars(link, m, f) {
    const facts = link.facts(m);
    if (!facts)
        return [];
    return paramVarsOf(facts, f).map(v => {
        const def = facts.vars[v].defs.find(each => each.how === 'param');
        return { v, param: def.param, path: def.path, rest: Boolean(facts.fns[f].params[def.param]?.rest) };
    });
}
/** Follows a destructuring path into a value. */
export function follow(link, value, path) {
    let at = value;
    for (const step of path) {
        if (step === '*')
            continue;
        at = typeof step === 'number' || step === '?' ? link.element(at) : link.member(at, step);
    }
    return at;
}
function isDefaultSelf(link, m, f, self) {
    return self.k === 'instance' && self.m === m && !self.args && !self.env && self.c === link.facts(m)?.fns[f]?.cls;
}
function depthOf(env) {
    let depth = 0;
    for (let at = env; at; at = at.outer)
        depth++;
    return depth;
}

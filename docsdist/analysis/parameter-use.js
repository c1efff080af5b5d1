import { paramVarsOf } from "../facts/assignments.js";
import { indexOf } from "../facts/index-of.js";
import { loopReason } from "./loop-reason.js";
import { reachOf } from "./reach.js";
const ELSEWHERE = { how: 'elsewhere' };
/** What function `callee` does with the function given as its argument number `at` (or as the member `path` of it). */
export function parameterUse(an, callee, at, path) {
    const { m } = callee;
    const facts = an.link.facts(m);
    if (!facts)
        return ELSEWHERE;
    let found = ELSEWHERE;
    for (const use of usesOf(facts, callee.f, at, path)) {
        const one = useOf(an, callee, facts, use);
        if (one.how === 'each')
            return one;
        if (one.how === 'once')
            found = one;
    }
    return found;
}
/** The expressions that stand for the function inside the callee. */
function usesOf(facts, f, at, path) {
    const index = indexOf(facts);
    return paramVarsOf(facts, f).flatMap(v => {
        const def = facts.vars[v].defs.find(each => each.how === 'param');
        if (def?.param !== at)
            return [];
        const [name] = path;
        if (path.length === def.path.length && path.every((step, n) => def.path[n] === step))
            return readsOf(facts, v);
        if (def.path.length > 0 || typeof name !== 'string')
            return [];
        // options.callback
        return index.usesOf(v).flatMap(read => {
            const get = index.parent[read] ?? -1;
            const expr = get < 0 ? undefined : facts.exprs[get];
            return expr?.k === 'get' && expr.of === read && expr.name === name ? [get] : [];
        });
    });
}
/** The reads of a parameter, also through one variable or field that it is stored in. */
function readsOf(facts, v) {
    return indexOf(facts).usesOf(v);
}
function useOf(an, callee, facts, use) {
    const index = indexOf(facts);
    const parent = index.parent[use] ?? -1;
    const call = parent < 0 ? undefined : facts.exprs[parent];
    if (call?.k === 'as' || call?.k === 'choice')
        return useOf(an, callee, facts, parent);
    if (call?.k !== 'call')
        return ELSEWHERE;
    const site = facts.sites[call.site];
    if (!site)
        return ELSEWHERE;
    const around = repeatedBy(an, callee, facts, site.region);
    if (call.callee === use) {
        if (!around)
            return { how: 'once' };
        const params = call.args.flatMap((arg, at) => ([...reachOf(facts, arg.e).vars].some(v => around.elements.has(v)) ? [at] : []));
        return { how: 'each', params, sequential: around.sequential, ...overParameter(facts, callee.f, around.over) };
    }
    const runs = an.runsAsArgument(callee.m, parent, call.args.findIndex(arg => arg.e === use), [], callee.env);
    if (runs.how === 'each')
        return { how: 'each', params: runs.params, sequential: runs.sequential, ...overParameter(facts, callee.f, runs.over) };
    if (runs.how === 'once')
        return around ? { how: 'each', params: [], sequential: around.sequential, ...overParameter(facts, callee.f, around.over) } : { how: 'once' };
    return ELSEWHERE;
}
/** The repetition around a place of the callee that is more than a retry. */
function repeatedBy(an, callee, facts, region) {
    const { list } = an.framesOf(callee.m, region, callee.env, callee.f);
    return list.find(each => !loopReason(an, each, facts.regions[region].at, region));
}
/** The parameter that the collection comes from. */
function overParameter(facts, f, over) {
    if (over === undefined)
        return {};
    const reach = reachOf(facts, over);
    const v = paramVarsOf(facts, f).find(each => reach.vars.has(each));
    const param = v === undefined ? undefined : facts.vars[v].defs.find(def => def.how === 'param')?.param;
    return param === undefined ? {} : { over: param };
}

import { assignmentsOf } from "../facts/assignments.js";
import { isSlice } from "./inputs.js";
import { FILLS, methodOf } from "./reach.js";
/** Functions of packages that cut a list into chunks, by their last name. */
const CHUNKERS = new Set(['chunk', 'chunks', 'splitEvery', 'cluster', 'batch', 'partitionAll']);
const FARTHEST = 6;
/** Whether a repetition goes over a list chunk by chunk: a query straight in it is one per chunk, one per element stands in a loop inside. */
export function goesByChunks(an, repetition) {
    const facts = an.link.facts(repetition.m);
    const region = repetition.region === undefined ? undefined : facts.regions[repetition.region];
    if (region?.k === 'for')
        return region.step !== undefined && stepsFar(an.link, repetition.m, facts, region.step);
    if (region?.k === 'while' || region?.k === 'do')
        return repetition.slices.size > 0;
    return repetition.over !== undefined && isListOfChunks(an.link, repetition.m, repetition.over, 0);
}
/** `i += size`: a counter that moves by more than one. */
function stepsFar(link, m, facts, step) {
    const expr = facts.exprs[step];
    if (expr.k !== 'set' || expr.value === undefined)
        return false;
    if (expr.op === '=') {
        // i = i + size
        const sum = facts.exprs[expr.value];
        return sum.k === 'op' && sum.op === '+' && sum.of.some(of => facts.exprs[of].k !== 'lit' && !(facts.exprs[of].k === 'var' && facts.exprs[of].v === expr.v));
    }
    if (expr.op !== '+=' && expr.op !== '-=')
        return false;
    const by = link.valueOf(m, expr.value);
    return !(by.k === 'lit' && by.v === 1);
}
/** A list whose elements are cut out of another: by a package's `chunk`, by a function that slices, or pushed as slices. */
function isListOfChunks(link, m, e, hops) {
    const facts = link.facts(m);
    const expr = facts?.exprs[e];
    if (!facts || !expr || hops > FARTHEST)
        return false;
    switch (expr.k) {
        case 'as':
            return isListOfChunks(link, m, expr.of, hops + 1);
        case 'await':
            return expr.of !== undefined && isListOfChunks(link, m, expr.of, hops + 1);
        case 'var': {
            const { memberCalls } = assignmentsOf(facts);
            const pushed = (memberCalls.get(expr.v) ?? []).some(call => {
                const made = facts.exprs[call];
                return made.k === 'call' && FILLS.has(methodOf(facts, made.callee) ?? '') && made.args.some(arg => isSlice(facts, arg.e));
            });
            return pushed || facts.vars[expr.v].defs.some(def => def.how === 'init' && def.e !== undefined && def.path.length === 0 && isListOfChunks(link, m, def.e, hops + 1));
        }
        case 'call':
            return makesChunks(link, m, facts, e, hops);
        default:
            return false;
    }
}
function makesChunks(link, m, facts, e, hops) {
    const call = facts.exprs[e];
    if (call.k !== 'call')
        return false;
    const callee = facts.exprs[call.callee];
    if (callee.k === 'get' && (callee.name === 'entries' || callee.name === 'values' || callee.name === 'filter'))
        return isListOfChunks(link, m, callee.of, hops + 1);
    const target = link.valueOf(m, call.callee);
    if (target.k === 'external')
        return CHUNKERS.has(target.path.at(-1) ?? target.name) || CHUNKERS.has(/[./](\w+)$/.exec(target.from)?.[1] ?? '');
    return link.callAt(m, e).callees.some(({ m: where, f }) => {
        const inner = link.facts(where);
        const fn = inner?.fns[f];
        // Array.from({ length }, (_, i) => list.slice(i * size, …)), and loops that push or yield slices.
        return inner !== undefined && fn !== undefined && inner.exprs.some((each, at) => each.at >= fn.at && each.end <= fn.end && isSlice(inner, at));
    });
}

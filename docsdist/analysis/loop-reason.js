import { indexOf } from "../facts/index-of.js";
import { goesByChunks } from "./chunks.js";
import { isConstantBound, isConstantList } from "./constant-list.js";
import { bodyFunction, sitesIn } from "./repetition.js";
/** Functions that do nothing but wait. */
const SLEEPS = /^(sleep|delay|wait|pause|snooze)(For|Ms|Seconds?|Millis(econds)?|Until|Random(ly)?)?$/i;
/**
 * Why a repetition is none for a query at offset `at` in region `r`, whatever the query is: its rounds are few and written in
 * the code, the query leads out of the loop, or the loop waits on purpose.
 */
export function loopReason(an, repetition, at, r) {
    const { link } = an;
    const { m, kind, over } = repetition;
    const facts = link.facts(m);
    if (over !== undefined && (kind === 'for' ? isConstantBound(link, m, over) || isConstantList(link, m, over) : isConstantList(link, m, over)))
        return 'constant-list';
    if (goesByChunks(an, repetition))
        return 'chunk';
    if (kind === 'await-of' && isStream(an, facts, repetition))
        return 'stream';
    const once = leavesLoop(facts, repetition, at, r);
    if (once)
        return once;
    if (waits(facts, repetition))
        return repetition.counted ? 'paced' : 'polling';
    return undefined;
}
/** `for await` over something that is not known to be a list in memory: its items arrive one by one. */
function isStream(an, facts, { m, over }) {
    if (over === undefined)
        return false;
    const value = an.link.valueOf(m, over);
    if (value.k === 'list' || value.k === 'plain')
        return false;
    const expr = facts.exprs[over];
    // A list of promises: `for await (const x of xs.map(load))`.
    if (expr.k === 'array')
        return false;
    return true;
}
/** The place as the function of the loop sees it: a literal that runs in place counts as the place where it stands. */
export function seenFrom(facts, fn, at, r) {
    let here = { at, r };
    for (let inner = facts.regions[here.r].fn; inner !== fn; inner = facts.regions[here.r].fn) {
        const { outerRegion, at: start } = facts.fns[inner];
        if (outerRegion === undefined)
            break;
        here = { at: start, r: outerRegion };
    }
    return here;
}
/**
 * Every way on from the place leaves the loop: it runs at most once (`runs-once`), or once more after an error (`retry`).
 */
function leavesLoop(facts, repetition, at, r) {
    if (repetition.region === undefined)
        return undefined;
    const fn = bodyFunction(facts, repetition);
    const place = seenFrom(facts, fn, at, r);
    const { exits } = facts.fns[fn];
    let caught = false;
    for (let region = place.r; region !== undefined; region = facts.regions[region].parent) {
        const here = facts.regions[region];
        const out = exits.find(exit => exit.region === region && leaves(exit, repetition.region) && (exit.at > place.at || holds(facts, exit.value, place.at)));
        if (out) {
            const back = exits.some(exit => exit.kind === 'continue' && exit.at > place.at && exit.at < out.at && facts.regions[exit.region].at >= repetition.at);
            if (!back)
                return caught || here.k === 'try' ? 'retry' : 'runs-once';
        }
        if (here.k === 'try')
            caught = true;
        if (region === repetition.region)
            break;
    }
    return undefined;
    function leaves(exit, loop) {
        if (exit.kind === 'return' || exit.kind === 'throw')
            return true;
        if (exit.kind !== 'break' || exit.to === undefined)
            return false;
        return exit.to === loop || facts.regions[exit.to].at < facts.regions[loop].at;
    }
}
function holds(facts, value, at) {
    if (value === undefined)
        return false;
    const expr = facts.exprs[value];
    return at >= expr.at && at < expr.end;
}
/** Whether each round waits for time to pass, other than after an error. */
function waits(facts, repetition) {
    const index = indexOf(facts);
    return sitesIn(facts, repetition).some(at => {
        const site = facts.sites[at];
        const call = facts.exprs[site.e];
        if (call.k !== 'call' || inCatch(facts, site.region))
            return false;
        const callee = facts.exprs[call.callee];
        if (callee.k === 'global' && callee.name === 'setTimeout') {
            // new Promise(resolve => setTimeout(resolve, ms))
            const literal = index.exprOfFn(facts.regions[site.region].fn);
            const around = literal === undefined ? undefined : facts.exprs[index.parent[literal] ?? -1];
            return around?.k === 'call' && around.new === true;
        }
        const name = callee.k === 'var' ? facts.vars[callee.v].name : callee.k === 'get' ? callee.name : undefined;
        const parent = index.parent[site.e] ?? -1;
        return name !== undefined && (SLEEPS.test(name) || name === 'setTimeout') && parent >= 0 && facts.exprs[parent].k === 'await';
    });
}
function inCatch(facts, r) {
    for (let region = r; region !== undefined; region = facts.regions[region].parent)
        if (facts.regions[region].k === 'catch')
            return true;
    return false;
}

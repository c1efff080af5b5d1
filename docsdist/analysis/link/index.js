import { indexOf } from "../../facts/index-of.js";
import { calleesOf, computeCall } from "./calls.js";
import { exported, supposedPath, valueOfImport } from "./imports.js";
import { each, join, keyOf, leadsOn, unknown } from "./join.js";
import { memberOf } from "./members.js";
import { makeOnce, Memory } from "./memory.js";
import { valueOfType } from "./types.js";
import { computeValue, computeVariable } from "./values.js";
const IN_PROGRESS = unknown('it depends on itself');
/** The linker over one generation of the project. `schemas` finds the schema files that speak for a module. */
export function makeLink(view, orms, settings, schemas) {
    const values = new Memory();
    const variables = new Memory();
    const calls = new Memory();
    const returns = new Memory();
    const exportsOf = new Memory();
    const members = new Memory();
    const once = makeOnce([values, variables, calls, returns, exportsOf, members]);
    const at = (m, n, env) => (env ? `${m}#${n}@${env.id}` : `${m}#${n}`);
    const BUSY_CALL = { value: IN_PROGRESS, callees: [], receiver: IN_PROGRESS, method: '' };
    const link = {
        orms,
        settings,
        facts: m => view.facts(m),
        index: (m) => indexOf(view.facts(m)),
        resolve: (from, specifier) => view.resolve(from, specifier),
        place: (importer, from) => {
            const path = link.resolve(importer, from) ?? supposedPath(importer, from);
            return { importer, ...(path !== undefined && { path }), schemas: () => schemas(importer) };
        },
        schemas,
        valueOf: (m, e, env) => once(values, at(m, e, env), IN_PROGRESS, () => computeValue(link, m, e, env)),
        valueOfVar: (m, v, env) => once(variables, at(m, v, env), IN_PROGRESS, () => computeVariable(link, m, v, env)),
        valueOfType: (m, type, scope) => valueOfType(link, m, type, scope),
        valueOfImport: (m, from, name) => valueOfImport(link, m, from, name),
        exported: (m, name) => once(exportsOf, `${m}#${name}`, IN_PROGRESS, () => exported(link, m, name)),
        // A member may lead back to itself: `x = { ...x }`, a getter that reads itself.
        member: (value, name) => each(value, one => (isMade(one) ? once(members, `${keyOf(one)}.${name ?? '*'}`, IN_PROGRESS, () => memberOf(link, one, name)) : memberOf(link, one, name))),
        element: value => elementOf(value),
        callAt: (m, e, env) => once(calls, at(m, e, env), BUSY_CALL, () => computeCall(link, m, e, env)),
        calleesOf: (value, m, args, env) => calleesOf(link, value, m, args, env),
        returnOf: callee => once(returns, at(callee.m, callee.f, callee.env), IN_PROGRESS, () => computeReturn(link, callee)),
    };
    return link;
}
/** Values whose members are worked out from code. */
function isMade({ k }) {
    return k === 'object' || k === 'instance' || k === 'class';
}
function elementOf(value) {
    if (value.k === 'list')
        return value.of;
    if (value.k === 'oneOf')
        return join(value.of.map(elementOf));
    return value.k === 'plain' || value.k === 'lit' ? { k: 'plain' } : unknown('an element of something unknown');
}
/** What a function returns; its annotation where the body says nothing. */
function computeReturn(link, { m, f, env }) {
    const fn = link.facts(m)?.fns[f];
    if (!fn)
        return unknown('the module cannot be read');
    const returned = fn.exits.flatMap(exit => (exit.kind === 'return' && exit.value !== undefined ? [link.valueOf(m, exit.value, env)] : []));
    const value = returned.length > 0 ? join(returned) : unknown('nothing is returned');
    if (leadsOn(value) || !fn.returns)
        return returned.length === 0 && !fn.returns ? { k: 'plain' } : value;
    const typed = link.valueOfType(m, fn.returns);
    return leadsOn(typed) ? typed : value;
}

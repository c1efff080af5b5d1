import { lowerArguments, lowerTemplate } from "./expressions.js";
import { typeArguments } from "./types.js";
/** `f(a)` and `new F(a)`. */
export function lowerCall(lowering, node) {
    const callee = lowering.expr(node.callee);
    const call = callOf(callee, lowerArguments(lowering, node.arguments, node.end), node.typeArguments);
    if (node.type === 'NewExpression')
        call.new = true;
    else if (node.optional)
        call.optional = true;
    return addCall(lowering, node, call);
}
/** `tag\`text\``. */
export function lowerTagged(lowering, node) {
    const callee = lowering.expr(node.tag);
    const call = callOf(callee, [{ e: lowerTemplate(lowering, node.quasi) }], node.typeArguments);
    call.tagged = true;
    return addCall(lowering, node, call);
}
/** `import(a)`: a call of the global `import`. */
export function lowerImport(lowering, node) {
    const callee = lowering.add({ start: node.start, end: node.start + 'import'.length }, { k: 'global', name: 'import' });
    const nodes = node.options ? [node.source, node.options] : [node.source];
    return addCall(lowering, node, callOf(callee, lowerArguments(lowering, nodes, node.end)));
}
function callOf(callee, args, types) {
    const call = { k: 'call', callee, args, site: -1 };
    if (types)
        call.types = typeArguments(types);
    return call;
}
// The site comes last: a call happens after its callee and its arguments.
function addCall(lowering, node, call) {
    const { sites } = lowering.facts;
    call.site = sites.length;
    const e = lowering.add(node, call);
    sites.push({ e, at: node.start, end: node.end, region: lowering.place.region });
    return e;
}

/** The direct child expressions of an expression, in evaluation order; the inside of a function or class is none. */
export function childrenOf(expr) {
    switch (expr.k) {
        case 'text':
        case 'op':
        case 'seq':
        case 'unknown':
            return expr.of;
        case 'get':
            return expr.key === undefined ? [expr.of] : [expr.of, expr.key];
        case 'call':
            return [expr.callee, ...expr.args.map(arg => arg.e)];
        case 'array':
            return expr.items.map(item => item.e);
        case 'object':
            return expr.props.flatMap(prop => (prop.key === undefined ? [prop.value] : [prop.key, prop.value]));
        case 'await':
        case 'yield':
        case 'yield*':
            return expr.of === undefined ? [] : [expr.of];
        case 'choice':
            return expr.test === undefined ? expr.of : [expr.test, ...expr.of];
        case 'set':
            return [...(expr.to === undefined ? [] : [expr.to]), ...(expr.value === undefined ? [] : [expr.value]), ...(expr.of ?? [])];
        case 'as':
            return [expr.of];
        default:
            return [];
    }
}

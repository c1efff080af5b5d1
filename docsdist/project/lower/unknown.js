/** A node that nothing else lowers: unknown, with the expressions inside it as operands. */
export function lowerUnknown(lowering, node, isExpression) {
    const of = [];
    const visit = (value) => {
        if (Array.isArray(value))
            for (const item of value)
                visit(item);
        else if (!isNode(value) || value.type.startsWith('TSType'))
            return;
        else if (isExpression(value))
            of.push(lowering.expr(value));
        else
            for (const child of Object.values(value))
                visit(child);
    };
    for (const child of Object.values(node))
        visit(child);
    return lowering.add(node, { k: 'unknown', why: node.type, of });
}
function isNode(value) {
    return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

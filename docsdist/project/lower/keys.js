/** A property's key: its name when the text says it, otherwise the expression that computes it. */
export function keyOf(lowering, node) {
    const name = nameOfKey(node.key, node.computed);
    return name === undefined ? { key: lowering.expr(node.key) } : { name };
}
/** The name of a key, or `undefined` when it is computed. `#x` keeps its sign. */
export function nameOfKey(key, computed) {
    if (key.type === 'PrivateIdentifier')
        return `#${key.name}`;
    if (!computed)
        return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
    return constantText(key);
}
/** The text of a string literal or a template without holes. */
export function constantText(node) {
    if (node.type === 'Literal')
        return typeof node.value === 'string' ? node.value : undefined;
    return node.type === 'TemplateLiteral' && node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
}

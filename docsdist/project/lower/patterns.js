import { keyOf } from "./keys.js";
import { annotation } from "./types.js";
/** Defines the variables of a pattern, which are declared already. */
export function bindPattern(lowering, pattern, source, byDefault) {
    const bound = { vs: [], of: [] };
    bind(lowering, pattern, [{ source, path: [] }], bound, byDefault);
    const type = 'typeAnnotation' in pattern && pattern.type !== 'Identifier' ? annotation(pattern.typeAnnotation) : undefined;
    if (type !== undefined && source.how !== 'param')
        typeByPath(lowering, bound.vs, type);
    return bound;
}
function bind(lowering, node, from, bound, byDefault) {
    switch (node.type) {
        case 'Identifier':
            bindName(lowering, node, from, bound, byDefault);
            break;
        case 'ObjectPattern':
            for (const property of node.properties) {
                if (property.type === 'RestElement')
                    bind(lowering, property.argument, step(from, '*'), bound);
                else
                    bind(lowering, property.value, step(from, keyStep(lowering, property, bound)), bound);
            }
            break;
        case 'ArrayPattern':
            for (const [index, element] of node.elements.entries()) {
                if (element?.type === 'RestElement')
                    bind(lowering, element.argument, step(from, '*'), bound);
                else if (element)
                    bind(lowering, element, step(from, index), bound);
            }
            break;
        case 'AssignmentPattern':
            bindDefault(lowering, node.left, node.right, from, bound);
            break;
        case 'RestElement':
            bind(lowering, node.argument, from, bound);
            break;
        default:
            bound.of.push(lowering.expr(node));
    }
}
function bindName(lowering, node, from, bound, byDefault) {
    const v = lowering.resolve(node.name);
    if (v === undefined) {
        bound.of.push(lowering.add(node, { k: 'global', name: node.name }));
        return;
    }
    const type = annotation(node.typeAnnotation);
    const known = lowering.facts.vars[v];
    if (type !== undefined)
        known.type ??= type;
    bound.vs.push(v);
    for (const { source, path } of from) {
        lowering.define(v, definitionOf(source, path, lowering.place.region, node.start, byDefault));
    }
}
// Written out: spreading the source costs more than all the rest of binding a name.
function definitionOf(source, path, region, at, byDefault) {
    const def = { how: source.how, path, region, at };
    if (source.e !== undefined)
        def.e = source.e;
    if (byDefault !== undefined)
        def.default = byDefault;
    if (source.op !== undefined)
        def.op = source.op;
    if (source.loop !== undefined)
        def.loop = source.loop;
    if (source.param !== undefined)
        def.param = source.param;
    return def;
}
// `{ a: { b } = fallback() }`: the default of an inner pattern is one more origin of what it binds. `= {}` gives nothing.
function bindDefault(lowering, left, right, from, bound) {
    const value = lowering.expr(right, left.type === 'Identifier' ? { name: left.name } : undefined);
    bound.of.push(value);
    if (left.type === 'Identifier')
        return bind(lowering, left, from, bound, value);
    const isEmpty = (right.type === 'ObjectExpression' && right.properties.length === 0) || (right.type === 'ArrayExpression' && right.elements.length === 0);
    const fallback = isEmpty ? [] : [{ source: { how: 'assign', e: value, op: '=' }, path: [] }];
    bind(lowering, left, [...from, ...fallback], bound);
}
function step(from, key) {
    return from.map(({ source, path }) => ({ source, path: [...path, key] }));
}
function keyStep(lowering, property, bound) {
    const { name, key } = keyOf(lowering, property);
    if (key !== undefined)
        bound.of.push(key);
    return name ?? '?';
}
function typeByPath(lowering, vs, of) {
    for (const v of vs) {
        const known = lowering.facts.vars[v];
        const path = known.defs.at(-1)?.path ?? [];
        if (known.type !== undefined || path.includes('*') || path.includes('?'))
            continue;
        let type = of;
        for (const key of path)
            type = { k: 'index', of: type, key: { k: 'lit', v: key } };
        known.type = type;
    }
}

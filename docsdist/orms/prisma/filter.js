// https://www.prisma.io/docs/orm/reference/prisma-client-reference#filter-conditions-and-operators
/** Operators of a column's filter, and what a condition calls them. */
const OPERATORS = {
    equals: '=',
    in: 'in',
    notIn: 'not in',
    not: 'not',
    lt: '<',
    lte: '<=',
    gt: '>',
    gte: '>=',
};
const OTHER_OPERATORS = new Set([
    ...['contains', 'startsWith', 'endsWith', 'search', 'has', 'hasSome', 'hasEvery', 'isEmpty', 'isSet'],
    ...['string_contains', 'string_starts_with', 'string_ends_with', 'array_contains', 'array_starts_with', 'array_ends_with'],
    ...['isNot', 'some', 'every', 'none'],
]);
/** Settings of a column's filter: with one of them, an equality is no plain equality. */
const MODIFIERS = new Set(['mode', 'path']);
/** Reads the value of `where`. What cannot be read is one condition on `*`. */
export function readFilter(where) {
    const conditions = [];
    const state = { conditions, open: false, unique: true };
    readObject(where, '', state);
    return { filter: { conditions, open: state.open }, unique: state.unique };
}
function readObject(view, prefix, state) {
    const object = view.object();
    if (!object) {
        state.conditions.push({ field: `${prefix}*`, op: '?', value: view.ref });
        state.open = true;
        return;
    }
    if (object.open)
        state.open = true;
    for (const name of object.names) {
        const value = object.get(name);
        if (!value)
            state.open = true;
        else if (name === 'AND')
            readAnd(value, prefix, state);
        else if (name === 'OR' || name === 'NOT')
            readBranches(name, value, prefix, state);
        else
            readField(prefix + name, value, prefix !== '', state);
    }
}
function readAnd(view, prefix, state) {
    state.unique = false;
    const list = view.list();
    if (!list)
        return readObject(view, prefix, state);
    if (list.open || list.each)
        state.open = true;
    for (const item of list.items)
        readObject(item, prefix, state);
    if (list.each)
        state.conditions.push({ field: `${prefix}AND`, op: 'and', value: view.ref });
}
function readBranches(name, view, prefix, state) {
    state.conditions.push({ field: prefix + name, op: name.toLowerCase(), value: view.ref });
    state.open = true;
    state.unique = false;
}
function readField(field, view, nested, state) {
    const object = view.object();
    if (!object) {
        state.conditions.push({ field, op: '=', value: view.ref });
    }
    else if (object.names.every(isFilterWord) && (object.open || object.names.some((name) => !MODIFIERS.has(name)))) {
        readOperators(field, object, state);
    }
    else if (object.names.length > 0) {
        readPath(field, view, object, nested, state);
    }
}
/** `{ author: { id } }` and `{ userId_postId: { userId, postId } }` look alike; a compound key has two columns at least. */
function readPath(field, view, object, nested, state) {
    const before = state.unique;
    const from = state.conditions.length;
    readObject(view, `${field}.`, state);
    const inner = state.conditions.slice(from);
    state.unique = before && !nested && object.names.length > 1 && inner.every(({ op }) => op === '=');
}
function readOperators(field, object, state) {
    if (object.open)
        state.open = true;
    const modified = object.names.some((name) => MODIFIERS.has(name));
    for (const name of object.names) {
        const value = object.get(name);
        if (!value || MODIFIERS.has(name))
            continue;
        if (name === 'is')
            readIs(field, value, state);
        else {
            const op = modified && name === 'equals' ? 'equals' : (OPERATORS[name] ?? name);
            state.conditions.push({ field, op, value: value.ref });
            if (op !== '=')
                state.unique = false;
        }
    }
}
function readIs(field, view, state) {
    state.unique = false;
    if (view.object())
        readObject(view, `${field}.`, state);
    else
        state.conditions.push({ field, op: view.literal() === null ? '=' : 'is', value: view.ref });
}
function isFilterWord(name) {
    return Object.hasOwn(OPERATORS, name) || OTHER_OPERATORS.has(name) || MODIFIERS.has(name) || name === 'is';
}

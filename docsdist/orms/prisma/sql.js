const BY_KEYWORD = {
    select: 'read',
    values: 'read',
    table: 'read',
    insert: 'create',
    replace: 'upsert',
    update: 'update',
    delete: 'delete',
};
/** A read that does something, or answers differently each time: locks, sequences, clocks. */
const IMPURE_READ = /\bfor\s+(?:no\s+key\s+)?(?:update|share)\b|\bpg_(?:try_)?advisory|\b(?:nextval|setval|set_config|pg_notify|pg_sleep|random|now|clock_timestamp|last_insert_id|get_lock|release_lock)\s*\(/i;
const WRITE_IN_PARENTHESES = /\(\s*(?:insert|update|delete|merge)\b/i;
/** What a statement asks for, or `raw` when its text does not tell. */
export function operationOf(sql) {
    if (sql === undefined)
        return 'raw';
    const text = sql.replace(/--[^\n]*|\/\*[^]*?\*\//g, ' ').replace(/'(?:[^']|'')*'/g, "''");
    const operation = mainOperation(text);
    if (operation === 'read' && (IMPURE_READ.test(text) || WRITE_IN_PARENTHESES.test(text)))
        return 'raw';
    if (operation === 'create' && /\bon\s+(?:conflict|duplicate\s+key)\b/i.test(text))
        return 'upsert';
    return operation;
}
function mainOperation(text) {
    const first = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase();
    if (first !== 'with')
        return (first !== undefined && BY_KEYWORD[first]) || 'raw';
    const main = /\b(select|insert|update|delete)\b/i.exec(withoutParentheses(text))?.[1]?.toLowerCase();
    return (main !== undefined && BY_KEYWORD[main]) || 'raw';
}
function withoutParentheses(text) {
    let rest = text;
    for (let next = rest.replace(/\([^()]*\)/g, ' '); next !== rest; next = rest.replace(/\([^()]*\)/g, ' '))
        rest = next;
    return rest;
}

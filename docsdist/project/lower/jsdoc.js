const TYPE_TAG = /@(?:type|param|returns?)\b/;
const BRACES = String.raw `\{((?:[^{}]|\{[^{}]*\})*)\}`;
const TYPE = new RegExp(String.raw `@type\s*${BRACES}`);
const RETURNS = new RegExp(String.raw `@returns?\s*${BRACES}`);
const PARAM = new RegExp(String.raw `@param\s*${BRACES}\s*\[?([\w$]+)((?:\[\])?\.\S+)?`, 'g');
const NAME = String.raw `(?:import\(["'][^"'|]+["']\)\.)?[A-Za-z_$][\w$.]*(?:\[\])*`;
const NAMES = new RegExp(String.raw `^${NAME}(?:\s*\|\s*${NAME})*$`);
const IMPORTED = /^import\(["'](.+)["']\)\.(.+)$/;
const PRIMITIVES = new Set(['any', 'bigint', 'boolean', 'never', 'null', 'number', 'object', 'string', 'symbol', 'undefined', 'unknown', 'void']);
const LITERALS = new Set(['true', 'false']);
/** The JSDoc comment that ends directly before an offset, when one of its tags names types. */
export function docAbove(text, at) {
    let end = at;
    while (end > 0 && isSpace(text.charCodeAt(end - 1)))
        end -= 1;
    if (text.charCodeAt(end - 1) !== 0x2f || text.charCodeAt(end - 2) !== 0x2a)
        return undefined;
    const start = text.lastIndexOf('/*', end - 3);
    if (start < 0 || text.charCodeAt(start + 2) !== 0x2a)
        return undefined;
    const doc = text.slice(start, end);
    return TYPE_TAG.test(doc) ? doc : undefined;
}
/** Gives a function's parameters and result the types its comment names, where the code names none. */
export function typesOfDoc(lowering, fn) {
    const doc = fn.doc ?? '';
    for (const [, text, name, member] of doc.matchAll(PARAM)) {
        const param = fn.params.find(({ v }) => v !== undefined && lowering.facts.vars[v].name === name);
        if (param === undefined || member !== undefined || param.type !== undefined)
            continue;
        const type = typeOf(lowering, text);
        if (type === undefined)
            continue;
        param.type = type;
        lowering.facts.vars[param.v].type ??= type;
    }
    const returns = fn.returns ?? typeOf(lowering, RETURNS.exec(doc)?.[1]);
    if (returns !== undefined)
        fn.returns = returns;
}
/** Gives a variable the type of the `@type` comment directly above its declaration, unless it has one. */
export function typeOfDoc(lowering, v, at) {
    const known = lowering.facts.vars[v];
    if (known.type !== undefined)
        return;
    const doc = docAbove(lowering.text, at);
    const type = doc === undefined ? undefined : typeOf(lowering, TYPE.exec(doc)?.[1]);
    if (type !== undefined)
        known.type = type;
}
function typeOf(lowering, text) {
    if (text === undefined || text.trim() === '' || text.trim() === '*')
        return undefined;
    const written = text.trim().replace(/=$/, '').replace(/\n\s*\*/g, '\n').replace(/\bObject\.</g, 'Record<');
    return NAMES.test(written) ? namesAsType(written) : lowering.typeOfText(written);
}
// Most comments only name types, and starting the parser costs more than reading a name.
function namesAsType(text) {
    const of = text.split('|').map(part => nameAsType(part.trim()));
    return of.length === 1 ? of[0] : { k: 'union', of };
}
function nameAsType(text) {
    if (text.endsWith('[]'))
        return { k: 'array', of: nameAsType(text.slice(0, -2)) };
    if (LITERALS.has(text))
        return { k: 'lit', v: text === 'true' };
    const [, from, name = text] = IMPORTED.exec(text) ?? [];
    if (from !== undefined)
        return { k: 'ref', name: [`import:${from}`, ...name.split('.')], args: [] };
    return PRIMITIVES.has(text) ? { k: 'primitive', name: text } : { k: 'ref', name: text.split('.'), args: [] };
}
function isSpace(code) {
    return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

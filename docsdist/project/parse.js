import { parseSync } from 'oxc-parser';
const MARKUP = /\.(?:vue|svelte|astro)$/;
const ASTRO_FENCE = /^\s*---\r?\n[^]*?\r?\n---/;
const SCRIPT = /<script\b((?:"[^"]*"|'[^']*'|[^'">])*)>([^]*?)<\/script\s*>/gi;
/** The syntax tree of a file with UTF-16 offsets into `text`, or `undefined` when the parser cannot read it. */
export function parse(path, text) {
    try {
        const source = scriptOf(path, text);
        return isScriptLike(path) ? parseEither(source.text, source.lang) : parseAs(source.text, source.lang);
    }
    catch {
        return undefined;
    }
}
// A `.js` file does not say whether it is a module: a program that is no module may still be CommonJS (`return` and `await` as a name).
function parseEither(text, lang) {
    return parseAs(text, lang, 'unambiguous') ?? parseAs(text, lang, 'commonjs') ?? parseAs(text, lang, 'module');
}
function parseAs(text, lang, sourceType) {
    const options = { lang, preserveParens: false };
    if (sourceType !== undefined)
        options.sourceType = sourceType;
    const { errors, program } = parseSync(`file.${lang}`, text, options);
    // Errors that oxc recovers from leave a whole tree, and other parsers accept many such files; a fatal one leaves an empty tree.
    return errors.length > 0 && program.body.length === 0 ? undefined : program;
}
function isScriptLike(path) {
    return !/\.(?:[mc]?ts|tsx|mjs)$/.test(path);
}
function scriptOf(path, text) {
    if (MARKUP.test(path))
        return scriptOfMarkup(path, text);
    return { text: text.charCodeAt(0) === 0xfe_ff ? ` ${text.slice(1)}` : text, lang: langOf(path) };
}
function langOf(path) {
    if (/\.d\.(?:[^./]+\.)?[mc]?ts$/.test(path))
        return 'dts';
    if (/\.[mc]?ts$/.test(path))
        return 'ts';
    return path.endsWith('.tsx') ? 'tsx' : 'jsx';
}
function scriptOfMarkup(path, text) {
    const spans = [];
    let lang = path.endsWith('.astro') ? 'tsx' : 'jsx';
    const fence = path.endsWith('.astro') ? ASTRO_FENCE.exec(text)?.[0] : undefined;
    // Scripts in the markup of an Astro page run in the browser.
    if (fence !== undefined)
        spans.push([fence.indexOf('---') + 3, fence.length - 3]);
    else if (!path.endsWith('.astro')) {
        for (const match of text.matchAll(SCRIPT)) {
            const attributes = match[1] ?? '';
            const start = match.index + match[0].indexOf('>', '<script'.length + attributes.length) + 1;
            spans.push([start, start + (match[2] ?? '').length]);
            const declared = /\blang\s*=\s*["']?(ts|tsx|typescript)\b/.exec(attributes)?.[1];
            if (declared !== undefined)
                lang = declared === 'tsx' ? 'tsx' : 'ts';
        }
    }
    return { text: blankOutside(text, spans), lang };
}
function blankOutside(text, spans) {
    let kept = '';
    let from = 0;
    for (const [start, end] of spans) {
        // The end tag becomes a semicolon, for two scripts may share a line.
        kept += `${blank(text.slice(from, start))}${text.slice(start, end)};`;
        from = end + 1;
    }
    return kept + blank(text.slice(from));
}
function blank(text) {
    return text.replace(/[^\r\n\u2028\u2029]/g, ' ');
}
